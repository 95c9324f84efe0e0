"""Names of events that stay: an event keeps its id while its core stays, and old links still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from hashlib import sha256

from aggregator.types import Article, Event

Clusters = Sequence[Sequence[str]]


def identify(
    clusters: Clusters,
    articles: Mapping[str, Article],
    former: Sequence[Event] = (),
    *,
    elsewhere: Set[str] = frozenset(),
    moved: Set[str] = frozenset(),
    rebuild: bool = False,
) -> tuple[list[str], dict[str, str]]:
    """An id for each cluster, and where former ids lead now.

    A former event's id goes to the cluster that holds most of it, where articles that people have ``moved``
    out of an event count only if there are no others; a cluster that could have several keeps that of the
    event it holds most of. Everything new is named after its founder, the earliest article, and with
    ``rebuild`` every event is; none gets an id of ``elsewhere``, where events that nothing here concerns may
    still be named after an article that has left them. The id of a former event that is gone leads to the
    event that holds most of its articles; one without any article left leads nowhere.
    """
    heirs = _heirs(clusters, former, moved)
    kept: dict[int, str] = {} if rebuild else _kept(heirs)
    taken = {*kept.values(), *elsewhere, *(() if rebuild else (event.id for event in former))}
    ids = []
    for place, cluster in enumerate(clusters):
        ids.append(kept[place] if place in kept else _fresh(founder(cluster, articles), taken))
        taken.add(ids[-1])
    present = set(ids)
    redirects = {event_id: ids[place] for event_id, (place, _) in heirs.items() if event_id not in present}
    return ids, redirects


def founder(cluster: Sequence[str], articles: Mapping[str, Article]) -> str:
    """The article that came first; articles without a time come last, ties go by id."""
    return min(cluster, key=lambda article_id: age(articles[article_id]))


def age(article: Article) -> tuple[float, str]:
    """The order of articles in time."""
    return article.time.timestamp() if article.time else float("inf"), article.id


def _heirs(clusters: Clusters, former: Sequence[Event], moved: Set[str]) -> dict[str, tuple[int, int]]:
    """By former event the place of the cluster that holds most of it, and how many of its articles."""
    home = {article_id: place for place, cluster in enumerate(clusters) for article_id in cluster}
    heirs = {}
    for event in former:
        there = [article_id for article_id in event.article_ids if article_id in home]
        stayed = [article_id for article_id in there if article_id not in moved]
        held = Counter(home[article_id] for article_id in stayed or there)
        if held:
            centre = next((home.get(m.article_id) for m in event.members if m.centre), None)
            place = max(held, key=lambda place: (held[place], place == centre, -place))
            heirs[event.id] = place, held[place]
    return heirs


def _kept(heirs: Mapping[str, tuple[int, int]]) -> dict[int, str]:
    """By cluster the one former id it keeps: of the event it holds most of, ties by id."""
    kept: dict[int, str] = {}
    for event_id, (place, _) in sorted(heirs.items(), key=lambda item: (-item[1][1], item[0])):
        kept.setdefault(place, event_id)
    return kept


def _fresh(article_id: str, taken: set[str]) -> str:
    """Twelve hexadecimal digits named after an article; another name where an older event has this one."""
    salt = ""
    while (name := sha256(f"{salt}{article_id}".encode()).hexdigest()[:12]) in taken:
        salt += "+"
    return name
