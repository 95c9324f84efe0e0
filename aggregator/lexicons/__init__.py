"""Word lists as CSV: open, versioned, editable. Every file has one header row and no comments.

A list is asked for by its file name without the ending. Cells with several values part them by ``;``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``lexicons/<name>.csv`` in file order, read once; each maps column to cell.

    Raises FileNotFoundError for a name that is no list.
    """
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))


@cache
def words(name: str, column: str, lang: str = "") -> frozenset[str]:
    """All values in a column, for one language (column ``lang``) or, with ``""``, for all."""
    return frozenset(
        value for row in rows(name) if not lang or row["lang"] == lang for value in split(row[column])
    )


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by ``;``."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())
