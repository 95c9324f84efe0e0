"""Tables as CSV: into a folder, or all of one event in a zip.

The ``plain`` profile round-trips byte for byte. The ``excel`` profile begins with a byte-order mark and
puts an apostrophe before every text that a spreadsheet would take for a formula; ``restore`` undoes it.
Its cells are whole too; those longer than a spreadsheet's cell holds are named in ``notes.txt``.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Literal, TextIO

from aggregator.errors import ExportError
from aggregator.publish.tables import COLUMNS, Row, as_text, tables
from aggregator.types import Dossier

Profile = Literal["plain", "excel"]
PROFILES: tuple[Profile, ...] = ("plain", "excel")
ENDS = {"plain": "\n", "excel": "\r\n"}
STARTS = {"plain": "", "excel": "\ufeff"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
CELL_CHARACTERS = 32_767
"""What a spreadsheet's cell holds (Microsoft, "Excel specifications and limits")."""
NOTES = "notes.txt"
NOTES_HEAD = (
    f"A cell of a spreadsheet holds {CELL_CHARACTERS:,} characters. The cells below are longer: they are "
    "whole in the file,\nand a spreadsheet shows only their beginning and saves only that. "
    "Use the plain profile to read them whole.\n\n"
)
EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip of the same tables has the same bytes


def write(
    folder: Path, dossiers: Iterable[Dossier], profile: Profile, texts: bool, overwrite: bool
) -> dict[str, int]:
    """Write every table; returns rows per file name, notes among them. Raises ``ExportError``.

    ``dossiers`` is read once, event by event, so that memory does not grow with the collection. Files get
    their names when all of them are whole: a run that fails or is killed leaves an earlier export as it was.
    """
    names = [name for name in COLUMNS if texts or name != "texts"]
    _prepare(folder, names, overwrite)
    partial = {name: folder / f"{name}.csv.{os.getpid()}.part" for name in names}
    counts = {f"{name}.csv": 0 for name in names}
    long: list[str] = []
    try:
        with ExitStack() as opened:
            files = {
                name: opened.enter_context(path.open("x", encoding="utf-8", newline=""))
                for name, path in partial.items()
            }
            for name, file in files.items():
                _head(file, name, profile)
            for dossier in dossiers:
                made = tables(dossier)
                for name, file in files.items():
                    _body(file, name, made[name], profile)
                    counts[f"{name}.csv"] += len(made[name])
                    long += too_long(name, made[name], profile)
        for name, path in partial.items():
            path.replace(folder / f"{name}.csv")
        _note(folder, long)
    except OSError as error:
        raise ExportError(
            f"{folder} cannot be written: {error.strerror}. Make room, or name another folder."
        ) from None
    finally:
        for path in partial.values():
            with suppress(OSError):
                path.unlink()
    return counts | ({NOTES: len(long)} if long else {})


def zipped(dossier: Dossier, profile: Profile, texts: bool = False) -> bytes:
    """All tables of one event as a zip; the same event gives the same bytes."""
    target = io.BytesIO()
    made = tables(dossier)
    names = [name for name in COLUMNS if texts or name != "texts"]
    files = {f"{name}.csv": csv_text(name, made[name], profile) for name in names}
    if long := [line for name in names for line in too_long(name, made[name], profile)]:
        files[NOTES] = notes(long)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return target.getvalue()


def too_long(name: str, rows: Iterable[Row], profile: Profile) -> list[str]:
    """A line for each cell that a spreadsheet would cut; none in the plain profile."""
    if profile == "plain":
        return []
    return [
        f"{name}.csv, article {row['article_id']}, column {column}: {len(value):,} characters"
        for row in rows
        for column, value in row.items()
        if isinstance(value, str) and len(_guard(value)) > CELL_CHARACTERS
    ]


def notes(long: Sequence[str]) -> str:
    """What a spreadsheet would silently cut, and what to do."""
    return NOTES_HEAD + "".join(f"{line}\n" for line in long)


def csv_text(name: str, rows: Sequence[Row], profile: Profile) -> str:
    """One table with its header."""
    target = io.StringIO(newline="")
    _head(target, name, profile)
    _body(target, name, rows, profile)
    return target.getvalue()


def restore(cell: str) -> str:
    """What stood in a cell before the excel profile guarded it."""
    return cell[1:] if cell.startswith("'") else cell


def _prepare(folder: Path, names: Sequence[str], overwrite: bool) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise ExportError(f"{folder} is a file. Name a folder.")
        folder.mkdir(parents=True, exist_ok=True)
        for name in COLUMNS:
            for left in folder.glob(f"{name}.csv.[0-9]*.part"):  # by a run that was killed
                left.unlink()
        there = {entry.name for entry in folder.iterdir()}
    except OSError as error:
        raise ExportError(f"{folder} cannot be used: {error.strerror}. Name another folder.") from None
    if there and not overwrite:
        ours = {f"{name}.csv" for name in COLUMNS} | {NOTES}
        known = "an earlier export" if there & ours else "other files"
        raise ExportError(f"{folder} is not empty ({known}). Add --overwrite, or name another folder.")
    if "texts.csv" in there and "texts" not in names:
        raise ExportError(
            f"{folder} has a texts.csv, which would not be of this export. Remove it, add --texts, or name "
            "another folder."
        )


def _note(folder: Path, long: Sequence[str]) -> None:
    """Write the notes, or remove those of an earlier export; a file of that name by others is left alone."""
    path = folder / NOTES
    if long:
        path.write_text(notes(long), encoding="utf-8")
    elif path.is_file() and path.read_bytes().startswith(NOTES_HEAD.encode()):
        path.unlink()


def _head(file: TextIO, name: str, profile: Profile) -> None:
    file.write(STARTS[profile] + _line(COLUMNS[name], profile))


def _body(file: TextIO, name: str, rows: Iterable[Row], profile: Profile) -> None:
    columns = COLUMNS[name]
    for row in rows:
        values = [row[column] for column in columns]
        texts = [
            _guard(value) if profile == "excel" and isinstance(value, str) else as_text(value)
            for value in values
        ]
        file.write(_line(texts, profile))


def _line(cells: Iterable[str], profile: Profile) -> str:
    return ",".join(_quoted(cell) for cell in cells) + ENDS[profile]


def _quoted(cell: str) -> str:
    """RFC 4180. Not the csv module: with ``\\n`` as line end it leaves a lone carriage return bare."""
    if any(mark in cell for mark in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _guard(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
