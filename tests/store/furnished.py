"""A database with a row in every table, by invented outlets, and what a store finds in it.

    python -m tests.store.furnished > tests/store/schema_N.sql

writes it as SQL in the shape of today's ladder, for the tests of later ones; N is the number of its rungs.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aggregator.store import Store, schema
from aggregator.types import Article, Comparison, Event, EventSummary, Feed, Member, Neighbour, Outlet

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)
HILL = Outlet(
    "Hill Gazette", "https://hill.example", "GB", "en", "newspaper", "Hill & Co", ("local",), ("f",)
)
FEED = Feed(
    "f", "Hill Gazette", etag='W/"1"', checked=NOW, errors=2, moved_days=("2024-07-08",), stopped=True
)
BRIDGE = Article(
    "a1",
    "Hill Gazette",
    "Zażółć bridge opens",
    "The bridge opened today.\n\n“At last,” said Edda Quill.",
    url="https://hill.example/bridge",
    author="A. Writer",
    published=NOW,
    published_origin="feed",
    first_seen=NOW,
    lang="en",
    feeds=("f",),
    guid="g",
)
FERRY = Article("a2", "Sea Post", "Ferry stops", "", text_available="headline")


def fill(store: Store) -> None:
    store.sources.put_outlets([HILL])
    store.sources.put_feed(FEED)
    store.sources.put_note("sample", "yes")
    for article in (replace(BRIDGE, text="The bridge may open."), BRIDGE, FERRY):
        store.articles.put(article, NOW)
    store.articles.page_tried("a2", NOW, "robots")
    store.articles.put_digests("model", {"a1": b"\x00\xff", "a2": b"'"})
    members = (
        Member("a1", 0.75, "a2", ("Tollbury",), 2.5, "check", centre=True),
        Member("a2", source="human"),
    )
    summary = EventSummary("e1", "Bridge", "en", NOW, NOW, 2, ("Hill Gazette", "Sea Post"), 2, ("en",))
    store.events.put([Event("e1", "Bridge", "a1", members)], {"e1": summary})
    store.events.put_comparison(Comparison("e1", ("a1", "a2")), "print")
    store.events.replace_neighbours(["a1"], [Neighbour("a1", "a2", 0.75, ("Tollbury",), 2.5)])
    store.events.redirect({"e0": "e1"})
    for reason in ("wrong", "another's"):
        store.corrections.add("merge", {"articles": ["a1", "a2"]}, at=NOW, who="ed", reason=reason)
    store.corrections.undo(1)


def found(store: Store) -> dict[str, Any]:
    """All that the shelves give."""
    return {
        "outlets": store.sources.outlets(),
        "feeds": store.sources.feeds(),
        "note": store.sources.note("sample"),
        "articles": store.articles.get(),
        "words": store.articles.by_words(),
        "versions": store.articles.versions("a1"),
        "pages": store.articles.without_page(),
        "digests": store.articles.digests("model"),
        "events": store.events.get(),
        "summaries": store.events.summaries(["e1"]),
        "former": store.events.find("e0"),
        "searched": [store.events.ids(search=words) for words in ("zazolc quill", "may", "ferry")],
        "neighbours": store.events.neighbours(),
        "comparison": store.events.comparison("e1"),
        "fingerprints": store.events.fingerprints(),
        "corrections": store.corrections.all(),
    }


def dump(store: Store) -> Iterator[str]:
    """The database as SQL; the index for searching is filled by its triggers."""
    yield f"PRAGMA application_id = {schema.APPLICATION_ID}"
    yield f"PRAGMA user_version = {schema.version_of(store.connection)}"
    made = store.run(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    made = [row for row in made if not row["name"].startswith("words_")]
    yield from (row["sql"] for row in made)
    for name in [row["name"] for row in made if row["type"] == "table" and row["name"] != "words"]:
        columns = [row["name"] for row in store.run(f"PRAGMA table_info({name})")]
        quoted = ", ".join(f"quote({column})" for column in columns)
        for row in store.run(f"SELECT {quoted} FROM {name}"):
            yield f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(row)})"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "made.db")) as store:
        fill(store)
        for statement in dump(store):
            sys.stdout.write(f"{statement};\n")


if __name__ == "__main__":
    main()
