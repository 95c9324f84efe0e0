"""Retold copy: articles that tell what a source tells, sentence by sentence in its order, in other words.

Independent reports of one happening share facts and quotes, but each selects and orders them anew and
has something of its own. So a retelling is told by three things together: nearly every sentence has its
partner, the partners stand in the same order, and they make up most of the source. The alignment is the
monotone one of most similarity (Needleman and Wunsch, J. Mol. Biol. 48, 1970), over vectors of sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aggregator.compare.origins.reuse import Text
from aggregator.types import Encoder, Encoders, Matrix

MOST_LINES = 80
"""Longer articles are no rewrites of a wire's copy: only their words are compared."""

FEWEST_LINES = 6

_FLOOR = 0.4


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of lines (article, source) in the order of both, with the cosine of each."""

    pairs: tuple[tuple[int, int], ...]
    cosines: tuple[float, ...]
    covered: float
    """Share of the article's lines that have a partner."""
    source_covered: float
    in_order: float
    """Similarity kept by the order, of what the best partners in any order would give."""

    @property
    def mean(self) -> float:
        return float(np.mean(self.cosines)) if self.cosines else 0.0


def shared(text: Text, source: Text) -> float:
    """Share of the article's names and numbers that the source prints, 0 where vectors can tell nothing.

    That is where one is too short to show an order, too long for a rewrite, or hardly a name is shared;
    names of another language need not be spelt alike.
    """
    lengths = len(text.lines), len(source.lines)
    if min(lengths) < FEWEST_LINES or max(lengths) > MOST_LINES or not text.names:
        return 0.0
    share = len(text.names & source.names) / len(text.names)
    return share if share >= (0.4 if text.article.lang == source.article.lang else 0.15) else 0.0


def vectors(pairs: Sequence[tuple[Text, Text]], encoders: Encoders) -> Mapping[tuple[str, str], Matrix]:
    """Vectors of the lines of all texts, one batch an encoder, by article id and model id."""
    wanted: dict[str, tuple[Encoder, dict[str, Text]]] = {}
    for pair in pairs:
        encoder = _encoder(*pair, encoders)
        if encoder is not None:
            texts = wanted.setdefault(encoder.model_id, (encoder, {}))[1]
            texts.update((text.article.id, text) for text in pair)
    found = {}
    for model_id, (encoder, texts) in wanted.items():
        matrix = encoder.encode([line.sentence.text for text in texts.values() for line in text.lines])
        start = 0
        for article_id, text in texts.items():
            found[article_id, model_id] = matrix[start : start + len(text.lines)]
            start += len(text.lines)
    return found


def align(
    text: Text, source: Text, known: Mapping[tuple[str, str], Matrix], encoders: Encoders
) -> Alignment | None:
    """The article's lines with their partners in the source; None where no encoder knows both languages."""
    encoder = _encoder(text, source, encoders)
    if encoder is None:
        return None
    mine, theirs = (known[one.article.id, encoder.model_id] for one in (text, source))
    return _alignment(mine @ theirs.T)


def _encoder(text: Text, source: Text, encoders: Encoders) -> Encoder | None:
    return encoders.for_pair(text.article.lang, source.article.lang)


def _alignment(cosines: Matrix) -> Alignment:
    gains = cosines - _FLOOR
    best = _best_sums(gains)
    pairs = _trace_back(best)
    unordered = float(np.maximum(gains.max(axis=1), 0).sum())
    return Alignment(
        pairs=tuple(pairs),
        cosines=tuple(float(cosines[pair]) for pair in pairs),
        covered=len(pairs) / cosines.shape[0],
        source_covered=len(pairs) / cosines.shape[1],
        in_order=float(best[-1, -1]) / unordered if unordered else 0.0,
    )


def _best_sums(gains: Matrix) -> Matrix:
    """``[i, j]`` is the most that the first i lines of one and the first j of the other can gain in order."""
    best = np.zeros((gains.shape[0] + 1, gains.shape[1] + 1), dtype=np.float32)
    for row in range(gains.shape[0]):
        paired = np.maximum(best[row, 1:], best[row, :-1] + gains[row])
        best[row + 1, 1:] = np.maximum.accumulate(paired)
    return best


def _trace_back(best: Matrix) -> list[tuple[int, int]]:
    """The pairs behind the last sum, in order."""
    row, column = best.shape[0] - 1, best.shape[1] - 1
    pairs = []
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]
