"""Signing in and out: who looks at a page, the form, and what the browser keeps.

Streamlit's own ``st.login`` needs an identity provider and Authlib, which a desk of five does not have.
A session keeps a token that means something to this process alone. A page that is loaded anew is a new
session, so the browser keeps the token too, in a cookie that ends with it and goes to no other site.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from aggregator.dashboard import access
from aggregator.dashboard.access import Guest
from aggregator.dashboard.address import as_label
from aggregator.dashboard.blocks.markup import quiet
from aggregator.dashboard.visit import heading, html
from aggregator.errors import InputError

DOOR = access.Door()
# What the session keeps: its token, and what the browser has still to be told.
TOKEN, TELL = "px-token", "px-tell"
OPEN_TO_ALL = (
    "This dashboard is open to a network and nobody has a login, so nothing can be corrected here. "
    "Whoever runs it gives logins with parallax access add."
)
READS_ONLY = "You are signed in as a reader; editors correct."


def guest(db: Path) -> Guest | None:
    """Who looks at this page; None for somebody who has to sign in first."""
    _tell_browser()
    people = access.load(access.beside(db))
    if not people:
        return Guest(refusal="" if _at_own_desk() else OPEN_TO_ALL)
    token = st.session_state.get(TOKEN) or st.context.cookies.get(_cookie(), "")
    person = DOOR.inside(people, token, datetime.now(UTC))
    if person is None:
        st.session_state.pop(TOKEN, None)
        return None
    st.session_state[TOKEN] = token
    return Guest(person.name, "" if person.role == "editor" else READS_ONLY)


def form(db: Path) -> None:
    """Stands in the place of every page until somebody has signed in."""
    with st.container(key="px-login"):
        heading("Sign in")
        with st.form("px-sign-in", border=False):
            name = st.text_input("Name", autocomplete="username")
            password = st.text_input("Password", type="password", autocomplete="current-password")
            asked = st.form_submit_button("Sign in", type="primary")
        if asked:
            _enter(db, name, password)
        html(quiet("Whoever runs this dashboard gives logins. You stay signed in for twelve hours."))


def leave() -> None:
    DOOR.leave(st.session_state.pop(TOKEN, ""))
    st.session_state[TELL] = ""
    st.rerun()


def _at_own_desk() -> bool:
    """Whether this machine alone is served, and no proxy on it passes on what comes from elsewhere."""
    passed_on = [name for name in ("X-Forwarded-For", "Forwarded") if name in st.context.headers]
    return access.is_local(st.get_option("server.address")) and not passed_on


def _enter(db: Path, name: str, password: str) -> None:
    try:
        token = DOOR.enter(access.load(access.beside(db)), name, password, datetime.now(UTC))
    except InputError as error:
        st.warning(f"**Not signed in.** {as_label(str(error))}")
        return
    st.session_state[TOKEN] = st.session_state[TELL] = token
    st.rerun()


def _tell_browser() -> None:
    """Once, the token to keep, or nothing to end it. A token is letters, digits, - and _ alone."""
    if TELL not in st.session_state:
        return
    token = st.session_state.pop(TELL)
    seconds = int(access.DAY_AT_WORK.total_seconds()) if token else 0
    kept = f"{_cookie()}={token}; path=/; max-age={seconds}; samesite=strict"
    secure = '(location.protocol === "https:" ? "; secure" : "")'
    st.html(f'<script>document.cookie = "{kept}" + {secure};</script>', unsafe_allow_javascript=True)


def _cookie() -> str:
    """Cookies know no ports: two dashboards on one machine would end each other's."""
    return f"parallax-{st.get_option('server.port')}"
