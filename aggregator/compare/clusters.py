"""Groups of sentences that state one fact, from the probabilities of their pairs.

First average-linkage clustering (Sokal and Michener 1958) of the sentences told in the outlets' own words.
Then a sentence may join further groups: one that says two things belongs to two facts. Last come sentences
that are mostly quotation: speech is no fact of its own, but it joins a fact that others tell in their words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aggregator.types import Matrix

TOGETHER = 0.4
"""Mean probability over the pairs between two groups, from which they are one."""
ALSO = 0.55
"""Mean probability to most of a group's articles, from which a sentence of another group is in it too."""
MOST = 0.75
SPEECH = 0.45
"""The same for a sentence that is mostly quotation, over the better half of the articles."""
HALF = 0.5

Owners = NDArray[np.int64]
Group = tuple[int, ...]


def facts(scores: Matrix, owners: Owners, speech: NDArray[np.bool_]) -> list[Group]:
    """Groups of rows, each ascending; a row may be in several. Speech that supports no group is in none.

    ``scores`` are probabilities of shape ``(n, n)``; ``owners`` numbers the article of each row, ascending.
    """
    plain = np.flatnonzero(~speech)
    cores = [
        tuple(int(plain[place]) for place in group)
        for group in average_linkage(scores[np.ix_(plain, plain)], owners[plain])
    ]
    return [_widened(core, scores, owners, speech) for core in cores]


def average_linkage(scores: Matrix, owners: Owners) -> list[Group]:
    """Agglomerative clusters of sentences that have a like in another article.

    The nearest two groups are joined, the first of equals, until no two have a mean of ``TOGETHER``. Pairs
    within one article count in the mean, so that a sentence that says two things does not join two facts,
    but they bring no groups together: an outlet that repeats itself is no second source.
    """
    groups: dict[int, list[int]] = {row: [row] for row in range(len(scores))}
    across = owners[:, None] != owners
    near = np.flatnonzero((scores * across).max(axis=1, initial=0) >= TOGETHER)
    sums = scores[np.ix_(near, near)].astype(np.float64)
    sizes = np.ones(len(near))
    linked = across[np.ix_(near, near)]
    means = sums * linked
    best = means.argmax(axis=1) if len(near) else np.zeros(0, dtype=np.int64)
    value = means[np.arange(len(near)), best]
    while len(near):
        one = int(value.argmax())
        two = int(best[one])
        if value[one] < TOGETHER:
            break
        one, two = min(one, two), max(one, two)
        groups[int(near[one])] += groups.pop(int(near[two]))
        sums[one] += sums[two]
        sums[:, one] = sums[one]
        linked[one] |= linked[two]
        linked[:, one] = linked[one]
        linked[one, one] = linked[two] = linked[:, two] = False
        sizes[one] += sizes[two]
        means[one] = linked[one] * sums[one] / (sizes[one] * sizes)
        means[:, one] = means[one]
        means[two] = means[:, two] = 0
        stale = np.flatnonzero((best == one) | (best == two) | (means[one] > value))
        stale = np.union1d(stale, [one, two])
        best[stale] = means[stale].argmax(axis=1)
        value[stale] = means[stale, best[stale]]
    return [tuple(sorted(group)) for _, group in sorted(groups.items())]


def _widened(core: Group, scores: Matrix, owners: Owners, speech: NDArray[np.bool_]) -> Group:
    """A group with the sentences that state its fact beside another one, and the speech that supports it."""
    members = set(core)
    if len(core) > 1:
        others = np.setdiff1d(np.flatnonzero(~speech), core)
        near = nearness(others, core, scores, owners, MOST)
        members.update(int(row) for row in others[near >= ALSO])
    spoken = np.flatnonzero(speech)
    near = nearness(spoken, sorted(members), scores, owners, HALF)
    return tuple(sorted(members.union(int(row) for row in spoken[near >= SPEECH])))


def nearness(
    rows: NDArray[np.int64], members: Sequence[int], scores: Matrix, owners: Owners, share: float
) -> Matrix:
    """For each of ``rows``, the mean probability to the best sentences of a group's articles.

    Over that share of the articles that are nearest; the row's own article is not asked. ``members`` ascend.
    """
    group = np.array(members)
    starts = np.flatnonzero(np.diff(owners[group], prepend=-1))
    articles = owners[group][starts]
    own = owners[rows][:, None] == owners[group]
    best = np.maximum.reduceat(np.where(own, 0, scores[np.ix_(rows, group)]), starts, axis=1)
    best = -np.sort(-best, axis=1)
    others = len(articles) - np.isin(owners[rows], articles).astype(np.int64)
    taken = np.ceil(share * others).astype(np.int64)
    ranks = np.arange(len(articles)) < taken[:, None]
    mean: Matrix = (best * ranks).sum(axis=1) / np.maximum(taken, 1)
    return mean
