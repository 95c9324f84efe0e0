"""What is lined up for one event, and all that views and exports need of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aggregator.types.articles import Article
from aggregator.types.events import Event, EventSummary
from aggregator.types.evidence import Sentence, Span
from aggregator.types.facts import Fact, Label, NumberLine, Quantity
from aggregator.types.quotes import Utterance
from aggregator.types.sources import Outlet

OriginClass = Literal["original", "wholly", "partly"]
ENGINES = 15
"""Raised when the engines that compare change, so that kept comparisons are made again; what a comparison was
made by stands before the colon of its fingerprint."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's words come from, with the passage that shows it."""

    article_id: str
    origin_id: str
    origin_class: OriginClass
    passage: Span | None = None
    source_passage: Span | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An article on the event's clock."""

    article_id: str
    lag_minutes: int | None
    """After the first article of the event on the same clock; None without a time."""
    clock: Literal["published", "first_seen", ""]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is lined up for one event. Empty tuples where there is nothing to compare."""

    event_id: str
    article_ids: tuple[str, ...]
    sentences: tuple[Sentence, ...] = ()
    origins: tuple[Origin, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    facts: tuple[Fact, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    lines: tuple[NumberLine, ...] = ()
    labels: tuple[Label, ...] = ()
    timeline: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that views and exports need of one event."""

    event: Event
    articles: tuple[Article, ...]
    """In the event's order."""
    outlets: dict[str, Outlet]
    comparison: Comparison
    summary: EventSummary
    outdated: bool = False
    """Whether an earlier release made the comparison."""
