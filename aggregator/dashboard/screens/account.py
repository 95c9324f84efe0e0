"""Who is signed in, and the way out."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard import login
from aggregator.dashboard.visit import Visit, heading, html

MAY = "You see and export everything, and correct events. Your name stands at each correction."
MAY_READ = "You see and export everything. Corrections are made by editors."


def show(visit: Visit) -> None:
    heading(f"Signed in as {visit.guest.name}")
    html(Markup('<p class="px-intro">{}</p>').format(MAY_READ if visit.guest.refusal else MAY))
    if st.button("Sign out", icon=":material/logout:"):
        login.leave()
