"""Articles, and what came in by a run of collecting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from aggregator.types.sources import Failed, Feed

TextAvailable = Literal["full", "summary", "headline"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is NFC plain text, paragraphs parted by a blank line."""

    id: str
    outlet: str
    title: str
    text: str = ""
    url: str = ""
    author: str = ""
    published: datetime | None = None
    published_origin: str = ""
    """How ``published`` was read: ``feed``, ``page``, ``import``; empty when there is no trusted date."""
    first_seen: datetime | None = None
    lang: str = ""
    text_available: TextAvailable = "full"
    feeds: tuple[str, ...] = ()
    guid: str = ""

    @property
    def time(self) -> datetime | None:
        """What articles are ordered by: the publication time, or where that is unknown the first sighting.

        Never shown as a date: a sighting says nothing about when an article was published.
        """
        return self.published or self.first_seen

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that was left out or mended, with the place where it stands."""

    where: str
    what: str
    note: bool = False
    """Nothing is wrong with the articles; only said so that nothing happens unsaid."""


@dataclass(slots=True)
class Intake:
    """What came in: articles by fate, what could not be read, and feeds that failed."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    failed: list[tuple[Feed, Failed]] = field(default_factory=list)
    feeds: int = 0
    next_due: datetime | None = None
    """When the first of all feeds was due as the run began; None where none was ever read."""
    not_modified: int = 0
    pages_read: int = 0
    pages_failed: int = 0

    @property
    def articles(self) -> int:
        return self.new + self.updated + self.unchanged

    def count(self, fate: str) -> None:
        setattr(self, fate, getattr(self, fate) + 1)
