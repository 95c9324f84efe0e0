"""Beside an annotated article: where outlets differ, and what others report that was not found in it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.article import Annotated
from aggregator.dashboard.blocks.facts import is_shared
from aggregator.dashboard.blocks.firmness import RUNGS
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import join, link, printed, quiet
from aggregator.dashboard.blocks.numbers import value_words
from aggregator.publish.report import plural
from aggregator.types import Fact, Quantity, Statement

MISSING_SHOWN = 8
ALONE_SHOWN = 3
"""Facts that one outlet alone tells, shown where no other is missing."""
DIFFERENCES_SHOWN = 4


def beside(annotated: Annotated) -> Markup:
    return Markup('<aside class="px-beside">{}{}</aside>').format(
        _differences(annotated), _missing(annotated)
    )


def _folded(items: Sequence[Markup], shown: int, words: str = "more") -> Markup:
    """The first items, and the rest under a line that says how many."""
    first, rest = items[:shown], items[shown:]
    if not rest:
        return join(first)
    return Markup("{}<details><summary>{} {}</summary>{}</details>").format(
        join(first), f"{len(rest):,}", words, join(rest)
    )


def _missing(annotated: Annotated) -> Markup:
    note = "Not found in the text we have; that is not proof that the outlet never reported it."
    if annotated.article.text_available != "full":
        read = "the headline" if annotated.article.text_available == "headline" else "a summary"
        note = f"Only {read} was read, so that nothing can be said about what the article leaves out."
    if annotated.missing:
        body = _missing_items(annotated.lookup, annotated.missing)
    else:
        told = annotated.lookup.dossier.comparison.facts
        words = "every fact of the event was found here" if told else "no fact could be told in this event"
        body = Markup('<p class="px-quiet">Nothing: {}.</p>').format(words)
    return Markup('<h3>Reported elsewhere, not found here</h3><p class="px-quiet">{}</p>{}').format(
        note, body
    )


def _missing_items(lookup: Lookup, missing: Sequence[Fact]) -> Markup:
    """What several outlets tell; the rest, most of which is one outlet's alone, is folded."""
    several = sum(is_shared(lookup, fact) for fact in missing)
    items = [_missing_item(lookup, fact) for fact in missing]
    shown = min(several, MISSING_SHOWN) or ALONE_SHOWN
    words = "more" if several > shown else "more, told by one outlet alone"
    return _folded(items, shown, words)


def _missing_item(lookup: Lookup, fact: Fact) -> Markup:
    article = lookup.articles[fact.headline.span.article_id]
    return Markup('<div class="px-item">{}<br>{}</div>').format(
        printed(fact.headline.text, article.lang),
        Markup('<span class="px-quiet">{}, {} · {}</span>').format(
            link(address.article(article.id, fact.headline.span, view="Facts"), article.outlet),
            lookup.clock(article),
            plural(lookup.count(lookup.tellers(fact)), "outlet"),
        ),
    )


def _differences(annotated: Annotated) -> Markup:
    numbers, firmness = _number_items(annotated), _certainty_items(annotated)
    if not numbers and not firmness:
        return Markup("")
    how = Markup("<p><b>How firmly</b></p>{}").format(_folded(firmness, DIFFERENCES_SHOWN))
    return Markup("<h3>Where outlets differ</h3>{}{}").format(
        _folded(numbers, DIFFERENCES_SHOWN), how if firmness else ""
    )


def _number_items(annotated: Annotated) -> list[Markup]:
    lookup, found = annotated.lookup, []
    for line in lookup.dossier.comparison.lines:
        quantities = [lookup.quantities[id] for id in line.quantity_ids]
        own = [q for q in quantities if q.span.article_id == annotated.article.id]
        if line.verdict == "agree" or not own:
            continue
        values = {(q.value, q.value_max) for q in own}
        other = [q for q in quantities if (q.value, q.value_max) not in values]
        found.append(
            Markup('<div class="px-item"><b>{}</b> {}<br>here {}; elsewhere {}</div>').format(
                line.of_what or line.unit or "a number",
                quiet("updated with time" if line.verdict == "updated" else ""),
                " and ".join(dict.fromkeys(value_words(q) for q in own)),
                _by_value(lookup, other),
            )
        )
    return found


def _by_value(lookup: Lookup, quantities: Sequence[Quantity]) -> str:
    """``1,200 (Hill Times, Coast Wire); 1,700 (Dale Post)``."""
    printing: dict[str, list[str]] = {}
    for quantity in quantities:
        printing.setdefault(value_words(quantity), []).append(quantity.span.article_id)
    return "; ".join(f"{value} ({', '.join(lookup.names(ids))})" for value, ids in printing.items())


def _certainty_items(annotated: Annotated) -> list[Markup]:
    """Facts of this article that others state more or less firmly."""
    lookup = annotated.lookup
    return [
        _certainty_item(lookup, fact, cell.statement)
        for fact in lookup.dossier.comparison.facts
        if lookup.certainty_differs(fact)
        for cell in fact.cells
        if cell.statement and cell.article_id == annotated.article.id
    ]


def _certainty_item(lookup: Lookup, fact: Fact, own: Statement) -> Markup:
    other = dict.fromkeys(
        _firmness(lookup, cell.statement)
        for cell in fact.cells
        if cell.statement and cell.statement.certainty != own.certainty
    )
    lang = lookup.articles[fact.headline.span.article_id].lang
    return Markup('<div class="px-item">{}<br>here {}; elsewhere {}</div>').format(
        printed(fact.headline.text, lang), _firmness(lookup, own), ", ".join(other)
    )


def _firmness(lookup: Lookup, statement: Statement) -> str:
    """The printed words in marks, or the rung in ours."""
    if hedge := lookup.hedge(statement):
        return f"“{hedge}”"
    return "stated plainly" if statement.certainty == "done" else RUNGS[statement.certainty]
