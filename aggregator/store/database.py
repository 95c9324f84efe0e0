"""One SQLite file, one writer, many readers.

Writes happen inside ``with store.writing(command)``, which holds the one writer's lock, and each ``with
store.transaction()`` is there wholly or not at all, also after the power was cut. Readers never wait
(write-ahead log); what they read ``with store.snapshot()`` is of one moment. What goes wrong with the file is
a ``StoreError`` that says what to do.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from aggregator.errors import StoreError
from aggregator.store import lock, schema
from aggregator.store.rows import insert, stamp, to_row

BUSY_SECONDS = 30.0
CHUNK = 500


class Database:
    """Open with ``Database.open``; every thread gets a connection of its own."""

    def __init__(self, path: Path, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._local = threading.local()

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Self:
        """Open or create a database and bring it to the newest shape.

        Raises ``StoreError`` for a newer schema, a file of another program, a missing folder.
        """
        there = _is_there(path)
        if not there and not create:
            raise StoreError(f"{path} is not there. Run parallax update, or parallax import, first.")
        writable = os.access(path if there else path.parent, os.W_OK)
        if not writable and not there:
            raise StoreError(f"The folder {path.parent} cannot be written. Name another database with --db.")
        store = cls(path, read_only=not writable)
        try:
            store._check_shape()
        except StoreError:
            store.close()
            raise
        return store

    # --- connections -----------------------------------------------------------------------------

    @property
    def connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = self._connect()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "connection"):
            self._local.connection.close()
            del self._local.connection

    def run(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        cursor = self.connection.cursor(_Cursor)
        cursor.path = self.path
        with self._saying():
            return cursor.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Any]) -> None:
        with self.transaction(), self._saying():
            self.connection.executemany(sql, rows)

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is there wholly or not at all. Transactions inside are part of it."""
        return self._between("BEGIN IMMEDIATE")

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything inside is read as of one moment, whatever others write meanwhile."""
        return self._between("BEGIN")

    @contextmanager
    def _between(self, begin: str) -> Iterator[None]:
        if self.connection.in_transaction:
            yield
            return
        self.run(begin)
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # where the disk is full, SQLite has left it already
                self.run("ROLLBACK")
            raise

    @contextmanager
    def writing(self, command: str, now: datetime) -> Iterator[None]:
        """Be the one writer. Raises ``StoreError`` naming the process that holds the lock."""
        if self.read_only:
            raise StoreError(f"{self.path} is read-only. Change its permissions or name another with --db.")
        with lock.held(self.path, f"'parallax {command}' (process {os.getpid()}, since {stamp(now)})"):
            before = self.path.stat()
            yield
            if not self.path.exists() or not os.path.samestat(before, self.path.stat()):
                raise StoreError(
                    f"{self.path} was moved or removed while it was written, and what came in may be lost "
                    "with it. Run the command again."
                )

    def _connect(self) -> sqlite3.Connection:
        with self._saying():
            uri = f"{self.path.resolve().as_uri()}?mode={'ro' if self.read_only else 'rwc'}"
            connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            return connection

    def _check_shape(self) -> None:
        with self._saying(), self.snapshot():  # another process may be creating it
            version = schema.version_of(self.connection)
            owner = self.run("PRAGMA application_id").fetchone()[0]
            tables = self.run("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner != schema.APPLICATION_ID and (tables or owner):
            raise StoreError(f"{self.path} belongs to another program. Name another file with --db.")
        if version > len(schema.LADDER):
            raise StoreError(
                f"{self.path} was written by a newer Parallax (schema {version}, this one knows "
                f"{len(schema.LADDER)}). Install the newer version, or name another file with --db."
            )
        if self.read_only and version < len(schema.LADDER):
            raise StoreError(f"{self.path} is of an older Parallax and read-only. Make it writable once.")
        if not self.read_only:
            with self._saying():
                self.connection.execute("PRAGMA journal_mode = WAL")
                schema.climb(self.connection)

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """SQLite's errors in words, with what to do."""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise StoreError(_advice(error, self.path)) from error

    # --- for the shelves ---------------------------------------------------------------------------

    def among(
        self, select: str, ids: Sequence[str], tail: str = "", first: Sequence[Any] = ()
    ) -> Iterator[sqlite3.Row]:
        """Rows of ``select … IN (ids) tail``, however many ids; ``first`` fills the marks before IN."""
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            marks = ", ".join("?" * len(chunk))
            yield from self.run(f"{select} ({marks}) {tail}", [*first, *chunk]).fetchall()

    def put_all(self, table: str, values: Iterable[Any]) -> None:
        """Insert dataclasses (or ready rows) of one kind, replacing those with the same key."""
        rows = [value if isinstance(value, dict) else to_row(value) for value in values]
        if rows:
            self.run_many(insert(table, list(rows[0])), rows)


class _Cursor(sqlite3.Cursor):
    """What goes wrong while rows are read is said as what goes wrong before."""

    path: Path

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise StoreError(_advice(error, self.path)) from error

    def fetchone(self) -> Any:
        return next(self, None)

    def fetchall(self) -> list[Any]:
        return list(self)


def _is_there(path: Path) -> bool:
    """Whether the file exists. Raises ``StoreError`` where no database can be."""
    try:
        there = path.exists()
        if path.parent.is_dir() and (path.is_file() or not there):
            return there
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened: {error.strerror}. Name another database with --db."
        ) from None
    raise StoreError(f"{path} cannot be a database: name a file in a folder that exists (--db).")


_ADVICE = {
    ("BUSY", "LOCKED", "PROTOCOL"): "{path} is locked by another program. Close it or wait, then try again.",
    ("NOTADB",): (
        "{path} is not a Parallax database, or is damaged. Go back to a copy that parallax backup made, or "
        "name another with --db."
    ),
    ("CORRUPT", "UNREADABLE"): (
        "{path} is damaged. Go back to a copy that parallax backup made, or name another with --db; "
        "parallax check says what is wrong with it."
    ),
    ("READONLY", "CANTOPEN", "PERM"): (
        "{path} cannot be opened or written. The file, its folder, and {path}-wal and {path}-shm where they "
        "are there, must be yours to write. Change their permissions, copy the file to a folder of your "
        "own, or name another with --db."
    ),
    ("FULL", "IOERR", "NOMEM"): (
        "{path}: the disk is full or failing. Make room, then run the command again; nothing is lost."
    ),
}
"""By the start of SQLite's name for what went wrong, the first that fits."""


def _advice(error: sqlite3.DatabaseError | UnicodeDecodeError, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    if not name and "decode" in str(error):  # Python's own word for a text whose bytes are none
        name = "UNREADABLE"
    for starts, words in _ADVICE.items():
        if name.startswith(starts):
            return words.format(path=path)
    return f"{path}: {error}."
