"""Sentences of a stored article, with exact offsets.

Boundaries come from sentencex; cases that it parts and a reader would not are joined again: a title
before a name ("gen. Nowak"), an abbreviation before a number ("godz. 5"), a full stop before a small
letter ("8 lipca 2024 r. zginęło"), and sentences inside one „quotation”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import sentencex

from aggregator import lexicons
from aggregator.compare.language.pasted import without_pasted
from aggregator.types import Article, Sentence, Span

PIECE = 4000
"""Code points given to sentencex at once: it is quadratic in unmatched quotation marks."""

QUOTED = 600
"""Code points over which a quotation that was opened keeps its sentences together."""

_INITIAL = re.compile(r"(?:^|[\s(-])[^\W\d_]\.\Z")
"""An initial, or the first letter of a state ("D-N.Y."), at the end of what comes before."""
_LAST_MARK = re.compile(r"\s([\"“„«])\s*\Z")
_LAST_WORD = re.compile(r"(?:^|[\s(„“\"'«])([^\s(„“\"'«]+)\.\s*\Z")


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of ``article.text`` in order; each is ``text[start:end]`` without white space around it.

    Nothing but white space stands between sentences, so no text is lost. A line break always ends a
    sentence. ``paragraph`` counts the paragraphs (parted by a blank line) from 0.
    """
    sentences = []
    for paragraph, (start, end) in enumerate(_paragraphs(article.text)):
        for first, last in _boundaries(article.text, start, end, article.lang):
            span = Span(article.id, first, last)
            sentences.append(Sentence(span, article.text[first:last], paragraph))
    return tuple(sentences)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the blocks between blank lines."""
    start = 0
    for gap in re.finditer(r"\n[^\S\n]*\n\s*|\Z", text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()


def _boundaries(text: str, start: int, end: int, lang: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences within one paragraph, white space stripped."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        for first, last in _segments(without_pasted(line.group(), fill="x"), lang):
            segment = text[start + line.start() + first : start + line.start() + last]
            left = len(segment) - len(segment.lstrip())
            if segment.strip():
                at = start + line.start() + first + left
                yield at, at + len(segment.strip())


def _segments(line: str, lang: str) -> Iterator[tuple[int, int]]:
    """sentencex's segments of one line, joined where it parts an abbreviation from what follows."""
    begin = at = 0
    for piece in _pieces(line):
        # sentencex breaks off at a space of several bytes before a full stop ("A .")
        segments: list[str] = sentencex.segment(lang or "en", re.sub(r"\s", " ", piece))
        for segment in segments:
            if at > begin and not _continues(line[max(begin, at - QUOTED) : at], segment, lang):
                end = at - _opened(line[max(begin, at - QUOTED) : at])
                yield begin, end
                begin = end
            at += len(segment)
    if at > begin:
        yield begin, at


def _opened(before: str) -> int:
    """Characters from a mark at the end that opens what follows: '… he left. "' before 'We go', she said."""
    mark = _LAST_MARK.search(before)
    if mark is None or (mark[1] == '"' and _inside(before[: mark.start(1)])):
        return 0
    return len(before) - mark.start(1)


def _inside(before: str) -> bool:
    """Whether a quotation is open at the end; a straight mark opens where none is, and else closes."""
    inside = False
    for mark in re.findall('["“”„«»]', before):
        inside = not inside if mark == '"' else mark in "“„«"
    return inside


def _pieces(line: str) -> Iterator[str]:
    """The line in pieces of at most ``PIECE`` code points, cut after a full stop or else a space."""
    while len(line) > PIECE:
        cut = max(line.rfind(". ", 0, PIECE) + 2, PIECE // 2)
        if cut == PIECE // 2:
            cut = line.rfind(" ", 0, PIECE) + 1 or PIECE
        yield line[:cut]
        line = line[cut:]
    if line:
        yield line


def _continues(before: str, after: str, lang: str) -> bool:
    """Whether a segment goes on with the sentence that ``before`` seemed to end."""
    before = before.rstrip()
    if not before or _quotation_open(before):
        return True
    if not before.endswith("."):
        return False
    following = after.lstrip()[:1]
    if following.islower() or (_INITIAL.search(before) and re.match(r"\s*[^\W\d_]{1,3}\.", after)):
        return True
    word = _LAST_WORD.search(before[-40:])
    kind = _abbreviations(lang).get(word.group(1).casefold()) if word else None
    return kind == "name" or (kind == "number" and following.isdigit())


def _quotation_open(before: str) -> bool:
    """Whether the last „ is not closed: sentencex knows these marks in few languages."""
    opened = before.rfind("„")
    return opened >= 0 and not re.search('[”“"]', before[opened:])


@cache
def _abbreviations(lang: str) -> dict[str, str]:
    """What the abbreviations of a language stand before: ``name`` or ``number``."""
    return {
        row["form"].casefold(): row["before"] for row in lexicons.rows("abbreviations") if row["lang"] == lang
    }
