"""Up to eight articles, some of them alike: which events they make, and why."""

from __future__ import annotations

from dataclasses import replace

from aggregator.group import digest, events, neighbours
from aggregator.publish import report
from aggregator.types import Article
from fuzz import languages
from fuzz.promises import is_finite
from fuzz.targets import comparing
from tests.encoders import hash_encoders

PIECES = comparing.PIECES
SEEDS = comparing.SEEDS
MADE = languages.inputs(texts=4)


def check(data: bytes) -> None:
    """Each article is in one event, in whatever order they come and with events known before."""
    whole = comparing.articles_of(data)
    articles = [_varied(article, len(data) + at) for at, article in enumerate(whole)]
    articles += [
        replace(article, id=f"b{at}", text=article.text[: len(article.text) * 2 // 3])
        for at, article in enumerate(whole)
    ]
    made = events.group_articles(articles, hash_encoders())
    members = [article_id for event in made.events for article_id in event.article_ids]
    assert sorted(members) == sorted(article.id for article in articles)
    turned = events.group_articles(articles[::-1], hash_encoders())
    assert (turned.events, turned.neighbours) == (made.events, made.neighbours)
    again = events.group_articles(articles, hash_encoders(), former=made.events)
    assert again.events == made.events and not again.redirects
    read = [digest.from_bytes(features.to_bytes()) for features in made.features]
    assert tuple(neighbours.neighbours(read, range(len(read)))) == made.neighbours
    by_id = {article.id: article for article in articles}
    for event in made.events:
        for member in event.members:
            nearest = by_id[member.nearest] if member.nearest else None
            assert report.reason(member, by_id[member.article_id], nearest)
        assert all(one.apart for one in events.related(event, made.neighbours, _homes(made)))
    is_finite(*(edge.similarity for edge in made.neighbours))


def _homes(made: events.Grouping) -> dict[str, str]:
    return {article_id: event.id for event in made.events for article_id in event.article_ids}


def _varied(article: Article, draw: int) -> Article:
    """Without a title or without a text, some of them."""
    if draw % 4 == 0 and article.text.strip():
        return replace(article, title="")
    return replace(article, text="") if draw % 5 == 0 else article
