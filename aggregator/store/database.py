"""One SQLite file, one writer, many readers.

Writes happen inside ``with store.writing(command)``, which holds a lock on ``<database>.lock`` for as
long as the process lives, and each ``with store.transaction()`` is there wholly or not at all. Readers
never wait (write-ahead log). What goes wrong with the file is a ``StoreError`` that says what to do.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from aggregator.errors import StoreError
from aggregator.store import schema
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
        if not path.exists() and not create:
            raise StoreError(f"{path} is not there. Run parallax update, or parallax import, first.")
        if path.is_dir() or not path.parent.is_dir():
            raise StoreError(f"{path} cannot be a database: name a file in a folder that exists (--db).")
        writable = os.access(path if path.exists() else path.parent, os.W_OK)
        if not writable and not path.exists():
            raise StoreError(f"The folder {path.parent} cannot be written. Name another database with --db.")
        store = cls(path, read_only=not writable)
        store._check_shape()
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
        with self._saying():
            return self.connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Any]) -> None:
        with self._saying():
            self.connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is there wholly or not at all. Transactions inside are part of it."""
        if self.connection.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    @contextmanager
    def writing(self, command: str, now: datetime) -> Iterator[None]:
        """Be the one writer. Raises ``StoreError`` naming the process that holds the lock."""
        if self.read_only:
            raise StoreError(f"{self.path} is read-only. Change its permissions or name another with --db.")
        with self._lock_file().open("a+", encoding="utf-8") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                handle.seek(0)
                holder = handle.read().strip() or "another process"
                raise StoreError(
                    f"{self.path} is being written by {holder}. Wait until it is done, then try again."
                ) from None
            handle.truncate(0)
            handle.write(f"'parallax {command}' (process {os.getpid()}, since {stamp(now)})")
            handle.flush()
            try:
                yield
            finally:
                handle.truncate(0)

    def _lock_file(self) -> Path:
        return self.path.with_name(self.path.name + ".lock")

    def _connect(self) -> sqlite3.Connection:
        with self._saying():
            uri = f"{self.path.resolve().as_uri()}?mode={'ro' if self.read_only else 'rwc'}"
            connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            return connection

    def _check_shape(self) -> None:
        with self._saying():
            version = schema.version_of(self.connection)
            owner = self.connection.execute("PRAGMA application_id").fetchone()[0]
            tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if tables and owner != schema.APPLICATION_ID:
                raise StoreError(f"{self.path} belongs to another program. Name another file with --db.")
            if version > len(schema.LADDER):
                raise StoreError(
                    f"{self.path} was written by a newer Parallax (schema {version}, this one knows "
                    f"{len(schema.LADDER)}). Install the newer version, or name another file with --db."
                )
            if not self.read_only:
                self.connection.execute("PRAGMA journal_mode = WAL")
                schema.climb(self.connection)
            elif version < len(schema.LADDER):
                raise StoreError(f"{self.path} is of an older Parallax and read-only. Make it writable once.")

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """SQLite's errors in words, with what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StoreError(_advice(str(error), self.path)) from error

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


def _advice(message: str, path: Path) -> str:
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered:
        return f"{path} is locked by another program. Close it or wait, then try again."
    if "not a database" in lowered or "malformed" in lowered:
        return f"{path} is not a Parallax database, or is damaged. Restore a copy, or name another with --db."
    if "readonly" in lowered or "unable to open" in lowered:
        return f"{path} cannot be opened or written. Check its permissions, or name another with --db."
    if "full" in lowered or "disk i/o" in lowered:
        return f"{path}: the disk is full or failing. Make room, then run the command again; nothing is lost."
    return f"{path}: {message}."
