"""Databases as an earlier release left them."""

import sqlite3
from contextlib import closing
from pathlib import Path


def compared_by_an_earlier_release(path: Path) -> None:
    """Every kept comparison as if other engines had made it."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE comparisons SET fingerprint = '0' || substr(fingerprint, instr(fingerprint, ':'))"
        )
