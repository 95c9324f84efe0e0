"""The vocabulary: frozen dataclasses, the only words the rooms share.

They stand in the order in which data flows: outlets and feeds, what a fetch gave, articles,
vectors, neighbours, events, and what a comparison of one event consists of. Times are aware and in
UTC. Offsets count code points of the stored text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Place = Literal["headline", "body"]
TextAvailable = Literal["full", "summary", "headline"]
OriginClass = Literal["original", "wholly", "partly"]
AssignmentSource = Literal["machine", "human"]
Band = Literal["sure", "check"]
Variant = Literal[
    "full", "trimmed_marked", "trimmed_unmarked", "altered", "translated", "paraphrase_in_quotes"
]
State = Literal["stated", "hedged", "different", "not found", "text unavailable"]
Certainty = Literal["done", "will", "plans", "may", "considers", "denied"]
CorrectionKind = Literal["move", "split", "merge", "rename", "lock"]
LabelKind = Literal["name", "place", "noun"]
Verdict = Literal["", "agree", "updated", "conflict"]

UNKNOWN = "unknown"


# --- outlets and feeds ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher and what is known of it; what is unknown is empty."""

    name: str
    home: str = ""
    country: str = ""
    language: str = ""
    kind: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as the store remembers it: its address (URL or file path) and how the last visits went."""

    address: str
    outlet: str
    url: str = ""
    """Where the feed is read: ``address``, or its new home after equal permanent redirects on three days."""
    etag: str = ""
    modified: str = ""
    body_sha256: str = ""
    checked: datetime | None = None
    due: datetime | None = None
    errors: int = 0
    error: str = ""
    moved_to: str = ""
    moved_days: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that came back, after inflation, with what the server said of it."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    permanent_url: str = ""
    """The last address reached by permanent redirects alone; empty where there was none."""


@dataclass(frozen=True, slots=True)
class NotModified:
    url: str
    permanent_url: str = ""
    """As in ``Fetched``."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing came: a stable ``reason`` (``timeout``, ``blocked``, ``http 404``, …) and a sentence."""

    url: str
    reason: str
    detail: str = ""
    retry_after: float | None = None
    """Seconds that the server asked us to wait."""


Outcome = Fetched | NotModified | Failed


# --- articles ------------------------------------------------------------------------------------


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
        """The publication time, or where that is unknown the time it was first seen."""
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
    not_modified: int = 0
    pages_read: int = 0
    pages_failed: int = 0

    @property
    def articles(self) -> int:
        return self.new + self.updated + self.unchanged

    def count(self, fate: str) -> None:
        setattr(self, fate, getattr(self, fate) + 1)


# --- vectors, neighbours, events -----------------------------------------------------------------


class Encoder(Protocol):
    """Turns texts into unit vectors. Two encoders' vectors never meet."""

    @property
    def model_id(self) -> str: ...

    def knows(self, lang: str) -> bool:
        """Whether the model was trained on this language (ISO 639-1; empty: unknown, taken as known)."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors of shape ``(len(texts), dimension)``, float32; zeros for an empty text."""
        ...


@dataclass(frozen=True, slots=True)
class Encoders:
    """The encoder for English, and the one that bridges languages."""

    english: Encoder
    multilingual: Encoder

    def for_pair(self, lang_a: str, lang_b: str) -> Encoder | None:
        """The encoder to compare texts of these languages with; None where neither knows both."""
        for encoder in (self.english, self.multilingual):
            if encoder.knows(lang_a) and encoder.knows(lang_b):
                return encoder
        return None


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
class EventSummary:
    """What a list of events shows of one; counted from the event's comparison."""

    event_id: str
    title: str
    title_outlet: str
    title_lang: str
    first: datetime | None
    last: datetime | None
    articles: int
    outlets: tuple[str, ...]
    """In order of their first article."""
    origins: int
    languages: tuple[str, ...]
    times: tuple[datetime, ...] = ()
    conflicts: int = 0
    updates: int = 0
    trimmed_unmarked: int = 0
    altered: int = 0
    speakers_disputed: int = 0
    summary_only: int = 0
    unsure: int = 0
    """Articles whose place in the event deserves a look."""


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


# --- evidence ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a stored article: ``text[start:end]`` (of the title where ``place`` is headline)."""

    article_id: str
    start: int
    end: int
    place: Place = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    text: str
    paragraph: int = 0


# --- quotes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who an article says spoke, in its own words, and with which verb."""

    speaker: str = UNKNOWN
    """The fullest name or role the article gives this speaker."""
    as_printed: str = ""
    speaker_span: Span | None = None
    verb: str = ""
    verb_class: str = ""
    verb_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One marked span: the words between the marks."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation as one article prints it; several parts when split or continued over paragraphs."""

    id: str
    parts: tuple[Part, ...]
    attribution: Attribution
    lang: str = ""

    @property
    def article_id(self) -> str:
        return self.parts[0].span.article_id

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Printing:
    """A quotation against the fullest wording of its utterance."""

    quotation: Quotation
    variant: Variant
    missing: tuple[str, ...] = ()
    """Runs of words left out, as the reference prints them."""
    added: tuple[str, ...] = ()
    similarity: float = 1.0
    other_speaker: bool = False
    """Given to another speaker than most outlets give it to."""
    headline_only: bool = False
    """Stands in the headline, but not word for word in the body."""


@dataclass(frozen=True, slots=True)
class Indirect:
    """A sentence without marks that reports a quoted utterance."""

    span: Span
    text: str
    attribution: Attribution
    similarity: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """Every printing of one thing said; ``printings[reference]`` is the fullest wording."""

    id: str
    speaker: str
    printings: tuple[Printing, ...]
    reference: int
    indirect: tuple[Indirect, ...] = ()


# --- facts, numbers, labels ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence (or clause) that states a fact, with how firmly and in which words."""

    span: Span
    text: str
    similarity: float
    certainty: Certainty
    state: State = "stated"
    trigger: Span | None = None
    """The words that make it hedged, or the value that differs."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact in one article: its state, and the best sentence behind it (None where not found)."""

    article_id: str
    state: State
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Sentences of different articles that state the same thing; its headline is a printed sentence."""

    id: str
    headline: Statement
    statements: tuple[Statement, ...]
    cells: tuple[Cell, ...]
    """One for every article of the event, in the event's order."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity in base units. ``span`` is the number, ``sentence`` where it stands."""

    id: str
    span: Span
    sentence: Sentence
    value: float
    value_max: float | None
    unit: str
    of_what: str
    qualifier: str
    printed: str
    fact_id: str = ""
    line_id: str = ""
    """The comparable line it belongs to; empty where nothing can be compared."""
    verdict: Verdict = ""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Quantities that count the same thing, comparable across outlets."""

    id: str
    of_what: str
    unit: str
    verdict: Verdict
    quantity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A name that an article gives to somebody or something."""

    referent_id: str
    span: Span
    text: str
    referent: str = ""
    """Who or what is called so, in plain English or as most outlets spell it: "government of Ukraine"."""
    kind: LabelKind = "noun"
    marked: bool = False
    """The word list has it as a word that takes a side where others are plainer ("regime")."""


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
    timeline: tuple[Moment, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that views and exports need of one event."""

    event: Event
    articles: tuple[Article, ...]
    """In the event's order."""
    outlets: dict[str, Outlet]
    comparison: Comparison
    summary: EventSummary
