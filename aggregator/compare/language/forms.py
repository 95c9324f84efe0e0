"""Finds the forms of a word list in a text: single words and phrases, with any ending where a list says so.

In a list ``*`` stands for any letters at the end of a word, or at its start (German compounds). A form with
a capital needs one in the text ("Polish", not "polish"), and one in capitals needs capitals ("US").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:['’]s)?|[^\W_]+(?:[-'’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_KEY = 2


def fold(text: str) -> str:
    """Small letters as a pattern that ignores case takes them: Turkish i with and without dot is i."""
    return text.casefold().replace("ı", "i").replace("i\u0307", "i")


class Word(NamedTuple):
    """A word at ``start:end`` of its text, without a possessive; ``gap`` is what stands before it."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def joined(self) -> bool:
        """Whether nothing but white space (or a possessive) parts it from the word before."""
        if self.gap == " ":
            return True
        return not _POSSESSIVE.sub("", self.gap.rstrip()) and "\n" not in self.gap


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        start, bare = match.start(), match.group()
        if "'" in bare or "’" in bare:
            bare = _POSSESSIVE.sub("", bare)
        found.append(Word(bare, start, start + len(bare), text[end:start]))
        end = start + len(bare)
    return found


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """``words[start:end]`` are a form of the list; ``value`` is what the list says of it."""

    start: int
    end: int
    value: T


class Forms(Generic[T]):
    """The forms of a list, ready to be looked up at any word; a look-up costs the same in a long list."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._whole: defaultdict[str, list[tuple[list[str], T]]] = defaultdict(list)
        self._by_start: defaultdict[str, list[tuple[list[str], T]]] = defaultdict(list)
        self._by_end: defaultdict[str, list[tuple[list[str], T]]] = defaultdict(list)
        for form, value in entries:
            pattern = form.split()
            first = pattern[0].casefold()
            if first.startswith("*"):
                self._by_end[first[-_KEY:]].append((pattern, value))
            elif first.endswith("*"):
                self._by_start[first.strip("*")[:_KEY]].append((pattern, value))
            else:
                self._whole[first].append((pattern, value))

    def at(self, found: Sequence[Word], place: int) -> list[Match[T]]:
        """All entries whose forms begin at this word, of the longest form that does."""
        key = found[place].text.casefold()
        whole, start, end = (
            self._whole.get(key, ()),
            self._by_start.get(key[:_KEY], ()),
            self._by_end.get(key[-_KEY:], ()),
        )
        if not (whole or start or end):
            return []
        matches = [
            Match(place, place + len(pattern), value)
            for pattern, value in (*whole, *start, *end)
            if _fits(pattern, found[place : place + len(pattern)])
        ]
        longest = max((match.end for match in matches), default=0)
        return [match for match in matches if match.end == longest]

    def find(self, found: Sequence[Word]) -> Iterator[Match[T]]:
        """Every match, from left to right and without overlap (several where entries share a form)."""
        place = 0
        while place < len(found):
            matches = self.at(found, place)
            yield from matches
            place = matches[0].end if matches else place + 1


def _fits(pattern: Sequence[str], printed: Sequence[Word]) -> bool:
    return (
        len(pattern) == len(printed)
        and all(word.joined for word in printed[1:])
        and all(_is_form(form, word.text) for form, word in zip(pattern, printed, strict=True))
    )


def _is_form(form: str, word: str) -> bool:
    bare = form.strip("*")
    if bare[0].isupper() and not (word.isupper() if len(bare) > 1 and bare.isupper() else word[0].isupper()):
        return False
    mine, theirs = bare.casefold(), word.casefold()
    if form.startswith("*"):
        return theirs.endswith(mine)
    return theirs.startswith(mine) if form.endswith("*") else theirs == mine
