"""A dossier with what its views look up in it: letters of origins, clocks, who tells which fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from aggregator import notices
from aggregator.publish.clock import UNKNOWN_DATE, apart, is_before, is_day, written
from aggregator.publish.report import UNNAMED, outlet_name, plural
from aggregator.types import (
    UNKNOWN,
    Article,
    Dossier,
    Fact,
    Origin,
    Outlet,
    Quantity,
    Sentence,
    Span,
    Statement,
    TextAvailable,
    count_outlets,
)

TEXT_WORDS: dict[TextAvailable, str] = {
    "full": "full",
    "summary": "summary only",
    "headline": "headline only",
}
LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language(code: str) -> str:
    """The language's English name, or its code where we have none."""
    return LANGUAGES.get(code, code or "a language that could not be told")


class Lookup:
    """Answers of one dossier. Counts are over outlets and origins, as in the exported tables."""

    def __init__(self, dossier: Dossier) -> None:
        """An unknown outlet is shown as such from here on."""
        articles = tuple(replace(one, outlet=outlet_name(one.outlet)) for one in dossier.articles)
        self.dossier = replace(dossier, articles=articles)
        self.articles = {article.id: article for article in articles}

    # --- outlets and articles ------------------------------------------------------------------------

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Names, in the order of their first article."""
        return tuple(dict.fromkeys(article.outlet for article in self.dossier.articles))

    def count(self, names: Iterable[str]) -> int:
        """How many outlets these are; an unknown one is not counted beside others."""
        return count_outlets(UNKNOWN if name == UNNAMED else name for name in names)

    def of_outlet(self, name: str) -> list[Article]:
        return [article for article in self.dossier.articles if article.outlet == name]

    def is_notice(self, sentence: Sentence) -> bool:
        """Whether the page speaks to its visitor there: nothing was compared."""
        start, end = sentence.span.start, sentence.span.end
        return any(start < last and first < end for first, last in self._notices[sentence.span.article_id])

    @cached_property
    def _notices(self) -> dict[str, list[tuple[int, int]]]:
        return {one.id: notices.spans(one.text, one.lang) for one in self.dossier.articles}

    def outlet(self, name: str) -> Outlet:
        return self.dossier.outlets.get(name, Outlet(name))

    def about(self, name: str) -> str:
        """``public broadcaster · DE``; empty where nothing is known."""
        outlet = self.outlet(name)
        return " · ".join(part for part in (outlet.kind, outlet.country) if part)

    def names(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """The outlets of these articles, each once, in the event's order."""
        wanted = set(article_ids)
        return tuple(dict.fromkeys(a.outlet for a in self.dossier.articles if a.id in wanted))

    @cached_property
    def columns(self) -> dict[str, str]:
        """article id -> its outlet; ``Hill Times, article 2 of 3 (8 Jul)`` where the outlet has several."""
        named: dict[str, str] = {}
        for outlet in self.outlets:
            own = self.of_outlet(outlet)
            for number, article in enumerate(own, start=1):
                which = f", article {number} of {len(own)} ({self.clock(article)})" if len(own) > 1 else ""
                named[article.id] = f"{outlet}{which}"
        return {article.id: named[article.id] for article in self.dossier.articles}

    # --- time ------------------------------------------------------------------------------------

    @cached_property
    def one_day(self) -> bool:
        return len({moment.date() for moment in self.published}) <= 1

    @cached_property
    def published(self) -> list[datetime]:
        """The trusted dates, in order."""
        return sorted(article.published for article in self.dossier.articles if article.published)

    def clock(self, article: Article, zone: bool = False) -> str:
        """``09:12``, with the day where the event spans several; the day alone where no more is known."""
        moment = article.published
        if moment is None:
            return UNKNOWN_DATE
        several_years = self.published[0].year != self.published[-1].year
        day = f"{moment.day} {moment:%b %Y}" if several_years else f"{moment.day} {moment:%b}"
        if is_day(moment):
            return day
        time = f"{moment:%H:%M}" if self.one_day else f"{day} {moment:%H:%M}"
        return f"{time} UTC" if zone else time

    def lag(self, article: Article) -> str:
        """``+19 min`` after the first; only a trusted date can be first, and only one that tells."""
        moment = article.published
        if moment is None:
            seen = article.first_seen
            return f"first seen here {written(seen)}" if seen else "no trusted time"
        if self.is_first(moment):
            return "first in this collection"
        first = self.published[0]
        if is_before(first, moment):
            return f"+{apart(first, moment)}"
        return "on the first day" if is_day(first) or is_day(moment) else "among the first"

    def is_first(self, moment: datetime) -> bool:
        """Whether an article of this moment was published before all others, for certain."""
        others = self.published.copy()
        others.remove(moment)
        return all(is_before(moment, other) for other in others)

    # --- origins ---------------------------------------------------------------------------------

    @cached_property
    def origins(self) -> dict[str, Origin]:
        known = {origin.article_id: origin for origin in self.dossier.comparison.origins}
        return {id: known.get(id, Origin(id, id, "original")) for id in self.articles}

    @cached_property
    def letters(self) -> dict[str, str]:
        """origin id -> A, B, …, Z, AA, … in the order of their first article."""
        ids = dict.fromkeys(self.origins[article.id].origin_id for article in self.dossier.articles)
        return {id: _letters(number) for number, id in enumerate(ids)}

    def letter(self, article_id: str) -> str:
        return self.letters[self.origins[article_id].origin_id]

    def origin_words(self, article_id: str) -> str:
        """``own text``, ``copy of …``, ``partly from …``, with the outlet whose words they are."""
        origin = self.origins[article_id]
        if origin.origin_class == "original":
            return "own text"
        passage = origin.source_passage
        source = self.articles.get(passage.article_id if passage else origin.origin_id)
        if origin.origin_class == "partly":
            return f"partly from {source.outlet}" if source and passage else "partly copied"
        return f"copy of {source.outlet}" if source and source.id != article_id else "copy"

    # --- facts -----------------------------------------------------------------------------------

    def states(self, sentence: Sentence) -> bool:
        """Whether a fact was read in it; in what belongs to a picture or to the page, none is."""
        start, end = sentence.span.start, sentence.span.end
        told = self._told.get((sentence.span.article_id, sentence.span.place), ())
        return any(span.start < end and start < span.end for span in told)

    @cached_property
    def _told(self) -> dict[tuple[str, str], list[Span]]:
        """(article id, place) -> where it states facts."""
        found: dict[tuple[str, str], list[Span]] = {}
        for fact in self.dossier.comparison.facts:
            for statement in fact.statements:
                span = statement.span
                found.setdefault((span.article_id, span.place), []).append(span)
        return found

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        return {quantity.id: quantity for quantity in self.dossier.comparison.quantities}

    @cached_property
    def numbers_of_fact(self) -> dict[str, list[Quantity]]:
        found: dict[str, list[Quantity]] = {}
        for quantity in self.dossier.comparison.quantities:
            if quantity.fact_id:
                found.setdefault(quantity.fact_id, []).append(quantity)
        return found

    def tellers(self, fact: Fact) -> tuple[str, ...]:
        """The outlets with a sentence that tells this fact."""
        return self.names(cell.article_id for cell in fact.cells if cell.statement)

    def origins_telling(self, fact: Fact) -> set[str]:
        return {self.origins[cell.article_id].origin_id for cell in fact.cells if cell.statement}

    def updated(self, fact: Fact) -> bool:
        """Its figure moves with time, and nothing else is in conflict."""
        verdicts = {quantity.verdict for quantity in self.numbers_of_fact.get(fact.id, [])}
        return "updated" in verdicts and "conflict" not in verdicts

    def disputed(self, fact: Fact) -> bool:
        """Outlets print another value, date or place, and time does not explain it.

        The value may stand in another row: then one that this row's headline prints is in conflict.
        """
        different = any(cell.state == "different" for cell in fact.cells)
        return (different and not self.updated(fact)) or any(
            _within(span, fact.headline) for span in self._in_conflict.get(fact.headline.span.article_id, ())
        )

    @cached_property
    def _in_conflict(self) -> dict[str, list[Span]]:
        """article id -> the quantities that it prints and another article contradicts."""
        found: dict[str, list[Span]] = {}
        for quantity in self.dossier.comparison.quantities:
            if quantity.verdict == "conflict":
                found.setdefault(quantity.span.article_id, []).append(quantity.span)
        return found

    def certainty_differs(self, fact: Fact) -> bool:
        return len({cell.statement.certainty for cell in fact.cells if cell.statement}) > 1

    def trigger(self, statement: Statement) -> str:
        """The words that make a statement hedged, or the value that differs."""
        if not statement.trigger or statement.trigger.place != statement.span.place:
            return ""
        start = statement.trigger.start - statement.span.start
        end = statement.trigger.end - statement.span.start
        return statement.text[start:end] if 0 <= start < end <= len(statement.text) else ""

    def hedge(self, statement: Statement) -> str:
        """The words that make a statement hedged; none where a value that differs is marked in it instead."""
        return "" if statement.state == "different" else self.trigger(statement)

    def value(self, fact: Fact, statement: Statement) -> str:
        """The comparable number that a statement of this fact prints."""
        inside = [
            quantity.printed
            for quantity in self.numbers_of_fact.get(fact.id, [])
            if quantity.line_id and _within(quantity.span, statement)
        ]
        return inside[0] if inside else ""

    def text_words(self, article: Article) -> str:
        """``full, 412 words``."""
        return f"{TEXT_WORDS[article.text_available]}, {plural(article.words, 'word')}"


def _within(span: Span, statement: Statement) -> bool:
    return (
        span.article_id == statement.span.article_id
        and span.place == statement.span.place
        and statement.span.start <= span.start
        and span.end <= statement.span.end
    )


def _letters(number: int) -> str:
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
