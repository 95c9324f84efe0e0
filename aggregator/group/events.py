"""Articles into events: the whole of grouping in one call, and the reasons that people are shown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from aggregator import lexicons
from aggregator.group import digest
from aggregator.group.coefficients import model
from aggregator.group.digest import Features
from aggregator.group.identity import age, identify
from aggregator.group.linkage import cluster
from aggregator.group.neighbours import neighbours
from aggregator.types import Article, Constraints, Encoders, Event, Member, Neighbour

_LABEL_ENDS = re.compile(r"[:|()\[\]]|\s[–—-]\s")
_PLAYER = re.compile(r"\s+\w+\s?·\s?\d{1,2}:\d{2}$")
"""The label and length of a recording, which a page shows behind its headline: "Listen · 5:29"."""
_RELATED_SHOWN = 5
_DAYS_APART = 2.0
NOTHING = Constraints()


@dataclass(frozen=True, slots=True)
class Grouping:
    """Events by id, all edges between neighbours, and where the ids of events that are gone lead."""

    events: tuple[Event, ...]
    neighbours: tuple[Neighbour, ...]
    redirects: Mapping[str, str]
    features: tuple[Features, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A near event that was kept apart: the own article nearest to it, and what kept them apart."""

    event_id: str
    article_id: str
    similarity: float
    apart: str


def group_articles(
    articles: Sequence[Article],
    encoders: Encoders,
    constraints: Constraints = NOTHING,
    former: Sequence[Event] = (),
    *,
    rebuild: bool = False,
) -> Grouping:
    """Group a whole collection that is in memory. The same for any order of ``articles``."""
    ordered = sorted(articles, key=lambda article: article.id)
    made = digest.features(ordered, encoders)
    if digest.needs_bridge(made):
        made = digest.bridged(made, ordered, encoders)
    edges = neighbours(made, range(len(made)))
    return regroup(ordered, made, edges, constraints, former, rebuild=rebuild)


def regroup(
    articles: Sequence[Article],
    made: Sequence[Features],
    edges: Sequence[Neighbour],
    constraints: Constraints = NOTHING,
    former: Sequence[Event] = (),
    *,
    elsewhere: Set[str] = frozenset(),
    rebuild: bool = False,
) -> Grouping:
    """Events from articles and the edges between them; ``elsewhere`` are the ids of all other events."""
    by_id = {article.id: article for article in articles}
    edges = sorted(edges, key=lambda edge: (edge.a, edge.b))
    headlines = {article.id for article in articles if not article.text.strip()}
    clusters = cluster(list(by_id), edges, model().limits, constraints, headlines)
    moved = {article_id for article_id, _ in constraints.cannot_link}  # or locked, and then all stay together
    ids, redirects = identify(clusters, by_id, former, elsewhere=elsewhere, moved=moved, rebuild=rebuild)
    home = {article_id: place for place, members in enumerate(clusters) for article_id in members}
    inside: dict[int, list[Neighbour]] = defaultdict(list)
    for edge in edges:
        if home.get(edge.a) == home.get(edge.b):
            inside[home[edge.a]].append(edge)
    events = [
        explain(event_id, [by_id[article_id] for article_id in members], inside[place], constraints)
        for place, (event_id, members) in enumerate(zip(ids, clusters, strict=True))
    ]
    return Grouping(tuple(sorted(events, key=lambda event: event.id)), tuple(edges), redirects, tuple(made))


def explain(
    event_id: str, articles: Sequence[Article], edges: Sequence[Neighbour], constraints: Constraints = NOTHING
) -> Event:
    """An event with the reason for each member; ``edges`` are those between its articles."""
    links: dict[str, dict[str, Neighbour]] = {article.id: {} for article in articles}
    for edge in edges:
        links[edge.a][edge.b] = links[edge.b][edge.a] = edge
    by_hand = {pair[0] for pair in (*constraints.must_link, *constraints.cannot_link)}
    ordered = sorted(articles, key=age)
    centre = max(ordered, key=lambda article: sum(edge.similarity for edge in links[article.id].values()))
    members = [
        replace(
            _member(article.id, links[article.id], len(ordered)),
            source="human" if article.id in by_hand else "machine",
            centre=article.id == centre.id,
        )
        for article in ordered
    ]
    titled = _title_article(ordered, links)
    title = _PLAYER.sub("", titled.title) or titled.text[:120].partition("\n")[0]
    return Event(event_id, title, titled.id, tuple(members))


def _member(article_id: str, links: Mapping[str, Neighbour], size: int) -> Member:
    if not links:
        return Member(article_id, band="sure" if size == 1 else "check")
    nearest, edge = min(links.items(), key=lambda item: (-item[1].similarity, item[0]))
    mean = sum(link.similarity for link in links.values()) / (size - 1)
    band = "sure" if min(edge.similarity, mean) >= model().sure else "check"
    return Member(
        article_id, edge.similarity, nearest, edge.shared, edge.hours, "sure" if band == "sure" else "check"
    )


def _title_article(articles: Sequence[Article], links: Mapping[str, Mapping[str, Neighbour]]) -> Article:
    """The article whose headline names the event: most central in the language of most, English at a tie.

    One that tells what happened comes before a question, and before what its own label calls a comment.
    """
    languages = Counter(article.lang for article in articles)

    def rank(article: Article) -> tuple[bool, int, bool, bool, bool, float]:
        central = sum(edge.similarity for edge in links[article.id].values())
        full, tells = article.text_available == "full", _tells(article.title)
        return bool(article.title), languages[article.lang], article.lang == "en", tells, full, central

    return max(articles, key=rank)


def _tells(headline: str) -> bool:
    """Whether a headline is no question and has no label such as "Opinion:" or "| Video"."""
    pieces = [piece for part in _LABEL_ENDS.split(headline) if (piece := part.strip().casefold())]
    labels = lexicons.words("headline_labels", "forms")
    return not headline.rstrip().endswith("?") and not {*pieces[:1], *pieces[-1:]} & labels


def related(event: Event, edges: Sequence[Neighbour], homes: Mapping[str, str]) -> list[Related]:
    """Near events that were kept apart, nearest first; ``homes`` maps article to event."""
    best: dict[str, Related] = {}
    inside = set(event.article_ids)
    for edge in sorted(edges, key=lambda edge: (-edge.similarity, edge.a, edge.b)):
        if (edge.a in inside) == (edge.b in inside):
            continue
        own, other = (edge.a, edge.b) if edge.a in inside else (edge.b, edge.a)
        if homes[other] not in best:
            best[homes[other]] = Related(homes[other], own, edge.similarity, apart(edge))
    return list(best.values())[:_RELATED_SHOWN]


def apart(edge: Neighbour) -> str:
    """What kept two articles apart, in words."""
    reasons = []
    if edge.hours is not None and edge.hours / 24 >= _DAYS_APART:
        reasons.append(f"{round(edge.hours / 24)} days apart")
    if not edge.shared:
        reasons.append("no shared rare names or numbers")
    if edge.similarity < model().limits.cut:
        reasons.append(f"low similarity ({edge.similarity:.2f})")
    return ", ".join(reasons) or "alike in single articles, not enough as a whole"
