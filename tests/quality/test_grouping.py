"""How well events are grouped on the sample, with pinned floors that nobody lowers silently."""

import pytest

from aggregator.group import events
from aggregator.types import Article, Encoders

from .measures import Gold, bcubed, pairs, pairwise

F1_FLOOR = 0.98
"""B-cubed F1 over the sample's events."""
PRECISION_FLOOR = 0.98
"""Pairwise: of the pairs of articles that share an event, how many should."""

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def found(articles: dict[str, Article], encoders: Encoders) -> dict[str, str]:
    made = events.group_articles(list(articles.values()), encoders)
    return {article_id: event.id for event in made.events for article_id in event.article_ids}


@pytest.fixture(scope="module")
def wanted(gold: Gold) -> dict[str, str]:
    return {one.url: one.event for one in gold.articles}


def test_events_stay_above_their_floor(found: dict[str, str], wanted: dict[str, str]) -> None:
    assert bcubed(wanted, found).f1 >= F1_FLOOR
    assert pairwise(pairs(wanted), pairs(found)).precision >= PRECISION_FLOOR


def test_the_main_event_is_whole_and_nothing_else_is_in_it(
    found: dict[str, str], wanted: dict[str, str], articles: dict[str, Article]
) -> None:
    members = [url for url, event in wanted.items() if event == "accord"]
    [home] = {found[url] for url in members}
    assert [url for url, event in found.items() if event == home and url not in members] == []
    assert {articles[url].lang for url in members} == {"en", "pl", "de"}
