"""Keeping what is stored: an online copy, and a check of everything that must hold between the tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from aggregator.errors import StoreError
from aggregator.store.database import Database


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that should not be: how often, and whether it can be mended without losing anything."""

    what: str
    count: int
    mendable: bool


_ORPHANS = (
    ("digests", "article_id NOT IN (SELECT id FROM articles)", "vectors without their article"),
    (
        "digests",
        "content IS NOT (SELECT content FROM articles WHERE id = article_id)",
        "vectors of a former text",
    ),
    (
        "neighbours",
        "a NOT IN (SELECT id FROM articles) OR b NOT IN (SELECT id FROM articles)",
        "links to articles that are gone",
    ),
    (
        "members",
        "article_id NOT IN (SELECT id FROM articles) OR event_id NOT IN (SELECT id FROM events)",
        "places in events without article or event",
    ),
    ("comparisons", "event_id NOT IN (SELECT id FROM events)", "comparisons of events that are gone"),
    ("events", "id NOT IN (SELECT event_id FROM members)", "events without an article"),
    ("redirects", "event_id NOT IN (SELECT id FROM events)", "former ids that lead nowhere"),
    ("versions", "article_id NOT IN (SELECT id FROM articles)", "former texts without their article"),
    ("pages", "article_id NOT IN (SELECT id FROM articles)", "visits of pages without their article"),
)
"""Rows that point at nothing: table, which rows, in words. All of it is derived and can be made anew."""


def back_up(database: Database, target: Path) -> None:
    """Copy the whole database while others read and write it; ``target`` is there wholly or not at all.

    Raises ``StoreError`` where the file exists already or cannot be written.
    """
    if target.exists():
        raise StoreError(f"{target} exists already. Name another file, so that no earlier copy is lost.")
    if not target.parent.is_dir():
        raise StoreError(f"The folder {target.parent} does not exist. Make it, or name another file.")
    partial = target.with_name(target.name + ".part")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as copy:
            database.connection.backup(copy)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{target} cannot be written ({error}). Make room, or name another file.") from error


def check(database: Database) -> list[Flaw]:
    """All that is wrong; nothing is changed. In a damaged file nothing else can be told."""
    if damage := _damage(database):
        return [Flaw(f"the file is damaged: {line}", 1, False) for line in damage]
    found = []
    if not _search_is_whole(database):
        found.append(Flaw("the index for searching differs from the articles", 1, True))
    for table, rows, what in _ORPHANS:
        count = int(database.run(f"SELECT count(*) FROM {table} WHERE {rows}").fetchone()[0])
        if count:
            found.append(Flaw(what, count, True))
    return found


def repair(database: Database) -> None:
    """Remove rows that point at nothing and build the index for searching anew, in one transaction."""
    with database.transaction():
        database.run("PRAGMA defer_foreign_keys = ON")
        for table, rows, _ in _ORPHANS:
            database.run(f"DELETE FROM {table} WHERE {rows}")
        database.run("INSERT INTO words(words) VALUES ('rebuild')")


def _damage(database: Database) -> list[str]:
    try:
        lines = [str(line) for (line,) in database.connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [line for line in lines if line != "ok"]


def _search_is_whole(database: Database) -> bool:
    try:
        with database.transaction():
            database.run("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    except StoreError:
        return False
    return True
