"""How one printing of an utterance differs from another, word by word.

Case and punctuation do not count. Words are aligned by their longest common subsequence (Hunt and
McIlroy, 1976; computed by rapidfuzz).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from aggregator.types import Variant

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_BRACKETED = re.compile(r"\[[^\]]*\]|\((?:…|\.{3})\)")
_SPELLINGS = ((re.compile(r"(?<=[a-z]{3})iz(?=e|i|a)"), "is"), (re.compile(r"(?<=[a-z]{2})our"), "or"),
              (re.compile(r"ence$"), "ense"), (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
              (re.compile(r"(?<=[aeiou])ll(?=ed|ing|er)"), "l"))  # fmt: skip
PARAPHRASE = 0.5
"""Below this share of common words a printing in the same language only renders the sense."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared, and its place in the text it was read from."""

    key: str
    start: int
    end: int
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one printing, in order."""

    text: str
    words: tuple[Word, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.words)

    @property
    def spoken(self) -> tuple[Word, ...]:
        """The words without what the outlet put in brackets."""
        return tuple(word for word in self.words if not word.bracketed)

    @property
    def signs(self) -> int:
        """How many ellipses and brackets own up to a change."""
        inserted = sum(1 for found in _BRACKETED.finditer(self.text) if _WORD.search(found.group()))
        return len(_ELLIPSIS.findall(self.text)) + inserted


@dataclass(frozen=True, slots=True)
class Difference:
    """A printing against the reference: runs of words left out and put in, as printed."""

    variant: Variant
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    similarity: float = 1.0


@lru_cache(maxsize=20_000)
def wording(text: str) -> Wording:
    """The words of a text; a spelling that only differs between British and American English is one word."""
    brackets = [(found.start(), found.end()) for found in _BRACKETED.finditer(text)]
    words = []
    at = 0
    for found in _WORD.finditer(text):
        while at < len(brackets) and brackets[at][1] <= found.start():
            at += 1
        inside = at < len(brackets) and brackets[at][0] <= found.start()
        words.append(Word(_key(found.group()), found.start(), found.end(), inside))
    return Wording(text, tuple(words))


def pieces(text: str) -> list[str]:
    """The parts of a text that its ellipses part; the whole where it has none."""
    return [piece for piece in _ELLIPSIS.split(text) if _WORD.search(piece)]


def _key(word: str) -> str:
    key = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    for pattern, plain in _SPELLINGS:
        key = pattern.sub(plain, key)
    return key


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
    new += tuple(word for word in _bracketed_runs(printed))
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


def _bracketed_runs(printed: Wording) -> list[str]:
    return [
        found.group().strip("[]() ")
        for found in _BRACKETED.finditer(printed.text)
        if _WORD.search(found.group())
    ]


def common(one: Wording, other: Wording) -> float:
    """The share of the shorter wording's weight that stands in the other in the same order; 0 to 1.

    Short words weigh less, as any two sentences share them.
    """
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.words))
    keys = [word.key for word in shorter.spoken]
    if not keys:
        return 0.0
    kept: set[int] = set()
    for block in LCSseq.opcodes(keys, [word.key for word in longer.words]):
        if block.tag == "equal":
            kept.update(range(block.src_start, block.src_end))
    total = sum(_weight(key) for key in keys)
    return sum(_weight(keys[at]) for at in sorted(kept)) / total


def longest_run(one: Wording, other: Wording) -> int:
    """How many words in a row both wordings share, along their alignment."""
    blocks = LCSseq.opcodes([word.key for word in one.spoken], [word.key for word in other.spoken])
    return max((block.src_end - block.src_start for block in blocks if block.tag == "equal"), default=0)


def _weight(key: str) -> float:
    return 0.3 if len(key) <= 3 else 1.0


def contains(text: Sequence[str], words: Sequence[str]) -> bool:
    """Whether ``words`` stand in ``text`` in a row."""
    return f" {' '.join(words)} " in f" {' '.join(text)} "
