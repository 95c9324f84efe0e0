"""Groups of statements that state one fact, from the probabilities of their pairs.

First average-linkage clustering (Sokal and Michener 1958) of what is told in the outlets' own words. Then
what several outlets tell attracts what is less sure: an article that has no statement of such a fact joins it
with its nearest one, where that is no nearer to another fact. A statement may belong to further facts: one
that says two things is in both. Last comes what is mostly quotation: the printings of one utterance are taken
together, and support a fact that is told in an outlet's own words; speech is no fact of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aggregator.types import Matrix

TOGETHER = 0.4
"""Mean probability over the pairs between two groups, from which they are one."""
DRAWN = 0.2
"""Mean probability to a group's articles, from which a statement that stands alone joins it."""
ALSO = 0.5
"""The same for a statement of another group, that then is in both, where its article tells the fact nowhere
else."""
SAME = 2 / 3
"""Share of the smaller group's statements that two groups have in common, from which they are one."""
SPEECH = 0.55
"""Mean over an utterance's printings of their best probability in a group, from which they support it."""

Owners = NDArray[np.int64]
Group = tuple[int, ...]


def facts(scores: Matrix, owners: Owners, speech: NDArray[np.bool_]) -> list[Group]:
    """Groups of rows, each ascending; a row may be in several. Speech that supports no group is in none.

    ``scores`` are probabilities of shape ``(n, n)``; ``owners`` numbers the article of each row, ascending.
    """
    cores = _drawn(_clustered(np.flatnonzero(~speech), scores, owners), scores, owners)
    widened = _merged([_widened(core, scores, owners, speech) for core in cores])
    return _supported(widened, _clustered(np.flatnonzero(speech), scores, owners), scores, owners)


def _clustered(rows: NDArray[np.int64], scores: Matrix, owners: Owners) -> list[Group]:
    groups = average_linkage(scores[np.ix_(rows, rows)], owners[rows])
    return [tuple(int(rows[place]) for place in group) for group in groups]


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


def _drawn(groups: Sequence[Group], scores: Matrix, owners: Owners) -> list[Group]:
    """The groups, those of several articles with the statements that stand alone and belong to them."""
    shared = [group for group in groups if len(group) > 1]
    alone = np.array(sorted(group[0] for group in groups if len(group) == 1), dtype=np.int64)
    if not shared or not len(alone):
        return list(groups)
    near = np.stack([nearness(alone, group, scores, owners) for group in shared], axis=1)
    for place, group in enumerate(shared):
        near[np.isin(owners[alone], owners[list(group)]), place] = 0
    starts = np.flatnonzero(np.diff(owners[alone], prepend=-1))
    best = np.maximum.reduceat(near, starts)[np.cumsum(np.diff(owners[alone], prepend=-1) > 0) - 1]
    home = near.argmax(axis=1)
    rows = np.arange(len(alone))
    joins = (near[rows, home] >= DRAWN) & (near[rows, home] >= best[rows, home])
    full = [
        tuple(sorted((*group, *alone[joins & (home == place)].tolist())))
        for place, group in enumerate(shared)
    ]
    return sorted(full + [(int(row),) for row in alone[~joins]])


def _widened(core: Group, scores: Matrix, owners: Owners, speech: NDArray[np.bool_]) -> Group:
    """A group with the statements of further articles that state its fact beside another one."""
    if len(core) == 1:
        return core
    others = np.flatnonzero(~speech & ~np.isin(owners, owners[list(core)]))
    near = nearness(others, core, scores, owners)
    return tuple(sorted({*core, *others[near >= ALSO].tolist()}))


def _merged(groups: Sequence[Group]) -> list[Group]:
    """The groups, each with those that are nearly the same in it."""
    merged: list[set[int]] = []
    for group in sorted(
        (group for group in groups if len(group) > 1), key=lambda group: (-len(group), group)
    ):
        new = set(group)
        home = next((one for one in merged if len(one & new) >= SAME * len(new)), None)
        if home is None:
            merged.append(new)
        else:
            home |= new
    shared = set[int]().union(*merged)
    alone = [group for group in groups if len(group) == 1 and group[0] not in shared]
    return sorted([*alone, *(tuple(sorted(group)) for group in merged)])


def _supported(
    groups: Sequence[Group], utterances: Sequence[Group], scores: Matrix, owners: Owners
) -> list[Group]:
    """The groups, each with the utterances that say the same; an utterance supports the nearest alone."""
    if not groups or not utterances:
        return list(groups)
    members, first_member = _joined(groups)
    printings, first_printing = _joined(utterances)
    across = owners[printings][:, None] != owners[members]
    best = np.maximum.reduceat(scores[np.ix_(printings, members)] * across, first_member, axis=1)
    sizes = np.array([len(utterance) for utterance in utterances])
    mean = np.add.reduceat(best, first_printing, axis=0) / sizes[:, None]
    supported = [set(group) for group in groups]
    nearest = mean.argmax(axis=1)
    for utterance in np.flatnonzero(mean.max(axis=1) >= SPEECH):
        supported[int(nearest[utterance])].update(utterances[int(utterance)])
    return [tuple(sorted(group)) for group in supported]


def _joined(groups: Sequence[Group]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows of all groups one after the other, and where each group begins."""
    sizes = [len(group) for group in groups]
    rows = np.array([row for group in groups for row in group], dtype=np.int64)
    return rows, np.concatenate([[0], np.cumsum(sizes[:-1], dtype=np.int64)]).astype(np.int64)


def nearness(rows: NDArray[np.int64], members: Sequence[int], scores: Matrix, owners: Owners) -> Matrix:
    """For each of ``rows``, the mean probability to the best sentence of each of a group's articles.

    The row's own article is not asked. ``members`` ascend.
    """
    group = np.array(members)
    starts = np.flatnonzero(np.diff(owners[group], prepend=-1))
    articles = owners[group][starts]
    own = owners[rows][:, None] == owners[group]
    best = np.maximum.reduceat(np.where(own, 0, scores[np.ix_(rows, group)]), starts, axis=1)
    others = len(articles) - np.isin(owners[rows], articles).astype(np.int64)
    mean: Matrix = best.sum(axis=1) / np.maximum(others, 1)
    return mean
