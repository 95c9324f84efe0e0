"""Speech marked by dashes, as Polish, Russian, Ukrainian, French and Spanish print it.

"— Idziemy — powiedziała Maj. — Jutro." A dash opens speech at the start of a line or of a sentence; the
next dash before a small letter closes it and brings the attribution; a dash after that goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aggregator.compare.language.grammar import Grammar
from aggregator.compare.language.marks import Marked, paragraphs

LANGUAGES = frozenset({"pl", "ru", "uk", "fr", "es"})
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"(?:^|(?<=[.!?…:]\s)|(?<=[»”\"]\s))[–—-]\s*(?=[^\W_]|[«„“¿¡\"])")
_CLOSING = re.compile(r"\s+[–—-]\s+(?=[^\W\d_])|\s*—\s*(?=[^\W\d_])")
_GOES_ON = re.compile(r",\s*[–—]\s*(?=[^\W_])|(?<=\w)—[.,]?\s*(?=[^\W_])")
_ATTRIBUTION_WORDS = 4
"""A reporting verb within so many words after a dash makes what follows it an attribution."""
_LONGEST = 3000


def dialogue_spans(text: str, rules: Grammar) -> Iterator[Marked]:
    """The spoken stretches after dashes, in order; speech without an attribution after it is left out."""
    if rules.lang not in LANGUAGES:
        return
    for start, end in paragraphs(text):
        for line in _LINE.finditer(text, start, end):
            yield from _in_line(text, line.start(), line.end(), rules)


def _in_line(text: str, start: int, end: int, rules: Grammar) -> Iterator[Marked]:
    at = start
    openings = [
        found for found in _OPENING.finditer(text[start:end]) if _starts_speech(text, start + found.end())
    ]
    for number, opening in enumerate(openings):
        first = start + opening.start()
        if first < at:
            continue
        limit = start + openings[number + 1].start() if number + 1 < len(openings) else end
        closing = _closing(text, start + opening.end(), min(limit, first + _LONGEST), rules)
        if closing is not None:
            yield Marked(start + opening.end(), closing.start(), first, closing.start(), dash=True)
            at = closing.end()
        elif at > start and _follows_attribution(text, at, first):
            stop = _without_blanks(text, start + opening.end(), limit)
            yield Marked(start + opening.end(), stop, first, stop, dash=True)
            at = limit
        if closing is not None and (rest := _continued(text, closing.end(), limit)) is not None:
            yield rest
            at = rest.outer_end


def _starts_speech(text: str, at: int) -> bool:
    return not text[at].islower()


def _closing(text: str, start: int, end: int, rules: Grammar) -> re.Match[str] | None:
    """The dash before the attribution: one with a reporting verb, else the last before a small letter."""
    dashes = [found for found in _CLOSING.finditer(text, start, end) if text[found.end()].islower()]
    with_verb = (found for found in dashes if _names_verb(text, found.end(), end, rules))
    return next(with_verb, dashes[-1] if dashes else None)


def _names_verb(text: str, start: int, end: int, rules: Grammar) -> bool:
    words = [token for token in rules.tokens(text, start, min(end, start + 80)) if token.is_word]
    return any(rules.verb(word) is not None for word in words[:_ATTRIBUTION_WORDS])


def _follows_attribution(text: str, attribution: int, dash: int) -> bool:
    """Whether the attribution is one sentence that ends right before the dash."""
    return not re.search(r"[.!?]\s", text[attribution : dash - 1])


def _continued(text: str, start: int, end: int) -> Marked | None:
    """Speech that goes on after ", — " within the sentence."""
    dash = _GOES_ON.search(text, start, end)
    if dash is None or re.search(r"[.!?]\s", text[start : dash.start()]) or dash.end() >= end:
        return None
    stop = _without_blanks(text, dash.end(), end)
    return Marked(dash.end(), stop, dash.start(), stop, dash=True)


def _without_blanks(text: str, start: int, stop: int) -> int:
    """Where ``text[start:stop]`` ends without the blanks behind it."""
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop
