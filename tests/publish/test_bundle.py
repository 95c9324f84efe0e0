"""CSV files and zips: exact round trip, formulas made harmless and restored, folders not overwritten."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.errors import ExportError
from aggregator.publish import bundle, tables
from tests.publish.dossiers import small_dossier

NASTY = [
    "=1+1",
    "+x",
    "-x",
    "@x",
    "\tx",
    "\rx",
    "\nx",
    "＝x",
    "＋x",
    "－x",
    "＠x",
    "  =x",
    "\u00a0+x",
    "\u3000-x",
    "'quoted",
    "a\rb",
    "a\nb",
    'a"b',
    "a,b",
    "🙂",
    "שלום",
    "",
]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def text_rows() -> list[tables.Row]:
    return [{"article_id": f"a{n}", "title": cell, "text": cell} for n, cell in enumerate(NASTY)]


def test_the_plain_profile_round_trips_byte_for_byte() -> None:
    read = rows_of(bundle.csv_text("texts", text_rows(), "plain"))
    assert read[0] == list(tables.COLUMNS["texts"])
    assert [row[1] for row in read[1:]] == NASTY


def test_the_excel_profile_guards_formulas_and_can_be_undone() -> None:
    written = bundle.csv_text("texts", text_rows(), "excel")
    assert written.startswith("\ufeff")
    cells = [row[1] for row in rows_of(written[1:])[1:]]
    assert not any(cell.strip(" \u00a0\u3000").startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in cells)
    assert [bundle.restore(cell) for cell in cells] == NASTY


def test_texts_that_a_spreadsheet_would_cut_are_whole_and_named(tmp_path: Path) -> None:
    made = small_dossier()
    first, second = made.articles
    long = replace(made, articles=(replace(first, text=first.text + "x" * 33_000), second))
    counts = bundle.write(tmp_path, [long], "excel", texts=True, overwrite=False)
    assert counts["notes.txt"] == 1
    noted = (tmp_path / "notes.txt").read_text()
    assert "texts.csv, article a1, column text: 33,089 characters" in noted
    assert "plain profile" in noted
    with (tmp_path / "texts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(next(csv.DictReader(file))["text"]) == 33_089
    assert "notes.txt" in zipfile.ZipFile(io.BytesIO(bundle.zipped(long, "excel", texts=True))).namelist()
    assert "notes.txt" not in zipfile.ZipFile(io.BytesIO(bundle.zipped(long, "excel"))).namelist()
    assert "notes.txt" not in bundle.write(tmp_path, [long], "plain", texts=True, overwrite=True)
    assert not (tmp_path / "notes.txt").exists()


def test_numbers_are_not_guarded() -> None:
    row: tables.Row = dict.fromkeys(tables.COLUMNS["numbers"], "") | {"value": -5.0}
    assert ",-5," in bundle.csv_text("numbers", [row], "excel")


def test_a_folder_gets_every_table_and_texts_only_when_asked(tmp_path: Path) -> None:
    counts = bundle.write(tmp_path / "out", [small_dossier()], "plain", texts=False, overwrite=False)
    assert counts["articles.csv"] == 2
    assert "texts.csv" not in counts
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(counts)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="not empty"):
        bundle.write(tmp_path, [small_dossier()], "plain", texts=False, overwrite=False)
    bundle.write(tmp_path, [small_dossier()], "plain", texts=True, overwrite=True)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    with pytest.raises(ExportError, match="is a file"):
        bundle.write(tmp_path / "mine.txt", [], "plain", texts=False, overwrite=True)


def test_a_name_the_system_refuses_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Name another folder"):
        bundle.write(tmp_path / ("x" * 300), [small_dossier()], "plain", texts=False, overwrite=False)


def test_the_same_event_gives_the_same_zip() -> None:
    once, again = (bundle.zipped(small_dossier(), "plain") for _ in range(2))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert "texts.csv" not in archive.namelist()
        assert archive.read("quotes.csv").decode().count("\n") == 3
