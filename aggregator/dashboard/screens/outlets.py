"""Outlets and feeds: what is known of each, and how its feeds fare."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard.blocks import feeds as blocks
from aggregator.dashboard.blocks.markup import join, notice
from aggregator.dashboard.visit import Visit, heading, html, nothing_yet, paged
from aggregator.types import Feed, Outlet

ON_A_PAGE = 50
ALL, FAILING = "all", "feeds that failed"


def show(visit: Visit) -> None:
    heading("Outlets and feeds")
    articles = visit.store.articles.per_outlet()
    known = visit.store.sources.outlets()
    feeds = _feeds(visit, known)
    names = sorted({*known, *articles, *feeds}, key=str.casefold)
    if not names:
        nothing_yet()
        return
    html(blocks.summary(len(names), [feed for group in feeds.values() for feed in group]))
    show = _shown() if feeds else ALL
    chosen = [name for name in names if show == ALL or any(feed.error for feed in feeds.get(name, []))]
    if not chosen:
        html(notice("No feed failed at its last visit.", ""))
        return
    listing, start, end = paged(len(chosen), ON_A_PAGE)
    cards = [
        blocks.card(
            known.get(name, Outlet(name)), feeds.get(name, []), articles.get(name, 0), visit.guest.at_own_desk
        )
        for name in chosen[start:end]
    ]
    with listing:
        html(Markup('<ul class="px-sources">{}</ul>').format(join(cards)))


def _shown() -> str:
    return st.segmented_control(
        "Show outlets", [ALL, FAILING], default=ALL, required=True, key="show", bind="query-params"
    )


def _feeds(visit: Visit, known: dict[str, Outlet]) -> dict[str, list[Feed]]:
    """outlet -> its feeds, also those that no update has visited yet."""
    visited = visit.store.sources.feeds()
    everything = {
        address: Feed(address, outlet.name) for outlet in known.values() for address in outlet.feeds
    } | visited
    found: dict[str, list[Feed]] = {}
    for feed in everything.values():
        found.setdefault(feed.outlet, []).append(feed)
    return found
