"""The words of a text as they are compared: case, punctuation, British or American spelling do not count.

Two wordings are aligned by their longest common subsequence (Hunt and McIlroy, 1976; computed by rapidfuzz).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

_CASE = r"(?<!\w)\[[^\W\d_]\](?=\w)"
"""A letter in brackets that begins a word, whose case alone the outlet changed: "[W]e"."""
_WORD = re.compile(rf"(?:{_CASE})?\w+(?:['’]\w+)*")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_BRACKETED = re.compile(rf"(?!{_CASE})\[[^\[\]]*\]|\((?:…|\.{{3}})\)")
PIECE = "\n"
"""Parts the pieces of a wording that were printed apart."""
_GAP = re.compile(rf"{PIECE}|{_ELLIPSIS.pattern}|(?!{_CASE})\[")
_STOP = re.compile(rf"[.!?…]|{PIECE}")
_SPELLINGS = ((re.compile(r"(?<=[a-z]{3})iz(?=e|i|a)"), "is"), (re.compile(r"(?<=[a-z]{2})our"), "or"),
              (re.compile(r"ence$"), "ense"), (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
              (re.compile(r"(?<=[aeiou])ll(?=ed|ing|er)"), "l"))  # fmt: skip


class Word(NamedTuple):
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

    def place_of(self, keys: Sequence[str]) -> int | None:
        """The first place among the words where these stand in a row; None where they do not."""
        own = f" {' '.join(self.keys)} "
        at = own.find(f" {' '.join(keys)} ")
        return own.count(" ", 0, at + 1) - 1 if at >= 0 else None

    def begins_sentence(self, place: int) -> bool:
        """Whether the word at this place begins a sentence or the whole."""
        return place == 0 or bool(_STOP.search(self.text, self.words[place - 1].end, self.words[place].start))

    @property
    def inserted(self) -> tuple[str, ...]:
        """What stands in brackets, without them."""
        found = (match.group() for match in _BRACKETED.finditer(self.text))
        return tuple(text.strip("[]() ") for text in found if _WORD.search(text))

    @property
    def signs(self) -> int:
        """How many ellipses and brackets own up to a change."""
        changes = _ELLIPSIS.findall(self.text) + re.findall(_CASE, self.text)
        return len(changes) + len(self.inserted)

    @property
    def gaps(self) -> frozenset[int]:
        """The places among the spoken words where others may have stood: both ends, and where the outlet
        parts its pieces, prints an ellipsis or puts something in brackets."""
        spoken = self.spoken
        parted = (
            at
            for at, (one, following) in enumerate(pairwise(spoken), start=1)
            if _GAP.search(self.text, one.end, following.start)
        )
        return frozenset({0, len(spoken), *parted})


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


def between_ellipses(text: str) -> list[str]:
    """The parts of a text that its ellipses part; the whole where it has none."""
    return [piece for piece in _ELLIPSIS.split(text) if _WORD.search(piece)]


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    key = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("[", "").replace("]", "")
    for pattern, plain in _SPELLINGS:
        key = pattern.sub(plain, key)
    return key


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
