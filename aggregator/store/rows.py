"""Dataclasses <-> database rows, by the fields' types, and JSON for what is kept whole."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from aggregator.errors import StoreError
from aggregator.types import Comparison, EventSummary

T = TypeVar("T")
COMPARISON = TypeAdapter(Comparison)
SUMMARY = TypeAdapter(EventSummary)


def stamp(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second; such texts sort as the times do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def to_row(value: Any) -> dict[str, Any]:
    """A dataclass as a row: times as ISO texts, tuples and dicts as JSON, booleans as 0 and 1."""
    return {column.name: _pack(getattr(value, column.name)) for column in fields(value)}


def from_row(kind: Callable[..., T], row: sqlite3.Row) -> T:
    """A row as a dataclass; columns that are no field of it are passed over."""
    present = set(row.keys())
    with saying_damage():
        return kind(**{name: unpack(row[name]) for name, unpack in _unpackers(kind) if name in present})


def unpack_summary(text: str) -> EventSummary:
    with saying_damage():
        return SUMMARY.validate_json(text)


@contextmanager
def saying_damage() -> Iterator[None]:
    """What is no date, no JSON and no summary was not stored so."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise StoreError(
            "The database is damaged: what it holds cannot be read. Go back to a copy that parallax backup "
            "made; parallax check says what is wrong with it."
        ) from error


def insert(table: str, columns: list[str], replace: bool = True) -> str:
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    marks = ", ".join(f":{column}" for column in columns)
    return f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({marks})"


def pack_comparison(comparison: Comparison) -> bytes:
    return zlib.compress(COMPARISON.dump_json(comparison), 6)


def unpack_comparison(body: bytes) -> Comparison | None:
    """None where the body is of another release's shape: the event counts as not compared."""
    try:
        return COMPARISON.validate_json(zlib.decompress(body))
    except (ValidationError, zlib.error):
        return None


def is_whole(body: bytes) -> bool:
    """Whether a packed comparison is as it was packed: what packs it keeps a sum of it."""
    try:
        zlib.decompress(body)
    except zlib.error:
        return False
    return True


def _pack(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


@cache
def _unpackers(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _unpacker(str(hint))) for name, hint in hints.items())


def _unpacker(hint: str) -> Any:
    if "datetime" in hint:
        return moment
    if hint.startswith("tuple"):
        return lambda text: tuple(json.loads(text))
    if hint.startswith("dict"):
        return json.loads
    if "bool" in hint:
        return bool
    return lambda value: value
