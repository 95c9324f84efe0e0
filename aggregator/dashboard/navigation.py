"""The dashboard's frame: which screens there are, the style, the sample's banner, and the open store."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard.blocks.markup import notice
from aggregator.dashboard.screens import about, article, event, events, export, outlets
from aggregator.dashboard.visit import Visit, html, nothing_yet
from aggregator.errors import ParallaxError
from aggregator.store import Store

HERE = Path(__file__).parent
Screen = Callable[[Visit], None]


def run() -> None:
    """Show the screen that the address names."""
    st.set_page_config(page_title="Parallax", page_icon=str(HERE / "icon.svg"), layout="wide")
    st.logo(
        str(HERE / "logo-dark.svg" if st.context.theme.type == "dark" else HERE / "logo.svg"), size="medium"
    )
    st.html(HERE / "style.css")
    pages: dict[str, st.Page] = {}
    pages |= {
        "events": _page(pages, events.show, "Events", "events", default=True),
        "event": _page(pages, event.show, "Event", "event", hidden=True),
        "article": _page(pages, article.show, "Article", "article", hidden=True),
        "outlets": _page(pages, outlets.show, "Outlets and feeds", "outlets"),
        "export": _page(pages, export.show, "Export", "export"),
        "about": _page(pages, about.show, "About", "about"),
    }
    st.navigation(list(pages.values()), position="top").run()


def _page(
    pages: dict[str, st.Page],
    screen: Screen,
    title: str,
    path: str,
    *,
    default: bool = False,
    hidden: bool = False,
) -> st.Page:
    return st.Page(
        lambda: _show(screen, pages),
        title=title,
        url_path=path,
        default=default,
        visibility="hidden" if hidden else "visible",
    )


def _show(screen: Screen, pages: dict[str, st.Page]) -> None:
    """Open the store for one run of one screen; what cannot be opened or found is said, not raised."""
    path = Path(os.environ.get("PARALLAX_DB", "parallax.db"))
    try:
        if not path.exists():
            html(notice("There is no database yet.", f"Parallax looked for {path}."))
            nothing_yet()
            return
        store = Store.open(path, create=False)
        try:
            if store.sources.note("sample") == "yes":
                html(
                    Markup('<p class="px-banner"><b>Sample.</b> {}</p>').format(
                        "Outlets and articles are invented."
                    )
                )
            screen(Visit(store, pages))
        finally:
            store.close()
    except ParallaxError as error:
        html(notice("This cannot be shown.", str(error)))
