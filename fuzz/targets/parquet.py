"""Parquet: damaged files, and columns of types and values that nobody expects."""

from __future__ import annotations

import io
from collections.abc import Callable

import pyarrow
import pyarrow.parquet

from aggregator.collect import tables
from aggregator.collect.rows import Defaults
from aggregator.types import Article, Problem
from fuzz import seeds
from fuzz.promises import are_told, fields_of, is_article, text_of

PIECES = (
    "\x1f", "0", "1", "-1", "1720440000", "253402300799", "-62135596800", "9" * 15, "20000000", "-9999999",
    "", "Ferry", "2024-07-08", "\0", "\ud800", "\x1b[31m", "x" * 600, "PAR1", "+25:00", "-10:00",
    "Nowhere/Else",
)  # fmt: skip
COLUMNS = ("title", "published", "first_seen", "text", "id", "extra")
_UNITS = ("s", "ms", "us", "ns")
_ZONES = (None, "UTC", "-10:00", "+14:00", "+25:00", "Nowhere/Else", "Europe/Berlin")
TYPES: tuple[Callable[[], pyarrow.DataType], ...] = (
    pyarrow.string,
    pyarrow.large_string,
    pyarrow.binary,
    pyarrow.int64,
    pyarrow.float64,
    pyarrow.bool_,
    pyarrow.date32,
    pyarrow.date64,
    lambda: pyarrow.time64("ns"),
    lambda: pyarrow.duration("us"),
    lambda: pyarrow.decimal128(30, 2),
    lambda: pyarrow.list_(pyarrow.string()),
    lambda: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
    *((lambda unit=unit, zone=zone: pyarrow.timestamp(unit, zone)) for unit in _UNITS for zone in _ZONES),
)


def _written(table: pyarrow.Table) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file)
    return file.getvalue()


SEEDS = [
    _written(
        pyarrow.table({"title": ["Ferry", None], "text": ["Fog.", "x" * 50], "published": ["2024-07-08", ""]})
    ),
    *(bytes([0, kind, kind]) + b"Ferry\x1f1\x1f1720440000\x1f-1" for kind in range(len(TYPES))),
]


def check(data: bytes) -> None:
    """Every row comes in or is told. Begins with a zero: columns of the types that the next bytes name."""
    if not data.startswith(b"\0") or len(data) < 3:
        _read(data)
        return
    rows, body = _table(data[1], data[2], fields_of(data[3:].decode("utf-8", "replace").encode())[:20])
    if body is not None:
        found = _read(body)
        where = {
            item.where for item in found if isinstance(item, Problem) and item.what.startswith("left out")
        }
        came = sum(isinstance(item, Article) for item in found)
        assert came + len(where) == rows, f"{came} and {len(where)} of {rows} rows: {found}"


def _table(kind: int, time: int, values: list[str]) -> tuple[int, bytes | None]:
    columns = {"title": pyarrow.array([value or None for value in values])}
    for name, wanted in (("text", TYPES[kind % len(TYPES)]()), ("published", TYPES[time % len(TYPES)]())):
        try:
            columns[name] = _array(values, wanted)
        except (pyarrow.ArrowException, ValueError, TypeError, OverflowError, ArithmeticError):
            return 0, None  # no such column can be made
    try:
        return len(values), _written(pyarrow.table(columns))
    except (pyarrow.ArrowException, UnicodeError):
        return 0, None


def _array(values: list[str], kind: pyarrow.DataType) -> pyarrow.Array:
    if pyarrow.types.is_temporal(kind):
        whole = pyarrow.int32() if kind.bit_width == 32 else pyarrow.int64()
        numbers = [
            int(value) if value.lstrip("-").isdecimal() and len(value) < 19 else None for value in values
        ]
        return pyarrow.array(numbers, whole).cast(kind)
    if pyarrow.types.is_list(kind):
        return pyarrow.array([[value] for value in values], kind)
    if pyarrow.types.is_binary(kind):
        return pyarrow.array([value.encode("utf-8", "replace") for value in values], kind)
    if pyarrow.types.is_boolean(kind):
        return pyarrow.array([bool(value) for value in values], kind)
    if pyarrow.types.is_dictionary(kind):
        return pyarrow.array(values).cast(kind)
    return pyarrow.array([text_of(value.encode("utf-8", "replace")) for value in values]).cast(kind)


def _read(body: bytes) -> list[Article | Problem]:
    found = list(tables.parquet(io.BytesIO(body), "rows.parquet", Defaults(seeds.NOW)))
    are_told(item for item in found if isinstance(item, Problem))
    for item in found:
        if isinstance(item, Article):
            is_article(item, seeds.NOW)
    return found
