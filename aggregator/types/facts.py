"""Facts, quantities and names, lined up across outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aggregator.types.evidence import Sentence, Span

State = Literal["stated", "hedged", "different", "not found", "text unavailable"]
Certainty = Literal["done", "will", "plans", "may", "considers", "denied"]
Verdict = Literal["", "agree", "updated", "conflict"]
LabelKind = Literal["name", "place", "noun"]

SURE = 0.9
"""Similarity from which statements are taken as the same without a look.

Of pairs in one row, from real coverage and judged by reading, nine of ten state one fact above it, and less
than half below it.
"""


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

    @property
    def unsure(self) -> bool:
        """Whether it may be only about the same as the fact's headline, and is worth a look."""
        return self.similarity < SURE


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
