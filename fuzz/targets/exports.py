"""Cells of exported tables, plain and for spreadsheets."""

from __future__ import annotations

import csv
import io
import math

from aggregator.publish import bundle, tables
from aggregator.publish.bundle import restore
from fuzz import seeds
from fuzz.promises import fields_of

PIECES = (
    "=", "+", "-", "@", "\t", "\r", "\n", "'", '"', ",", " ", "\u00a0", "\u3000", "＝", "＋", "－", "＠",
    "\x1f", "\u2003", "\x0b", "\x0c", "\x1c", "\u2028", "\ufeff", "=1+1", "🙂", "שלום", ";", "\0", "1e308",
)  # fmt: skip
SEEDS = [*seeds.encoded(*seeds.literals("publish/test_bundle.py")), b"a\x1f=b\x1f'c\x1f\"d"]
FORMULA = tuple("=+-@＝＋－＠")
SEEN_THROUGH = " \t\r\n\u00a0\u3000"
"""What spreadsheets may drop before they look for a formula."""


def check(data: bytes) -> None:
    """Plain cells round-trip; spreadsheets' cells are no formulas and can be restored; numbers stay."""
    cells = [field.encode("utf-8", "replace").decode() for field in fields_of(data)]
    rows: list[tables.Row] = [{"article_id": cell, "title": cell, "text": cell} for cell in cells]
    plain = _rows(bundle.csv_text("texts", rows, "plain"))
    assert plain == [list(tables.COLUMNS["texts"]), *([cell] * 3 for cell in cells)]
    excel = bundle.csv_text("texts", rows, "excel")
    guarded = _rows(excel.removeprefix("\ufeff"))
    assert [[restore(cell) for cell in row] for row in guarded] == plain
    wrong = [cell for row in guarded for cell in row if cell.lstrip(SEEN_THROUGH).startswith(FORMULA)]
    assert not wrong, f"formulas: {wrong!r}"
    for cell in cells:
        _number(cell)


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def _number(cell: str) -> None:
    try:
        value = float(cell)
    except ValueError:
        return
    if math.isfinite(value):
        text = tables.as_text(value)
        assert float(text) == value and set(text) <= set("-.0123456789"), text
