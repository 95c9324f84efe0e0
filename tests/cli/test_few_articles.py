"""None, one, two; the same words, no words, vectors of zeros: empty or single events, and no crash."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from aggregator.group import encode
from aggregator.store import Store
from aggregator.types import Encoders, Matrix
from tests.cli.conftest import Run
from tests.encoders import HashEncoder

TEXT = "The Marrowgate bridge in Tollbury opened on Monday. “It took 14 months,” mayor Edda Quill said."


class NothingEncoder(HashEncoder):
    """Gives every text a vector of zeros, as an encoder does that knows none of its words."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return np.zeros((len(texts), self.dimension), dtype=np.float32)


def imported(run: Run, *rows: dict[str, str]) -> list[dict[str, str]]:
    """The rows of articles.csv after these rows of a file were imported, grouped and exported."""
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    said = run("import", "rows.jsonl")
    assert said.exit_code == 0, said.output
    assert run("check").exit_code == 0
    for words in (["group", "--rebuild"], ["events"], ["export", "out", "--texts", "--overwrite"]):
        assert run(*words).exit_code == 0
    for event_id in {line.split("\t")[0] for line in run("events").stdout.splitlines()}:
        assert run("show", event_id).exit_code == 0
    with Path("out/articles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(id: str, title: str = "Bridge opens", text: str = TEXT) -> dict[str, str]:
    return {
        "id": id,
        "outlet": f"Outlet {id}",
        "title": title,
        "text": text,
        "published": "2024-07-08T09:00Z",
    }


def test_without_an_article_every_command_says_that_there_is_none(run: Run, tmp_path: Path) -> None:
    Store.open(tmp_path / "parallax.db").close()
    assert "0 articles in 0 events" in run("group").output
    assert "0 articles in 0 events" in run("group", "--rebuild").output
    assert "No events yet." in run("events").output
    assert "No events yet." in str(run("export", "out").exception)
    assert not (tmp_path / "out").exists()
    assert "There is no event 'x', and no events yet." in str(run("show", "x").exception)
    assert "0 articles copied" in run("backup", "copy.db").output
    assert run("check").output == "parallax.db is whole.\n"


def test_one_article_is_one_event(run: Run) -> None:
    assert len({found["event_id"] for found in imported(run, row("a"))}) == 1


def test_two_articles_are_one_event_or_two(run: Run) -> None:
    other = row("b", "Chess club wins cup", "A club of pensioners beat the champions of the county.")
    assert len({found["event_id"] for found in imported(run, row("a"), other)}) == 2


def test_identical_texts_are_one_event(run: Run) -> None:
    found = imported(run, *(row(f"a{number}") for number in range(8)))
    assert len(found) == 8
    assert len({one["event_id"] for one in found}) == 1


@pytest.mark.parametrize("title", ["Bridge opens", "—", "…", "A"])
def test_empty_texts_are_headlines_in_an_event(run: Run, title: str) -> None:
    found = imported(run, row("a", title, ""), row("b", title, ""))
    assert [one["text_available"] for one in found] == ["headline", "headline"]
    assert all(one["event_id"] for one in found)


def test_vectors_of_zeros_are_no_crash(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Encoders(NothingEncoder("none-en", frozenset({"en"})), NothingEncoder("none-many"))
    monkeypatch.setattr(encode, "load", lambda _model: nothing)
    rows = (row("a"), row("b"), row("c", "Chess club wins cup", "Pensioners beat the champions."))
    assert len(imported(run, *rows)) == 3
