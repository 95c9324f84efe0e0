"""Articles with gold from JSON Lines files (also .gz), given by path."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aggregator.types import UNKNOWN, Article


@dataclass(frozen=True)
class Collection:
    """The articles of one file and, by their place, the gold event of each (empty where it has none)."""

    name: str
    articles: list[Article]
    gold: list[str]


def read(path: Path) -> Collection:
    found = rows(path)
    return Collection(
        path.name.partition(".")[0],
        [article(row) for row in found],
        [str(row.get("cluster") or "") for row in found],
    )


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, also .gz."""
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in body.splitlines() if line.strip()]


def article(row: dict[str, Any]) -> Article:
    return Article(
        id=str(row["id"]),
        outlet=row.get("source") or UNKNOWN,
        title=row.get("title") or "",
        text=row.get("text") or "",
        published=_time(row.get("published")),
        first_seen=_time(row.get("first_seen")),
        lang=row.get("lang") or "",
    )


def _time(value: str | None) -> datetime | None:
    """An ISO 8601 time in UTC; None where there is none or it cannot be read."""
    try:
        time = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
