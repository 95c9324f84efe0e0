"""When each outlet reported, on the clock that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aggregator.types import Article, Moment


def moments(articles: Sequence[Article]) -> tuple[Moment, ...]:
    """One per article, in order of time (articles without any time last, by id).

    An article with a trusted publication date is measured from the first of those; one without from
    the first sighting, because a sighting says nothing about who published first.
    """
    published = min((a.published for a in articles if a.published), default=None)
    seen = min((a.first_seen for a in articles if a.first_seen), default=None)
    return tuple(_moment(article, published, seen) for article in in_order(articles))


def in_order(articles: Sequence[Article]) -> list[Article]:
    """By time, then id; articles without a time stand last."""
    dated = sorted((a for a in articles if a.time), key=lambda a: (a.time, a.id))
    undated = sorted((a for a in articles if not a.time), key=lambda a: a.id)
    return dated + undated


def _moment(article: Article, published: datetime | None, seen: datetime | None) -> Moment:
    if article.published and published:
        return Moment(article.id, _minutes(published, article.published), "published")
    if article.first_seen and seen:
        return Moment(article.id, _minutes(seen, article.first_seen), "first_seen")
    return Moment(article.id, None, "")


def _minutes(start: datetime, end: datetime) -> int:
    return round((end - start).total_seconds() / 60)
