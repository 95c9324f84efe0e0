"""Export: the tables of a selection of events as a zip of CSV files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard.blocks.markup import command, join, notice
from aggregator.dashboard.visit import SEARCHING, Visit, heading, html, nothing_yet
from aggregator.publish import bundle
from aggregator.publish.report import outdated, plural
from aggregator.publish.tables import COLUMNS
from aggregator.store import Store

PROFILES: dict[str, bundle.Profile] = {"Plain CSV": "plain", "CSV for Excel": "excel"}


def show(visit: Visit) -> None:
    heading("Export")
    store = visit.store
    if not store.events.count():
        nothing_yet()
        return
    ids = _selection(store)
    if not ids:
        html(notice("No event fits.", "Take a word or a filter away."))
        return
    articles, _ = store.events.tally(ids)
    html(
        Markup('<p class="px-intro">{}</p>').format(
            f"{plural(len(ids), 'event')} with {plural(articles, 'article')} will be in the files."
        )
    )
    _say_outdated(store, ids)
    profile = st.segmented_control(
        "Format", list(PROFILES), default="Plain CSV", required=True, key="format", bind="query-params"
    )
    texts = st.checkbox("With the articles’ texts (texts.csv); mind their copyright", key="texts")
    path = store.path
    st.download_button(
        "Download the tables",
        data=lambda: archive(path, ids, PROFILES[profile], texts),
        file_name=f"parallax-{PROFILES[profile]}.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
        type="primary",
    )
    _columns()


def _say_outdated(store: Store, ids: Sequence[str]) -> None:
    if older := store.events.outdated(ids):
        advice = Markup("Run {}, then download the tables.").format(command("parallax group"))
        html(notice(outdated(older), advice))


def _selection(store: Store) -> list[str]:
    words, days, numbers = st.columns([3, 1.2, 1.2])
    search = words.text_input(
        "Search headlines and texts", key="search", bind="query-params", max_chars=200, help=SEARCHING
    )
    since = days.date_input(
        "Since", value=None, key="since", bind="query-params", format="YYYY-MM-DD", min_value=date(1990, 1, 1)
    )
    least = numbers.number_input(
        "Told by at least so many outlets", 1, 1000, key="least", bind="query-params"
    )
    moment = datetime(since.year, since.month, since.day, tzinfo=UTC) if since else None
    return store.events.ids(search=search or "", since=moment, min_outlets=int(least), order="oldest")


def archive(db: Path, ids: Sequence[str], profile: bundle.Profile, texts: bool) -> bytes:
    """A zip of the same files that ``parallax export`` writes; read anew, for the click comes later."""
    store = Store.open(db, create=False)
    try:
        with store.snapshot(), tempfile.TemporaryDirectory() as folder:
            bundle.write(Path(folder), store.dossiers(ids), profile, texts, overwrite=False)
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
                for path in sorted(Path(folder).iterdir()):
                    made.write(path, path.name)
            return target.getvalue()
    finally:
        store.close()


def _columns() -> None:
    """What stands in which file."""
    rows = [
        Markup("<dt>{}.csv</dt><dd>{}</dd>").format(name, ", ".join(columns))
        for name, columns in COLUMNS.items()
    ]
    html(
        Markup(
            '<details class="px-columns"><summary>The files and their columns</summary><dl>{}</dl></details>'
        ).format(join(rows))
    )
