"""Reads all feed files of folders, and compares what comes of them with feedparser's own entries.

    python -m benchmarks.feeds FOLDER…

Nothing may crash, hang or get lost: each of feedparser's entries is an article, or the reader said why not.
What is left unexplained is listed, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from aggregator.collect import feeds, urls
from aggregator.collect.text import cap_title, plain_line
from aggregator.types import Article, Failed

NOW = datetime(2100, 1, 1, tzinfo=UTC)  # so that no date lies in the future
SLOW = 10.0
_OTHER_VERSIONS = re.compile(r"(\d+) items? (?:are other versions|is another version) of an item")
_LEFT_OUT = ("left out: neither title nor text", "the last item is cut short and was left out")


@dataclass
class Tally:
    files: int = 0
    good: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    theirs: int = 0
    ours: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def entries(body: bytes) -> list[Any] | Exception:
    """feedparser's own, or what it raised."""
    try:
        found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
        return list(found.entries)
    except Exception as error:
        return error


def compare(path: Path, tally: Tally) -> None:
    body = path.read_bytes()
    theirs = entries(body)
    began = time.perf_counter()
    found = feeds.parse(body, url="", outlet=None, feed=path.name, now=NOW, newest=None)
    seconds = time.perf_counter() - began
    tally.files += 1
    tally.slowest = max(tally.slowest, (seconds, path.name))
    if seconds > SLOW:
        tally.unexplained.append(f"{path.name}: took {seconds:.0f} s")
    count = len(theirs) if isinstance(theirs, list) else 0
    tally.theirs += count
    if isinstance(found, Failed):
        tally.failed[found.reason] += 1
        if count:
            tally.unexplained.append(f"{path.name}: {found.reason}, where feedparser has {count} entries")
        return
    tally.good += 1
    tally.ours += len(found.articles)
    reasons = said(found)
    tally.explained += reasons
    missing = count - len(found.articles) - reasons.total()
    if missing > 0:
        tally.unexplained.append(f"{path.name}: {missing} of {count} entries are not there")
    if missing < 0:
        tally.explained["more than feedparser alone reads"] -= missing
    compare_fields(path.name, theirs if isinstance(theirs, list) else [], found, tally)


def said(found: feeds.Parsed) -> Counter[str]:
    """How many entries are no article of their own, by the reason that the reader gave."""
    reasons: Counter[str] = Counter()
    for problem in found.problems:
        if merged := _OTHER_VERSIONS.match(problem.what):
            reasons["another version of an item"] += int(merged[1])
        if problem.what in _LEFT_OUT:
            reasons[problem.what] += 1
    return reasons


def compare_fields(name: str, theirs: list[Any], found: feeds.Parsed, tally: Tally) -> None:
    """Whether the titles, links, dates and texts that feedparser has are there, found by title or link."""
    by_title = {article.title: article for article in found.articles}
    by_url = {article.url: article for article in found.articles if article.url}
    dates_left = sum(problem.what.startswith("date left empty") for problem in found.problems)
    shared = any(problem.what.startswith("all items give") for problem in found.problems)
    lacking: Counter[str] = Counter()
    for entry in theirs:
        title = cap_title(plain_line(entry.get("title") or ""))[0]
        link = urls.absolute(entry.get("link") or "")
        article = by_url.get(link) or by_title.get(title)
        if article is None:
            lacking["title and link"] += bool(title or link)
            continue
        lacking.update(missing_fields(entry, article, link, shared))
    lacking["date"] -= min(lacking["date"], dates_left)
    lacking["title and link"] -= min(lacking["title and link"], sum(said(found)[what] for what in _LEFT_OUT))
    for what, count in (+lacking).items():
        tally.fields[what] += count
        tally.unexplained.append(f"{name}: {what} lacks in {count} of {len(theirs)}")


def missing_fields(entry: Any, article: Article, link: str, shared: bool) -> list[str]:
    pairs = {
        "link": (link and not shared, article.url),
        "date": (entry.get("published_parsed") or entry.get("updated_parsed"), article.published),
        "text": (plain_line(str(entry.get("summary") or "")), article.text),
    }
    return [what for what, (theirs, ours) in pairs.items() if theirs and not ours]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    unexplained = 0
    for folder in parser.parse_args().folders:
        tally = Tally()
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            compare(path, tally)
        print(f"{folder.name}: {tally.files} files, {tally.good} read")
        print(f"  failed: {dict(tally.failed) or 'none'}")
        print(f"  feedparser {tally.theirs} entries, here {tally.ours} articles; {dict(tally.explained)}")
        print(f"  slowest: {tally.slowest[1]}, {tally.slowest[0]:.1f} s")
        print(f"  unexplained: {len(tally.unexplained)}")
        for line in tally.unexplained:
            print(f"    {line}")
        unexplained += len(tally.unexplained)
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
