"""Which pairs of articles are worth a closer look: found by one exact inner product.

The model of similarity is linear in cosines, so its signs laid side by side make one vector, the words
folded into a few hundred dimensions (feature hashing; Weinberger et al., ICML 2009). All pairs whose inner
product comes near the floor are candidates. Whether a pair is one depends on no third article, so
that articles that come later change nothing about those that were there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import faiss
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from aggregator.group.coefficients import model
from aggregator.group.digest import Features
from aggregator.group.similarity import FLOOR, Pairs, Table, kind_of, score
from aggregator.types import Matrix, Neighbour

_FOLDED = 256
_MARGIN = 1.0
"""Log-odds by which the folding of words may err."""
_QUERIES = 1024


def neighbours(pool: Sequence[Features], new: Sequence[int]) -> list[Neighbour]:
    """The neighbours of the articles at the places ``new`` among the whole pool."""
    table = Table(pool)
    return score(table, candidates(table, new))


def candidates(table: Table, new: Sequence[int]) -> Pairs:
    """Pairs of rows, shape ``(n, 2)``: each of the rows ``new`` with any other that may be its neighbour."""
    found = [np.zeros((0, 2), dtype=np.int64)]
    for kind, rows in _rows_by_kind(table):
        pairs = _near(table, rows, np.asarray(new), kind)
        found.append(pairs[kind_of(table, pairs) == kind])
    return np.unique(np.sort(np.concatenate(found), axis=1), axis=0)


def _rows_by_kind(table: Table) -> Iterator[tuple[str, Pairs]]:
    """The rows that pairs of each kind can be made of."""
    english, other = table.has_english, table.has_multilingual
    everything = np.arange(len(table.digests))
    if (english & ~table.headline_only).any():
        yield "english", np.flatnonzero(english & ~table.headline_only)
    if (english & table.headline_only).any():
        yield "headlines", np.flatnonzero(english)
    if (other & ~english).any():
        yield "multilingual", np.flatnonzero(other)
    if not (english | other).all() or ((english & ~other).any() and (~english).any()):
        yield "words", everything


def _near(table: Table, rows: Pairs, new: Pairs, kind: str) -> Pairs:
    """Pairs of ``rows`` whose folded log-odds may reach the floor, by a range search."""
    coefficients = model().kinds[kind]
    reach = float(np.log(FLOOR / (1 - FLOOR))) - coefficients.constant
    radius = reach - max(0.0, coefficients.weights["weekdays"]) - _MARGIN
    vectors = _laid_out(table, rows, kind)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    asked = np.flatnonzero(np.isin(rows, new))
    found = [np.zeros((0, 2), dtype=np.int64)]
    for start in range(0, len(asked), _QUERIES):
        part = asked[start : start + _QUERIES]
        limits, _, near = index.range_search(vectors[part], radius)
        left = np.repeat(part, np.diff(limits).astype(np.int64))
        other = left != near
        found.append(np.stack([rows[left[other]], rows[near[other]]], axis=1))
    return np.concatenate(found)


def _laid_out(table: Table, rows: Pairs, kind: str) -> Matrix:
    """The signs of each row side by side, scaled so that inner products are their weighted sums."""
    weights = model().kinds[kind].weights
    parts = [
        _fold(table.columns, table.words[rows]) * np.sqrt(weights["words"]),
        _fold(table.columns, table.names[rows]) * np.sqrt(weights["names"]),
    ]
    if kind != "words":
        vectors = table.multilingual if kind == "multilingual" else table.english
        parts.append(vectors[rows] * np.sqrt(weights["content"]))
    return np.ascontiguousarray(np.concatenate(parts, axis=1), dtype=np.float32)


def _fold(columns: NDArray[np.uint32], matrix: sparse.csr_matrix) -> Matrix:
    """Sparse rows in few columns: each term's hash tells its column, and one bit of it the sign."""
    width = len(columns)
    signs = np.where(columns >> 31, 1, -1).astype(np.float32)
    places = (columns % _FOLDED).astype(np.int64)
    folding = sparse.csr_matrix((signs, (np.arange(width), places)), shape=(width, _FOLDED))
    return np.asarray((matrix @ folding).toarray(), dtype=np.float32)
