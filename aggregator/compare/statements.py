"""Sentences of an event as statements: what is read from each before facts are lined up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aggregator import lexicons
from aggregator.compare import counted, dates, quantities
from aggregator.compare.counted import Counted
from aggregator.compare.names import romanise
from aggregator.compare.quantities import Reading
from aggregator.types import Article, Quotation, Sentence, Span

SHORTEST = 3
"""Words below which a sentence states nothing that could be compared ("More soon.")."""
MOSTLY = 0.5
"""Share of quoted words from which a sentence is somebody's speech."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_DATELINE = re.compile(
    r"^[^a-z.!?“”\"]{2,40}?(?:\([^)]{2,40}\)\s?)?\s[-–—]\s|^.{2,60}?\([^)]{2,40}\)\s[-–—]\s"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what is read from it."""

    sentence: Sentence
    article: Article
    bare: str
    """The text without a dateline: what is compared by meaning."""
    stems: frozenset[str]
    readings: tuple[Reading, ...]
    counted: tuple[Counted, ...]
    days: frozenset[date]
    years: frozenset[int]
    quoted: float
    """Share of its words that stand in quotation marks."""

    @property
    def span(self) -> Span:
        return self.sentence.span

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def speech(self) -> bool:
        return self.quoted >= MOSTLY


def candidates(
    articles: Sequence[Article], sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> tuple[Candidate, ...]:
    """The sentences that may state a fact, in order of article id and place, whatever order they come in.

    A sentence that is quotation and nothing else is left out: it belongs to quotes.
    """
    by_id = {article.id: article for article in articles}
    spoken = _spoken(quotations)
    found = []
    for sentence in sorted(sentences, key=lambda one: one.span):
        words = _WORD.findall(sentence.text)
        quoted = _quoted(sentence, spoken)
        if sentence.span.article_id in by_id and len(words) >= SHORTEST and quoted < 1:
            found.append(_candidate(sentence, by_id[sentence.span.article_id], words, quoted))
    return tuple(found)


def _candidate(sentence: Sentence, article: Article, words: Sequence[str], quoted: float) -> Candidate:
    bare = _DATELINE.sub("", sentence.text) or sentence.text
    readings = tuple(quantities.read(sentence.text, article.lang))
    small = lexicons.words("small_words", "forms", article.lang)
    stems = frozenset(romanise(word)[:5] for word in words if word.casefold() not in small)
    return Candidate(
        sentence,
        article,
        bare,
        stems,
        readings,
        counted.counted(sentence.text, readings, article.lang),
        frozenset(day.day for day in dates.named_days(bare, article)),
        dates.named_years(bare, article),
        quoted,
    )


def _spoken(quotations: Sequence[Quotation]) -> Mapping[str, list[Span]]:
    """The marked spans of each article."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for quotation in quotations:
        for part in quotation.parts:
            if part.span.place == "body":
                spans[part.span.article_id].append(part.span)
    return spans


def _quoted(sentence: Sentence, spoken: Mapping[str, list[Span]]) -> float:
    """The share of a sentence's words that stand in quotations."""
    inside = total = 0
    marks = spoken.get(sentence.span.article_id, [])
    for word in _WORD.finditer(sentence.text):
        start = sentence.span.start + word.start()
        total += 1
        inside += any(mark.start <= start < mark.end for mark in marks)
    return inside / total if total else 1.0
