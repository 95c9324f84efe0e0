"""The second step: stored articles -> events. Only the neighbourhoods of what is new are touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from aggregator.group import corrections, digest, events, neighbours
from aggregator.group.digest import Features
from aggregator.pipeline.comparing import summary
from aggregator.pipeline.watching import Watch, unwatched
from aggregator.store import Store
from aggregator.types import Article, Correction, Encoders, Event, Neighbour

BATCH = 200


def group(store: Store, encoders: Encoders, *, rebuild: bool = False, watch: Watch = unwatched) -> None:
    """Put every article into exactly one event, what people decided standing above all.

    With ``rebuild`` everything is computed anew and events are named by their members alone; their former
    ids lead to them. All that changes is stored in one transaction.
    """
    model = encoders.english.model_id
    with store.transaction():
        if rebuild:
            store.articles.forget_digests()
        pool, changed = _digests(store, encoders, model, watch)
        edges = neighbours.neighbours(pool, _places(pool, changed))
        store.events.replace_neighbours(changed, edges)
        regroup(store, changed, rebuild=rebuild)


def regroup(store: Store, changed: Iterable[str], *, rebuild: bool = False) -> None:
    """Group the articles ``changed``, and those connected to them, from the stored edges."""
    edges = store.events.neighbours()
    former = store.events.get()
    reached = events.touched(sorted(changed), edges, former)
    if not reached:
        return
    decided = store.corrections.all()
    articles = store.articles.get(sorted(reached))
    near = [edge for edge in edges if edge.a in reached and edge.b in reached]
    old = [event for event in former if reached.intersection(event.article_ids)]
    made = events.regroup(articles, [], near, corrections.constraints(decided, near), old, rebuild=rebuild)
    _keep(store, _by_hand(made.events, decided), old, articles)
    store.events.redirect(dict(made.redirects))
    store.events.drop_empty()


def _digests(store: Store, encoders: Encoders, model: str, watch: Watch) -> tuple[list[Features], set[str]]:
    """The digests of all articles by id, and the ids of those that are new or were extended."""
    fresh = store.articles.undigested(model)
    changed = {article.id for article in fresh}
    if not fresh:
        return [], changed
    pool = [digest.from_bytes(packed) for packed in store.articles.digests(model)]
    batches = [fresh[start : start + BATCH] for start in range(0, len(fresh), BATCH)]
    for batch in watch(batches, "Reading articles, in batches", len(batches)):
        pool += digest.features(batch, encoders)
    pool.sort(key=lambda features: features.article_id)
    if digest.needs_bridge(pool):
        lacking = [features.article_id for features in pool if features.multilingual is None]
        bridged = digest.bridged(pool, store.articles.get(lacking), encoders)
        changed |= {new.article_id for old, new in zip(pool, bridged, strict=True) if old is not new}
        pool = bridged
    store.articles.put_digests(
        model,
        {features.article_id: features.to_bytes() for features in pool if features.article_id in changed},
    )
    return pool, changed


def _places(pool: Sequence[Features], article_ids: Collection[str]) -> list[int]:
    return [place for place, features in enumerate(pool) if features.article_id in article_ids]


def _by_hand(made: Sequence[Event], decided: Sequence[Correction]) -> list[Event]:
    """The events with the titles that people gave, and the members that people placed marked so."""
    titles = corrections.titles(decided, made)
    placed = corrections.placed(decided)

    def marked(event: Event) -> Event:
        members = tuple(
            replace(member, source="human", band="sure") if member.article_id in placed else member
            for member in event.members
        )
        return replace(event, title=titles.get(event.id, event.title), members=members)

    return [marked(event) for event in made]


def _keep(store: Store, made: Sequence[Event], former: Sequence[Event], articles: Sequence[Article]) -> None:
    by_id: Mapping[str, Article] = {article.id: article for article in articles}
    changed = sorted(set(made) - set(former), key=lambda event: event.id)
    summaries = {
        event.id: summary(store, event, [by_id[article_id] for article_id in event.article_ids])
        for event in changed
    }
    store.events.put(changed, summaries)


def related(store: Store, event: Event) -> list[events.Related]:
    """Near events that were kept apart, with what kept them apart."""
    edges: list[Neighbour] = store.events.neighbours(event.article_ids)
    others = {edge.a for edge in edges} | {edge.b for edge in edges}
    return events.related(event, edges, store.events.of_articles(sorted(others)))
