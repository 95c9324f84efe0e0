"""How probably two articles tell one event: a logistic model over a few readable signs.

The signs are the cosine of what the encoder understands; the products of all words and of names and numbers,
weighted by rarity, where what long texts share counts for more than in a cosine (pivoted normalisation;
Singhal, Buckley and Mitra, SIGIR 1996); whether both name the same days of the week; how far apart the two
were published, or that this is not known; how long they are, since long texts share more by chance; and
whether one outlet printed both, since it seldom tells an event twice, and its texts share its furniture.
The coefficients are in ``coefficients.json``, by what is compared; ``benchmarks/fit_grouping.py`` made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from aggregator import lexicons
from aggregator.group.coefficients import SIGNS, Coefficients, model, projection
from aggregator.group.digest import Features, Half
from aggregator.group.encode import unit
from aggregator.group.words import fold, same_word, without_possessive
from aggregator.types import Matrix, Neighbour

FLOOR = 0.2
"""Pairs less probable than this are no neighbours."""
_DAYS = 30
"""Beyond this days say no more: stored dates can be those of a crawl, months off."""
_PIVOT = 100.0
"""The length of a usual article's row of words: there the product is the cosine."""
_SLOPE = 0.5
"""The power of its length that a row is divided by: 1 makes cosines, 0 plain products."""
_EXCERPT = 50
"""Distinct words of an excerpt: the shortest texts that the coefficients were fitted on."""
COPIED = 0.95
"""The cosine of content from which two texts are one: of copies cut by a third nine of ten reach it, of two
reports of one event one in two hundred."""
_SHARED_SHOWN = 8
_SMALL_WORDS = 0.004
"""The product of two headlines that have at most small words in common."""
_CLEARLY = 0.01
"""How far below the cut a pair of headlines is held back."""
_TELLING_WORDS, _HELD_BACK = 0.05, 3.0
"""The product of two texts that share enough words to tell an event, and what it costs in log-odds to share
none. By reading, of the events of several outlets in fifteen outlets' feeds 54 of 94 were one event without
this and 53 of 59 with it; on collections of events it changes next to nothing."""
_LONGER, _UNSEEN = 0.3, 0.4
"""The length from which on a text is more than an excerpt (70 distinct words; 1 further is 180), and what
two full English texts get back in log-odds: the projection makes the events of those collections more alike
that it was learned on. With one collection left out the mean B-cubed F1 of four is .879 so, .873 without; of
two, as if undated or of one day, .889 and .875, at pairwise precisions of .800 and .819."""
_IMPROBABLE = -2.0
"""Log-odds below which a pair is not held back further."""
_CHUNK = 20_000

Pairs = NDArray[np.int64]


class Table:
    """The digests of many articles as matrices, a row an article; vectors in the space of comparison."""

    def __init__(self, digests: Sequence[Features]) -> None:
        self.digests = digests
        english = _stack([digest.english for digest in digests])
        multilingual = _stack([digest.multilingual for digest in digests])
        self.vectors = {
            "english": _with_projection(english, digests),
            "headlines": english,
            "multilingual": multilingual,
            "across": multilingual,
        }
        """By kind of pair the vectors to compare; a kind that is missing has none."""
        self.outlet = np.array([digest.outlet for digest in digests], dtype=np.str_)
        self.lang = np.array([digest.lang for digest in digests], dtype=np.str_)
        self.has_english = np.array([digest.english is not None for digest in digests], dtype=bool)
        self.has_multilingual = np.array([digest.multilingual is not None for digest in digests], dtype=bool)
        self.headline_only = np.array([digest.headline_only for digest in digests], dtype=bool)
        self.hours = np.array([np.nan if d.hours is None else d.hours for d in digests], dtype=np.float64)
        self.weekdays = np.array(
            [[day in digest.weekdays for day in range(7)] for digest in digests], dtype=np.float32
        ).reshape(-1, 7)
        self.columns, self.words = _term_matrix(digests)
        self.names = _names_only(self.words, digests)
        distinct = np.array([len(digest.terms) for digest in digests], dtype=np.float32)
        self.lengths = np.log(np.maximum(distinct, _EXCERPT) / _EXCERPT)
        """How many times more distinct words than an excerpt has, as a logarithm; 0 for what is shorter."""


def kind_of(table: Table, pairs: Pairs) -> NDArray[np.str_]:
    """What each pair is compared as: by the encoder that knows both languages, else by words alone."""
    a, b = pairs.T
    english = table.has_english[a] & table.has_english[b]
    multilingual = table.has_multilingual[a] & table.has_multilingual[b]
    headlines = table.headline_only[a] | table.headline_only[b]
    bridged = np.where(table.lang[a] == table.lang[b], "multilingual", "across")
    by_language = np.where(english, "english", np.where(multilingual, bridged, "words"))
    return np.where(english & headlines, "headlines", by_language)


def score(table: Table, pairs: Pairs) -> list[Neighbour]:
    """The pairs of rows (shape ``(n, 2)``) that reach ``FLOOR``, with their calibrated similarity."""
    found: list[Neighbour] = []
    for start in range(0, len(pairs), _CHUNK):
        part = pairs[start : start + _CHUNK]
        probability = np.round(1 / (1 + np.exp(-logit(table, part))), 4)
        keep = probability >= FLOOR
        same_text = copied(table, part[keep]) & (probability[keep] >= model().sure)
        found += [
            _neighbour(table.digests[a], table.digests[b], similarity, copy)
            for (a, b), similarity, copy in zip(
                part[keep].tolist(), probability[keep].tolist(), same_text.tolist(), strict=True
            )
        ]
    return found


def logit(table: Table, pairs: Pairs) -> NDArray[np.float64]:
    """The log-odds of each pair being one event."""
    out = np.zeros(len(pairs))
    kinds = kind_of(table, pairs)
    for kind, coefficients in model().kinds.items():
        rows = np.flatnonzero(kinds == kind)
        if not len(rows):
            continue
        found = signs(table, pairs[rows], kind)
        out[rows] = log_odds(found, kind, coefficients)
        if kind == "headlines":
            one = table.headline_only[pairs[rows]].sum(axis=1) == 1
            out[rows[one]] = _held_back(out[rows[one]], found[one])
    return out


def log_odds(signs: Matrix, kind: str, coefficients: Coefficients) -> NDArray[np.float64]:
    """The log-odds that ``signs`` add up to, shape ``(n,)``.

    What is only alike in meaning ("gang kills 31", "survivor meets players", both of Brazil on one day) may
    join an event that others hold together, but two of them make none: texts of one language that share few
    words are held back, and headlines that share no telling word are so below the cut.
    """
    added = np.asarray(coefficients.constant + signs @ coefficients.row(), dtype=np.float64)
    if kind == "english":
        added += _UNSEEN * np.clip(signs[:, SIGNS.index("length")] - _LONGER, 0, 1)
    if kind in ("english", "multilingual"):
        return _held_back(added, signs)
    if kind != "headlines":
        return added
    under = model().limits.cut - _CLEARLY
    return np.where(
        signs[:, SIGNS.index("words")] <= _SMALL_WORDS, np.minimum(added, np.log(under / (1 - under))), added
    )


def _held_back(added: NDArray[np.float64], signs: Matrix) -> NDArray[np.float64]:
    """The log-odds less what too few common words cost; what is improbable already stays as it is."""
    missing = np.maximum(1 - signs[:, SIGNS.index("words")] / _TELLING_WORDS, 0)
    held: NDArray[np.float64] = np.maximum(added - _HELD_BACK * missing, np.minimum(added, _IMPROBABLE))
    return held


def signs(table: Table, pairs: Pairs, kind: str) -> Matrix:
    """What speaks for each pair, shape ``(n, len(SIGNS))``."""
    a, b = pairs.T
    days = np.abs(table.hours[a] - table.hours[b]) / 24
    columns = {
        "content": np.zeros(len(pairs), dtype=np.float32),
        "words": products(table.words, pairs),
        "names": products(table.names, pairs),
        "weekdays": _weekdays(table.weekdays[a], table.weekdays[b]),
        "days": np.log1p(np.minimum(np.nan_to_num(days), _DAYS)),
        "undated": np.isnan(days),
        "length": (table.lengths[a] + table.lengths[b]) / 2,
        "outlet": (table.outlet[a] == table.outlet[b]) & (table.outlet[a] != ""),
    }
    if (vectors := table.vectors.get(kind)) is not None:
        columns["content"] = np.einsum("ij,ij->i", vectors[a], vectors[b])
    return np.stack([columns[sign] for sign in SIGNS], axis=1).astype(np.float32)


def products(rows: sparse.csr_matrix, pairs: Pairs) -> Matrix:
    """The inner product of the two rows of each pair, shape ``(n,)``."""
    a, b = pairs.T
    parts = [
        np.asarray(rows[a[start : start + _CHUNK]].multiply(rows[b[start : start + _CHUNK]]).sum(axis=1))
        for start in range(0, len(pairs), _CHUNK)
    ]
    return np.concatenate([np.zeros((0, 1)), *parts]).ravel().astype(np.float32)


def shared(a: Features, b: Features) -> tuple[str, ...]:
    """The rare names and numbers that both print, as ``a`` prints them: the weightiest, given names last."""
    _, left, right = np.intersect1d(a.terms, b.terms, assume_unique=True, return_indices=True)
    inflected = a.lang != "en" or b.lang != "en"
    ranked = sorted(
        (name in lexicons.words("given_names", "forms"), -float(a.weights[i]) * float(b.weights[j]), name)
        for i, j in zip(left.tolist(), right.tolist(), strict=True)
        if (name := _printed_by_both(a.spellings[i], b.spellings[j], inflected)) and _says_something(name)
    )
    return tuple(name for _, _, name in ranked[:_SHARED_SHOWN])


def _printed_by_both(names: Sequence[str], others: Sequence[str], inflected: bool) -> str:
    """The first of the names of one stem that is among others of it; empty where they only begin alike.

    It is shown without a possessive.
    """
    found = (name for name in names if any(same_word(name, other, inflected) for other in others))
    return without_possessive(next(found, ""))


def _says_something(name: str) -> bool:
    """Whether a shared name tells a reader something: no initial, no single digit, no month or weekday."""
    if name[0].isdigit():
        return len(name) > 1
    return len(name) > 2 and fold(name) not in _calendar()


@cache
def _calendar() -> frozenset[str]:
    """Weekdays and months in every language that the lists hold, folded."""
    return frozenset(fold(form) for form in lexicons.words("days_and_months", "forms"))


def copied(table: Table, pairs: Pairs) -> NDArray[np.bool_]:
    """Whether the texts of each pair, of one language, hardly differ in content."""
    found = np.zeros(len(pairs), dtype=np.bool_)
    kinds = kind_of(table, pairs)
    for kind in ("english", "multilingual"):
        a, b = pairs[kinds == kind].T
        vectors = table.vectors[kind]
        found[kinds == kind] = np.einsum("ij,ij->i", vectors[a], vectors[b]) >= COPIED
    return found


def _neighbour(one: Features, other: Features, similarity: float, copied: bool) -> Neighbour:
    a, b = sorted((one, other), key=lambda digest: digest.article_id)
    hours = None if a.hours is None or b.hours is None else abs(a.hours - b.hours)
    return Neighbour(a.article_id, b.article_id, similarity, shared(a, b), hours, copied)


def _weekdays(a: Matrix, b: Matrix) -> Matrix:
    """From -1 (both name days, none in common) to 1 (all days of the one are named by the other); else 0."""
    fewer = np.minimum(a.sum(axis=1), b.sum(axis=1))
    common = np.einsum("ij,ij->i", a, b)
    return np.where(fewer > 0, 2 * common / np.maximum(fewer, 1) - 1, 0).astype(np.float32)


def _with_projection(english: Matrix, digests: Sequence[Features]) -> Matrix:
    """The vectors of the English encoder, also mapped where the release has a projection for that model."""
    known = next((digest for digest in digests if digest.english is not None), None)
    mapped = projection(known.model) if known else None
    return english if mapped is None else both_ways(english, mapped)


def both_ways(vectors: Matrix, mapped: Matrix) -> Matrix:
    """Vectors whose cosine is the mean of the cosines before and after a linear map, shape ``(n, 2 d)``.

    The map brings out what made events on the material it was learned on; on other material the encoder's
    own space is the better half, and the mean is better than either.
    """
    stacked: Matrix = np.concatenate([vectors, unit(vectors @ mapped)], axis=1) * np.float32(np.sqrt(0.5))
    return stacked


def _stack(vectors: Iterable[Half | None]) -> Matrix:
    """Vectors as float32, shape ``(n, dimension)``; zeros where there are none."""
    listed = list(vectors)
    width = next((len(vector) for vector in listed if vector is not None), 1)
    out = np.zeros((len(listed), width), dtype=np.float32)
    for row, vector in enumerate(listed):
        if vector is not None:
            out[row] = vector
    return out


def _term_matrix(digests: Sequence[Features]) -> tuple[NDArray[np.uint32], sparse.csr_matrix]:
    """The terms by ascending hash, and the articles as rows over them, of a length near 1."""
    terms = np.concatenate([np.zeros(0, np.uint32), *(digest.terms for digest in digests)])
    weights = [digest.weights.astype(np.float32) for digest in digests]
    scaled = [weight / _divisor(float(np.linalg.norm(weight))) for weight in weights]
    columns, places = np.unique(terms, return_inverse=True)
    starts = np.cumsum([0, *(len(weight) for weight in weights)])
    values = np.concatenate([np.zeros(0, np.float32), *scaled])
    return columns, sparse.csr_matrix((values, places, starts), shape=(len(digests), len(columns)))


def _divisor(length: float) -> float:
    """What a row of this length is divided by."""
    return float((length or 1.0) ** _SLOPE * _PIVOT ** (1 - _SLOPE))


def _names_only(words: sparse.csr_matrix, digests: Sequence[Features]) -> sparse.csr_matrix:
    """The same rows with names and numbers alone."""
    names = words.copy()
    kept = np.array([bool(spelling) for digest in digests for spelling in digest.spellings], dtype=np.float32)
    names.data = names.data * kept
    names.eliminate_zeros()
    return names
