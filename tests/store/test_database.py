"""Every trouble with the database file is said in a line with what to do, and loses nothing stored."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.errors import StoreError
from aggregator.store import Store, database, lock, schema
from aggregator.types import Article
from tests.room import no_more_than, open_folder, said_to_a_guest

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)
IMPORTS = (
    "from datetime import UTC, datetime\n"
    "from pathlib import Path\n"
    "from aggregator.store import Store\n"
    "now = datetime(2024, 7, 8, tzinfo=UTC)"
)


def article(id: str, text: str = "The bridge opened today.") -> Article:
    return Article(id, "Hill Gazette", "Bridge opens", text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "test.db")) as made:
        made.articles.put(article("a1"), NOW)
        yield made


def ids(store: Store) -> list[str]:
    return [article.id for article in store.articles.get()]


# --- files that are not ours -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version = 99", r"newer Parallax \(schema 99, .*Install the newer version"),
        ("PRAGMA application_id = 7", "belongs to another program. Name another"),
    ],
)
def test_a_database_that_is_not_for_us_is_left_as_it_is(store: Store, statement: str, said: str) -> None:
    store.run(statement)
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match=said):
        Store.open(store.path)
    assert store.path.read_bytes() == before


def test_an_empty_database_of_another_program_is_not_taken_over(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("PRAGMA application_id = 7")
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(tmp_path / "other.db")


@pytest.mark.parametrize("name", ["x" * 300, "no/such.db", "folder", "pipe", "text.db/it.db"])
def test_a_place_where_no_database_can_be_is_said_plainly(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.db").write_text("text")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match=r"cannot be (opened: .*\. N|a database: n)ame .*--db"):
        Store.open(tmp_path / name)


# --- locked, read-only, full, damaged --------------------------------------------------------------


def test_a_database_that_another_program_holds_is_called_locked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"locked by another program\. Close it or wait"):
            Store.open(store.path)
    assert ids(store) == ["a1"]


def test_a_writer_that_waits_in_vain_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    other = Store.open(store.path)
    with store.transaction(), pytest.raises(StoreError, match="locked by another program"):
        other.articles.put(article("a2"), NOW)
    other.articles.put(article("a2"), NOW)
    other.close()


def test_a_file_that_may_only_be_read_is_read_and_not_written() -> None:
    with open_folder() as folder:
        with closing(Store.open(folder / "it.db")) as store:
            store.articles.put(article("a1"), NOW)
        (folder / "it.db").chmod(0o444)
        folder.chmod(0o777)
        opening = f"store = Store.open(Path({str(folder / 'it.db')!r})); "
        read, written = said_to_a_guest(
            IMPORTS,
            opening + "print(store.articles.count()); store.close()",
            opening + "store.writing('group', now).__enter__()",
        )
        assert read == "1"
        assert written.endswith("it.db is read-only. Change its permissions or name another with --db.")


def test_a_folder_that_may_only_be_read_is_said_with_what_to_do() -> None:
    with open_folder() as folder:
        for place, mode in (("shown", 0o555), ("hidden", 0o000)):
            (folder / place).mkdir()
            Store.open(folder / place / "it.db").close()
            (folder / place / "it.db").chmod(0o666)
            (folder / place).chmod(mode)
        there, new, hidden = said_to_a_guest(
            IMPORTS,
            *(
                f"Store.open(Path({str(folder / name)!r}))"
                for name in ("shown/it.db", "shown/new.db", "hidden/x")
            ),
        )
        assert "it.db cannot be opened or written. The file, its folder, and" in there
        assert "copy the file to a folder of your own" in there
        assert new.endswith("cannot be written. Name another database with --db.")
        assert "cannot be opened: Permission denied" in hidden
        for place in ("shown", "hidden"):
            (folder / place).chmod(0o755)


def test_an_older_database_that_may_only_be_read_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "LADDER", (*schema.LADDER, schema.create))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match=r"of an older Parallax and read-only\. Make it writable once"):
        Store.open(store.path)


def test_a_full_disk_is_said_and_what_was_stored_before_is_there(store: Store) -> None:
    pages = store.run("PRAGMA page_count").fetchone()[0]
    store.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"the disk is full or failing\. Make room"), store.transaction():
        for number in range(100):
            store.articles.put(article(f"b{number}", f"word{number} " * 2000), NOW)
    assert ids(store) == ["a1"]
    store.run("PRAGMA max_page_count = 100000")
    store.articles.put(article("a2"), NOW)
    assert ids(store) == ["a1", "a2"]


def test_a_file_that_can_grow_no_more_is_said_the_same_way(store: Store) -> None:
    with (
        no_more_than(8192),
        pytest.raises(StoreError, match="Make room, then run the command again"),
        store.transaction(),
    ):
        store.articles.put(article("a2", "words " * 20_000), NOW)
    store.articles.put(article("a3"), NOW)
    assert ids(store) == ["a1", "a3"]


def test_what_is_damaged_in_the_middle_is_said_while_it_is_read(store: Store) -> None:
    with store.transaction():
        for number in range(400):
            store.articles.put(article(f"b{number}", "words " * 200), NOW)
    store.close()
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    with pytest.raises(StoreError, match=r"is damaged\. Go back to a copy that parallax backup made"):
        store.articles.get()


def test_bytes_that_are_no_text_are_told_as_damage_and_not_in_words_of_the_database(store: Store) -> None:
    store.run("UPDATE articles SET author = CAST(x'41FF42' AS TEXT)")
    with pytest.raises(StoreError, match=r"is damaged\. Go back to a copy.*parallax check says") as said:
        store.articles.get()
    assert "decode" not in str(said.value)


@pytest.mark.parametrize("change", ["feeds = '[1'", "published = 'Monday'"])
def test_a_value_that_cannot_be_read_back_is_told_as_damage(store: Store, change: str) -> None:
    store.run(f"UPDATE articles SET {change}")
    with pytest.raises(StoreError, match=r"The database is damaged: what it holds cannot be read"):
        store.articles.get()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_was_taken_away_while_it_was_written_is_said(store: Store, replaced: bool) -> None:
    with (
        pytest.raises(StoreError, match="moved or removed while it was written"),
        store.writing("group", NOW),
    ):
        store.path.rename(store.path.with_name("elsewhere.db"))
        if replaced:
            store.path.write_bytes(b"")
        store.articles.put(article("a2"), NOW)


def test_many_rows_are_there_wholly_or_not_at_all(store: Store) -> None:
    with pytest.raises(StoreError, match="NOT NULL"):
        store.run_many("INSERT INTO notes VALUES (?, ?)", [("a", "1"), ("b", None)])
    assert store.sources.note("a") == ""


# --- the one writer, and its readers ---------------------------------------------------------------


def test_each_commit_is_on_the_disk_when_it_is_done(store: Store) -> None:
    assert store.run("PRAGMA synchronous").fetchone()[0] == 2  # FULL: also when the power is cut


def test_two_ways_to_one_database_are_one_lock(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "link.db").symlink_to(store.path)
    by_link = Store.open(tmp_path / "other" / "link.db")
    with store.writing("update", NOW), pytest.raises(StoreError, match="being written by 'parallax update'"):
        by_link.writing("group", NOW).__enter__()
    by_link.close()


def test_a_lock_that_cannot_be_written_is_said_and_is_not_held(store: Store) -> None:
    with (
        no_more_than(0),
        pytest.raises(StoreError, match=r"test\.db\.lock cannot be written: .*Make room"),
        store.writing("update", NOW),
    ):
        pass
    with store.writing("update", NOW):
        pass


def test_a_holder_that_has_not_said_its_name_yet_is_given_a_moment(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "test.db.lock"
    names = iter(["", "'parallax update' (process 7)"])
    monkeypatch.setattr(lock.time, "sleep", lambda _seconds: path.write_text(next(names)))
    with path.open("w") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match=r"by 'parallax update' \(process 7\)\. Wait"):
            store.writing("group", NOW).__enter__()
        monkeypatch.setattr(lock.time, "sleep", lambda _seconds: path.write_text(""))
        path.write_text("")
        with pytest.raises(StoreError, match=r"by another process\. Wait"):
            store.writing("group", NOW).__enter__()


def test_readers_see_what_was_committed_and_never_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    store.run("BEGIN EXCLUSIVE")
    store.articles.put(article("a2"), NOW)
    reader = Store.open(store.path, create=False)
    assert ids(reader) == ["a1"]
    store.run("COMMIT")
    assert ids(reader) == ["a1", "a2"]
    reader.close()


def test_a_snapshot_is_of_one_moment_and_keeps_no_writer_waiting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    reader, writer = Store.open(store.path, create=False), Store.open(store.path)
    with reader.snapshot():
        assert ids(reader) == ["a1"]
        writer.articles.put(article("a2"), NOW)
        assert ids(reader) == ["a1"]
    assert ids(reader) == ["a1", "a2"]
    reader.close()
    writer.close()
