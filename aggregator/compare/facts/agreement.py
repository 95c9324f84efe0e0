"""How probably two statements of one event are the same.

Two logistic models, one after the other. The first adds up what speaks for a pair by itself: nearness in
meaning, words that are rare in the event, numbers of one kind, days; and what speaks against it: kinds and
days that exclude each other, unlike lengths, unlike places in their articles (the heaviest comes first, in
every outlet), and long articles, which tell much that is only about the same.
The second asks whether the two are each other's best match between their articles, as an article seldom
says a thing twice; then whether the sentences beside them match too, as what belongs together is told
together. The weights were fitted on ten invented events of three to five articles in English, German and
Polish (3,641 pairs, 217 of which are the same) and on some 630 pairs from 180 real English events, judged
by hand, beside others drawn at random, which are not the same; those of times, and of kinds that
exclude each other, are set by hand. The weights of place, neighbours and long articles came later, and the
biases with them: chosen on 27 further invented events and on 484 pairs of 60 real ones that were judged by
reading, so that no set loses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aggregator.compare.facts.statements import Candidate
from aggregator.compare.quantities.counted import Counted
from aggregator.compare.quantities.reading import Reading
from aggregator.types import Encoders, Matrix

NAMES = ("meaning", "words", "number", "kind", "kind_clash", "day", "day_clash", "past_clash", "length",
         "articles", "place")  # fmt: skip
WITHIN = (-0.09, 10.00, 13.69, 4.29, 3.03, -20.0, 0.6, -0.8, -1.5, -0.12, -3.05, -2.0)
"""Bias and weights of ``NAMES`` for two statements whose language the English encoder knows."""
ACROSS = (3.17, 12.60, 1.17, 7.49, 5.41, -20.0, 0.6, -0.8, -1.5, 0.0, -3.77, -1.5)
"""The same where only the multilingual encoder, or none, knows both."""
MUTUAL = (-0.14, 0.71, 0.86, 0.09)
"""Bias; weights of the first model's logit, of being each other's best match, of the lag behind the best."""
BESIDE = 1.3
"""Weight of the probability that the sentences before both, or those behind both, are the same."""
_FAR = -30.0
FEWEST = 10
SHARED_SMALL = 0.7
"""What an equal small number says with a word in common behind it ("two fires"); a larger one says 1."""
HALF_TOLD = 0.4
"""What is left of an equal value where only one sentence says that it counts the killed, injured, …"""


def scores(found: Sequence[Candidate], encoders: Encoders) -> Matrix:
    """Probabilities, shape ``(n, n)``, symmetric, diagonal 0; within one article by the first model alone."""
    if not found:
        return np.zeros((0, 0), dtype=np.float32)
    logit = first(evidence(found, encoders), within(found, encoders))
    owners = np.unique([one.article.id for one in found], return_inverse=True)[1]
    bias, slope, best, margin = MUTUAL
    mutual, behind = matches(logit, owners)
    behind *= margin
    behind += bias + slope * logit + best * mutual
    behind += np.float32(BESIDE) * beside(behind, found)
    np.copyto(behind, logit, where=owners[:, None] == owners)
    probabilities = _logistic(behind)
    np.fill_diagonal(probabilities, 0)
    return probabilities


def within(found: Sequence[Candidate], encoders: Encoders) -> NDArray[np.bool_]:
    """Whether the English encoder knows both languages of a pair, as a matrix of truths."""
    known = np.array([encoders.english.knows(one.article.lang) for one in found], dtype=np.bool_)
    both: NDArray[np.bool_] = known[:, None] & known
    return both


def first(parts: Iterable[Matrix], same_language: NDArray[np.bool_]) -> Matrix:
    """The first model's logits from the matrices of ``evidence``."""
    alike = bool(same_language.all())
    logit: Matrix = np.where(same_language, np.float32(WITHIN[0]), np.float32(ACROSS[0]))
    for part, one, other in zip(parts, WITHIN[1:], ACROSS[1:], strict=True):
        if alike or one == other:
            logit += np.float32(one) * part
        else:
            logit += np.where(same_language, np.float32(one), np.float32(other)) * part
    return logit


def evidence(found: Sequence[Candidate], encoders: Encoders) -> Iterator[Matrix]:
    """The matrices ``NAMES`` names, each of shape ``(n, n)``, one at a time: large events have large ones."""
    yield _meaning(found, encoders)
    yield _words(found)
    yield from _numbers(found)
    yield from _days(found)
    words = np.log([one.words for one in found], dtype=np.float32)
    yield np.abs(words[:, None] - words)
    yield _articles(found)
    places = np.array([one.span.start / max(1, len(one.article.text)) for one in found], dtype=np.float32)
    yield np.abs(places[:, None] - places)


def _logistic(logit: Matrix) -> Matrix:
    """Probabilities, computed in place."""
    np.negative(logit, out=logit)
    np.exp(logit, out=logit)
    logit += 1
    return np.divide(1, logit, out=logit)


def matches(logit: Matrix, owners: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Whether two sentences are each other's best match between their articles, and how far behind they are.

    ``owners`` numbers the article of each sentence, in ascending order.
    """
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    best = np.maximum.reduceat(logit, starts, axis=1)[:, owners]
    behind = logit - best
    is_best = behind >= -1e-6
    return (is_best & is_best.T).astype(np.float32), np.maximum(behind + behind.T, _FAR)


def beside(logit: Matrix, found: Sequence[Candidate]) -> Matrix:
    """The higher probability of the two sentences right before a pair, and of the two right behind it.

    ``logit`` is that of each pair; ``found`` stand in order of article and place.
    """
    sentences = [one.sentence.span for one in found]
    number = np.cumsum([place > 0 and sentences[place - 1] != one for place, one in enumerate(sentences)])
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    best = np.maximum.reduceat(np.maximum.reduceat(logit, starts), starts, axis=1)
    owners = np.array([sentences[start].article_id for start in starts])
    best = np.where(owners[:, None] == owners, 0, _logistic(best))
    goes_on = owners[1:] == owners[:-1]
    both = goes_on[:, None] & goes_on
    near = np.zeros_like(best)
    near[:-1, :-1] = best[1:, 1:] * both
    near[1:, 1:] = np.maximum(near[1:, 1:], best[:-1, :-1] * both)
    spread: Matrix = near[np.ix_(number, number)]
    return spread


def _meaning(found: Sequence[Candidate], encoders: Encoders) -> Matrix:
    """Cosines, of the English encoder where it knows both languages, else of the multilingual one, else 0.

    The multilingual one is asked only where a language needs it, and beside the other, as it takes one
    processor alone.
    """
    known = [row for row, one in enumerate(found) if encoders.english.knows(one.article.lang)]
    every = [row for row, one in enumerate(found) if encoders.multilingual.knows(one.article.lang)]
    asked = [(every, encoders.multilingual)] if len(known) < len(found) else []
    asked.append((known, encoders.english))
    cosines = np.zeros((len(found), len(found)), dtype=np.float32)
    with ThreadPoolExecutor(len(asked)) as pool:
        vectors = [
            (rows, pool.submit(encoder.encode, [found[row].bare for row in rows]))
            for rows, encoder in asked
            if rows
        ]
        for rows, made in vectors:
            cosines[np.ix_(rows, rows)] = made.result() @ made.result().T
    return cosines


def _articles(found: Sequence[Candidate]) -> Matrix:
    """How much the longer of two articles tells: a long one has more that is only about the same.

    Logarithm of its number of sentences; of ``FEWEST`` where it has fewer, as no fitted event had.
    """
    told = Counter(span.article_id for span in {one.sentence.span for one in found})
    sizes = np.log([max(told[one.article.id], FEWEST) for one in found], dtype=np.float32)
    longer: Matrix = np.maximum(sizes[:, None], sizes)
    return longer


def _words(found: Sequence[Candidate]) -> Matrix:
    """Shared words weighted by their rarity in the event, as a cosine."""
    counts = Counter(stem for one in found for stem in one.stems)
    column = {stem: place for place, stem in enumerate(sorted(s for s, n in counts.items() if n > 1))}
    present = np.zeros((len(found), len(column)), dtype=np.float32)
    norms = np.zeros(len(found), dtype=np.float32)
    for row, one in enumerate(found):
        for stem in one.stems:
            weight = np.log((len(found) + 1) / counts[stem])
            norms[row] += weight
            if stem in column:
                present[row, column[stem]] = np.sqrt(weight)
    scale = np.sqrt(np.maximum(norms, 1e-6))
    overlap: Matrix = (present @ present.T) / (scale[:, None] * scale)
    return overlap


# --- numbers and days ----------------------------------------------------------------------------


def _numbers(found: Sequence[Candidate]) -> tuple[Matrix, Matrix, Matrix]:
    """An equal number of what may be one kind; a kind in common; only kinds that exclude each other.

    Compared reading by reading first, then the best of each pair of sentences is taken.
    """
    rows = np.array([row for row, one in enumerate(found) if one.readings], dtype=np.int64)
    number, kind = (np.zeros((len(found), len(found)), dtype=np.float32) for _ in range(2))
    known = np.zeros(len(found), dtype=np.bool_)
    if len(rows):
        readings = [reading for row in rows for reading in found[row].readings]
        counted = [what for row in rows for what in found[row].counted]
        starts = np.cumsum([0, *(len(found[row].readings) for row in rows[:-1])])
        outcome = _codes([what.outcome for what in counted])
        one_kind = (outcome[:, None] == outcome[None, :]) & (outcome > 0)
        told = outcome > 0
        other_kind = (outcome[:, None] != outcome[None, :]) & told[:, None] & told
        base = _weights(readings)
        nouns = _shared_nouns(counted) & (base > 0)[:, None]
        of_nouns = np.where(base < SHARED_SMALL, SHARED_SMALL, 1)[:, None]
        weight = np.where(one_kind, 1, np.where(nouns, of_nouns, base[:, None]))
        weight = np.where((told[:, None] != told) & ~nouns, HALF_TOLD * weight, weight)
        equal = np.where(_equal(readings) & ~other_kind, weight, 0)
        number[np.ix_(rows, rows)] = _best(equal, starts)
        kind[np.ix_(rows, rows)] = _best(one_kind, starts)
        known[rows] = np.logical_or.reduceat(outcome > 0, starts)
    clash = known[:, None] & known & (kind == 0) & (number == 0)
    return np.maximum(number, number.T), kind, clash.astype(np.float32)


def _best(values: NDArray[Any], starts: NDArray[np.int64]) -> Matrix:
    """The highest value of each pair of sentences, from the values of each pair of their readings."""
    best: Matrix = np.maximum.reduceat(
        np.maximum.reduceat(values.astype(np.float32), starts, axis=0), starts, axis=1
    )
    return best


def _equal(readings: Sequence[Reading]) -> NDArray[np.bool_]:
    """Whether two readings are of one dimension and in agreement; vague ones ("dozens") equal nothing."""
    low, high = (np.array([reading.interval[side] for reading in readings]) for side in (0, 1))
    slack = 1e-9 * np.maximum(np.abs(high)[:, None], np.abs(high))
    dimension = _codes([reading.unit.dimension for reading in readings])
    exact = np.array([reading.bound != "vague" for reading in readings])
    overlap = (low[:, None] <= high + slack) & (low <= high[:, None] + slack)
    equal: NDArray[np.bool_] = overlap & (dimension[:, None] == dimension) & exact[:, None] & exact
    return equal


def _weights(readings: Sequence[Reading]) -> Matrix:
    """What an equal value says by itself: much with a unit, little where it is small or an age.

    Nothing where it is a year: years are compared with the days.
    """
    return np.array([_weight(reading) for reading in readings], dtype=np.float32)


def _weight(reading: Reading) -> float:
    if reading.unit.dimension == "year":
        return 0.0
    if reading.unit.dimension == "age" or (not reading.unit.name and reading.value <= 12):
        return 0.3
    return 1.0 if reading.unit.name else 0.7


def _shared_nouns(counted: Sequence[Counted]) -> NDArray[np.bool_]:
    """Whether a word after the one number also stands after the other."""
    column = {
        stem: place for place, stem in enumerate(sorted(set().union(*(what.stems for what in counted))))
    }
    present = np.zeros((len(counted), len(column)), dtype=np.float32)
    for row, what in enumerate(counted):
        present[row, [column[stem] for stem in what.stems]] = 1
    return (present @ present.T) > 0


def _codes(values: Sequence[str]) -> NDArray[np.int64]:
    """A number for each value, 0 for an empty one."""
    known = {value: code for code, value in enumerate(sorted({"", *values}))}
    return np.array([known[value] for value in values], dtype=np.int64)


def _days(found: Sequence[Candidate]) -> tuple[Matrix, Matrix, Matrix]:
    """A named day or year in common; days or years named by both, none in common; a past that one names."""
    shared = np.zeros((len(found), len(found)), dtype=np.bool_)
    clash = np.zeros((len(found), len(found)), dtype=np.bool_)
    for named in ([one.days for one in found], [one.years for one in found]):
        both, some = _in_common(named)
        shared |= both
        clash |= some[:, None] & some & ~both
    both, some = _in_common([one.past for one in found])
    past = (some[:, None] | some) & ~both
    return shared.astype(np.float32), clash.astype(np.float32), past.astype(np.float32)


def _in_common(named: Sequence[Set[Hashable]]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs share one of what each names, shape ``(n, n)``; which name any."""
    columns: dict[Hashable, int] = {}
    for times in named:
        for time in times:
            columns.setdefault(time, len(columns))
    present = np.zeros((len(named), len(columns)), dtype=np.float32)
    for row, times in enumerate(named):
        present[row, [columns[time] for time in times]] = 1
    some = present.sum(axis=1) > 0
    return (present @ present.T) > 0, some
