"""JSON Lines and CSV: as they are, or made of cells so that it is known what went in."""

from __future__ import annotations

import csv
import io
import json

from aggregator.collect import charsets, tables
from aggregator.collect.rows import Defaults
from aggregator.collect.text import cap_title, plain_line
from aggregator.types import Article, Problem
from fuzz import seeds
from fuzz.promises import are_told, is_article, text_of

PIECES = (
    "\n", "\r", "\r\n", ",", ";", "\t", "|", '"', '""', "\x1e", "\x1f", "\0", "\ufeff", "id", "title",
    "text", "outlet", "source", "url", "published", "first_seen", "lang", "{", "}", "[", "]", ":", "null",
    "true", "NaN", "Infinity", "1e999", "-1", "9" * 400, '"\\ud800"', '"\\u0000"', '{"title": "A"}',
    '"title": ', "javascript:", "2024-07-08", "9999-12-31T23:59:59-10:00", "soon", "\x1b[31m", "\u202e",
    "<b>", "&amp;", "ü", "x" * 600,
)  # fmt: skip
SEEDS = [
    *seeds.encoded(*seeds.literals("collect/test_files.py")),
    b'{"id": "7", "title": "Ferry", "text": "Fog.", "url": "https://a.example/x", "published": "soon"}\n',
    b"id,title,text\n1,Ferry,Fog.\n2,Boat,\n",
    b"title\x1ftext\x1e1\x1f2\x1e3\x1f4",
]
DEFAULTS = Defaults(seeds.NOW)
Read = list[Article | Problem]


def check(data: bytes) -> None:
    """Every row comes in or is told, and each article keeps its promises."""
    if b"\x1e" in data:
        _cells(text_of(data).encode("utf-8", "replace").decode())
        return
    _told(list(tables.separated_values(io.BytesIO(data), "rows.csv", DEFAULTS)))
    found = list(tables.json_lines(io.BytesIO(data), "rows.jsonl", DEFAULTS))
    _told(found)
    lines = data.decode(charsets.encoding(data), "replace").split("\n")
    written = sum(bool(line.strip()) for line in lines)
    assert _count(found) == written, f"{_count(found)} of {written} lines"


def _cells(written: str) -> None:
    """A table made of cells, as a spreadsheet and as Python write it: each row comes in or is told."""
    rows = [[*row.split("\x1f"), ""][:2] for row in written.split("\x1e")]
    for lineterminator, delimiter in (("\r\n", ","), ("\n", ";")):
        made = io.StringIO()
        writer = csv.writer(made, delimiter=delimiter, lineterminator=lineterminator, quoting=csv.QUOTE_ALL)
        writer.writerows([("title", "text"), *rows])
        _whole(list(tables.separated_values(io.BytesIO(made.getvalue().encode()), "x", DEFAULTS)), rows)
    lines = "".join(json.dumps({"title": title, "text": text}) + "\n" for title, text in rows)
    _whole(list(tables.json_lines(io.BytesIO(lines.encode()), "x", DEFAULTS)), rows, blank_rows=True)


def _whole(found: Read, rows: list[list[str]], blank_rows: bool = False) -> None:
    _told(found)
    given = [title for title, text in rows if title or text or blank_rows]
    assert _count(found) == len(given), f"{_count(found)} of {len(given)} rows"
    titles = [article.title for article in found if isinstance(article, Article)]
    expected = [cap_title(line)[0] for title in given if (line := plain_line(title))]
    assert not expected or set(expected) <= set(titles), (expected, titles)


def _count(found: Read) -> int:
    """Rows: those that came in, and those that were left out and told."""
    left_out = {
        item.where for item in found if isinstance(item, Problem) and item.what.startswith("left out")
    }
    return len(left_out) + sum(isinstance(item, Article) for item in found)


def _told(found: Read) -> None:
    are_told(item for item in found if isinstance(item, Problem))
    for item in found:
        if isinstance(item, Article):
            is_article(item, seeds.NOW)
