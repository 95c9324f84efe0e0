"""The third step: events -> kept comparisons, and the summaries that lists show."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare import comparison
from aggregator.pipeline.watching import Watch, unwatched
from aggregator.store import Store
from aggregator.types import Article, Comparison, Encoders, Event, EventSummary


def compare(store: Store, encoders: Encoders, watch: Watch = unwatched) -> None:
    """Compare every event whose articles changed since it was last compared."""
    kept = store.events.fingerprints()
    by_id = {article.id: article for article in store.articles.get()}
    stale = [
        (event, articles, mark)
        for event in store.events.get()
        for articles in [[by_id[id] for id in event.article_ids]]
        if (mark := comparison.fingerprint(articles)) != kept.get(event.id)
    ]
    for event, articles, mark in watch(stale, "Comparing sources", len(stale)):
        made = comparison.compare(event, articles, encoders)
        with store.transaction():
            store.events.put([event], {event.id: comparison.summarise(event, articles, made)})
            store.events.put_comparison(made, mark)


def summary(store: Store, event: Event, articles: Sequence[Article]) -> EventSummary:
    """From the kept comparison while it is of these articles; else without one, until it is made."""
    kept = store.events.comparison(event.id)
    if kept is None or kept.article_ids != event.article_ids:
        kept = Comparison(event.id, event.article_ids)
    return comparison.summarise(event, articles, kept)
