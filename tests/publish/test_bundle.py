"""CSV files and zips: exact round trip, formulas made harmless and restored, folders not overwritten."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.errors import ExportError
from aggregator.publish import bundle, tables
from aggregator.types import Dossier, Outlet
from tests.publish.dossiers import small_dossier
from tests.room import no_more_than, open_folder, said_to_a_guest

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
    "\u2003\n＝x",
    "\x0b@x",
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
    head, *rows = rows_of(written[1:])
    cells = [row[1] for row in rows]
    assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠")) for cell in cells)
    assert not any(cell.startswith(("\t", "\r", "\n")) for cell in cells)
    assert [bundle.restore(cell) for cell in cells] == NASTY
    assert head == list(tables.COLUMNS["texts"])


def test_no_header_can_be_taken_for_a_formula() -> None:
    columns = [column for columns in tables.COLUMNS.values() for column in columns]
    assert all(column[0].isalpha() for column in columns)


def nasty_dossier() -> Dossier:
    """Every text of it is hard to write, and every id would be a bad file name."""
    made = small_dossier()
    first, second = made.articles
    names = ("../../x", "CON")
    first = replace(first, title="=1+1", text="\r\n".join(NASTY), outlet='a\rb,"c"')
    second = replace(second, author="x" * 300, text="\u2028\r", url="https://sea.example/../../x")
    event = replace(made.event, title="../" * 100)
    return replace(
        made, event=event, articles=(first, second), outlets={name: Outlet(name) for name in names}
    )


@pytest.mark.parametrize("profile", bundle.PROFILES)
def test_what_is_on_the_disk_is_what_was_meant_byte_for_byte(tmp_path: Path, profile: bundle.Profile) -> None:
    dossier = nasty_dossier()
    bundle.write(tmp_path, [dossier], profile, texts=True, overwrite=False)
    made = tables.tables(dossier)
    for name in tables.COLUMNS:
        written = (tmp_path / f"{name}.csv").read_bytes()
        assert written == bundle.csv_text(name, made[name], profile).encode()
        read = rows_of(written.decode("utf-8-sig"))[1:]
        for cells, row in zip(read, made[name], strict=True):
            meant = [row[column] for column in tables.COLUMNS[name]]
            plain = [bundle.restore(cell) if profile == "excel" else cell for cell in cells]
            assert plain == [tables.as_text(value) for value in meant]


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


def test_notes_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes")
    bundle.write(tmp_path, [small_dossier()], "plain", texts=True, overwrite=True)
    assert (tmp_path / "notes.txt").read_text() == "my notes"


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


def test_texts_of_an_earlier_export_never_stand_beside_another(tmp_path: Path) -> None:
    bundle.write(tmp_path, [small_dossier()], "plain", texts=True, overwrite=False)
    before = contents(tmp_path)
    with pytest.raises(ExportError, match=r"has a texts\.csv, .* Remove it, add --texts"):
        bundle.write(tmp_path, [small_dossier()], "excel", texts=False, overwrite=True)
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def breaking_off() -> Iterator[Dossier]:
    yield small_dossier()
    raise KeyboardInterrupt


def test_an_export_that_breaks_off_leaves_the_earlier_one_as_it_was(tmp_path: Path) -> None:
    bundle.write(tmp_path, [], "plain", texts=True, overwrite=False)
    before = contents(tmp_path)
    assert len(before) == len(tables.COLUMNS)
    with pytest.raises(KeyboardInterrupt):
        bundle.write(tmp_path, breaking_off(), "plain", texts=True, overwrite=True)
    assert contents(tmp_path) == before
    with (
        no_more_than(200),
        pytest.raises(ExportError, match=r"cannot be written: File too large\. Make room, or name another"),
    ):
        bundle.write(tmp_path, [small_dossier()], "plain", texts=True, overwrite=True)
    assert contents(tmp_path) == before


def test_what_a_killed_export_left_is_no_other_file_and_goes(tmp_path: Path) -> None:
    (tmp_path / "texts.csv.17.part").write_text("half")
    bundle.write(tmp_path, [small_dossier()], "plain", texts=False, overwrite=False)
    assert not (tmp_path / "texts.csv.17.part").exists()
    (tmp_path / "mine.csv.17.part").write_text("mine")
    bundle.write(tmp_path, [small_dossier()], "plain", texts=False, overwrite=True)
    assert (tmp_path / "mine.csv.17.part").exists()


@pytest.mark.parametrize("name", ["a/../../out", "CON", "nul.csv", "-x", "ä=1", "x" * 250])
def test_everything_stays_in_the_folder_that_was_named(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    (home / "a").mkdir(parents=True)
    bundle.write(home / name, [nasty_dossier()], "plain", texts=True, overwrite=False)
    written = {path.name for path in (home / name).iterdir()}
    assert written == {f"{table}.csv" for table in tables.COLUMNS}
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == len(written)


def test_a_link_in_the_folder_leads_nobody_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "events.csv").symlink_to(tmp_path / "mine.txt")
    bundle.write(tmp_path / "out", [small_dossier()], "plain", texts=False, overwrite=True)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (tmp_path / "out" / "events.csv").read_text().startswith("event_id,")


def test_a_name_the_system_refuses_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be used: File name too long\. Name another folder"):
        bundle.write(tmp_path / ("x" * 300), [small_dossier()], "plain", texts=False, overwrite=False)
    (tmp_path / "out" / "facts.csv").mkdir(parents=True)
    with pytest.raises(ExportError, match=r"cannot be written: Is a directory"):
        bundle.write(tmp_path / "out", [small_dossier()], "plain", texts=False, overwrite=True)


def test_a_folder_that_may_not_be_written_is_said_plainly() -> None:
    with open_folder() as folder:
        (folder / "out").mkdir()
        (folder / "out").chmod(0o555)
        folder.chmod(0o555)
        write = "bundle.write(Path({!r}), [], 'plain', texts=False, overwrite=False)"
        there, new = said_to_a_guest(
            "from pathlib import Path\nfrom aggregator.publish import bundle",
            write.format(str(folder / "out")),
            write.format(str(folder / "new")),
        )
        assert there.endswith("out cannot be written: Permission denied. Make room, or name another folder.")
        assert new.endswith("new cannot be used: Permission denied. Name another folder.")
        folder.chmod(0o755)


def test_the_same_event_gives_the_same_zip() -> None:
    once, again = (bundle.zipped(small_dossier(), "plain") for _ in range(2))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert "texts.csv" not in archive.namelist()
        assert archive.read("quotes.csv").decode().count("\n") == 3
