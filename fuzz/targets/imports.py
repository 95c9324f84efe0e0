"""Files of any kind under any name, as ``parallax import`` takes them."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from aggregator.collect import files
from aggregator.types import Article, Problem
from fuzz import seeds
from fuzz.promises import are_told, is_article
from fuzz.targets import feeds, html, tables

ENDINGS = (".jsonl", ".csv", ".txt", ".html", ".xml", ".parquet", ".json", ".gz", "", ".CSV.GZ", ".md")
PIECES = (
    *tables.PIECES, "<html>", "<p>", "<!doctype html>", "<rss>", "PAR1", "\x1f\u008b", "{", "[", "<?xml ",
)  # fmt: skip
SEEDS = [
    *tables.SEEDS,
    *feeds.SEEDS[:3],
    *html.SEEDS[-20:],
    gzip.compress(tables.SEEDS[-3]),
    b"<!doctype html><html><head><title>Ferry</title></head><body><p>Fog.</p></body></html>",
]
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def check(data: bytes) -> None:
    """A file gives articles and problems, never an error; one that gives nothing says why."""
    path = FOLDER / f"file{ENDINGS[len(data) % len(ENDINGS)]}"
    path.write_bytes(data)
    found = list(files.read(path, outlets=(), now=seeds.NOW))
    path.unlink()
    are_told(item for item in found if isinstance(item, Problem))
    for item in found:
        if isinstance(item, Article):
            is_article(item, seeds.NOW)
    assert found or not data.strip(), "nothing came in and nothing is said"
