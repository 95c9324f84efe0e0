"""Pairs quotation marks in plain text, in one pass per paragraph.

A stack pairs openers with closers. What a mark does is told by its glyph and by the characters beside
it; paragraphs end every quote, because a writer who continues one opens it again. The typographic
conventions are those of the Unicode Standard, section 6.2 ("Language-based usage of quotation marks").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from aggregator import lexicons

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_ORNAMENT = 7
"""So many marks and more in a row quote nothing; three may meet at the end of speech within speech."""
_SIGNS = "[\"'“”„‟‘’‚‛«»]"
_ROW = re.compile(f"{_SIGNS}{_SIGNS}*")
_TYPED = {"``": "“", "''": '"', ",,": "„"}
"""Double marks typed as two single signs, as archives and plain text have them."""
_TYPED_MARK = re.compile(rf"{_SIGNS}{{{_ORNAMENT},}}|(?<!`)``(?!`)|(?<!')''(?!')|(?<![\w,]),,(?=\w)|{_SIGNS}")
_TYPED_OPENER = re.compile(r"(?<!`)``(?=\w)|(?<![\w,]),,(?=\w)")
_BEFORE_OPENER = set("([{-–—/:…>¿¡\"'“„«»‘‚")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d+(?:\.\d+)?$")
_ELISION_YEARS = re.compile(r"\d0s\b")
_WORD = re.compile(r"\w+")
_DOUBLES = set('"“”„‟«»')
_DEEPEST = 4
_NEXT = 8
"""Marks behind one that are looked through for what closes it."""


class Marked(NamedTuple):
    """One marked span: ``text[start:end]`` are the words, ``outer_start:outer_end`` holds the marks too."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int = 0
    """0 for a span that stands in no other."""
    closed: bool = True
    """False where the paragraph ended before a closing mark came."""
    dash: bool = False
    """Marked by a dialogue dash."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a text uses marks that open in one house style and close in another."""

    reversed_guillemets: bool
    same_glyph: bool
    """Whether ” opens too, as in Polish and Swedish ”pairs”: only where no other mark opens."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A mark with the characters beside it: all that tells what it may do."""

    glyph: str
    width: int
    before: str
    after: str
    is_double: bool
    may_open: bool
    may_close: bool
    may_elide: bool
    """Whether the word behind begins like one that an apostrophe begins."""


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph; paragraphs are parted by a blank line."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def marked_spans(text: str) -> tuple[Marked, ...]:
    """All spans between quotation marks, in order of their start; time is linear in the text."""
    habits = _Habits(
        reversed_guillemets=_guillemets_are_reversed(text),
        same_glyph=not ("“" in text or "„" in text),
    )
    return tuple(
        span for start, end in paragraphs(text) for span in _Paragraph(text, start, end, habits).pairs()
    )


def _guillemets_are_reversed(text: str) -> bool:
    """Whether »German« pairs are used: more » than « open; at a tie the first one tells.

    A » whose partner is lost, and which stands behind a word, opens nothing.
    """
    if "»" not in text:
        return False
    inward = len(re.findall(r"(?:^|[\s(])»(?=\w)", text))
    outward = len(re.findall(r"(?:^|[\s(])«(?=\w)", text))
    if inward != outward:
        return inward > outward
    if "«" not in text:
        return False
    return text.find("»") < (text.find("«") % (len(text) + 1))


@lru_cache(maxsize=4096)
def _sign(printed: str) -> _Sign:
    """The sign of a mark as printed between its neighbours; kept, because a text repeats a few of them."""
    before, mark, after = printed[0], printed[1:-1], printed[-1]
    glyph = _TYPED.get(mark, mark)
    return _Sign(
        glyph,
        len(mark),
        before,
        after,
        is_double=glyph in _DOUBLES,
        may_open=(before.isspace() or before in _BEFORE_OPENER) and not after.isspace(),
        may_close=not before.isspace() and not after.isalnum(),
        may_elide=after.isdecimal() or after.lower()[0] in _begin_elisions(),
    )


@cache
def _begin_elisions() -> frozenset[str]:
    return frozenset(form[0] for form in lexicons.words("elisions", "form"))


def _marks(padded: str, start: int) -> tuple[list[int], list[_Sign]]:
    """Where the marks of a paragraph stand that begins at ``start``, and their signs.

    ``padded`` is the paragraph between two blanks. A row too long to be anything but ornament is left out, as
    are all marks where they are half of what is printed.
    """
    places: list[int] = []
    for row in _ROW.finditer(padded):
        at, behind = row.span()
        if behind - at < _ORNAMENT:
            places.extend(range(at, behind))
    if 2 * len(places) >= len(padded) - 2:
        return [], []
    return [start + at - 1 for at in places], [_sign(padded[at - 1 : at + 2]) for at in places]


def _typed_marks(padded: str, start: int) -> tuple[list[int], list[_Sign]]:
    """The same where two single signs in a row may be one double mark."""
    found = (mark.span() for mark in _TYPED_MARK.finditer(padded))
    spans = [(at, behind) for at, behind in found if behind - at < _ORNAMENT]
    return [start + at - 1 for at, _ in spans], [_sign(padded[at - 1 : behind + 1]) for at, behind in spans]


class _Paragraph:
    """The marks of one paragraph and the stack that pairs them."""

    def __init__(self, text: str, start: int, end: int, habits: _Habits) -> None:
        self._text, self._start, self._end = text, start, end
        self._habits = habits
        words = text[start:end]
        typed = ("``" in words or ",," in words) and _TYPED_OPENER.search(text, start, end) is not None
        # Without an opener of their own, doubled single marks cannot be told from two that meet.
        self._doubled = "''" in words and not typed
        self._places, self._signs = (_typed_marks if typed else _marks)(f" {words} ", start)
        self._closers_after = self._strong_closers()
        self._stack: list[int] = []
        """The marks that are open, by their place among the marks."""
        self._open_of = {True: 0, False: 0}
        """How many double marks (True) and single ones (False) are open."""
        self._spans: list[Marked | None] = [None] * len(self._signs)
        """For every mark, the span that it opened."""

    def pairs(self) -> list[Marked]:
        """The spans in order of their start."""
        for index, (at, sign) in enumerate(zip(self._places, self._signs, strict=True)):
            if sign.is_double:
                self._double(index, at, sign)
            elif sign.may_open or sign.may_close:
                self._single(index, at, sign)
        self._give_up_all(self._end)
        return [span for span in self._spans if span is not None]

    # --- double marks

    def _double(self, index: int, at: int, sign: _Sign) -> None:
        glyph, is_open = sign.glyph, self._open_of[True] > 0
        if glyph in "«»":
            opens = (glyph == "«") != self._habits.reversed_guillemets
        elif glyph in "„‟":
            opens = True
        elif glyph == '"':
            if sign.before.isdigit() and self._is_inches(index, at, sign, is_open):
                return
            opens = _straight_opens(sign, is_open)
        elif is_open:
            opens = glyph == "“" and sign.may_open and not self._closes_low_mark(sign)
        else:
            may_open = sign.may_open or (glyph == "“" and self._opens_oddly(index, sign))
            opens = may_open and (glyph == "“" or self._habits.same_glyph)
        if opens:
            self._open(index, at, sign)
        elif is_open:
            self._close(at, sign)

    def _opens_oddly(self, index: int, sign: _Sign) -> bool:
        """A “ that only opens quotes here, with a blank behind it ("“ It rains,” he said") or none before."""
        if sign.before in ",.;":
            return sign.after.isalnum()
        if not sign.before.isspace() or sign.after != " ":
            return False
        behind = self._signs[index + 1 : index + 1 + _NEXT]
        return next((one.glyph == "”" for one in behind if one.is_double), False)

    def _closes_low_mark(self, sign: _Sign) -> bool:
        """German and Polish „…“ close with the glyph that opens English quotes."""
        if sign.before.isspace():
            return False
        open_signs = (self._signs[opened] for opened in reversed(self._stack))
        return next(one.glyph for one in open_signs if one.is_double) in "„‟"

    def _is_inches(self, index: int, at: int, sign: _Sign, is_open: bool) -> bool:
        if _FEET_AND_INCHES.search(self._text, max(self._start, at - 12), at) or not is_open:
            return True
        return self._next_is_closer(index) and sign.after == " " and self._text[at + 2].islower()

    def _next_is_closer(self, index: int) -> bool:
        behind = self._signs[index + 1 : index + 4]
        return next((one.may_close and not one.may_open for one in behind if one.glyph == '"'), False)

    # --- single marks and apostrophes

    def _single(self, index: int, at: int, sign: _Sign) -> None:
        glyph, is_open = sign.glyph, self._open_of[False] > 0
        if self._ends_elision(at, sign) or (glyph == "'" and self._doubled):
            return
        if glyph in "‘‚'‛" and sign.may_open and not (is_open and glyph == "‘" and sign.may_close):
            begins = glyph == "‘" and at == self._start
            if (begins or self._closers_after[index]) and not self._is_elision(at, sign):
                self._open(index, at, sign)
        elif is_open and sign.may_close and glyph != "‚" and not self._is_possessive(index, sign):
            self._close(at, sign)

    def _is_elision(self, at: int, sign: _Sign) -> bool:
        """'tis, 'n', '90s: an apostrophe that begins a word."""
        if not sign.may_elide:
            return False
        if _ELISION_YEARS.match(self._text, at + sign.width):
            return True
        word = _WORD.match(self._text, at + sign.width)
        return word is not None and word.group().lower() in lexicons.words("elisions", "form")

    def _ends_elision(self, at: int, sign: _Sign) -> bool:
        """The second mark of 'n'."""
        return sign.before in "nN" and self._text[max(self._start, at - 2)] in "'’‘"

    def _is_possessive(self, index: int, sign: _Sign) -> bool:
        """The mark in "the players' strike" or 6' 2", while a better closer is still to come."""
        ends_word = sign.before in "sSzZx" or sign.before.isdigit()
        return ends_word and self._closers_after[index] and sign.after == " "

    def _strong_closers(self) -> list[bool]:
        """For every mark, whether a closing single mark follows before the next opening one."""
        follows, result = False, [False] * len(self._signs)
        for index in range(len(self._signs) - 1, -1, -1):
            result[index] = follows
            sign = self._signs[index]
            if sign.glyph in "’'‘":
                if sign.may_close:
                    follows = True
                elif sign.may_open and not self._is_elision(self._places[index], sign):
                    follows = False
        return result

    # --- the stack

    def _open(self, index: int, at: int, sign: _Sign) -> None:
        if sign.before == "\n" and at > self._start:
            self._give_up_all(at)
        if len(self._stack) < _DEEPEST:
            self._stack.append(index)
            self._open_of[sign.is_double] += 1

    def _close(self, at: int, sign: _Sign) -> None:
        """Ends the innermost open span of the mark's kind, and with it what stands open inside."""
        while self._signs[self._stack[-1]].is_double != sign.is_double:
            self._give_up(at)
        self._open_of[sign.is_double] -= 1
        self._add(self._stack.pop(), at, at + sign.width)

    def _give_up_all(self, end: int) -> None:
        while self._stack:
            self._give_up(end)

    def _give_up(self, end: int) -> None:
        """Ends the innermost open span without a closing mark."""
        opened = self._stack.pop()
        is_double = self._signs[opened].is_double
        self._open_of[is_double] -= 1
        if is_double:
            self._add_unclosed(opened, end)
        elif not self._stack:
            self._add(opened, end, end)

    def _add_unclosed(self, opened: int, end: int) -> None:
        """An unclosed quote ends where the next double mark opened; what stood inside it moves up a level."""
        level, behind = len(self._stack), bisect_left(self._places, end)
        doubles = (
            index
            for index, span in enumerate(self._spans[opened + 1 : behind], opened + 1)
            if span is not None and span.depth == level + 1 and self._signs[index].is_double
        )
        first = next(doubles, None)
        if first is not None:
            end = self._places[first]
            self._spans[first:behind] = [_raised(span) for span in self._spans[first:behind]]
        self._add(opened, end, end)

    def _add(self, opened: int, end: int, outer_end: int) -> None:
        """Notes the span of a mark just taken off; one that no mark closes holds nothing behind its words."""
        text, outer_start, closed = self._text, self._places[opened], outer_end > end
        start = outer_start + self._signs[opened].width
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            span = (start, end, outer_start, outer_end, len(self._stack), closed, False)
            self._spans[opened] = tuple.__new__(Marked, span)  # made at once, as a text may have thousands


def _raised(span: Marked | None) -> Marked | None:
    return span and span._replace(depth=span.depth - 1)


def _straight_opens(sign: _Sign, is_open: bool) -> bool:
    if not is_open:
        return not sign.after.isspace() and (sign.may_open or sign.after.isalnum())
    return sign.may_open and not sign.may_close and sign.before not in "…-–—"
