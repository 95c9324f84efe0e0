"""How one printing of an utterance differs from another, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from aggregator.compare.language.wording import Wording
from aggregator.types import Variant

PARAPHRASE = 0.5
"""Below this share of common words a printing in the same language only renders the sense."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A printing against the reference: runs of words left out and put in, as printed."""

    variant: Variant
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    similarity: float = 1.0


def compare(printed: Wording, reference: Wording, same_language: bool, similarity: float) -> Difference:
    """The variant of a printing; ``similarity`` is that of meaning, used where the languages differ."""
    if not same_language:
        return Difference("translated", similarity=similarity)
    if printed.keys == reference.keys:
        return Difference("full")
    spoken, whole = printed.spoken, reference.words
    keys, reference_keys = [word.key for word in spoken], [word.key for word in whole]
    missing, added = _runs(keys, reference_keys)
    gone = tuple(reference.text[whole[first].start : whole[last - 1].end] for first, last in missing)
    new = tuple(printed.text[spoken[first].start : spoken[last - 1].end] for first, last in added)
    new += printed.inserted
    shared = len(whole) - sum(last - first for first, last in missing)
    alike = 2 * shared / (len(spoken) + len(whole)) if spoken or whole else 1.0
    return Difference(_variant(printed, reference, missing, added, shared), gone, new, alike)


def _variant(
    printed: Wording,
    reference: Wording,
    missing: Sequence[tuple[int, int]],
    added: Sequence[tuple[int, int]],
    shared: int,
) -> Variant:
    if added:
        return "altered" if shared >= PARAPHRASE * len(printed.spoken) else "paraphrase_in_quotes"
    if not missing:
        return "full"
    return "trimmed_marked" if printed.signs > reference.signs else "trimmed_unmarked"


def _runs(printed: list[str], reference: list[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Runs of the reference that are missing, and runs of the printing that are new, as index ranges."""
    missing, added = [], []
    for operation in LCSseq.opcodes(reference, printed):
        if operation.tag in {"delete", "replace"}:
            missing.append((operation.src_start, operation.src_end))
        if operation.tag in {"insert", "replace"}:
            added.append((operation.dest_start, operation.dest_end))
    return missing, added
