"""The ladder of schemas: a database of any release comes up to today's with every row, or stays as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aggregator.errors import StoreError
from aggregator.store import Store, schema, upkeep
from tests.room import no_more_than
from tests.store.furnished import fill, found

DUMPS = {int(path.stem.removeprefix("schema_")): path for path in Path(__file__).parent.glob("schema_*.sql")}


def shape(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql NOTNULL ORDER BY name"
        ).fetchall()


def loaded(version: int, path: Path) -> Path:
    """A database as the release with so many rungs left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(DUMPS[version].read_text(encoding="utf-8"))
    return path


def add_rung(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE articles ADD COLUMN mood TEXT NOT NULL DEFAULT ''")
    connection.execute("UPDATE articles SET mood = 'calm'")


def test_every_version_of_the_ladder_has_a_dump() -> None:
    """One that is missing is made at the commit before its rung; see ``tests/store/furnished.py``."""
    assert sorted(DUMPS) == list(range(1, len(schema.LADDER) + 1))


@pytest.mark.parametrize("version", DUMPS)
def test_every_row_of_an_older_database_is_found_again(version: int, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "today.db")) as today:
        fill(today)
        wanted = found(today)
    with closing(Store.open(loaded(version, tmp_path / "older.db"))) as climbed:
        assert schema.version_of(climbed.connection) == len(schema.LADDER)
        assert found(climbed) == wanted
        assert upkeep.check(climbed) == []


@pytest.mark.parametrize("version", DUMPS)
def test_a_rung_once_released_is_never_edited(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "LADDER", schema.LADDER[:version])
    Store.open(tmp_path / "made.db").close()
    assert shape(tmp_path / "made.db") == shape(loaded(version, tmp_path / "dumped.db"))


def test_a_new_rung_leaves_every_row_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store.open(loaded(1, tmp_path / "older.db"))) as older:
        before = found(older)
    monkeypatch.setattr(schema, "LADDER", (*schema.LADDER, add_rung))
    with closing(Store.open(tmp_path / "older.db")) as newer:
        assert found(newer) == before
        assert newer.run("SELECT DISTINCT mood FROM articles").fetchall()[0]["mood"] == "calm"


def test_a_rung_that_breaks_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        add_rung(connection)
        connection.execute("SELECT no_such_column FROM articles")

    with closing(Store.open(loaded(1, tmp_path / "older.db"))) as older:
        before = found(older)
    ladder = schema.LADDER
    monkeypatch.setattr(schema, "LADDER", (*ladder, broken))
    with pytest.raises(StoreError, match="no_such_column"):
        Store.open(tmp_path / "older.db")
    monkeypatch.setattr(schema, "LADDER", ladder)
    with closing(Store.open(tmp_path / "older.db")) as again:
        assert found(again) == before
        assert "mood" not in [row["name"] for row in again.run("PRAGMA table_info(articles)")]


def test_a_rung_that_another_process_has_climbed_is_not_climbed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(tmp_path / "it.db")) as store:
        seen = iter(
            [0, *[len(schema.LADDER)] * len(schema.LADDER)]
        )  # what was read before the lock, and under it
        monkeypatch.setattr(schema, "version_of", lambda _connection: next(seen))
        schema.climb(store.connection)
        assert not store.connection.in_transaction


def test_a_full_disk_while_the_database_is_made_is_called_so(tmp_path: Path) -> None:
    with no_more_than(40_000), pytest.raises(StoreError, match=r"the disk is full or failing\. Make room"):
        Store.open(tmp_path / "it.db")
    with closing(Store.open(tmp_path / "it.db")) as store:
        assert upkeep.check(store) == []
