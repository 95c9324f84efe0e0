"""A store with a few articles about two happenings, in any order one likes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aggregator.store import Store
from aggregator.types import Article, Quotation

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)

BRIDGE = (
    "The Marrowgate bridge in Tollbury opened on Monday after 14 months of repairs, mayor Edda Quill said."
)
FLOOD = (
    "Floodwater from the river Senn reached Hallowby on Monday and 230 people left their homes, police said."
)


def articles() -> list[Article]:
    """Three about a bridge, two about a flood, one about neither; each by another outlet."""
    texts = [
        ("Marrowgate bridge opens", BRIDGE),
        ("Tollbury: Marrowgate bridge opens again", f"{BRIDGE} It cost 12 million."),
        ("Marrowgate bridge open after repairs", f"Cars cross again. {BRIDGE}"),
        ("Flood reaches Hallowby", FLOOD),
        ("Hallowby flood: 230 leave homes", f"{FLOOD} The Senn keeps rising."),
        ("Chess club wins cup", "A club of pensioners beat the champions in the final of the county cup."),
    ]
    return [
        Article(
            id=f"a{number}",
            outlet=f"Outlet {number}",
            title=title,
            text=text,
            published=NOW + timedelta(hours=number),
            first_seen=NOW + timedelta(hours=number),
            lang="en",
        )
        for number, (title, text) in enumerate(texts)
    ]


def filled(path: Path, content: Sequence[Article]) -> Store:
    store = Store.open(path)
    with store.transaction():
        for article in content:
            store.articles.put(article, NOW)
    return store


def extract_but_for_one(article: Article) -> tuple[Quotation, ...]:
    """As an engine that finds no quotations, and falls over one article of the flood."""
    if article.id == "a3":
        raise ZeroDivisionError("a sentence of no length")
    return ()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "test.db", articles())
