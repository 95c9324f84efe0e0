"""A Parallax for trials: its clock stands still, and it tells what happens to its database.

    python -m benchmarks.standing [--day N] [--models] [--rung] -- ARGUMENTS OF PARALLAX… [++ ARGUMENTS…]…

One command, or one after the other until one fails.
Words are hashed in place of the sentence encoders unless ``--models`` is given; nobody waits between two
requests to a host; ``--rung`` puts an invented step on top of the ladder of schemas.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from unittest.mock import patch

from aggregator.cli import app, commands, console, correct, upkeep
from aggregator.collect.lanes import Lanes
from aggregator.group import encode
from aggregator.store import Database, schema
from aggregator.types import Encoders
from tests.encoders import hash_encoders

NOW = datetime(2024, 8, 10, 12, tzinfo=UTC)
THEN = "++"
OPENS, HOLDS = "@opens", "@holds"
"""How the lines begin that tell of a database about to be opened, and of what is in it after a commit."""
KEPT = ("articles", "versions", "pages", "feeds", "corrections")
"""Tables that never lose a row."""


def rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each of the tables has that never lose one."""
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in KEPT}


def invented_rung(connection: sqlite3.Connection) -> None:
    """A step such as a later release may have: it touches every article and builds an index."""
    connection.execute("ALTER TABLE articles ADD COLUMN characters INTEGER NOT NULL DEFAULT 0")
    connection.execute("UPDATE articles SET characters = length(text)")
    connection.execute("CREATE INDEX articles_characters ON articles(characters)")


def stand_still(now: datetime) -> None:
    for module in (commands, console, correct, upkeep):
        patch.object(module, "now", lambda: now).start()
    Lanes.turn.__defaults__ = (0.0,)


def hashed(_model: str = "") -> Encoders:
    return hash_encoders()


def tell() -> None:
    """Say what happens to the database, as it happens."""
    connect, run = Database._connect, Database.run

    def connecting(self: Database) -> sqlite3.Connection:
        print(OPENS, flush=True)
        return connect(self)

    def running(self: Database, sql: str, values: Any = ()) -> sqlite3.Cursor:
        done = run(self, sql, values)
        if sql == "COMMIT" and schema.version_of(self.connection):
            print(HOLDS, json.dumps(rows(self.connection)), flush=True)
        return done

    patch.object(Database, "_connect", connecting).start()
    patch.object(Database, "run", running).start()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--day", type=int, default=0)
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--rung", action="store_true")
    parser.add_argument("asked", nargs="+", metavar="ARGUMENT")
    asked = parser.parse_args()
    stand_still(NOW + timedelta(days=asked.day))
    tell()
    if not asked.models:
        encode.load = hashed
    if asked.rung:
        schema.LADDER = (*schema.LADDER, invented_rung)
    for told, words in groupby(asked.asked, key=THEN.__ne__):
        if told and (code := app(list(words), standalone_mode=False)):
            sys.exit(code)


if __name__ == "__main__":
    main()
