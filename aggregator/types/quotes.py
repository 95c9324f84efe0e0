"""Quotations as printed, and the utterances that they print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aggregator.types.evidence import UNKNOWN, Place, Span

Variant = Literal[
    "full", "trimmed_marked", "trimmed_unmarked", "altered", "translated", "paraphrase_in_quotes"
]


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
    is_person: bool = False
    """Whether the article shows the speaker to be a person with a name; False for roles, bodies, doubt."""


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
    joined: tuple[str, ...] = ()
    """Ids of other utterances of the speaker whose words it joins to this one's by an ellipsis."""


@dataclass(frozen=True, slots=True)
class Indirect:
    """A sentence without marks that reports a quoted utterance."""

    span: Span
    text: str
    attribution: Attribution
    similarity: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """A quotation of another utterance that prints a part of this one, between other words of the speech."""

    utterance_id: str
    quotation: Quotation
    words: str
    """The longest run of words that both print, as this quotation prints them."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Every printing of one thing said; ``printings[reference]`` is the fullest wording."""

    id: str
    speaker: str
    printings: tuple[Printing, ...]
    reference: int
    indirect: tuple[Indirect, ...] = ()
    overlaps: tuple[Overlap, ...] = ()

    @property
    def units(self) -> tuple[tuple[Printing, ...], ...]:
        """What each article prints in its headline, and in its body, in order: compared as one."""
        found: dict[tuple[str, Place], list[Printing]] = {}
        for printing in self.printings:
            span = printing.quotation.parts[0].span
            found.setdefault((span.article_id, span.place), []).append(printing)
        return tuple(
            tuple(sorted(unit, key=lambda one: one.quotation.parts[0].span.start)) for unit in found.values()
        )

    @property
    def fullest(self) -> tuple[Printing, ...]:
        """The unit of the reference: the others are compared with all of it."""
        return next(unit for unit in self.units if self.printings[self.reference] in unit)

    @property
    def tellings(self) -> tuple[Printing, ...]:
        """One printing of each unit; an article is judged by its headline only where its body has none."""
        firsts = [unit[0] for unit in self.units]
        bodies = {first.quotation.article_id for first in firsts if not _in_headline(first)}
        return tuple(one for one in firsts if not (_in_headline(one) and one.quotation.article_id in bodies))


def _in_headline(printing: Printing) -> bool:
    return printing.quotation.parts[0].span.place == "headline"
