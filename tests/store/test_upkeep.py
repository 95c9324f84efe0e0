"""Copies of the database, and whether it is whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aggregator.errors import StoreError
from aggregator.store import Store, database, upkeep
from aggregator.types import Article
from tests.room import no_more_than, open_folder, said_to_a_guest
from tests.store.furnished import NOW, fill, found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "test.db")) as made:
        fill(made)
        yield made


def spoil(store: Store, statement: str) -> None:
    """Change the file as no Parallax would."""
    other = sqlite3.connect(store.path)
    other.execute(statement)
    other.commit()
    other.close()


def copied(store: Store, target: Path) -> int:
    with closing(Store.open(store.path)) as other:
        return upkeep.back_up(other, target)


def test_a_copy_holds_what_was_committed_and_opens(store: Store, tmp_path: Path) -> None:
    before = found(store)
    with store.transaction():  # a writer at work does not keep anyone from copying
        store.articles.put(Article("a3", "Sea Post", "Not committed yet"), NOW)
        assert copied(store, tmp_path / "copy.db") == 2
    with closing(Store.open(tmp_path / "copy.db", create=False)) as copy:
        assert found(copy) == before
        assert upkeep.check(copy) == []


def test_a_copy_is_one_file_that_is_read_in_a_read_only_folder_too(store: Store) -> None:
    with open_folder() as folder:
        copied(store, folder / "copy.db")
        assert [path.name for path in folder.iterdir()] == ["copy.db"]
        (folder / "copy.db").chmod(0o444)
        folder.chmod(0o555)
        code = f"print(Store.open(Path({str(folder / 'copy.db')!r})).articles.count())"
        imports = "from pathlib import Path\nfrom aggregator.store import Store"
        assert said_to_a_guest(imports, code) == ["2"]
        folder.chmod(0o755)


def test_no_earlier_copy_is_overwritten(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"an earlier copy")
    with pytest.raises(StoreError, match="exists already"):
        upkeep.back_up(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"an earlier copy"


def test_a_copy_into_nowhere_says_so_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere is not there or cannot be written"):
        copied(store, tmp_path / "nowhere" / "copy.db")
    for name in ("x" * 300, "x" * 250):  # the second is too long only with the end that a copy at work has
        with pytest.raises(StoreError, match=r"cannot be written \(.*\)\. Make room, or name another file"):
            copied(store, tmp_path / name)
    with no_more_than(8192), pytest.raises(StoreError, match=r"copy\.db cannot be written .* Make room"):
        copied(store, tmp_path / "copy.db")
    assert {path.name for path in tmp_path.iterdir()} <= {"test.db", "test.db-wal", "test.db-shm"}


def test_what_a_killed_backup_left_goes_with_the_next_one(store: Store, tmp_path: Path) -> None:
    for name in ("copy.db.17.part", "copy.db.17.part-journal", "copy.db.mine.part", "other.db.17.part"):
        (tmp_path / name).write_text("left")
    copied(store, tmp_path / "copy.db")
    assert {path.name for path in tmp_path.glob("*.part*")} == {"copy.db.mine.part", "other.db.17.part"}


def test_a_damaged_database_gives_no_copy(store: Store, tmp_path: Path) -> None:
    damage(store)
    with pytest.raises(StoreError, match="is damaged; no copy was made"):
        copied(store, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy.db*"))


def test_a_whole_database_has_no_flaws(store: Store) -> None:
    assert upkeep.check(store) == []


def irreplaceable(store: Store) -> list[object]:
    return [
        store.sources.outlets(),
        store.sources.feeds(),
        store.articles.get(),
        store.articles.versions("a1"),
        store.corrections.all(),
    ]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE digests SET article_id = 'gone' WHERE article_id = 'a1'", "vectors without their article"),
        ("UPDATE digests SET content = 'old'", "vectors of a former text"),
        (
            "INSERT INTO neighbours VALUES ('a1', 'gone', 0.5, '[]', NULL, 0)",
            "links to articles that are gone",
        ),
        ("INSERT INTO redirects VALUES ('x', 'gone')", "former ids that lead nowhere"),
        ("INSERT INTO comparisons VALUES ('gone', '', x'00')", "comparisons of events that are gone"),
        (
            "INSERT INTO events VALUES ('e', 't', 'a1', NULL, NULL, 0, 0, '{}')",
            "events without an article",
        ),
        ("UPDATE members SET event_id = 'gone'", "places in events without article or event"),
        ("INSERT INTO pages VALUES ('gone', '', '')", "visits of pages without their article"),
        ("DELETE FROM members WHERE article_id = 'a2'", "articles in no event that grouping would pass over"),
        ("UPDATE events SET articles = 7", "events that count other articles than they have"),
    ],
)
def test_what_points_at_nothing_is_found_and_mended(store: Store, statement: str, what: str) -> None:
    before = irreplaceable(store)
    spoil(store, statement)
    assert what in [flaw.what for flaw in upkeep.check(store)]
    upkeep.repair(store)
    assert upkeep.check(store) == []
    assert irreplaceable(store) == before


def test_articles_that_lost_their_event_are_grouped_again_after_the_repair(store: Store) -> None:
    spoil(store, "DELETE FROM members WHERE article_id = 'a2'")
    assert store.articles.undigested("model") == []
    upkeep.repair(store)
    assert [article.id for article in store.articles.undigested("model")] == ["a2"]


def test_former_texts_are_never_removed(store: Store) -> None:
    spoil(store, "UPDATE versions SET article_id = 'gone'")
    spoil(store, "DELETE FROM redirects")
    assert [(flaw.what, flaw.mendable) for flaw in upkeep.check(store)] == [
        ("former texts without their article", False)
    ]
    upkeep.repair(store)
    assert [text for _, _, text in store.articles.versions("gone")] == ["The bridge may open."]


def test_a_search_index_that_lost_a_text_is_built_anew(store: Store) -> None:
    spoil(store, "DELETE FROM words")
    assert [flaw.mendable for flaw in upkeep.check(store)] == [True]
    upkeep.repair(store)
    assert upkeep.check(store) == []


def test_a_search_index_that_cannot_be_read_is_built_anew(store: Store) -> None:
    spoil(store, "UPDATE words_data SET block = x'00'")
    assert [flaw.what for flaw in upkeep.check(store)] == [
        "the index for searching differs from the articles"
    ]
    upkeep.repair(store)
    assert upkeep.check(store) == []


def test_a_lock_is_not_taken_for_damage(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    other = Store.open(store.path)
    with store.transaction(), pytest.raises(StoreError, match="is locked by another program"):
        upkeep.check(other)
    assert upkeep.check(other) == []
    other.close()


def test_a_database_that_may_only_be_read_is_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(store, "INSERT INTO redirects VALUES ('x', 'gone')")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with closing(Store.open(store.path)) as reader:
        assert [flaw.what for flaw in upkeep.check(reader)] == ["former ids that lead nowhere"]


def damage(store: Store) -> None:
    """Overwrite a page of an index."""
    with store.transaction():
        for number in range(400):
            store.articles.put(Article(f"b{number}", "Hill Gazette", f"T{number}", "words " * 200), NOW)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    root = store.run("SELECT rootpage FROM sqlite_master WHERE name = 'articles_outlet'").fetchone()[0]
    size = store.run("PRAGMA page_size").fetchone()[0]
    store.close()
    with store.path.open("r+b") as file:
        file.seek((root - 1) * size + 8)
        file.write(b"\xff" * 64)


def test_a_damaged_file_is_called_damaged_and_not_mendable(store: Store) -> None:
    damage(store)
    found = upkeep.check(store)
    assert [(flaw.what.partition(":")[0], flaw.mendable) for flaw in found][:1] == [
        ("the file is damaged", False)
    ]
    assert len(found) == 1
    assert found[0].count >= 1


def test_a_text_that_is_not_the_one_that_was_stored_is_found(store: Store) -> None:
    spoil(store, "UPDATE articles SET text = text || 'x' WHERE id = 'a1'")
    assert [(flaw.what, flaw.count, flaw.mendable) for flaw in upkeep.check(store)] == [
        ("articles whose text is damaged", 1, False)
    ]


def test_a_summary_that_is_none_is_found(store: Store) -> None:
    spoil(store, "UPDATE events SET summary = '{' || char(7)")
    assert ("events whose summary is damaged", False) in [
        (flaw.what, flaw.mendable) for flaw in upkeep.check(store)
    ]


def test_a_damaged_comparison_is_found_and_taken_away_to_be_made_anew(store: Store) -> None:
    spoil(store, "UPDATE comparisons SET body = x'0011'")
    assert [(flaw.what, flaw.mendable) for flaw in upkeep.check(store)] == [
        ("comparisons that are damaged", True)
    ]
    upkeep.repair(store)
    assert upkeep.check(store) == []
    assert store.events.fingerprints() == {}
