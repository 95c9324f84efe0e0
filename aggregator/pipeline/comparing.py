"""The third step: events -> kept comparisons, and the summaries that lists show."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare import comparison
from aggregator.errors import ParallaxError
from aggregator.pipeline import faults
from aggregator.pipeline.watching import Watch, unwatched
from aggregator.store import Store
from aggregator.types import Article, Comparison, Encoders, Event, EventSummary, Problem

_FAULT = "not compared, by a fault of Parallax; all others are. Please report it with the event's articles"


def compare(store: Store, encoders: Encoders, watch: Watch = unwatched) -> list[Problem]:
    """Compare every event whose articles changed since it was last compared.

    An event that the engines fall over is a fault of Parallax: it is told, waits, and stops no other.
    """
    kept = store.events.fingerprints()
    by_id = {article.id: article for article in store.articles.get()}
    stale = [
        (event, articles, mark)
        for event in store.events.get()
        for articles in [[by_id[id] for id in event.article_ids]]
        if (mark := comparison.fingerprint(articles)) != kept.get(event.id)
    ]
    problems = []
    for event, articles, mark in watch(stale, "Comparing sources", len(stale)):
        try:
            made = comparison.compare(event, articles, encoders)
            lines = comparison.summarise(event, articles, made)
        except ParallaxError:
            raise
        except Exception as error:  # whatever it is, the other events are compared
            told = f"{_FAULT}: {faults.told(error)}"
            problems.append(Problem(f"event {event.id} ({event.title})", told))
            continue
        with store.transaction():
            store.events.put([event], {event.id: lines})
            store.events.put_comparison(made, mark)
    return problems


def summary(store: Store, event: Event, articles: Sequence[Article]) -> EventSummary:
    """From the kept comparison while it is of these articles; else without one, until it is made."""
    kept = store.events.comparison(event.id)
    if kept is None or kept.article_ids != event.article_ids:
        kept = Comparison(event.id, event.article_ids)
    return comparison.summarise(event, articles, kept)
