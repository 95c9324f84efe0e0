"""``parallax backup`` and ``parallax check``, and what is said while another process writes."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.cli import commands
from aggregator.store import Store
from tests.cli.conftest import Run

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)


@pytest.fixture
def filled(run: Run, rows: Path, tmp_path: Path) -> Path:
    assert run("import", rows).exit_code == 0
    return tmp_path / "parallax.db"


def spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(statement)


def test_a_backup_says_what_is_in_it_and_how_to_open_it(run: Run, filled: Path) -> None:
    said = run("backup", "copy.db")
    assert said.exit_code == 0
    assert said.output == "6 articles copied to copy.db. Open it with: parallax --db copy.db serve\n"
    assert run("--db", "copy.db", "events").stdout == run("events").stdout
    again = run("backup", "copy.db")
    assert again.exit_code == 1
    assert "exists already" in str(again.exception)


def test_a_whole_database_is_called_so(run: Run, filled: Path) -> None:
    said = run("check")
    assert (said.exit_code, said.output) == (0, "parallax.db is whole.\n")


def test_what_can_be_mended_is_named_mended_and_made_anew(run: Run, filled: Path) -> None:
    spoil(filled, "DELETE FROM members WHERE article_id = 'a1'")
    found = run("check")
    assert found.exit_code == 1
    assert "articles in no event that grouping would pass over: 1" in found.output
    assert "Mend it with: parallax check --repair" in found.output
    mended = run("check", "--repair")
    assert mended.exit_code == 0
    assert "Next: parallax group" in mended.output
    assert mended.output.endswith("parallax.db is whole.\n")
    assert "6 articles in 3 events" in run("group").output
    with closing(Store.open(filled)) as store:
        assert store.articles.ungrouped() == 0


def test_what_cannot_be_mended_says_how_to_go_back_to_a_copy(run: Run, filled: Path) -> None:
    spoil(filled, "INSERT INTO versions VALUES ('gone', '', 'T', 'text')")
    for words in (["check"], ["check", "--repair"]):
        found = run(*words)
        assert found.exit_code == 1
        assert "former texts without their article: 1" in found.output
        assert "in the place of parallax.db, without parallax.db-wal and parallax.db-shm" in found.output
        assert "is whole" not in found.output


def test_a_check_of_a_file_that_may_only_be_read_says_what_it_leaves_out(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)
    said = run("check")
    assert said.exit_code == 0
    assert said.output == (
        "parallax.db is read-only: its index for searching could not be looked at.\nparallax.db is whole.\n"
    )
    assert "is read-only" in str(run("check", "--repair").exception)


def test_while_one_updates_a_second_is_told_and_readers_are_not_kept_waiting(run: Run, filled: Path) -> None:
    (filled.parent / "feeds.yaml").write_text("outlets:\n  - name: Hill\n")
    with closing(Store.open(filled)) as busy, busy.writing("update", NOW), busy.transaction():
        busy.articles.forget_digests()
        for words in (["update"], ["import", "rows.jsonl"], ["group"], ["check"], ["correct", "undo"]):
            refused = run(*words)
            assert refused.exit_code == 1
            assert "parallax.db is being written by 'parallax update' (process" in str(refused.exception)
        for words in (["events"], ["export", "out"], ["backup", "copy.db"], ["correct", "list"]):
            assert run(*words).exit_code == 0
    assert run("update").exit_code == 0


def test_an_export_is_of_one_moment(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("export", "before", "--texts").exit_code == 0
    write = commands.bundle.write

    def while_another_writes(*arguments: object, **named: object) -> object:
        with closing(Store.open(filled)) as other, other.transaction():
            for article in other.articles.get():
                other.articles.put(article.__class__(article.id, article.outlet, "Another title"), NOW)
            other.events.drop_empty()
        return write(*arguments, **named)

    monkeypatch.setattr(commands.bundle, "write", while_another_writes)
    assert run("export", "during", "--texts").exit_code == 0
    for path in (filled.parent / "before").iterdir():
        assert path.read_bytes() == (filled.parent / "during" / path.name).read_bytes()
