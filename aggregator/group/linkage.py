"""Average linkage on the sparse graph of neighbours, under constraints.

Clusters are merged by the mean link between them (UPGMA; Sokal and Michener 1958), best first, where a
missing link counts as 0, until no mean reaches the cut. Two groups that each hang together, and are clearly
less alike than that, are two events however probable each pair is: so are the next day's decision and
another town's fire, told in the same words (after the relative closeness of Karypis, Han and Kumar 1999).
The fewer they are, the more alike they must be: what many tell has sides, what few tell hardly.
Headlines alone tell too little for that. A text that several print counts once, or a wire's copies would be a
group that hangs together as no reports do. Links are whole ten-thousandths and ties go to the smaller article
ids, so that the outcome depends on no order of input.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from aggregator.group.coefficients import Limits
from aggregator.types import Constraints, Neighbour

_SCALE = 10_000


def cluster(
    article_ids: Sequence[str],
    edges: Iterable[Neighbour],
    limits: Limits,
    constraints: Constraints | None = None,
    headlines: Collection[str] = (),
) -> list[list[str]]:
    """The articles in clusters: members ascending, clusters by their first member.

    Two clusters are merged from a mean link of ``limits.cut`` on; where both have several members that are
    more than ``headlines``, it must also reach a share of their own mean links.
    Articles tied by ``must_link`` start out together; clusters with a ``cannot_link`` between them are never
    merged. Where the two contradict each other, ``must_link`` counts. A copy goes where the smallest id of
    those that print its text goes, unless people decided about either.
    """
    links, decided = list(edges), constraints or Constraints()
    copies = _copies(article_ids, links, decided)
    ids = sorted(set(article_ids) - copies.keys())
    places = {article_id: place for place, article_id in enumerate(ids)}
    clusters = _Clusters([article_id not in headlines for article_id in ids], limits)
    for a, b in _known(decided.must_link, places):
        clusters.tie(a, b)
    for a, b in _known(decided.cannot_link, places):
        clusters.part(a, b)
    for edge in links:
        if edge.a in places and edge.b in places:
            clusters.link(places[edge.a], places[edge.b], round(edge.similarity * _SCALE))
    clusters.merge()
    printed = defaultdict(list)
    for copy, first in copies.items():
        printed[first].append(copy)
    found = [[ids[place] for place in members] for members in clusters.members.values()]
    return sorted(sorted([*one, *(copy for first in one for copy in printed[first])]) for one in found)


def _copies(article_ids: Sequence[str], edges: Iterable[Neighbour], decided: Constraints) -> dict[str, str]:
    """Each copy with the article that stands for it, the smallest id; no copy of a copy is one."""
    by_hand = {article_id for pair in decided.must_link + decided.cannot_link for article_id in pair}
    asked = set(article_ids) - by_hand
    copies: dict[str, str] = {}
    for a, b in sorted(sorted((edge.a, edge.b)) for edge in edges if edge.copied):
        if {a, b} <= asked and a not in copies:
            copies.setdefault(b, a)
    return copies


class _Clusters:
    """Clusters by their smallest member, the sums of links between them, and which must stay apart."""

    def __init__(self, has_text: Sequence[bool], limits: Limits) -> None:
        self._limits = limits
        self._full = round(limits.full_link * _SCALE)
        self._over_full: dict[tuple[int, int], int] = {}
        articles = range(len(has_text))
        self.members: dict[int, list[int]] = {place: [place] for place in articles}
        self._home = list(articles)
        self._links: dict[int, dict[int, int]] = {place: {} for place in articles}
        self._inner = dict.fromkeys(articles, 0)
        self._texts = dict(enumerate(map(int, has_text)))
        self._apart: dict[int, set[int]] = {}

    def tie(self, a: int, b: int) -> None:
        a, b = sorted((self._home[a], self._home[b]))
        if a != b:
            self._join(a, b)

    def part(self, a: int, b: int) -> None:
        a, b = self._home[a], self._home[b]
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def link(self, a: int, b: int, strength: int) -> None:
        if strength > self._full:
            self._over_full[min(a, b), max(a, b)] = strength - self._full
        a, b = self._home[a], self._home[b]
        if a == b:
            self._inner[a] += strength
        else:
            self._links[a][b] = self._links[b][a] = self._links[a].get(b, 0) + strength

    def merge(self) -> None:
        """Join the two clusters of the highest mean link until none reaches the cut and is close enough."""
        cut = round(self._limits.cut * _SCALE)
        heap = [
            self._entry(a, b)
            for a, row in self._links.items()
            for b in row
            if a < b and self._mean(a, b) >= cut
        ]
        heapq.heapify(heap)
        while heap:
            entry = heapq.heappop(heap)
            _, a, b = entry
            if a not in self.members or b not in self.members or entry != self._entry(a, b):
                continue
            if b in self._apart.get(a, ()) or self._mean(a, b) < self._needed(a, b):
                continue
            self._join(a, b)
            for other in self._links[a]:
                if self._mean(a, other) >= cut:
                    heapq.heappush(heap, self._entry(*sorted((a, other))))

    def _mean(self, a: int, b: int) -> float:
        return self._links[a].get(b, 0) / (len(self.members[a]) * len(self.members[b]))

    def _needed(self, a: int, b: int) -> float:
        """The mean link that is close enough; 0 where one has no two texts to tell by."""
        if min(self._texts[a], self._texts[b]) < 2:
            return 0.0
        few = len(self.members[a]) + len(self.members[b]) <= self._limits.few
        own = [self._own_mean(at, full_at_most=few) for at in (a, b)]
        return (1.0 if few else self._limits.closeness) * sum(own) / 2

    def _own_mean(self, a: int, *, full_at_most: bool) -> float:
        """The mean link within a cluster; ``full_at_most``: a stronger one counts as a full link."""
        members = self.members[a]
        over = (
            sum(self._over_full.get(pair, 0) for pair in combinations(sorted(members), 2))
            if full_at_most
            else 0
        )
        return 2 * (self._inner[a] - over) / (len(members) * (len(members) - 1))

    def _entry(self, a: int, b: int) -> tuple[float, int, int]:
        return -self._mean(a, b), a, b

    def _join(self, a: int, b: int) -> None:
        """Put ``b`` into ``a``, with its links and what must stay apart from it."""
        for place in self.members[b]:
            self._home[place] = a
        self.members[a] += self.members.pop(b)
        self._texts[a] += self._texts.pop(b)
        self._inner[a] += self._inner.pop(b) + self._links[a].get(b, 0)
        for other, strength in self._links.pop(b).items():
            del self._links[other][b]
            if other != a:
                self._links[a][other] = self._links[other][a] = self._links[a].get(other, 0) + strength
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            if other != a:
                self._apart[other].add(a)
                self._apart.setdefault(a, set()).add(other)


def _known(pairs: Iterable[tuple[str, str]], places: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(places[a], places[b]) for a, b in pairs if a in places and b in places]
