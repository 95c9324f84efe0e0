"""Tables as CSV: into a folder, or all of one event in a zip.

The ``plain`` profile round-trips byte for byte. The ``excel`` profile begins with a byte-order mark and
puts an apostrophe before every text that a spreadsheet would take for a formula; ``restore`` undoes it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, TextIO

from aggregator.errors import ExportError
from aggregator.publish.tables import COLUMNS, Row, as_text, tables
from aggregator.types import Dossier

Profile = Literal["plain", "excel"]
ENDS = {"plain": "\n", "excel": "\r\n"}
STARTS = {"plain": "", "excel": "\ufeff"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip of the same tables has the same bytes


def write(
    folder: Path, dossiers: Iterable[Dossier], profile: Profile, texts: bool, overwrite: bool
) -> dict[str, int]:
    """Write every table; returns rows per file name. Raises ``ExportError``.

    ``dossiers`` is read once, event by event, so that memory does not grow with the collection.
    """
    names = [name for name in COLUMNS if texts or name != "texts"]
    _prepare(folder, names, overwrite)
    counts = {f"{name}.csv": 0 for name in names}
    try:
        files = {name: (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") for name in names}
        try:
            for name, file in files.items():
                _head(file, name, profile)
            for dossier in dossiers:
                made = tables(dossier)
                for name, file in files.items():
                    _body(file, name, made[name], profile)
                    counts[f"{name}.csv"] += len(made[name])
        finally:
            for file in files.values():
                file.close()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}. Name another folder.") from None
    return counts


def zipped(dossier: Dossier, profile: Profile, texts: bool = False) -> bytes:
    """All tables of one event as a zip; the same event gives the same bytes."""
    target = io.BytesIO()
    made = tables(dossier)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in COLUMNS:
            if name == "texts" and not texts:
                continue
            info = zipfile.ZipInfo(f"{name}.csv", EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, csv_text(name, made[name], profile).encode("utf-8"))
    return target.getvalue()


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
        if folder.is_dir() and not overwrite:
            ours = {f"{name}.csv" for name in names}
            there = sorted(entry.name for entry in folder.iterdir())
            if there:
                known = "an earlier export" if set(there) & ours else "other files"
                raise ExportError(
                    f"{folder} is not empty ({known}). Add --overwrite, or name another folder."
                )
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be used: {error.strerror}. Name another folder.") from None


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
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(FORMULA) else text
