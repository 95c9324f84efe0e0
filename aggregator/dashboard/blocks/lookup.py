"""A dossier with what its views look up in it: letters of origins, clocks, who tells which fact."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from aggregator.publish.report import duration, plural
from aggregator.types import (
    Article,
    Dossier,
    Fact,
    Moment,
    Origin,
    Outlet,
    Quantity,
    Span,
    Statement,
    TextAvailable,
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
        self.dossier = dossier
        self.articles = {article.id: article for article in dossier.articles}

    # --- outlets and articles ------------------------------------------------------------------------

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Names, in the order of their first article."""
        return tuple(dict.fromkeys(article.outlet for article in self.dossier.articles))

    def of_outlet(self, name: str) -> list[Article]:
        return [article for article in self.dossier.articles if article.outlet == name]

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
        """article id -> its outlet, told apart by its clock where the outlet has several articles."""
        named: dict[str, str] = {}
        for article in self.dossier.articles:
            several = len(self.of_outlet(article.outlet)) > 1
            name = f"{article.outlet} ({self.clock(article)})" if several else article.outlet
            again = sum(known == name or known.startswith(f"{name} · ") for known in named.values())
            named[article.id] = f"{name} · {again + 1}" if several and again else name
        return named

    # --- time ------------------------------------------------------------------------------------

    @cached_property
    def one_day(self) -> bool:
        return len({article.time.date() for article in self.dossier.articles if article.time}) <= 1

    def clock(self, article: Article) -> str:
        """``09:12``, with the day where the event spans several."""
        if article.time is None:
            return "date unknown"
        return f"{article.time:%H:%M}" if self.one_day else f"{article.time.day} {article.time:%b %H:%M}"

    @cached_property
    def moments(self) -> dict[str, Moment]:
        return {moment.article_id: moment for moment in self.dossier.comparison.timeline}

    def lag(self, article: Article) -> str:
        """``+19 min`` after the first; only a trusted date can be first."""
        moment = self.moments.get(article.id)
        if moment is None or moment.lag_minutes is None:
            return "no trusted time"
        if moment.clock == "first_seen":
            return "time first seen here, not published"
        return f"+{duration(moment.lag_minutes)}" if moment.lag_minutes else "first in this collection"

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
        """Outlets print another value, date or place, and time does not explain it."""
        verdicts = {quantity.verdict for quantity in self.numbers_of_fact.get(fact.id, [])}
        different = any(cell.state == "different" for cell in fact.cells)
        return "conflict" in verdicts or (different and not self.updated(fact))

    def certainty_differs(self, fact: Fact) -> bool:
        return len({cell.statement.certainty for cell in fact.cells if cell.statement}) > 1

    def trigger(self, statement: Statement) -> str:
        """The words that make a statement hedged, or the value that differs."""
        if not statement.trigger or statement.trigger.place != statement.span.place:
            return ""
        start = statement.trigger.start - statement.span.start
        end = statement.trigger.end - statement.span.start
        return statement.text[start:end] if 0 <= start < end <= len(statement.text) else ""

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
