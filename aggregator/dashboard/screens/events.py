"""Events: what was reported, filtered and ordered by the address; what can be compared stands first."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

import streamlit as st

from aggregator.dashboard.blocks import events as blocks
from aggregator.dashboard.blocks.markup import notice
from aggregator.dashboard.screens import event
from aggregator.dashboard.visit import SEARCHING, Visit, heading, html, nothing_yet, paged, parameter
from aggregator.store import Store
from aggregator.types import EventSummary, Passage

ON_A_PAGE = 25
FILTERS = ("search", "outlets", "time", "order", "page")
ORDERS = {"Newest": "newest", "Oldest": "oldest", "Most outlets": "most outlets"}
TIMES = {
    "All time": None,
    "Newest day": timedelta(days=1),
    "Newest 7 days": timedelta(days=7),
    "Newest 30 days": timedelta(days=30),
}


def show(visit: Visit) -> None:
    if parameter("event"):  # typed by hand, as /?event=ID
        event.show(visit)
        return
    heading("Events")
    if not visit.store.events.count():
        nothing_yet()
        return
    ids = _filtered(visit.store)
    if not ids:
        html(notice("No event fits.", "Take a word or a filter away."))
        return
    articles, alone = visit.store.events.tally(ids)
    html(blocks.found_line(len(ids), articles, alone))
    rows, start, end = paged(len(ids), ON_A_PAGE)
    passages = visit.store.events.passages(ids[start:end], parameter("search"))
    with rows:
        for number, summary in enumerate(visit.store.events.summaries(ids[start:end]), start):
            if alone and number == max(start, len(ids) - alone):
                html(blocks.alone_head(alone))
            _row(summary, passages.get(summary.event_id))


def _filtered(store: Store) -> list[str]:
    """The events that the controls ask for; each control is bound to the address."""
    with st.container(key="px-filters"):
        words, names, times, orders = st.columns([3, 2, 1.2, 1.2])
    search = words.text_input(
        "Search headlines and texts",
        key="search",
        bind="query-params",
        icon=":material/search:",
        max_chars=200,
        placeholder="words or their beginnings, all in one article",
        help=SEARCHING,
    )
    outlets = names.multiselect(
        "Outlets",
        list(store.articles.per_outlet()),
        key="outlets",
        bind="query-params",
        placeholder="all outlets",
    )
    time = times.selectbox("Time", list(TIMES), key="time", bind="query-params")
    order = orders.selectbox("Order", list(ORDERS), key="order", bind="query-params")
    return store.events.ids(
        search=search or "",
        since=_since(store, time),
        outlets=outlets,
        order=ORDERS[order],
        comparable_first=True,
    )


def _filters() -> str:
    """What the list is filtered by, as its address says it."""
    return urlencode([(key, value) for key in FILTERS for value in st.query_params.get_all(key)])


def _since(store: Store, time: str) -> datetime | None:
    """Counted back from the newest article, so that a collection of last year can be browsed too."""
    length, newest = TIMES[time], store.events.newest()
    return newest - length if length and newest else None


def _row(summary: EventSummary, passage: Passage | None) -> None:
    with st.container(key=f"px-event-{summary.event_id}"):
        left, right = st.columns([2.2, 1], gap="medium")
        with left:
            html(
                blocks.title(summary, _filters())
                + blocks.under_title(summary)
                + blocks.passage(summary, passage)
            )
        with right:
            html(blocks.at_right(summary))
