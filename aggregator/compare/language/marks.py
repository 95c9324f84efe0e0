"""Pairs quotation marks in plain text, in one pass per paragraph.

A stack pairs openers with closers. What a mark does is told by its glyph and by the characters beside
it; paragraphs end every quote, because a writer who continues one opens it again. The typographic
conventions are those of the Unicode Standard, section 6.2 ("Language-based usage of quotation marks").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from aggregator import lexicons

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_ORNAMENT = 7
"""So many marks and more in a row quote nothing; three may meet at the end of speech within speech."""
_SIGNS = "[\"'“”„‟‘’‚‛«»]"
_MARK = re.compile(rf"{_SIGNS}{{{_ORNAMENT},}}|{_SIGNS}")
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
    before: str
    after: str
    is_double: bool
    may_open: bool
    may_close: bool
    inside_word: bool


class _Mark(NamedTuple):
    """A sign where it stands."""

    at: int
    behind: int
    """The first position behind it."""
    sign: _Sign


class _Open(NamedTuple):
    mark: _Mark
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


@lru_cache(maxsize=4096)
def _sign(printed: str) -> _Sign:
    """The sign of a mark as printed between its neighbours; kept, because a text repeats a few of them."""
    before, mark, after = printed[0], printed[1:-1], printed[-1]
    glyph = _TYPED.get(mark, mark)
    return _Sign(
        glyph,
        before,
        after,
        is_double=glyph in _DOUBLES,
        may_open=(before.isspace() or before in _BEFORE_OPENER) and not after.isspace(),
        may_close=not before.isspace() and not after.isalnum(),
        inside_word=before.isalnum() and after.isalnum(),
    )


def _marks(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[_Mark]:
    """The marks of a paragraph in order, but for those in a row too long to be anything but ornament."""
    padded = f" {text[start:end]} "
    offset = start - 1
    for found in pattern.finditer(padded):
        at, behind = found.span()
        if behind - at < _ORNAMENT:
            yield _Mark(at + offset, behind + offset, _sign(padded[at - 1 : behind + 1]))


class _Paragraph:
    """The marks of one paragraph and the stack that pairs them."""

    def __init__(self, text: str, start: int, end: int, habits: _Habits) -> None:
        self._text, self._start, self._end = text, start, end
        self._habits = habits
        typed = _TYPED_OPENER.search(text, start, end) is not None
        self._marks = list(_marks(text, start, end, _TYPED_MARK if typed else _MARK))
        self._closers_after = self._strong_closers()
        # Without an opener of their own, doubled single marks cannot be told from two that meet.
        self._doubled = "''" in text[start:end] and not typed
        self._stack: list[_Open] = []
        self._open_of = {True: 0, False: 0}
        """How many double marks (True) and single ones (False) are open."""
        self._double_starts: set[int] = set()
        self._spans: list[Marked] = []

    def pairs(self) -> list[Marked]:
        for index, mark in enumerate(self._marks):
            if mark.sign.is_double:
                self._double(index, mark)
            else:
                self._single(index, mark)
        self._give_up_to(0, self._end)
        return self._spans

    # --- double marks

    def _double(self, index: int, mark: _Mark) -> None:
        glyph, is_open = mark.sign.glyph, self._open_of[True] > 0
        if glyph in "«»":
            opens = (glyph == "«") != self._habits.reversed_guillemets
        elif glyph in "„‟":
            opens = True
        elif glyph == '"':
            if self._is_inches(index, mark, is_open):
                return
            opens = self._straight_opens(mark, is_open)
        elif is_open:
            opens = glyph == "“" and mark.sign.may_open and not self._closes_low_mark(mark)
        else:
            may_open = mark.sign.may_open or self._opens_oddly(index, mark)
            opens = may_open and (glyph == "“" or self._habits.same_glyph)
        if opens:
            self._open(mark)
        elif is_open:
            self._close(mark)

    def _opens_oddly(self, index: int, mark: _Mark) -> bool:
        """A “ that only opens quotes here, with a blank behind it ("“ It rains,” he said") or none before."""
        if mark.sign.glyph != "“":
            return False
        if mark.sign.before in ",.;":
            return mark.sign.after.isalnum()
        following = next(
            (one for one in self._marks[index + 1 : index + 1 + _NEXT] if one.sign.is_double), None
        )
        alone = mark.sign.before.isspace() and mark.sign.after == " "
        return alone and following is not None and following.sign.glyph == "”"

    def _straight_opens(self, mark: _Mark, is_open: bool) -> bool:
        if not is_open:
            return not mark.sign.after.isspace() and (mark.sign.may_open or mark.sign.after.isalnum())
        return mark.sign.may_open and not mark.sign.may_close and mark.sign.before not in "…-–—"

    def _closes_low_mark(self, mark: _Mark) -> bool:
        """German and Polish „…“ close with the glyph that opens English quotes."""
        innermost = next(opened.mark for opened in reversed(self._stack) if opened.mark.sign.is_double)
        return innermost.sign.glyph in "„‟" and not mark.sign.before.isspace()

    def _is_inches(self, index: int, mark: _Mark, is_open: bool) -> bool:
        if not mark.sign.before.isdigit():
            return False
        at = mark.at
        if _FEET_AND_INCHES.search(self._text, max(self._start, at - 12), at) or not is_open:
            return True
        return self._next_is_closer(index) and mark.sign.after == " " and self._text[at + 2].islower()

    def _next_is_closer(self, index: int) -> bool:
        straight = (mark for mark in self._marks[index + 1 : index + 4] if mark.sign.glyph == '"')
        following = next(straight, None)
        return following is not None and following.sign.may_close and not following.sign.may_open

    # --- single marks and apostrophes

    def _single(self, index: int, mark: _Mark) -> None:
        glyph, is_open = mark.sign.glyph, self._open_of[False] > 0
        if mark.sign.inside_word or self._ends_elision(mark) or (glyph == "'" and self._doubled):
            return
        if glyph in "‘‚'‛" and mark.sign.may_open and not (is_open and glyph == "‘" and mark.sign.may_close):
            if (self._closers_after[index] or self._starts_paragraph(mark)) and not self._is_elision(mark):
                self._open(mark)
        elif is_open and mark.sign.may_close and glyph != "‚" and not self._is_possessive(index, mark):
            self._close(mark)

    def _starts_paragraph(self, mark: _Mark) -> bool:
        return mark.sign.glyph == "‘" and mark.at == self._start

    def _is_elision(self, mark: _Mark) -> bool:
        """'tis, 'n', '90s: an apostrophe that begins a word."""
        if _ELISION_YEARS.match(self._text, mark.behind):
            return True
        word = _WORD.match(self._text, mark.behind)
        return word is not None and word.group().lower() in lexicons.words("elisions", "form")

    def _ends_elision(self, mark: _Mark) -> bool:
        """The second mark of 'n'."""
        return mark.sign.before in "nN" and self._text[max(self._start, mark.at - 2)] in "'’‘"

    def _is_possessive(self, index: int, mark: _Mark) -> bool:
        """The mark in "the players' strike" or 6' 2", while a better closer is still to come."""
        return (
            (mark.sign.before in "sSzZx" or mark.sign.before.isdigit())
            and self._closers_after[index]
            and mark.sign.after == " "
        )

    def _strong_closers(self) -> list[bool]:
        """For every mark, whether a closing single mark follows before the next opening one."""
        follows, result = False, [False] * len(self._marks)
        for index in range(len(self._marks) - 1, -1, -1):
            mark = self._marks[index]
            result[index] = follows
            if mark.sign.glyph in "’'‘" and not mark.sign.inside_word:
                if mark.sign.may_close and not (mark.sign.glyph == "‘" and mark.sign.before == " "):
                    follows = True
                elif mark.sign.may_open and not self._is_elision(mark):
                    follows = False
        return result

    # --- the stack

    def _open(self, mark: _Mark) -> None:
        if mark.at > self._start and mark.sign.before == "\n":
            self._give_up_to(0, mark.at)
        if len(self._stack) < _DEEPEST:
            self._stack.append(_Open(mark, len(self._spans)))
            self._open_of[mark.sign.is_double] += 1
            if mark.sign.is_double:
                self._double_starts.add(mark.at)

    def _pop(self) -> _Open:
        opened = self._stack.pop()
        self._open_of[opened.mark.sign.is_double] -= 1
        return opened

    def _close(self, mark: _Mark) -> None:
        """Ends the innermost open span of the mark's kind, and with it what stands open inside."""
        is_double = mark.sign.is_double
        depth = len(self._stack) - 1
        while self._stack[depth].mark.sign.is_double != is_double:
            depth -= 1
        self._give_up_to(depth + 1, mark.at)
        self._add(self._pop(), mark.at, mark.behind, depth, closed=True)

    def _give_up_to(self, depth: int, end: int) -> None:
        """Ends what is open above ``depth`` without a closing mark."""
        while len(self._stack) > depth:
            opened = self._pop()
            if opened.mark.sign.is_double:
                self._add_unclosed(opened, end)
            elif not self._stack:
                self._add(opened, end, end, 0, closed=False)

    def _add_unclosed(self, opened: _Open, end: int) -> None:
        """An unclosed quote ends where the next double mark opened; what stood inside it moves up a level."""
        level = len(self._stack)
        inside = self._spans[opened.inner :]
        doubles = [
            span.outer_start
            for span in inside
            if span.depth == level + 1 and span.outer_start in self._double_starts
        ]
        if doubles:
            end = min(doubles)
            self._spans[opened.inner :] = [_raised(span) if span.start > end else span for span in inside]
        self._add(opened, end, end, level, closed=False)

    def _add(self, opened: _Open, end: int, outer_end: int, depth: int, *, closed: bool) -> None:
        start = opened.mark.behind
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start < end:
            self._spans.append(Marked(start, end, opened.mark.at, outer_end, depth, closed))


def _raised(span: Marked) -> Marked:
    return span._replace(depth=span.depth - 1)
