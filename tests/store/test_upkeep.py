"""Copies of the database, and whether it is whole."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.errors import StoreError
from aggregator.store import Store, upkeep
from aggregator.types import Article

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.open(tmp_path / "test.db")
    made.articles.put(Article("a1", "Hill Gazette", "Bridge opens", "The bridge opened."), NOW)
    made.articles.put_digests("model", {"a1": b"vectors"})
    return made


def spoil(store: Store, statement: str) -> None:
    """Change the file as no Parallax would."""
    other = sqlite3.connect(store.path)
    other.execute(statement)
    other.commit()
    other.close()


def test_a_copy_holds_what_the_database_holds_and_opens(store: Store, tmp_path: Path) -> None:
    with store.transaction():  # a writer at work does not keep anyone from copying
        upkeep.back_up(Store.open(store.path), tmp_path / "copy.db")
    copy = Store.open(tmp_path / "copy.db", create=False)
    assert copy.articles.get(["a1"]) == store.articles.get(["a1"])
    assert upkeep.check(copy) == []


def test_no_earlier_copy_is_overwritten(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"an earlier copy")
    with pytest.raises(StoreError, match="exists already"):
        upkeep.back_up(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"an earlier copy"


def test_a_copy_into_nowhere_says_so_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        upkeep.back_up(store, tmp_path / "nowhere" / "copy.db")
    (tmp_path / "copy.db.part").mkdir()
    with pytest.raises((StoreError, OSError)):
        upkeep.back_up(store, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_whole_database_has_no_flaws(store: Store) -> None:
    assert upkeep.check(store) == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE digests SET article_id = 'gone'", "vectors without their article"),
        ("UPDATE digests SET content = 'old'", "vectors of a former text"),
        ("INSERT INTO neighbours VALUES ('a1', 'gone', 0.5, '[]', NULL)", "links to articles that are gone"),
        ("INSERT INTO redirects VALUES ('x', 'gone')", "former ids that lead nowhere"),
        ("INSERT INTO comparisons VALUES ('gone', '', x'00')", "comparisons of events that are gone"),
        (
            "INSERT INTO events VALUES ('e', 't', 'a1', NULL, NULL, 0, 0, '{}')",
            "events without an article",
        ),
    ],
)
def test_what_points_at_nothing_is_found_and_mended(store: Store, statement: str, what: str) -> None:
    spoil(store, statement)
    assert what in [flaw.what for flaw in upkeep.check(store)]
    upkeep.repair(store)
    assert upkeep.check(store) == []
    assert [article.id for article in store.articles.get(["a1"])] == ["a1"]


def test_a_search_index_that_lost_a_text_is_built_anew(store: Store) -> None:
    spoil(store, "DELETE FROM words")
    assert [flaw.mendable for flaw in upkeep.check(store)] == [True]
    upkeep.repair(store)
    assert upkeep.check(store) == []


def test_a_damaged_file_is_called_damaged_and_not_mendable(store: Store) -> None:
    for number in range(400):
        store.articles.put(Article(f"b{number}", "Hill Gazette", f"T{number}", "words " * 200), NOW)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    root = store.run("SELECT rootpage FROM sqlite_master WHERE name = 'articles_outlet'").fetchone()[0]
    size = store.run("PRAGMA page_size").fetchone()[0]
    store.close()
    with store.path.open("r+b") as file:
        file.seek((root - 1) * size + 8)
        file.write(b"\xff" * 64)
    assert [flaw.mendable for flaw in upkeep.check(Store.open(store.path))][:1] == [False]
