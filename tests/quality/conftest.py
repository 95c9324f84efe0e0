"""The sample's articles as the engines see them, grouped as the gold says, compared once for all tests."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pytest

from aggregator import config
from aggregator.compare import comparison
from aggregator.compare.remembered import remembered
from aggregator.group import encode
from aggregator.types import Article, Comparison, Encoders, Event, Member, TextAvailable

from .measures import SAMPLE, Gold, GoldArticle, load_gold


@pytest.fixture(scope="session")
def gold() -> Gold:
    return load_gold()


@pytest.fixture(scope="session")
def articles(gold: Gold) -> dict[str, Article]:
    """By address, which is the id here."""
    outlets = config.load(SAMPLE / "feeds.yaml").outlets
    names = {Path(feed).stem: outlet.name for outlet in outlets for feed in outlet.feeds}
    return {one.url: _article(one, names[one.outlet]) for one in gold.articles}


@pytest.fixture(scope="session")
def encoders() -> Encoders:
    return remembered(encode.load())


@pytest.fixture(scope="session")
def comparisons(gold: Gold, articles: dict[str, Article], encoders: Encoders) -> dict[str, Comparison]:
    """By event of the gold: what the engines line up when the grouping is right."""
    return {
        label: comparison.compare(event, [articles[id] for id in event.article_ids], encoders)
        for label, event in _events(gold)
    }


def _events(gold: Gold) -> Iterator[tuple[str, Event]]:
    ordered = sorted(gold.articles, key=lambda one: (one.event, one.published, one.url))
    for label, members in groupby(ordered, key=lambda one: one.event):
        urls = [one.url for one in members]
        yield label, Event(label, label, urls[0], tuple(Member(url) for url in urls))


def _article(one: GoldArticle, outlet: str) -> Article:
    available: TextAvailable = "full" if one.text_available == "full" else "summary"
    return Article(
        id=one.url,
        outlet=outlet,
        title=one.title,
        text=one.text,
        published=datetime.fromisoformat(one.published),
        lang=one.lang,
        text_available=available,
    )
