"""Sentences about an event for people: why an article is in it, how to cite it, and the whole as text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from aggregator.publish import clock
from aggregator.types import (
    UNKNOWN,
    Article,
    Cell,
    Dossier,
    EventSummary,
    Fact,
    Member,
    NumberLine,
    Printing,
    Quantity,
    Utterance,
)

WIDTH = 100
UNNAMED = "outlet unknown"
EARLIER = "An earlier release of Parallax compared this event."
MARKS = {"stated": "●", "hedged": "◐", "different": "◆", "not found": "○", "text unavailable": "□"}
STATE_WORDS = {"text unavailable": "summary or headline only"}
_NEAR = 0.9
"""From here on what makes a place unsure is not the nearest article but the rest."""
_WORD = re.compile(r"\w+")
VARIANT_WORDS = {
    "full": "word for word",
    "trimmed_marked": "trimmed, marked",
    "trimmed_unmarked": "trimmed without a mark",
    "altered": "altered",
    "translated": "translated",
    "paraphrase_in_quotes": "only the sense, in marks",
}


def reason(member: Member, article: Article, nearest: Article | None) -> str:
    """Why an article is in its event, as a sentence; ``nearest`` is the article it is most like."""
    if member.source == "human":
        return "Placed here by a person."
    if member.similarity is None:
        return "Stands alone: no other article tells this event."
    centre = "centre of the event, " if member.centre else ""
    parts = [f"{centre}{_sureness(member.similarity)} to tell the same event as {_other(article, nearest)}"]
    if member.shared:
        parts.append(f"both print {', '.join(member.shared[:4])}")
    if nearest and article.published and nearest.published:
        apart = clock.apart(article.published, nearest.published)
        parts.append(f"both of {apart}" if apart == "the same day" else f"{apart} apart")
    if member.band == "check":
        near = member.similarity >= _NEAR
        parts.append("worth a look, as the other articles are less like it" if near else "worth a look")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _other(article: Article, nearest: Article | None) -> str:
    if nearest is None:
        return "an article that moved"
    name = outlet_name(nearest.outlet)
    return f"another article of {name}" if nearest.outlet == article.outlet else name


def _sureness(probability: float) -> str:
    """A probability as people say it; none is certainty."""
    return f"{probability:.0%} sure" if probability < 0.995 else "over 99% sure"


def counts(summary: EventSummary) -> str:
    """``7 outlets · 5 origins · 2 languages``; an outlet that is not known is no outlet to count."""
    parts = [
        (summary.outlet_count, "outlet"),
        (summary.origins, "origin"),
        (len(summary.languages), "language"),
    ]
    return " · ".join(plural(number, word) for number, word in parts)


def outlet_name(name: str) -> str:
    """As it is shown: an unknown outlet is said to be one."""
    return UNNAMED if name == UNKNOWN else name


def spoken(words: str) -> str:
    """A quote without the comma that only leads on to the verb; the stored text keeps it."""
    return words.rstrip().removesuffix(",")


def telling(unit: Sequence[Printing]) -> list[Printing]:
    """The printings of an article without those that repeat words of another."""
    words = [" ".join(_WORD.findall(printing.quotation.text.casefold())) for printing in unit]
    return [
        printing
        for at, printing in enumerate(unit)
        if not any(
            words[at] in other and (len(words[at]), at) < (len(other), place)
            for place, other in enumerate(words)
            if place != at
        )
    ]


def changed_most(unit: Sequence[Printing]) -> Printing:
    """The printing that stands for an article in what is told of its words."""
    return max(telling(unit), key=lambda printing: list(VARIANT_WORDS).index(printing.variant))


def wording(unit: Sequence[Printing]) -> str:
    """What an article prints of an utterance, in a row."""
    return " ".join(spoken(printing.quotation.text) for printing in telling(unit))


def plural(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def outdated(events: int) -> str:
    """That what an export holds was not made by the release that writes it."""
    return f"Compared by an earlier release of Parallax: {plural(events, 'event')}."


def when(summary: EventSummary) -> str:
    """The span of the trusted dates: ``Wed 12 Mar 2025, 09:12 – 18:40 UTC``."""
    return clock.span(summary.first, summary.last)


def citation(dossier: Dossier, now: datetime) -> str:
    """How to cite the event in a paper."""
    summary = dossier.summary
    return (
        f"“{dossier.event.title}” (event {dossier.event.id}): {counts(summary)}, {when(summary)}. "
        f"Compared with Parallax, {clock.day(now.astimezone(UTC))}."
    )


def as_text(dossier: Dossier) -> str:
    """The comparison for a terminal."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    yield dossier.event.title
    yield f"{when(dossier.summary)} · {counts(dossier.summary)} · id {dossier.event.id}"
    if dossier.outdated:
        yield f"{EARLIER} Run parallax group to compare it anew."
    yield ""
    yield "HEADLINES"
    for member, article in zip(dossier.event.members, dossier.articles, strict=True):
        time = clock.written(article.published)
        check = "  [check: may not belong here]" if member.band == "check" else ""
        yield from _wrapped(f"{time}  {outlet_name(article.outlet)}: {article.title}{check}", "  ")
    yield from _fact_lines(dossier)
    yield from _quote_lines(dossier)
    yield from _number_lines(dossier)


def _fact_lines(dossier: Dossier) -> Iterator[str]:
    outlet_of = {article.id: outlet_name(article.outlet) for article in dossier.articles}
    shared = [fact for fact in dossier.comparison.facts if len(_telling(fact, outlet_of)) > 1]
    yield ""
    yield f"FACTS told by more than one outlet: {len(shared)} of {len(dossier.comparison.facts)}"
    for fact in shared:
        yield from _wrapped(fact.headline.text, "  ")
        for state, names in _by_state(fact, outlet_of).items():
            yield from _wrapped(
                f"{MARKS[state]} {STATE_WORDS.get(state, state)}: {', '.join(names)}", "      "
            )


def _telling(fact: Fact, outlet_of: dict[str, str]) -> set[str]:
    return {outlet_of[cell.article_id] for cell in fact.cells if cell.statement}


def _by_state(fact: Fact, outlet_of: dict[str, str]) -> dict[str, list[str]]:
    states: dict[str, list[str]] = {}
    for state in MARKS:
        names = dict.fromkeys(_cell_words(cell, outlet_of) for cell in fact.cells if cell.state == state)
        if names:
            states[state] = list(names)
    return states


def _cell_words(cell: Cell, outlet_of: dict[str, str]) -> str:
    name = outlet_of[cell.article_id]
    statement = cell.statement
    if cell.state in ("hedged", "different") and statement and statement.trigger:
        start = statement.trigger.start - statement.span.start
        return f"{name} (“{statement.text[start : start + statement.trigger.end - statement.trigger.start]}”)"
    return name


def _quote_lines(dossier: Dossier) -> Iterator[str]:
    outlet_of = {article.id: outlet_name(article.outlet) for article in dossier.articles}
    yield ""
    shared = [said for said in dossier.comparison.utterances if len(_printing(said, outlet_of)) > 1]
    alone = [said for said in dossier.comparison.utterances if len(_printing(said, outlet_of)) == 1]
    of_all = f"{len(shared)} of {len(shared) + len(alone)}"
    yield f"QUOTES printed by more than one outlet, whole or in part: {of_all}"
    for utterance in (*shared, *alone):
        yield from _wrapped(f"{utterance.speaker}: “{wording(utterance.fullest)}”", "  ")
        for unit in utterance.units:
            yield from _wrapped(_printing_words(changed_most(unit), outlet_of), "      ")
        for overlap in utterance.overlaps:
            outlet = outlet_of[overlap.quotation.article_id]
            yield from _wrapped(f"{outlet}: part of it, in another quote: “{overlap.words}”", "      ")


def _printing(utterance: Utterance, outlet_of: dict[str, str]) -> set[str]:
    """The outlets that print it, or a part of it in another quote."""
    whole = {outlet_of[printing.quotation.article_id] for printing in utterance.printings}
    return whole | {outlet_of[overlap.quotation.article_id] for overlap in utterance.overlaps}


def _printing_words(printing: Printing, outlet_of: dict[str, str]) -> str:
    words = f"{outlet_of[printing.quotation.article_id]}: {VARIANT_WORDS[printing.variant]}"
    if printing.missing:
        words += "; left out: " + ", ".join(f"“{run}”" for run in printing.missing)
    if printing.added:
        words += "; added: " + ", ".join(f"“{run}”" for run in printing.added)
    if printing.joined:
        words += "; joins two statements"
    if printing.other_speaker:
        words += f"; given to {printing.quotation.attribution.as_printed or 'another speaker'}"
    return words


def _number_lines(dossier: Dossier) -> Iterator[str]:
    quantities = {quantity.id: quantity for quantity in dossier.comparison.quantities}
    outlet_of = {article.id: outlet_name(article.outlet) for article in dossier.articles}
    lines = [line for line in dossier.comparison.lines if _is_compared(line, quantities, outlet_of)]
    yield ""
    yield f"NUMBERS that can be compared: {len(lines)}"
    for line in lines:
        values = [quantities[id] for id in line.quantity_ids]
        listed = "; ".join(f"{value.printed} ({outlet_of[value.span.article_id]})" for value in values)
        yield from _wrapped(f"{line.of_what or line.unit} – {line.verdict}: {listed}", "  ")


def _is_compared(line: NumberLine, quantities: dict[str, Quantity], outlet_of: dict[str, str]) -> bool:
    """Not where one outlet alone repeats a number."""
    outlets = {outlet_of[quantities[id].span.article_id] for id in line.quantity_ids}
    return len(outlets) > 1 or line.verdict != "agree"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "    ")
