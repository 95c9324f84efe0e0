"""Up to eight articles, some of them alike: which events they make, and why."""

from __future__ import annotations

from datetime import timedelta

from aggregator.group import digest, events, neighbours
from aggregator.publish import report
from aggregator.types import Article
from fuzz import languages, seeds
from fuzz.promises import fields_of, is_finite
from fuzz.targets import comparing
from tests.encoders import hash_encoders

PIECES = comparing.PIECES
SEEDS = comparing.SEEDS
MADE = languages.inputs(texts=6)


def check(data: bytes) -> None:
    """Each article is in one event, in whatever order they come and with events known before."""
    texts = [field.encode("utf-8", "replace").decode() for field in fields_of(data)[:4]]
    texts += [text[: len(text) * 2 // 3] for text in texts]
    articles = [
        _article(at, text, len(data), languages.language(data, at % 4)) for at, text in enumerate(texts)
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


def _article(at: int, text: str, size: int, lang: str) -> Article:
    title = " ".join(text.split()[:9]) if size % 4 else ""
    body = "" if (size + at) % 5 == 0 and title else text
    published = seeds.NOW - timedelta(hours=size * at % 90) if (size + at) % 3 else None
    return Article(f"a{at}", f"Outlet {(size + at) % 3}", title, body, lang=lang, published=published)
