"""Names the speakers whom an article only describes where they speak: "the lawyer said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aggregator.compare.language.grammar import grammar
from aggregator.types import Attribution, Label, Place, Quotation

_At = tuple[str, Place, int]
"""An article, headline or body, and where words begin."""


def name_described(quotations: Sequence[Quotation], labels: Sequence[Label]) -> tuple[Quotation, ...]:
    """The quotations; a description that labels give to somebody has this person for its speaker.

    So has a pronoun that goes on after one ("he added"): it has the same role for its speaker until then.
    """
    known = {_at(label): label for label in labels if label.kind == "name"}
    named: list[Quotation] = []
    told: dict[tuple[str, str], str] = {}
    for quotation in quotations:
        attribution = quotation.attribution
        person = _person(attribution, quotation.lang, known)
        role = (quotation.article_id, attribution.speaker)
        if person:
            told[role] = person
        elif not attribution.is_person and _is_pronoun(attribution, quotation.lang):
            person = told.get(role, "")
        named.append(_spoken_by(quotation, person) if person else quotation)
    return tuple(named)


def _at(label: Label) -> _At:
    return label.span.article_id, label.span.place, label.span.start


def _person(attribution: Attribution, lang: str, known: dict[_At, Label]) -> str:
    """Who is described by all of the speaker's phrase, or by what stands before a comma in it."""
    span = attribution.speaker_span
    label = known.get((span.article_id, span.place, span.start)) if span else None
    printed = attribution.as_printed
    if label is None or attribution.is_person or not printed.startswith(label.text):
        return ""
    described = label.text.split()[0].lower() in grammar(lang).articles
    return label.referent if described and printed[len(label.text) :][:1] in ("", ",") else ""


def _is_pronoun(attribution: Attribution, lang: str) -> bool:
    return attribution.as_printed.lower() in grammar(lang).pronouns


def _spoken_by(quotation: Quotation, person: str) -> Quotation:
    return replace(quotation, attribution=replace(quotation.attribution, speaker=person, is_person=True))
