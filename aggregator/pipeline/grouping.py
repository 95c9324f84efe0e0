"""The second step: stored articles -> events. Only the neighbourhoods of what is new are touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from aggregator.group import corrections, digest, events, neighbours
from aggregator.group.coefficients import model
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
    with store.transaction():
        if rebuild:
            store.articles.forget_digests()
        pool, changed = _digests(store, encoders, watch)
        edges = neighbours.neighbours(pool, _places(pool, changed))
        store.events.replace_neighbours(changed, edges)
        regroup(store, changed, rebuild=rebuild)


def regroup(store: Store, changed: Iterable[str], *, rebuild: bool = False) -> None:
    """Group the articles ``changed``, and those connected to them, from the stored edges."""
    reached = _touched(store, set(changed))
    if not reached:
        return
    decided = store.corrections.all()
    articles = store.articles.get(reached)
    near = [edge for edge in store.events.neighbours(reached) if {edge.a, edge.b} <= set(reached)]
    old = store.events.get(sorted(set(store.events.of_articles(reached).values())))
    made = events.regroup(
        articles,
        [],
        near,
        corrections.constraints(decided, near),
        old,
        elsewhere=set(store.events.ids()) - {event.id for event in old},
        rebuild=rebuild,
    )
    _keep(store, _by_hand(made.events, decided), old, articles)
    store.events.redirect(dict(made.redirects))
    store.events.drop_empty()


def _touched(store: Store, changed: Collection[str]) -> list[str]:
    """The articles whose grouping can change, by id: those that links or events connect to ``changed``.

    Two clusters are merged by a mean link that reaches the cut, so at least one link between them does:
    weaker links connect nothing.
    """
    reached, frontier = set(changed), set(changed)
    while frontier:
        links = store.events.neighbours(sorted(frontier))
        near = {end for edge in links if edge.similarity >= model().limits.cut for end in (edge.a, edge.b)}
        homes = store.events.of_articles(sorted(frontier))
        mates = {
            mate for event in store.events.get(sorted(set(homes.values()))) for mate in event.article_ids
        }
        frontier = (near | mates) - reached
        reached |= frontier
    return sorted(reached)


def _digests(store: Store, encoders: Encoders, watch: Watch) -> tuple[list[Features], set[str]]:
    """The digests of all articles by id, and the ids of those that are new or were extended."""
    made_by = digest.signature(encoders)
    fresh = store.articles.undigested(made_by)
    changed = {article.id for article in fresh}
    if not fresh:
        return [], changed
    pool = [digest.from_bytes(packed) for packed in store.articles.digests(made_by)]
    batches = [fresh[start : start + BATCH] for start in range(0, len(fresh), BATCH)]
    for batch in watch(batches, "Reading articles, in batches", len(batches)):
        pool += digest.features(batch, encoders)
    pool.sort(key=lambda features: features.article_id)
    if digest.needs_bridge(pool):
        lacking = [features.article_id for features in pool if features.multilingual is None]
        bridged = digest.bridged(pool, store.articles.get(lacking), encoders)
        changed |= {new.article_id for old, new in zip(pool, bridged, strict=True) if old is not new}
        pool = bridged
    digest.require_one_model(pool)
    store.articles.put_digests(
        made_by,
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
