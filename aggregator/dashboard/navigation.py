"""The dashboard's frame: which screens there are, the style, the sample's banner, and the open store."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard import login
from aggregator.dashboard.access import Guest
from aggregator.dashboard.blocks.markup import notice
from aggregator.dashboard.screens import about, account, article, event, events, export, outlets
from aggregator.dashboard.start import ask_no_stranger
from aggregator.dashboard.visit import Visit, html, nothing_yet
from aggregator.errors import ParallaxError
from aggregator.store import Store

HERE = Path(__file__).parent
Screen = Callable[[Visit], None]


def run() -> None:
    """Show the screen that the address names, to those who may see it."""
    ask_no_stranger()
    st.set_page_config(page_title="Parallax", page_icon=str(HERE / "icon.svg"), layout="wide")
    dark = st.context.theme.type == "dark"
    st.logo(str(HERE / ("logo-dark.svg" if dark else "logo.svg")), size="medium")
    st.html(HERE / "style.css")
    # For what opens above the page, which does not inherit the page's own scheme.
    st.html(f"<style>:root {{ color-scheme: {'dark' if dark else 'light'}; }}</style>")
    try:
        guest = login.guest(_database())
    except ParallaxError as error:
        html(notice("This cannot be shown.", str(error)))
        return
    page = partial(_page, guest)
    pages = [
        page(events.show, "Events", "events", default=True),
        page(event.show, "Event", "event", hidden=True),
        page(article.show, "Article", "article", hidden=True),
        page(outlets.show, "Outlets and feeds", "outlets"),
        page(export.show, "Export", "export"),
        page(about.show, "About", "about"),
    ]
    if guest is None or guest.name:
        pages.append(page(account.show, guest.name if guest else "Account", "account"))
    st.navigation(pages, position="top" if guest else "hidden").run()


def _page(
    guest: Guest | None,
    screen: Screen,
    title: str,
    path: str,
    *,
    default: bool = False,
    hidden: bool = False,
) -> st.Page:
    return st.Page(
        lambda: _show(screen, guest),
        title=title,
        url_path=path,
        default=default,
        visibility="hidden" if hidden else "visible",
    )


def _database() -> Path:
    return Path(os.environ.get("PARALLAX_DB", "parallax.db"))


def _show(screen: Screen, guest: Guest | None) -> None:
    """Open the store for one run of one screen; what cannot be opened or found is said, not raised."""
    path = _database()
    try:
        if guest is None:
            login.form(path)
            return
        if not path.exists():
            html(notice("There is no database yet.", f"Parallax looked for {_shown(path, guest)}."))
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
            screen(Visit(store, guest))
        finally:
            store.close()
    except ParallaxError as error:
        html(notice("This cannot be shown.", str(error).replace(str(path), _shown(path, guest))))


def _shown(path: Path, guest: Guest | None) -> str:
    """The folders of this machine are told at its own desk alone."""
    return str(path) if guest and guest.at_own_desk else path.name
