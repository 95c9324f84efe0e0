"""Neighbours and events, and what people decide about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from aggregator.types.evidence import UNKNOWN, Span

AssignmentSource = Literal["machine", "human"]
Band = Literal["sure", "check"]
CorrectionKind = Literal["move", "split", "merge", "rename", "lock"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An edge between two articles: how probably they tell one event, and what speaks for it."""

    a: str
    b: str
    similarity: float
    """Calibrated: 0.5 where being one event is as likely as not."""
    shared: tuple[str, ...] = ()
    """Rare names and numbers that both print, rarest first."""
    hours: float | None = None
    """Hours between the two; None where a date is unknown."""
    copied: bool = False
    """Whether both print one text, edited at most."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article's place in an event, and why it is there."""

    article_id: str
    similarity: float | None = None
    """To ``nearest``; None where the article stands alone."""
    nearest: str = ""
    shared: tuple[str, ...] = ()
    hours: float | None = None
    band: Band = "sure"
    source: AssignmentSource = "machine"
    centre: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A set of articles about one happening; ``members`` are in order of time."""

    id: str
    title: str
    title_article: str
    members: tuple[Member, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        return tuple(member.article_id for member in self.members)


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a search found its words: a stretch of an article, in which every second piece was found."""

    span: Span
    """Of the first piece that was found."""
    outlet: str
    lang: str
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True)
class EventSummary:
    """What a list of events shows of one; counted from the event's comparison."""

    event_id: str
    title: str
    title_lang: str
    first: datetime | None
    last: datetime | None
    """The span of the trusted dates; None where no article has one."""
    articles: int
    outlets: tuple[str, ...]
    """In order of their first article."""
    origins: int
    languages: tuple[str, ...]
    times: tuple[datetime, ...] = ()
    """The trusted dates of its articles, in order."""
    conflicts: int = 0
    updates: int = 0
    trimmed_unmarked: int = 0
    altered: int = 0
    speakers_disputed: int = 0
    summary_only: int = 0
    unsure: int = 0
    """Articles whose place in the event deserves a look."""

    @property
    def outlet_count(self) -> int:
        """Outlets by name; articles of an unknown outlet count only where there are no others."""
        return count_outlets(self.outlets)


def count_outlets(names: Iterable[str]) -> int:
    """How many outlets can be told apart: an unknown one is none beside others, for it may be one of them."""
    found = set(names)
    return len(found - {UNKNOWN}) or len(found)


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a person about the grouping.

    ``payload`` holds article ids by role: ``articles`` were placed, ``beside`` these, away ``from`` those;
    a rename has its ``title``.
    """

    id: int
    at: datetime
    who: str
    kind: CorrectionKind
    reason: str
    payload: dict[str, list[str]]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided: pairs of article ids that must, and that must not, share an event."""

    must_link: tuple[tuple[str, str], ...] = ()
    cannot_link: tuple[tuple[str, str], ...] = ()
