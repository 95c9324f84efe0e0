"""The one writer's lock: the file ``<database>.lock`` with its name in it, held while the process lives."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from aggregator.errors import StoreError

TRIES, PAUSE = 100, 0.01
"""For the moment in which a holder has not written its name yet, or has taken it away to leave."""


@contextmanager
def held(database: Path, holder: str) -> Iterator[None]:
    """Hold the lock, or raise a ``StoreError`` that names who holds it or says why it cannot be held."""
    real = database.resolve()  # a link to a database and the database itself have one lock
    try:
        file = FileIO(real.with_name(real.name + ".lock"), "a+")  # no buffer: a full disk is heard of at once
    except OSError as error:
        raise _refused(database, error) from None
    with file:
        try:
            if other := _taken_by(file):
                raise StoreError(
                    f"{database} is being written by {other}. Wait until it is done, then try again."
                )
            file.truncate(0)
            file.write(holder.encode())
        except OSError as error:
            raise _refused(database, error) from None
        try:
            yield
        finally:
            file.truncate(0)


def _taken_by(file: FileIO) -> str:
    """Lock the file; who holds it where it is held already, else nothing."""
    for _ in range(TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return ""
        file.seek(0)
        if name := file.read().decode():
            return name
        time.sleep(PAUSE)
    return "another process"


def _refused(database: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{database}.lock cannot be written: {error.strerror}. Make room or change the permissions of its "
        "folder, or name another database with --db."
    )
