"""Sentences about an event for people: why an article is in it, how to cite it, and the whole as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime

from aggregator.types import Cell, Dossier, EventSummary, Fact, Member, Printing

WIDTH = 100
MARKS = {"stated": "●", "hedged": "◐", "different": "◆", "not found": "○", "text unavailable": "□"}
STATE_WORDS = {"text unavailable": "summary only"}
VARIANT_WORDS = {
    "full": "word for word",
    "trimmed_marked": "trimmed, marked",
    "trimmed_unmarked": "trimmed without a mark",
    "altered": "altered",
    "translated": "translated",
    "paraphrase_in_quotes": "only the sense, in marks",
}


def reason(member: Member, nearest_outlet: str) -> str:
    """Why an article is in its event, as a sentence."""
    if member.source == "human":
        return "Placed here by a person."
    if member.centre:
        return "Centre of the event: the article most like all others."
    if member.similarity is None:
        return "Stands alone: no other article tells this event."
    parts = [f"{member.similarity:.2f} like {nearest_outlet or 'an article that moved'}"]
    if member.shared:
        parts.append(f"both print {', '.join(member.shared[:4])}")
    if member.hours is not None:
        parts.append(f"{duration(member.hours * 60)} apart")
    return "; ".join(parts) + "."


def duration(minutes: float) -> str:
    """``19 min``, ``2 h 50 min``, ``3 days``."""
    whole = round(abs(minutes))
    if whole < 60:
        return f"{whole} min"
    if whole < 48 * 60:
        hours, rest = divmod(whole, 60)
        return f"{hours} h {rest:02d} min" if rest else f"{hours} h"
    return f"{round(whole / 1440)} days"


def counts(summary: EventSummary) -> str:
    """``7 outlets · 5 origins · 2 languages``."""
    parts = [
        (len(summary.outlets), "outlet"),
        (summary.origins, "origin"),
        (len(summary.languages), "language"),
    ]
    return " · ".join(plural(number, word) for number, word in parts)


def plural(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def when(summary: EventSummary) -> str:
    """``Wed 12 Mar 2025, 09:12 – 18:40 UTC``; days on both sides where they differ."""
    first, last = summary.first, summary.last
    if first is None or last is None:
        return "date unknown"
    if first == last:
        return f"{day(first)}, {first:%H:%M} UTC"
    if first.date() == last.date():
        return f"{day(first)}, {first:%H:%M} – {last:%H:%M} UTC"
    return f"{day(first)}, {first:%H:%M} – {day(last)}, {last:%H:%M} UTC"


def day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y}"


def citation(dossier: Dossier, now: datetime) -> str:
    """How to cite the event in a paper."""
    summary = dossier.summary
    return (
        f"“{dossier.event.title}” (event {dossier.event.id}): {counts(summary)}, {when(summary)}. "
        f"Compared with Parallax, {day(now.astimezone(UTC))}."
    )


def as_text(dossier: Dossier) -> str:
    """The comparison for a terminal."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    yield dossier.event.title
    yield f"{when(dossier.summary)} · {counts(dossier.summary)} · id {dossier.event.id}"
    yield ""
    yield "HEADLINES"
    for member, article in zip(dossier.event.members, dossier.articles, strict=True):
        time = f"{article.time:%d %b %H:%M}" if article.time else "no date"
        check = "  [check: may not belong here]" if member.band == "check" else ""
        yield from _wrapped(f"{time}  {article.outlet}: {article.title}{check}", "  ")
    yield from _fact_lines(dossier)
    yield from _quote_lines(dossier)
    yield from _number_lines(dossier)


def _fact_lines(dossier: Dossier) -> Iterator[str]:
    outlet_of = {article.id: article.outlet for article in dossier.articles}
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
    outlet_of = {article.id: article.outlet for article in dossier.articles}
    yield ""
    yield f"QUOTES: {len(dossier.comparison.utterances)}"
    for utterance in dossier.comparison.utterances:
        fullest = utterance.printings[utterance.reference]
        yield from _wrapped(f"{utterance.speaker}: “{fullest.quotation.text}”", "  ")
        for printing in utterance.printings:
            yield from _wrapped(_printing_words(printing, outlet_of), "      ")


def _printing_words(printing: Printing, outlet_of: dict[str, str]) -> str:
    words = f"{outlet_of[printing.quotation.article_id]}: {VARIANT_WORDS[printing.variant]}"
    if printing.missing:
        words += "; left out: " + ", ".join(f"“{run}”" for run in printing.missing)
    if printing.added:
        words += "; added: " + ", ".join(f"“{run}”" for run in printing.added)
    if printing.other_speaker:
        words += f"; given to {printing.quotation.attribution.as_printed or 'another speaker'}"
    return words


def _number_lines(dossier: Dossier) -> Iterator[str]:
    quantities = {quantity.id: quantity for quantity in dossier.comparison.quantities}
    outlet_of = {article.id: article.outlet for article in dossier.articles}
    lines = dossier.comparison.lines
    yield ""
    yield f"NUMBERS that can be compared: {len(lines)}"
    for line in lines:
        values = [quantities[id] for id in line.quantity_ids]
        listed = "; ".join(f"{value.printed} ({outlet_of[value.span.article_id]})" for value in values)
        yield from _wrapped(f"{line.of_what or line.unit} – {line.verdict}: {listed}", "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "    ")
