"""Pairs quotation marks in plain text, in one pass per paragraph.

A stack pairs openers with closers. What a mark does is told by its glyph and by the characters beside
it; paragraphs end every quote, because a writer who continues one opens it again. The typographic
conventions are those of the Unicode Standard, section 6.2 ("Language-based usage of quotation marks").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aggregator import lexicons

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_MARK = re.compile("[\"'“”„‟‘’‚‛«»]")
_TYPED = {"``": "“", "''": '"', ",,": "„"}
"""Double marks typed as two single signs, as archives and plain text have them."""
_TYPED_MARK = re.compile(r"(?<!`)``(?!`)|(?<!')''(?!')|(?<![\w,]),,(?=\w)|[\"'“”„‟‘’‚‛«»]")
_TYPED_OPENER = re.compile(r"(?<!`)``(?=\w)|(?<![\w,]),,(?=\w)")
_BEFORE_OPENER = set("([{-–—/:…>¿¡\"'“„«»‘‚")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d+(?:\.\d+)?$")
_ELISION_YEARS = re.compile(r"\d0s\b")
_WORD = re.compile(r"\w+")
_DOUBLES = set('"“”„‟«»')
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Marked:
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
class _Open:
    glyph: str
    at: int
    inner: int
    """How many spans were known when it opened: those after it stand inside."""


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
    found: list[Marked] = []
    for start, end in paragraphs(text):
        found.extend(_Paragraph(text, start, end, habits).pairs())
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _guillemets_are_reversed(text: str) -> bool:
    """Whether »German« pairs are used: more » than « open; at a tie the first one tells."""
    inward = len(re.findall(r"(?:^|[\s(])»(?=\w)", text))
    outward = len(re.findall(r"(?:^|[\s(])«(?=\w)", text))
    if inward != outward:
        return inward > outward
    return "»" in text and text.find("»") < (text.find("«") % (len(text) + 1))


class _Paragraph:
    """The marks of one paragraph and the stack that pairs them."""

    def __init__(self, text: str, start: int, end: int, habits: _Habits) -> None:
        self._text, self._start, self._end = text, start, end
        self._habits = habits
        typed = _TYPED_OPENER.search(text, start, end) is not None
        found = list((_TYPED_MARK if typed else _MARK).finditer(text, start, end))
        self._positions = [match.start() for match in found]
        self._typed = {match.start(): _TYPED[match.group()] for match in found if len(match.group()) > 1}
        self._closers_after = self._strong_closers()
        # Without an opener of their own, doubled single marks cannot be told from two that meet.
        self._doubled = "''" in text[start:end] and not typed
        self._stack: list[_Open] = []
        self._spans: list[Marked] = []

    def pairs(self) -> list[Marked]:
        for index, at in enumerate(self._positions):
            glyph = self._glyph(at)
            if glyph in _DOUBLES:
                self._double(index, at, glyph)
            else:
                self._single(index, at, glyph)
        self._give_up_to(0, self._end)
        return self._spans

    # --- what stands beside a mark

    def _glyph(self, at: int) -> str:
        return self._typed.get(at) or self._text[at]

    def _behind(self, at: int) -> int:
        """The first position behind the mark at ``at``."""
        return at + (2 if at in self._typed else 1)

    def _before(self, at: int) -> str:
        return self._text[at - 1] if at > self._start else " "

    def _after(self, at: int) -> str:
        behind = self._behind(at)
        return self._text[behind] if behind < self._end else " "

    def _may_open(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        return (before.isspace() or before in _BEFORE_OPENER) and not after.isspace()

    def _may_close(self, at: int) -> bool:
        return not self._before(at).isspace() and not self._after(at).isalnum()

    # --- double marks

    def _double(self, index: int, at: int, glyph: str) -> None:
        is_open = any(opened.glyph in _DOUBLES for opened in self._stack)
        if glyph in "«»":
            opens = (glyph == "«") != self._habits.reversed_guillemets
        elif glyph in "„‟":
            opens = True
        elif glyph == '"':
            if self._is_inches(index, at, is_open):
                return
            opens = self._straight_opens(at, is_open)
        elif is_open:
            opens = glyph == "“" and self._may_open(at) and not self._closes_low_mark(at)
        else:
            opens = self._may_open(at) and (glyph == "“" or self._habits.same_glyph)
        if opens:
            self._open(at, glyph)
        elif is_open:
            self._close(at, _DOUBLES)

    def _straight_opens(self, at: int, is_open: bool) -> bool:
        if not is_open:
            return not self._after(at).isspace() and (self._may_open(at) or self._after(at).isalnum())
        return self._may_open(at) and not self._may_close(at) and self._before(at) not in "…-–—"

    def _closes_low_mark(self, at: int) -> bool:
        """German and Polish „…“ close with the glyph that opens English quotes."""
        innermost = next(opened for opened in reversed(self._stack) if opened.glyph in _DOUBLES)
        return innermost.glyph in "„‟" and not self._before(at).isspace()

    def _is_inches(self, index: int, at: int, is_open: bool) -> bool:
        if not self._before(at).isdigit():
            return False
        if _FEET_AND_INCHES.search(self._text, max(self._start, at - 12), at) or not is_open:
            return True
        return (
            self._next_is_closer(index)
            and self._text[at + 1 : at + 2] == " "
            and self._text[at + 2].islower()
        )

    def _next_is_closer(self, index: int) -> bool:
        following = next((at for at in self._positions[index + 1 : index + 4] if self._text[at] == '"'), None)
        return following is not None and self._may_close(following) and not self._may_open(following)

    # --- single marks and apostrophes

    def _single(self, index: int, at: int, glyph: str) -> None:
        is_open = any(opened.glyph not in _DOUBLES for opened in self._stack)
        before, after = self._before(at), self._after(at)
        if (
            (before.isalnum() and after.isalnum())
            or self._ends_elision(at)
            or (glyph == "'" and self._doubled)
        ):
            return
        if glyph in "‘‚'‛" and self._may_open(at) and not (is_open and glyph == "‘" and self._may_close(at)):
            if not self._is_elision(at) and (self._closers_after[index] or self._starts_paragraph(at, glyph)):
                self._open(at, glyph)
        elif is_open and self._may_close(at) and glyph != "‚" and not self._is_possessive(index, at):
            self._close(at, set("‘‚'‛"))

    def _starts_paragraph(self, at: int, glyph: str) -> bool:
        return glyph == "‘" and at == self._start

    def _is_elision(self, at: int) -> bool:
        """'tis, 'n', '90s: an apostrophe that begins a word."""
        if _ELISION_YEARS.match(self._text, at + 1):
            return True
        word = _WORD.match(self._text, at + 1)
        return word is not None and word.group().lower() in lexicons.words("elisions", "form")

    def _ends_elision(self, at: int) -> bool:
        """The second mark of 'n'."""
        return self._text[at - 1 : at].lower() == "n" and self._text[
            max(self._start, at - 2) : at - 1
        ] in set("'’‘")

    def _is_possessive(self, index: int, at: int) -> bool:
        """The mark in "the players' strike" or 6' 2", while a better closer is still to come."""
        before = self._before(at)
        return (
            (before in "sSzZx" or before.isdigit()) and self._closers_after[index] and self._after(at) == " "
        )

    def _strong_closers(self) -> list[bool]:
        """For every mark, whether a closing single mark follows before the next opening one."""
        follows, result = False, [False] * len(self._positions)
        for index in range(len(self._positions) - 1, -1, -1):
            at = self._positions[index]
            result[index] = follows
            if self._glyph(at) in "’'‘" and not (self._before(at).isalnum() and self._after(at).isalnum()):
                if self._may_close(at) and not (self._text[at] == "‘" and self._before(at) == " "):
                    follows = True
                elif self._may_open(at) and not self._is_elision(at):
                    follows = False
        return result

    # --- the stack

    def _open(self, at: int, glyph: str) -> None:
        if self._begins_line(at):
            self._give_up_to(0, at)
        if len(self._stack) < _DEEPEST:
            self._stack.append(_Open(glyph, at, len(self._spans)))

    def _begins_line(self, at: int) -> bool:
        return at > self._start and self._before(at) == "\n"

    def _close(self, at: int, family: set[str]) -> None:
        depth = max(level for level, opened in enumerate(self._stack) if opened.glyph in family)
        self._give_up_to(depth + 1, at)
        opened = self._stack.pop()
        self._add(opened, at, self._behind(at), depth, closed=True)

    def _give_up_to(self, depth: int, end: int) -> None:
        """Ends what is open above ``depth`` without a closing mark."""
        while len(self._stack) > depth:
            opened = self._stack.pop()
            if opened.glyph in _DOUBLES:
                self._add_unclosed(opened, end)
            elif not self._stack:
                self._add(opened, end, end, 0, closed=False)

    def _add_unclosed(self, opened: _Open, end: int) -> None:
        """An unclosed quote ends where the next double mark opened; what stood inside it moves up a level."""
        level = len(self._stack)
        inside = self._spans[opened.inner :]
        doubles = [
            span for span in inside if span.depth == level + 1 and self._glyph(span.outer_start) in _DOUBLES
        ]
        if doubles:
            end = min(span.outer_start for span in doubles)
            self._spans[opened.inner :] = [
                replace(span, depth=span.depth - 1) if span.start > end else span for span in inside
            ]
        self._add(opened, end, end, level, closed=False)

    def _add(self, opened: _Open, end: int, outer_end: int, depth: int, *, closed: bool) -> None:
        start = self._behind(opened.at)
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start < end:
            self._spans.append(Marked(start, end, opened.at, outer_end, depth, closed))
