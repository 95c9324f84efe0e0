"""Keeping what is stored: an online copy, and a check of everything that must hold between the tables."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from aggregator.errors import StoreError
from aggregator.store.articles import content_hash
from aggregator.store.database import Database
from aggregator.store.rows import is_whole, unpack_summary


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
    ("events", "id NOT IN (SELECT event_id FROM members)", "events without an article"),
    ("comparisons", "event_id NOT IN (SELECT id FROM events)", "comparisons of events that are gone"),
    ("redirects", "event_id NOT IN (SELECT id FROM events)", "former ids that lead nowhere"),
    ("pages", "article_id NOT IN (SELECT id FROM articles)", "visits of pages without their article"),
    (
        "digests",
        "article_id NOT IN (SELECT article_id FROM members)",
        "articles in no event that grouping would pass over",
    ),
    (
        "comparisons",
        "event_id IN (SELECT id FROM events WHERE articles != "
        "(SELECT count(*) FROM members WHERE event_id = events.id))",
        "events that count other articles than they have",
    ),
)
"""Rows that point at nothing, or keep what is missing from being made: table, which rows, in words.

In the order in which they are removed. All of it is derived; ``parallax group`` makes anew what is wanted.
"""
_LOST = (("versions", "article_id NOT IN (SELECT id FROM articles)", "former texts without their article"),)
"""Rows that tell of a loss, and that may be all that is left of it: never removed."""


def back_up(database: Database, target: Path) -> int:
    """Copy the whole database while others read and write it; ``target`` is there wholly or not at all.

    Returns how many articles are in the copy, which is one file that can be read in a read-only folder too.
    Raises ``StoreError`` where the file exists already or cannot be written.
    """
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")  # no other run writes the same
    try:
        if target.exists():
            raise StoreError(f"{target} exists already. Name another file, so that no earlier copy is lost.")
        if not (target.parent.is_dir() and os.access(target.parent, os.W_OK)):
            raise StoreError(f"The folder {target.parent} is not there or cannot be written. Name another.")
        for left in target.parent.glob(f"{escape(target.name)}.[0-9]*.part*"):  # by a run that was killed
            left.unlink()
        with closing(sqlite3.connect(partial)) as copy:
            database.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StoreError(f"{database.path} is damaged; no copy was made. parallax check says more.")
            articles = int(copy.execute("SELECT count(*) FROM articles").fetchone()[0])
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(
            f"{target} cannot be written ({reason}). Make room, or name another file."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return articles


def check(database: Database) -> list[Flaw]:
    """All that is wrong; nothing is changed. In a damaged file nothing else can be told.

    The index for searching can only be looked at where the file can be written.
    """
    if faults := _damage(database):
        return [Flaw("the file is damaged: places that SQLite cannot read", faults, False)]
    found = _unreadable(database)
    if broken := _broken_comparisons(database):
        found.append(Flaw("comparisons that are damaged", len(broken), True))
    if not database.read_only and not _search_is_whole(database):
        found.append(Flaw("the index for searching differs from the articles", 1, True))
    with database.snapshot():
        for flaws, mendable in ((_ORPHANS, True), (_LOST, False)):
            for table, rows, what in flaws:
                count = int(database.run(f"SELECT count(*) FROM {table} WHERE {rows}").fetchone()[0])
                if count:
                    found.append(Flaw(what, count, mendable))
    return found


def repair(database: Database) -> None:
    """Remove what is derived and an orphan or damaged; build the index for searching anew; all or nothing."""
    with database.transaction():
        database.run("PRAGMA defer_foreign_keys = ON")
        for table, rows, _ in _ORPHANS:
            database.run(f"DELETE FROM {table} WHERE {rows}")
        for event_id in _broken_comparisons(database):
            database.run("DELETE FROM comparisons WHERE event_id = ?", (event_id,))
        database.run("INSERT INTO words(words) VALUES ('rebuild')")


def _damage(database: Database) -> int:
    """How many faults SQLite finds; it stops looking at a hundred."""
    try:
        rows = [str(row) for (row,) in database.run("PRAGMA integrity_check")]  # some of several lines
    except StoreError as error:
        _raise_unless_corrupt(error)
        return 1
    lines = "\n".join(rows).splitlines()
    return sum(line != "ok" and not line.startswith("***") for line in lines)


def _unreadable(database: Database) -> list[Flaw]:
    """Rows that SQLite finds whole though what was stored in them has changed: read byte by byte."""
    texts = database.run("SELECT CAST(title AS BLOB), CAST(text AS BLOB), content FROM articles")
    changed = sum(
        content_hash(title.decode(errors="replace"), text.decode(errors="replace")) != content
        for title, text, content in texts
    )
    summaries = database.run("SELECT CAST(summary AS BLOB) FROM events")
    broken = sum(not _is_summary(summary) for (summary,) in summaries)
    found = (
        ("articles whose text is damaged", changed),
        ("events whose summary is damaged", broken),
    )
    return [Flaw(what, count, False) for what, count in found if count]


def _broken_comparisons(database: Database) -> list[str]:
    """The events whose comparison cannot be unpacked; ``parallax group`` makes it anew once it is gone."""
    rows = database.run("SELECT event_id, body FROM comparisons ORDER BY event_id")
    return [row["event_id"] for row in rows if not is_whole(row["body"])]


def _is_summary(body: bytes) -> bool:
    try:
        unpack_summary(body.decode(errors="replace"))
    except StoreError:
        return False
    return True


def _search_is_whole(database: Database) -> bool:
    try:
        database.run("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    except StoreError as error:
        _raise_unless_corrupt(error)
        return False
    return True


def _raise_unless_corrupt(error: StoreError) -> None:
    """Raises an error of another kind than damage, as a lock or a full disk."""
    cause = error.__cause__
    if not (isinstance(cause, sqlite3.DatabaseError) and cause.sqlite_errorname.startswith("SQLITE_CORRUPT")):
        raise error
