"""Which pairs of articles are worth a closer look: found by exact inner products.

The model of similarity is linear in inner products, so its signs laid side by side make one vector, the words
folded into a few hundred dimensions (feature hashing; Weinberger et al., ICML 2009). All pairs whose inner
product comes near the floor are candidates; pairs that time speaks against must come nearer. Whether a
pair is one depends on no third article, so that articles that come later change nothing about those that
were there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import faiss
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from aggregator.group.coefficients import Coefficients, model
from aggregator.group.digest import Features
from aggregator.group.similarity import FLOOR, Pairs, Table, kind_of, score
from aggregator.types import Matrix, Neighbour

_FOLDED = 512
_MARGIN = 1.0
"""Log-odds by which the folding of words may err."""
_QUERIES = 1024
_SPAN = 3.0
"""Days; articles of one such span, or of two in a row, may be of the same hour."""


def neighbours(pool: Sequence[Features], new: Sequence[int]) -> list[Neighbour]:
    """The neighbours of the articles at the places ``new`` among the whole pool, by their ids."""
    table = Table(pool)
    found = [edge for pairs in candidates(table, new) for edge in score(table, pairs)]
    return sorted(found, key=lambda edge: (edge.a, edge.b))


def candidates(table: Table, new: Sequence[int]) -> Iterator[Pairs]:
    """Pairs of rows that may be neighbours, one of them new; shape ``(n, 2)``, in parts, each pair once."""
    is_new = np.zeros(len(table.digests), dtype=bool)
    is_new[np.asarray(new, dtype=np.int64)] = True
    for kind, rows in _rows_by_kind(table):
        for pairs in _near(table, rows, is_new[rows], kind):
            a, b = pairs.T
            once = (a < b) | ~is_new[b]
            yield pairs[once & (kind_of(table, pairs) == kind)]


def _rows_by_kind(table: Table) -> Iterator[tuple[str, Pairs]]:
    """The rows that pairs of each kind can be made of."""
    english, other = table.has_english, table.has_multilingual
    everything = np.arange(len(table.digests))
    if (english & ~table.headline_only).any():
        yield "english", np.flatnonzero(english & ~table.headline_only)
    if (english & table.headline_only).any():
        yield "headlines", np.flatnonzero(english)
    if (other & ~english).any():
        yield "multilingual", np.flatnonzero(other & ~english)
        if len(np.unique(table.lang[other])) > 1:
            yield "across", np.flatnonzero(other)
    if not (english | other).all() or ((english & ~other).any() and (~english).any()):
        yield "words", everything


def _near(table: Table, rows: Pairs, new: NDArray[np.bool_], kind: str) -> Iterator[Pairs]:
    """Pairs of the ``new`` rows with others whose folded log-odds may reach the floor, by range searches.

    Articles of about one time are searched for with all that time allows, others with what it costs.
    """
    coefficients = model().kinds[kind]
    reach = float(np.log(FLOOR / (1 - FLOOR))) - coefficients.constant
    reach -= max(0.0, coefficients.weights["weekdays"]) + _MARGIN
    vectors = _laid_out(table, rows, kind)
    spans = np.floor(table.hours[rows] / 24 / _SPAN)
    everything = np.arange(len(rows))
    for left, right in _within(vectors, everything, np.flatnonzero(new), reach + _cost_of_time(coefficients)):
        apart = ~(np.abs(spans[left] - spans[right]) <= 1)
        yield np.stack([rows[left[apart]], rows[right[apart]]], axis=1)
    for span in np.unique(spans[new & ~np.isnan(spans)]):
        around = np.flatnonzero(np.abs(spans - span) <= 1)
        asked = np.flatnonzero(new & (spans == span))
        for left, right in _within(vectors, around, asked, reach):
            yield np.stack([rows[left], rows[right]], axis=1)


def _within(vectors: Matrix, among: Pairs, asked: Pairs, radius: float) -> Iterator[tuple[Pairs, Pairs]]:
    """For the rows ``asked`` the rows ``among`` all whose inner product exceeds ``radius``, part by part."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors[among])
    for start in range(0, len(asked), _QUERIES):
        part = asked[start : start + _QUERIES]
        limits, _, near = index.range_search(_asking(vectors[part]), radius)
        left, right = np.repeat(part, np.diff(limits).astype(np.int64)), among[near]
        yield left[left != right], right[left != right]


def _cost_of_time(coefficients: Coefficients) -> float:
    """The least that speaks against a pair which is more than a span apart, or undated; in log-odds."""
    weights = coefficients.weights
    return min(-weights["days"] * float(np.log1p(_SPAN)), -weights["undated"])


def _laid_out(table: Table, rows: Pairs, kind: str) -> Matrix:
    """The signs of each row side by side, scaled so that inner products are their weighted sums.

    The last two columns make a sum of a product: the one's length against a constant, and the other way
    round.
    """
    weights = model().kinds[kind].weights
    parts = [
        _fold(table.columns, table.words[rows]) * np.sqrt(weights["words"]),
        _fold(table.columns, table.names[rows]) * np.sqrt(weights["names"]),
    ]
    if (vectors := table.vectors.get(kind)) is not None:
        parts.append(vectors[rows] * np.sqrt(weights["content"]))
    length = table.lengths[rows, None] * (weights["length"] / 2)
    parts += [length, np.ones_like(length)]
    return np.ascontiguousarray(np.concatenate(parts, axis=1), dtype=np.float32)


def _asking(vectors: Matrix) -> Matrix:
    """The same rows as they meet the others: with the last two columns in the other order."""
    return np.ascontiguousarray(np.concatenate([vectors[:, :-2], vectors[:, :-3:-1]], axis=1))


def _fold(columns: NDArray[np.uint32], matrix: sparse.csr_matrix) -> Matrix:
    """Sparse rows in few columns: each term's hash tells its column, and one bit of it the sign."""
    width = len(columns)
    signs = np.where(columns >> 31, 1, -1).astype(np.float32)
    places = (columns % _FOLDED).astype(np.int64)
    folding = sparse.csr_matrix((signs, (np.arange(width), places)), shape=(width, _FOLDED))
    return np.asarray((matrix @ folding).toarray(), dtype=np.float32)
