"""The sources' shelf: outlets, feeds and how their visits went, and a few notes."""

from __future__ import annotations

from collections.abc import Iterable

from aggregator.store.database import Database
from aggregator.store.rows import from_row
from aggregator.types import Feed, Outlet


class Sources:
    def __init__(self, database: Database) -> None:
        self._db = database

    def put_outlets(self, outlets: Iterable[Outlet]) -> None:
        self._db.put_all("outlets", outlets)

    def outlets(self) -> dict[str, Outlet]:
        rows = self._db.run("SELECT * FROM outlets ORDER BY name")
        return {row["name"]: from_row(Outlet, row) for row in rows}

    def put_feed(self, feed: Feed) -> None:
        self._db.put_all("feeds", [feed])

    def feeds(self) -> dict[str, Feed]:
        rows = self._db.run("SELECT * FROM feeds ORDER BY address")
        return {row["address"]: from_row(Feed, row) for row in rows}

    def note(self, key: str) -> str:
        row = self._db.run("SELECT value FROM notes WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def put_note(self, key: str, value: str) -> None:
        self._db.run("INSERT OR REPLACE INTO notes VALUES (?, ?)", (key, value))
