"""One event: its head, and its views as tabs in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard.blocks import head
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import command, notice
from aggregator.dashboard.screens import articles, views
from aggregator.dashboard.visit import Visit, all_events, asked_event, html, name_window, parameter
from aggregator.publish import bundle, report
from aggregator.types import Dossier

PROFILES: dict[str, bundle.Profile] = {"Plain CSV": "plain", "CSV for Excel": "excel"}
VIEWS: dict[str, Callable[[Lookup], None]] = {
    "Compare": views.compare,
    "Facts": views.facts,
    "Quotes": views.quotes,
    "Numbers": views.numbers,
    "Timeline": views.timeline,
}


def show(visit: Visit) -> None:
    event_id = asked_event(visit)
    if event_id is None:
        return
    dossier = next(visit.store.dossiers([event_id]), None)
    _bar(dossier)
    if dossier is None:
        html(notice("This event is not compared yet.", "Its sources are lined up by the next command:"))
        html(command("parallax group"))
        return
    lookup = Lookup(dossier)
    name_window(dossier.event.title)
    html(head.title(lookup) + head.facts_line(lookup) + head.chips(lookup))
    if dossier.outdated:
        html(notice(report.EARLIER, Markup("Run {} to compare it anew.").format(command("parallax group"))))
    shown = VIEWS | {"Articles": partial(articles.show, visit)}
    _settle_view(list(shown))
    for tab, view in zip(st.tabs(list(shown), key="view", bind="query-params"), shown.values(), strict=True):
        if tab.open:
            with tab:
                view(lookup)


def _settle_view(names: list[str]) -> None:
    """The view of the address in our spelling; one that is not there is said, and the first is shown."""
    asked = parameter("view")
    name = next((name for name in names if name.casefold() == asked.casefold()), None)
    if asked and name is None:
        html(
            notice(f"There is no view “{asked}”.", f"{names[0]} is shown; the views are {', '.join(names)}.")
        )
    elif name and name != st.query_params.get("view"):
        st.query_params["view"] = name
        st.rerun()


def _bar(dossier: Dossier | None) -> None:
    """The way back, and what can be taken away."""
    with st.container(key="px-bar", horizontal=True, vertical_alignment="center"):
        all_events()
        st.space("stretch")
        if dossier is None:
            return
        with st.popover("Export CSV", icon=":material/download:"):
            _downloads(dossier)
        with st.popover("Cite"):
            st.code(report.citation(dossier, datetime.now(UTC)), language=None, wrap_lines=True)


def _downloads(dossier: Dossier) -> None:
    """Both profiles as a zip, made when asked for."""
    st.write("All tables of this event in one zip, without the articles’ texts.")
    for label, profile in PROFILES.items():
        st.download_button(
            label,
            data=partial(bundle.zipped, dossier, profile),
            file_name=f"parallax-{_safe(dossier.event.id)}-{profile}.zip",
            mime="application/zip",
            on_click="ignore",
            key=f"zip-{profile}",
            width="stretch",
        )


def _safe(event_id: str) -> str:
    """Fit for a file's name on every system."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in event_id)[:60]
