"""Word lists as CSV: open, versioned, editable. Every file has one header row and no comments.

A list is asked for by its file name without the ending. Cells with several values part them by ``;``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
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


def forms(name: str, **where: str) -> list[str]:
    """The values of column ``forms`` in file order, of the rows whose columns say what ``where`` says."""
    return [
        form
        for row in rows(name)
        if all(row[column] == value for column, value in where.items())
        for form in split(row["forms"])
    ]


def any_of(forms: Iterable[str], **signs: str) -> str:
    r"""A regular expression for any of the forms, the longest first; of none, what never matches.

    ``signs`` are characters of the list that stand for more: ``any_of(forms, **{"#": r"\d"})``. What several
    forms begin with stands once: a place in a text where none of them begins is left at its first letter.
    """
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return _branches(longest_first, signs) or "(?!)"


def _branches(forms: Iterable[str], signs: Mapping[str, str]) -> str:
    """The forms as a tree of their characters."""
    tails: dict[str, list[str]] = {}
    for form in forms:
        tails.setdefault(form[:1], []).append(form[1:])
    return "|".join(
        signs.get(first, re.escape(first)) + _tail(after, signs) if first else ""
        for first, after in tails.items()
    )


def _tail(forms: Sequence[str], signs: Mapping[str, str]) -> str:
    """What the forms begin with, and the branches behind it."""
    alike = takewhile(lambda at: len(set(at)) == 1, zip(*forms, strict=False))
    start = [at[0] for at in alike]
    literal = "".join(signs.get(sign, re.escape(sign)) for sign in start)
    rest = [form[len(start) :] for form in forms]
    return f"{literal}(?:{_branches(rest, signs)})" if any(rest) else literal


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by ``;``."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())
