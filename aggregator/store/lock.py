"""The one writer's lock: the file ``<database>.lock`` with its name in it, held while the process lives."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from aggregator.errors import StoreError


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
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.truncate(0)
            file.write(holder.encode())
        except BlockingIOError:
            file.seek(0)
            other = file.read().decode() or "another process"
            raise StoreError(
                f"{database} is being written by {other}. Wait until it is done, then try again."
            ) from None
        except OSError as error:
            raise _refused(database, error) from None
        try:
            yield
        finally:
            file.truncate(0)


def _refused(database: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{database}.lock cannot be written: {error.strerror}. Make room or change the permissions of its "
        "folder, or name another database with --db."
    )
