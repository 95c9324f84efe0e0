"""What every screen is given: the open store, who visits, and the one door for our HTML."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from aggregator.dashboard import address
from aggregator.dashboard.access import Guest
from aggregator.dashboard.blocks.markup import command, link, notice
from aggregator.errors import InputError
from aggregator.publish.report import plural
from aggregator.store import Store

LONGEST_FILTERS = 4000
"""Characters of what a list was filtered by that an address may carry: many outlets may be chosen."""

TURNED = "px-turned"
# Ours: nothing but a page's number comes into it, without which the same script would not run again.
FROM_THE_BEGINNING = """<script>
/* {page} */ document.querySelector(".st-key-px-page")?.scrollIntoView({{block: "start"}});
</script>"""
SEARCHING = (
    "All words must stand in one article, in any order. “flood” also finds “floods” and “flooding”; "
    'between quotation marks, words are found as they stand there: "flood warning".'
)


@dataclass(frozen=True)
class Visit:
    """Handed from ``navigation`` to the screen that is shown."""

    store: Store
    guest: Guest

    @property
    def refusal(self) -> str:
        """Why nothing can be corrected here; empty where it can."""
        if self.store.read_only:
            return "The database is read-only, so nothing can be corrected here."
        return self.guest.refusal


def html(markup: Markup) -> None:
    """Put our HTML on the page. Only ``Markup`` comes in, in which every value is escaped."""
    if markup:
        st.html(str(markup))


def parameter(name: str) -> str:
    """A value of the address, trimmed; empty where there is none."""
    return address.read_id(st.query_params.get(name, ""))


def all_events() -> None:
    """The way back to the list, as it was filtered when an event was chosen there."""
    filters = st.query_params.get("from", "")[:LONGEST_FILTERS]
    html(link(address.events(filters), "← All events", "px-link px-back"))


def name_window(words: str) -> None:
    """What the browser calls this page, in its tabs, history and bookmarks."""
    st.set_page_config(page_title=f"{' '.join(words.split())} · Parallax")


def heading(words: str) -> None:
    name_window(words)
    html(Markup('<h1 class="px-title">{}</h1>').format(words))


def asked_event(visit: Visit) -> str | None:
    """The event that the address asks for; where there is none, that is said with near ones."""
    start = parameter("event")
    if not start:
        html(notice("No event is chosen.", "Choose one from the list."))
        all_events()
        return None
    try:
        return visit.store.events.find(start)
    except InputError as error:
        html(notice("This event is not here.", str(error)))
        all_events()
        return None


def nothing_yet() -> None:
    """The state before the first article."""
    words = Markup("Run {} on your feeds.yaml, or {} on files; {} shows an invented sample.").format(
        command("parallax update"), command("parallax import"), command("parallax demo")
    )
    html(notice("No events yet.", words))


def all_of(items: int, on_a_page: int, word: str) -> bool:
    """Whether everything is asked for; the control stands where this is called, if there is need of one."""
    if items <= on_a_page:
        return True
    return st.toggle(f"Show all {plural(items, word)} on one page", key="all", bind="query-params")


def paged(items: int, on_a_page: int) -> tuple[DeltaGenerator, int, int]:
    """Where the items go, and which of them: start and end of the page that the address asks for.

    The control stands below them; whoever turns a page there reads on from its beginning.
    """
    shown = st.container(key="px-page")
    pages = -(-items // on_a_page)
    if pages <= 1:
        return shown, 0, items
    page = st.pagination(pages, key="page", bind="query-params", on_change=_turn)
    if st.session_state.pop(TURNED, False):
        st.html(FROM_THE_BEGINNING.format(page=int(page)), unsafe_allow_javascript=True)
    return shown, (page - 1) * on_a_page, min(page * on_a_page, items)


def _turn() -> None:
    st.session_state[TURNED] = True
