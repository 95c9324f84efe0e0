"""Notices: what a page says to its visitor and not to the reader of the article.

Requests to accept cookies, to switch off an ad blocker, to prove that one is no robot, to subscribe. They
come along where pages are read by machine, and are the same under every article of an outlet. They stay in
the article as it is shown; nothing is grouped or compared by them.

A sentence is a notice where it names such a subject ("cookies"), something beside it ("settings") and the
visitor ("you", "our"), or where it does so together with the sentences around it; next to a notice, less is
enough. The words are in ``lexicons/notices.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s*(?=[A-ZÀ-ÖØ-ÞĀ-ŽЀ-Я])|[^\S\n]*\n\s*|\s{2,}")
_MARGIN = 6
"""Words before or behind what gives a notice away, from which they are the article's: a headline or a
sentence that runs into the notice without a full stop."""
_BUTTON = 4
"""Words of a line between two notices that is part of them: "Learn more"."""
_KINDS = ("subject", "beside", "visitor")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence or line at ``start:end``, and where the words of each kind stand in it."""

    start: int
    end: int
    words: int
    found: Mapping[str, Sequence[re.Match[str]]]

    def distinct(self, kind: str) -> set[str]:
        return {match.group().casefold() for match in self.found[kind]}

    def in_order(self) -> list[re.Match[str]]:
        return sorted((m for found in self.found.values() for m in found), key=lambda match: match.start())

    @property
    def goes_on(self) -> bool:
        """Whether it belongs to a notice beside it."""
        return bool(self.found["subject"]) or len(self.distinct("beside")) + bool(self.found["visitor"]) > 1


def spans(text: str, lang: str) -> list[tuple[int, int]]:
    """Start and end of each notice, in order; time is linear in the text."""
    folded = text.casefold()
    if not any(stem in folded for stem in _stems(lang[:2])):
        return []
    pieces = list(_pieces(text, lang[:2]))
    marked = [
        bool(piece.found["subject"]) and (_tells([piece]) or _tells(pieces[max(0, at - 1) : at + 2]))
        for at, piece in enumerate(pieces)
    ]
    for order in (range(1, len(pieces)), range(len(pieces) - 2, -1, -1)):
        for at in order:
            marked[at] |= marked[at - order.step] and pieces[at].goes_on
    for at in range(1, len(pieces) - 1):
        marked[at] |= marked[at - 1] and marked[at + 1] and pieces[at].words <= _BUTTON
    # What stands before the first notice or behind the last may be a headline, but not "OK".
    buttons = _buttons(lang[:2])
    for at, piece in enumerate(pieces):
        is_button = text[piece.start : piece.end].strip(" .!").casefold() in buttons
        marked[at] |= is_button and any(marked[max(0, at - 1) : at + 2])
    around = zip([False, *marked[:-1]], pieces, marked, [*marked[1:], False], strict=True)
    return [
        (piece.start if before else _start(text, piece), piece.end if behind else _end(text, piece))
        for before, piece, is_notice, behind in around
        if is_notice
    ]


def _tells(pieces: Sequence[_Piece]) -> bool:
    """Whether a sentence is a notice: by two of its words, or with its neighbours by two subjects."""
    subjects, beside = (set().union(*(piece.distinct(kind) for piece in pieces)) for kind in _KINDS[:2])
    enough = len(subjects) >= min(len(pieces), 2) and len(subjects | beside) > len(pieces)
    return enough and any(piece.found["visitor"] for piece in pieces)


def without(text: str, lang: str) -> str:
    """The text without its notices; the very same text where it has none."""
    found = spans(text, lang)
    return "".join(_around(text, found)).strip() if found else text


def blanked(text: str, lang: str) -> str:
    """The text with blank lines for its notices: all else stays where it is, no sentence runs across one."""
    found = spans(text, lang)
    blanks = [("\n" + " " * (end - start - 2) + "\n")[: end - start] for start, end in found]
    return "".join(part + blank for part, blank in zip(_around(text, found), [*blanks, ""], strict=True))


def _around(text: str, found: Sequence[tuple[int, int]]) -> list[str]:
    """What stands before, between and behind the notices."""
    starts, ends = [start for start, _ in found], [end for _, end in found]
    return [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]


def _start(text: str, piece: _Piece) -> int:
    """Where a notice begins in its first sentence: behind a headline that runs into it."""
    matches = piece.in_order()
    first = matches[0].start() if matches else piece.start
    joined = text[piece.start : first].rstrip().endswith(",")
    return piece.start if joined or _words_between(text, piece.start, first) < _MARGIN else first


def _end(text: str, piece: _Piece) -> int:
    """Where a notice ends in its last sentence: before a sentence of the article that it runs into."""
    named = piece.found["subject"][0].start() if piece.found["subject"] else piece.start
    matches = [match for match in piece.in_order() if match.start() >= named]
    starts = [*(match.start() for match in matches[1:]), piece.end]
    for match, following in zip(matches, starts, strict=False):
        begins = text[match.end() : following].lstrip()[:1].isupper()
        if begins and _words_between(text, match.end(), following) >= _MARGIN:
            return match.end()
    return piece.end


def _words_between(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _pieces(text: str, lang: str) -> Iterator[_Piece]:
    patterns = _patterns(lang)
    for start, end in _bounds(text):
        found = {kind: list(patterns[kind].finditer(text, start, end)) for kind in _KINDS}
        yield _Piece(start, end, _words_between(text, start, end), found)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence or line."""
    start = 0
    for gap in _BOUNDARY.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


@cache
def _stems(lang: str) -> tuple[str, ...]:
    """What every text with a notice has one of: a quick look before the slow one."""
    subjects = [form.casefold().split("*") for form in _forms(lang, "subject")]
    return tuple(dict.fromkeys(max(parts, key=len) for parts in subjects))


@cache
def _patterns(lang: str) -> Mapping[str, re.Pattern[str]]:
    """By kind a pattern for its words."""
    return {kind: re.compile(rf"(?<!\w)(?:{_any_of(_forms(lang, kind))})(?!\w)") for kind in _KINDS}


@cache
def _buttons(lang: str) -> frozenset[str]:
    """What stands on a button beside a notice."""
    return frozenset(_forms(lang, "button"))


def _forms(lang: str, kind: str) -> list[str]:
    """The words of a language, and those of English, which pages of all languages use."""
    return [
        form for one in dict.fromkeys((lang, "en")) for form in lexicons.forms("notices", lang=one, kind=kind)
    ]


def _any_of(forms: Sequence[str]) -> str:
    """Small letters fit capitals too; a form that begins with a capital needs it."""
    capital = [form for form in forms if form[0].isupper()]
    small = [form for form in forms if not form[0].isupper()]
    signs = {"*": r"\w*"}
    return f"{lexicons.any_of(capital, **signs)}|(?i:{lexicons.any_of(small, **signs)})"
