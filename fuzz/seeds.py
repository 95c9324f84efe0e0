"""What fuzzing begins with: the project's own sample, and every string that stands in a test."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from aggregator.collect import feeds
from aggregator.types import Article

ROOT = Path(__file__).parent.parent
NOW = datetime(2024, 7, 10, tzinfo=UTC)
LONGEST = 3_000


def literals(*files: str) -> list[str]:
    """Every string and every bytes literal in these files of tests/, once, without what is empty or huge."""
    found: dict[str, None] = {}
    for file in files:
        for node in ast.walk(ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, bytes):
                value = value.decode("latin-1")
            if isinstance(value, str) and 0 < len(value) < LONGEST:
                found[value] = None
    return list(found)


def encoded(*texts: str) -> list[bytes]:
    return [text.encode("utf-8", "surrogatepass") for text in texts]


@cache
def sample() -> tuple[Article, ...]:
    """The sample's articles."""
    return tuple(article for file in sample_feeds() for article in _articles(file))


def sample_feeds() -> list[Path]:
    return sorted((ROOT / "aggregator" / "sample" / "feeds").glob("*.xml"))


def paragraphs() -> list[bytes]:
    """One paragraph of each article of the sample, in all its languages."""
    return encoded(*(max(article.text.split("\n\n"), key=len)[:LONGEST] for article in sample()))


def short_feeds() -> list[bytes]:
    """The sample's feeds with their first item alone."""
    bodies = [file.read_bytes() for file in sample_feeds()]
    return [re.sub(rb"(?s)(</(?:item|entry)>).*</(?:item|entry)>", rb"\1", body) for body in bodies]


def _articles(file: Path) -> tuple[Article, ...]:
    read = feeds.parse(file.read_bytes(), url=str(file), outlet=None, feed=str(file), now=NOW)
    assert isinstance(read, feeds.Parsed)
    return read.articles
