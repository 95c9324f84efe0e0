"""The database's shape: one commented SQL text, and the ladder that leads older databases to it.

``PRAGMA user_version`` counts the rungs climbed; ``PRAGMA application_id`` tells our files from
those of other programs. A rung, once released, is never edited: a change is a new rung.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x50524C58  # "PRLX"

FIRST = """
-- A feed and how its last visits went; outlets themselves live in feeds.yaml, and are kept here
-- as they were last seen there, so that views and exports need no feeds.yaml.
CREATE TABLE outlets (
    name TEXT PRIMARY KEY, home TEXT NOT NULL, country TEXT NOT NULL, language TEXT NOT NULL,
    kind TEXT NOT NULL, owner TEXT NOT NULL, tags TEXT NOT NULL, feeds TEXT NOT NULL
) STRICT;
CREATE TABLE feeds (
    address TEXT PRIMARY KEY, outlet TEXT NOT NULL, url TEXT NOT NULL, etag TEXT NOT NULL,
    modified TEXT NOT NULL, body_sha256 TEXT NOT NULL, checked TEXT, due TEXT,
    errors INTEGER NOT NULL, error TEXT NOT NULL, moved_to TEXT NOT NULL, moved_days TEXT NOT NULL,
    stopped INTEGER NOT NULL
) STRICT;

-- Articles as they stand now. Times are ISO 8601 in UTC. ``content`` is the hash of title and text.
CREATE TABLE articles (
    id TEXT PRIMARY KEY, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    url TEXT NOT NULL, author TEXT NOT NULL, published TEXT, published_origin TEXT NOT NULL,
    first_seen TEXT, lang TEXT NOT NULL, text_available TEXT NOT NULL, feeds TEXT NOT NULL,
    guid TEXT NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE INDEX articles_outlet ON articles(outlet);
-- What an article said before a later fetch or import said otherwise.
CREATE TABLE versions (
    article_id TEXT NOT NULL REFERENCES articles(id), replaced TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX versions_article ON versions(article_id);
-- Which articles' own pages were asked for, and what came of it; each is asked for once.
CREATE TABLE pages (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), tried TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
    title, text, content='articles', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
    INSERT INTO words(rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER articles_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO words(rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

-- What grouping keeps of an article: its vectors under one model and its words (see group/digest.py).
-- A digest goes when its article changes; those of two models never stand beside each other.
CREATE TABLE digests (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), model TEXT NOT NULL, content TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
-- The scored edges between articles.
CREATE TABLE neighbours (
    a TEXT NOT NULL, b TEXT NOT NULL, similarity REAL NOT NULL, shared TEXT NOT NULL, hours REAL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX neighbours_b ON neighbours(b);

-- Events, their members, and where a former id leads now. ``summary`` is what lists show.
CREATE TABLE events (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, title_article TEXT NOT NULL,
    first TEXT, last TEXT, articles INTEGER NOT NULL, outlets INTEGER NOT NULL, summary TEXT NOT NULL
) STRICT;
CREATE INDEX events_last ON events(last);
CREATE TABLE members (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), event_id TEXT NOT NULL REFERENCES events(id),
    position INTEGER NOT NULL, similarity REAL, nearest TEXT NOT NULL, shared TEXT NOT NULL, hours REAL,
    band TEXT NOT NULL, source TEXT NOT NULL, centre INTEGER NOT NULL
) STRICT;
CREATE INDEX members_event ON members(event_id, position);
CREATE TABLE redirects (former TEXT PRIMARY KEY, event_id TEXT NOT NULL) STRICT;
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    reason TEXT NOT NULL, payload TEXT NOT NULL, undone INTEGER NOT NULL
) STRICT;

-- A comparison is kept while the fingerprint of its articles stays.
CREATE TABLE comparisons (
    event_id TEXT PRIMARY KEY REFERENCES events(id), fingerprint TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


def create(connection: sqlite3.Connection) -> None:
    _run_script(connection, FIRST)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def tell_copies(connection: sqlite3.Connection) -> None:
    """Edges say whether both articles print one text; those of earlier releases do not know it."""
    connection.execute("ALTER TABLE neighbours ADD COLUMN copied INTEGER NOT NULL DEFAULT 0")


LADDER: tuple[Callable[[sqlite3.Connection], None], ...] = (create, tell_copies)


def climb(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest shape, each rung in a transaction of its own."""
    for version in range(version_of(connection), len(LADDER)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:  # another process may have climbed it meanwhile
                LADDER[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # where the disk is full, SQLite has left it already
                connection.execute("ROLLBACK")
            raise


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _run_script(connection: sqlite3.Connection, script: str) -> None:
    """As ``executescript``, which would commit the transaction that is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
