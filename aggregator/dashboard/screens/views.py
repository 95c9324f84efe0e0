"""The views of an event: each reads its filters from the address and puts its blocks on the page."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard.blocks import compare as compare_blocks
from aggregator.dashboard.blocks import diff, firmness
from aggregator.dashboard.blocks import facts as fact_blocks
from aggregator.dashboard.blocks import numbers as number_blocks
from aggregator.dashboard.blocks import quotes as quote_blocks
from aggregator.dashboard.blocks import timeline as timeline_blocks
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import join, notice, quiet
from aggregator.dashboard.visit import all_of, html, paged
from aggregator.publish.report import plural

MOST_PINNED = 4
TIME, NAME = "Time", "Name"
ANYBODY = "All speakers"


def compare(lookup: Lookup) -> None:
    pins, orders, references = st.columns([2, 1, 1.4])
    pinned = pins.multiselect(
        "Pin two to four outlets",
        list(lookup.outlets),
        key="pin",
        bind="query-params",
        max_selections=MOST_PINNED,
        placeholder="none pinned: all shown",
    )
    order = orders.selectbox("Order of columns", [TIME, NAME], key="columns", bind="query-params")
    asked = references.selectbox(
        "Compare headlines with",
        list(lookup.columns),
        format_func=lookup.columns.__getitem__,
        key="reference",
        bind="query-params",
    )
    reference = lookup.articles[asked]
    shown = compare_blocks.columns(lookup, pinned or lookup.outlets, by_name=order == NAME)
    if not all_of(len(shown), compare_blocks.COLUMNS_SHOWN, "outlet"):
        shown = shown[: compare_blocks.COLUMNS_SHOWN]
    html(compare_blocks.note(reference))
    html(compare_blocks.table(lookup, shown, reference) + compare_blocks.names_note(lookup))


def facts(lookup: Lookup) -> None:
    everything = lookup.dossier.comparison.facts
    if not everything:
        html(notice("No facts to line up.", "No sentence of these articles could be taken as a statement."))
        return
    with st.container(horizontal=True, key="px-fact-filters"):
        filters = fact_blocks.filters(lookup)
        show = _choice("Show facts", list(filters), "facts")
        by = _choice("Count by", ["outlets", "origins"], "count")
    chosen = [fact for fact in everything if filters[show](fact)]
    html(fact_blocks.summary(lookup) + fact_blocks.legend())
    if not chosen:
        html(
            notice(f"No fact is of this kind ({show}).", f"The event has {plural(len(everything), 'fact')}.")
        )
        return
    on_a_page = fact_blocks.rows_on_a_page(len(lookup.outlets))
    if all_of(len(chosen), on_a_page, "fact"):
        on_a_page = len(chosen)
    table, start, end = paged(len(chosen), on_a_page)
    shown = chosen[start:end]
    with table:
        note = fact_blocks.note(len(shown), len(chosen), len(everything))
        html(fact_blocks.matrix(lookup, shown, lookup.outlets, by == "origins", note))
    html(firmness.ladders(lookup, shown))


def quotes(lookup: Lookup) -> None:
    everything = lookup.dossier.comparison.utterances
    if not everything:
        html(notice("No quotes.", "No article of this event prints speech between marks."))
        return
    speakers = [ANYBODY, *dict.fromkeys(utterance.speaker for utterance in everything)]
    with st.container(horizontal=True, key="px-quote-filters"):
        speaker = st.selectbox("Speaker", speakers, key="speaker", bind="query-params", width=260)
        filters = quote_blocks.filters()
        show = _choice("Show quotes", list(filters), "quotes")
    html(diff.legend())
    chosen = [u for u in everything if speaker in (ANYBODY, u.speaker) and filters[show](u)]
    if not chosen:
        html(notice("No quote fits.", f"The event has {plural(len(everything), 'quote')}."))
        return
    shared = [utterance for utterance in chosen if quote_blocks.is_shared(lookup, utterance)]
    alone = [utterance for utterance in chosen if not quote_blocks.is_shared(lookup, utterance)]
    html(quote_blocks.summary(len(shared), len(alone)))
    cards, start, end = paged(len(shared), quote_blocks.CARDS_ON_A_PAGE)
    with cards:
        html(join(quote_blocks.card(lookup, utterance) for utterance in shared[start:end]))
    html(quote_blocks.alone(lookup, alone, opened=not shared))


def numbers(lookup: Lookup) -> None:
    html(number_blocks.summary(lookup))
    lines = number_blocks.ordered(lookup)
    if not lines:
        return
    cards, start, end = paged(len(lines), number_blocks.CARDS_ON_A_PAGE)
    with cards:
        html(join(number_blocks.card(lookup, line) for line in lines[start:end]))


def timeline(lookup: Lookup) -> None:
    html(Markup('<p class="px-intro">{}</p>').format(timeline_blocks.summary(lookup)))
    html(timeline_blocks.chart(lookup))
    html(
        Markup("<p>{}</p>").format(
            quiet(
                "“First” means first in this collection, by the time each outlet prints. "
                "Articles without a trusted time take no part."
            )
        )
    )
    html(Markup('<h3 class="px-h3">The same as a table</h3>') + timeline_blocks.table(lookup))


def _choice(label: str, options: list[str], key: str) -> str:
    """One of a few, in the address; what the address has wrong is passed over."""
    return st.segmented_control(
        label, options, default=options[0], required=True, key=key, bind="query-params", wrap=True
    )
