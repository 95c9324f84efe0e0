"""The third step: events -> kept comparisons, and what views and exports need of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aggregator.compare import comparison
from aggregator.pipeline.watching import Watch, unwatched
from aggregator.store import Store
from aggregator.types import Article, Comparison, Dossier, Encoders, Event, EventSummary


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


def dossiers(store: Store, event_ids: Sequence[str]) -> Iterator[Dossier]:
    """Everything known of these events, one at a time; those not compared yet are passed over."""
    outlets = store.sources.outlets()
    for event_id in event_ids:
        [event] = store.events.get([event_id])
        [summary] = store.events.summaries([event_id])
        made = store.events.comparison(event_id)
        if made is not None and made.article_ids == event.article_ids:
            articles = tuple(store.articles.get(event.article_ids))
            yield Dossier(event, articles, outlets, made, summary)
