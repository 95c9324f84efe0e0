"""Beside an annotated article: what others report that was not found in it, and where outlets differ."""

from __future__ import annotations

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.article import Annotated
from aggregator.dashboard.blocks.firmness import RUNGS
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import join, link, printed, quiet
from aggregator.dashboard.blocks.numbers import value_words
from aggregator.publish.report import plural
from aggregator.types import Fact, Statement

MISSING_SHOWN = 10


def beside(annotated: Annotated) -> Markup:
    return Markup('<aside class="px-beside">{}{}</aside>').format(
        _missing(annotated), _differences(annotated)
    )


def _missing(annotated: Annotated) -> Markup:
    note = "Not found in the text we have; that is not proof that the outlet never reported it."
    if annotated.article.text_available != "full":
        read = "the headline" if annotated.article.text_available == "headline" else "a summary"
        note = f"Only {read} was read, so that nothing can be said about what the article leaves out."
    items = [_missing_item(annotated.lookup, fact) for fact in annotated.missing]
    if not items:
        told = annotated.lookup.dossier.comparison.facts
        words = "every fact of the event was found here" if told else "no fact could be told in this event"
        items = [Markup('<p class="px-quiet">Nothing: {}.</p>').format(words)]
    first, rest = items[:MISSING_SHOWN], items[MISSING_SHOWN:]
    more = (
        Markup("<details><summary>{}</summary>{}</details>").format(f"{len(rest)} more", join(rest))
        if rest
        else ""
    )
    return Markup('<h3>Reported elsewhere, not found here</h3><p class="px-quiet">{}</p>{}{}').format(
        note, join(first), more
    )


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
    items = [*_number_items(annotated), *_certainty_items(annotated)]
    return Markup("<h3>Where outlets differ</h3>{}").format(join(items)) if items else Markup("")


def _number_items(annotated: Annotated) -> list[Markup]:
    lookup, found = annotated.lookup, []
    for line in lookup.dossier.comparison.lines:
        quantities = [lookup.quantities[id] for id in line.quantity_ids]
        own = [q for q in quantities if q.span.article_id == annotated.article.id]
        if line.verdict == "agree" or not own:
            continue
        values = {(q.value, q.value_max) for q in own}
        other = [q for q in quantities if (q.value, q.value_max) not in values]
        words = ", ".join(
            f"{value_words(q)} ({lookup.articles[q.span.article_id].outlet})"
            for q in {(q.value, q.span.article_id): q for q in other}.values()
        )
        found.append(
            Markup('<div class="px-item"><b>{}</b> {}<br>here {}; elsewhere {}</div>').format(
                line.of_what or line.unit or "a number",
                quiet("updated with time" if line.verdict == "updated" else ""),
                " and ".join(dict.fromkeys(value_words(q) for q in own)),
                words,
            )
        )
    return found


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
    return Markup('<div class="px-item"><b>How firmly</b><br>{}<br>here {}; elsewhere {}</div>').format(
        printed(fact.headline.text, lang), _firmness(lookup, own), ", ".join(other)
    )


def _firmness(lookup: Lookup, statement: Statement) -> str:
    """The printed words in marks, or the rung in ours."""
    hedge = lookup.hedge(statement)
    return f"“{hedge}”" if hedge else RUNGS[statement.certainty]
