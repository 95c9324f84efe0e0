"""Tables of articles, row by row: JSON Lines, CSV, Parquet. Bad rows are told by line and reason."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, cast

import pyarrow
import pyarrow.parquet

from aggregator.collect.charsets import encoding
from aggregator.collect.rows import COLUMNS, ENOUGH, Defaults, read_row
from aggregator.types import Article, Problem

ROW_CHARACTERS = 4_000_000
"""The longest line of JSON Lines and the longest cell of a CSV that is read."""

UNQUOTED = "not CSV: a quotation mark is misplaced or never closed"
_SAMPLE_BYTES = 1_000_000
_BATCH_ROWS = 1_000
_DELIMITERS = (",", ";", "\t", "|")
_NO_VALUE = (OverflowError, ValueError, KeyError, pyarrow.ArrowException)
"""What pyarrow raises for times out of range (OverflowError) and unknown zones (KeyError)."""

csv.field_size_limit(ROW_CHARACTERS)  # the module's only setting is one for the whole process


def json_lines(file: IO[bytes], name: str, defaults: Defaults) -> Iterator[Article | Problem]:
    """One JSON object a line."""
    unknown: Counter[str] = Counter()
    for number, line in _lines(file, newline="\n"):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        if len(line) > ROW_CHARACTERS:
            yield Problem(where, f"left out: longer than {ROW_CHARACTERS:,} characters")
            continue
        try:
            row = json.loads(line.lstrip("\ufeff"))
        except json.JSONDecodeError as error:
            yield Problem(where, f"left out: not JSON from character {error.pos + 1} on")
            continue
        except (ValueError, RecursionError):
            yield Problem(
                where, "left out: not JSON that can be read: nested too deeply, or a number too long"
            )
            continue
        if not isinstance(row, dict):
            yield Problem(where, "left out: no JSON object")
            continue
        unknown.update(key for key in row if key not in COLUMNS)
        yield from read_row(row, where, defaults)
    yield from _left_out_keys(unknown, name)


def separated_values(file: IO[bytes], name: str, defaults: Defaults) -> Iterator[Article | Problem]:
    """CSV with a header, parted by commas, semicolons, tabs or bars, quoted as in RFC 4180."""
    lines = _lines(file, newline="")
    _, first = next(lines, (0, ""))
    delimiter = max(_DELIMITERS, key=lambda mark: len(_known(header_cells(first, mark))))
    header = header_cells(first, delimiter)
    if not set(header) & set(ENOUGH):
        yield Problem(name, f"no column 'title' or 'text'; the header is {', '.join(header)[:200]!r}")
        return
    count = 0
    for number, cells in _records(lines, delimiter, len(header)):
        where = f"{name}, line {number}"
        if isinstance(cells, str):
            yield Problem(where, f"left out: {cells}")
        elif any(cells):
            count += 1
            yield from read_row(dict(zip(header, cells, strict=False)), where, defaults)
    for column in sorted(_known(header)):
        if header.count(column) > 1:
            yield Problem(name, f"{header.count(column)} columns are named {column!r}; the last one counts")
    yield from _left_out_keys(Counter({key: count for key in header if key not in COLUMNS}), name)


def parquet(file: IO[bytes], name: str, defaults: Defaults) -> Iterator[Article | Problem]:
    """A Parquet file with columns of these names."""
    try:
        table = pyarrow.parquet.ParquetFile(file)
        columns = {column: column.strip().lower() for column in table.schema_arrow.names}
        known = [column for column, key in columns.items() if key in COLUMNS]
        if not {columns[column] for column in known} & set(ENOUGH):
            yield Problem(name, f"no column 'title' or 'text'; the columns are {', '.join(columns)[:200]!r}")
            return
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=known):
            keys = [columns[column] for column in batch.schema.names]
            for cells in zip(*(_values(column) for column in batch.columns), strict=True):
                number += 1
                row = dict(zip(keys, cells, strict=True))
                yield from read_row(row, f"{name}, row {number}", defaults)
        left_out = [column for column in columns if column not in known]
        yield from _left_out_keys(Counter(dict.fromkeys(left_out, number)), name)
    except (pyarrow.ArrowException, ValueError, OSError) as error:
        yield Problem(name, f"cannot be read further as Parquet: {_printable(str(error))}")


def _values(column: pyarrow.Array) -> list[object]:
    try:
        return cast(list[object], column.to_pylist())
    except _NO_VALUE:
        return [_value(cell) for cell in column]


def _value(cell: pyarrow.Scalar) -> object:
    """A cell; where Python has no such value, as a day in the year 56,000, the name of its type as bytes."""
    try:
        return cast(object, cell.as_py())
    except _NO_VALUE:
        return str(cell.type).encode()


def has_header(beginning: str) -> bool:
    """Whether the first line is the header of a CSV of articles."""
    first = re.split("[\r\n]", beginning, maxsplit=1)[0]
    return any(len(_known(header_cells(first, mark))) >= 2 for mark in _DELIMITERS)


def header_cells(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line[:20_000].lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:  # a line end in the middle
        return []
    return [cell.strip().lower() for cell in cells]


def _known(header: Sequence[str]) -> set[str]:
    return set(header) & set(COLUMNS)


def _records(
    lines: Iterator[tuple[int, str]], delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | str]]:
    """The records with the number of their first line; of a bad one the reason in place of its cells.

    A quotation mark that is never closed would swallow the rows after it, so after a bad record
    reading goes on with its second line.
    """
    again: deque[tuple[int, str]] = deque()
    taken: list[tuple[int, str]] = []

    def feed() -> Iterator[str]:
        while numbered := again.popleft() if again else next(lines, None):
            taken.append(numbered)
            yield numbered[1]

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        try:
            cells: list[str] | str = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "larger than field limit" in str(error)
            cells = f"a cell is longer than {ROW_CHARACTERS:,} characters" if too_long else UNQUOTED
        if not isinstance(cells, str) and any(cells[width:]):
            cells = f"{len(cells)} cells where the header has {width}"
        number = taken[0][0]
        if isinstance(cells, str):
            again.extendleft(reversed(taken[1:]))
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)
        yield number, cells


def _lines(file: IO[bytes], newline: str) -> Iterator[tuple[int, str]]:
    """Numbered lines in the encoding of the file's beginning; an endless line ends at the longest length."""
    sample = file.read(_SAMPLE_BYTES)
    file.seek(0)
    whole = sample if len(sample) < _SAMPLE_BYTES else sample[: sample.rfind(b"\n") + 1] or sample
    text = io.TextIOWrapper(file, encoding(whole), errors="replace", newline=newline)
    number = 0
    try:
        while line := text.readline(ROW_CHARACTERS + 1):
            number += 1
            yield number, line
            while len(line) > ROW_CHARACTERS and not line.endswith("\n"):
                line = text.readline(ROW_CHARACTERS + 1)
    finally:
        text.detach()  # the file is closed by who opened it


def _left_out_keys(unknown: Mapping[str, int], name: str) -> Iterator[Problem]:
    if unknown:
        keys = "1 key" if len(unknown) == 1 else f"{len(unknown)} keys"
        listed = ", ".join(f"{_printable(key[:40])} ({count})" for key, count in sorted(unknown.items())[:20])
        yield Problem(name, f"{keys} not known and left out, with rows: {listed}", note=True)


def _printable(text: str) -> str:
    """A stranger's words in a message: in one line, and nothing in it that a terminal obeys."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))
