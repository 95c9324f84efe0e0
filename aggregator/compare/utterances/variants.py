"""How one printing of an utterance differs from another, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from aggregator.compare.language.wording import Word, Wording
from aggregator.types import Variant

PARAPHRASE = 0.5
"""Below this share of common words a printing in the same language only renders the sense."""
_PIECE = 4
"""Words in a row that are a piece of speech: fewer are a change of wording."""
_RUN = 3
"""Words in a row that two texts do not share by chance."""


class Edit(NamedTuple):
    """``src`` of the reference stands where ``dest`` of the printing does; either may be empty."""

    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A printing against the reference: runs of words left out and put in, as printed."""

    variant: Variant
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    similarity: float = 1.0


def compare(printed: Wording, reference: Wording, same_language: bool, similarity: float) -> Difference:
    """The variant of a printing; ``similarity`` is that of meaning, used where the languages differ.

    Words beyond the reference that fall where it may have left some out are no change: they are not told.
    """
    if not same_language:
        return Difference("translated", similarity=similarity)
    if printed.keys == reference.keys:
        return Difference("full")
    spoken, whole = printed.spoken, reference.spoken
    keys, reference_keys = [word.key for word in spoken], [word.key for word in whole]
    edits = _edits(reference_keys, keys)
    missing = [(edit.src_start, edit.src_end) for edit in edits if edit.src_start < edit.src_end]
    more = [edit for edit in edits if edit.dest_start < edit.dest_end]
    inside, apart = reference.gaps, printed.gaps
    added = [(edit.dest_start, edit.dest_end) for edit in more if not _is_left_out(edit, keys, inside, apart)]
    gone = tuple(_words(reference, whole[first:last]) for first, last in missing)
    new = tuple(_words(printed, spoken[first:last]) for first, last in added) + printed.inserted
    shared = len(whole) - sum(last - first for first, last in missing)
    alike = 2 * shared / (len(spoken) + len(whole)) if spoken or whole else 1.0
    changed = sum(last - first for first, last in added)
    return Difference(_variant(printed, reference, bool(missing), changed, shared), gone, new, alike)


def _variant(printed: Wording, reference: Wording, missing: bool, changed: int, shared: int) -> Variant:
    if changed:
        return "altered" if shared >= PARAPHRASE * (shared + changed) else "paraphrase_in_quotes"
    if not missing:
        return "full"
    return "trimmed_marked" if printed.signs > reference.signs else "trimmed_unmarked"


def _words(wording: Wording, run: Sequence[Word]) -> str:
    return wording.text[run[0].start : run[-1].end]


def _edits(reference: Sequence[str], printed: Sequence[str]) -> list[Edit]:
    """Where the texts differ; a word or two that both happen to have amid long differences joins these."""
    edits: list[Edit] = []
    for found in LCSseq.opcodes(reference, printed):
        edit = Edit(found.src_start, found.src_end, found.dest_start, found.dest_end)
        if found.tag == "equal":
            continue
        shared = edit.src_start - edits[-1].src_end if edits else _RUN
        if shared == 0 or (shared < _RUN and (_differs(edit) or _differs(edits[-1]))):
            last = edits.pop()
            edit = Edit(last.src_start, edit.src_end, last.dest_start, edit.dest_end)
        edits.append(edit)
    return edits


def _differs(edit: Edit) -> bool:
    """Whether each text has a piece of its own."""
    return min(edit.src_end - edit.src_start, edit.dest_end - edit.dest_start) >= _PIECE


def _is_left_out(edit: Edit, printed: Sequence[str], inside: frozenset[int], apart: frozenset[int]) -> bool:
    """Whether the words that a printing has more are ones that the reference left out.

    They stand in a gap of the reference, or are a piece printed apart. Where the reference has words of its
    own in their stead, both must be long enough to be pieces.
    """
    first, last = edit.dest_start, edit.dest_end
    if edit.src_start < edit.src_end:
        return _differs(edit) and (edit.src_start in inside or edit.src_end in inside)
    if first in apart and last in apart:
        return True
    return any(place in inside for place in _places(edit, printed))


def _places(edit: Edit, printed: Sequence[str]) -> Iterator[int]:
    """The places of the reference at which the same insertion may stand: "it was |bad, it was| late"."""
    first, last = edit.dest_start, edit.dest_end
    before = printed[max(0, first - (last - first)) : first]
    behind = printed[last : last + (last - first)]
    run = printed[first:last]
    yield edit.src_start
    yield from (edit.src_start - at for at in range(1, _alike(reversed(before), reversed(run)) + 1))
    yield from (edit.src_start + at for at in range(1, _alike(behind, run) + 1))


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """With how many same words two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
