"""Decides which quotations print one utterance: by their words, and where words cannot tell by meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from aggregator.compare.language.wording import Wording, common, longest_run
from aggregator.types import Encoder, Encoders, Matrix, Quotation

SAME_WORDS = 0.72
"""Share of the shorter printing's words found in order in the longer one, above which words decide."""
LIKELY_WORDS = 0.45
"""Above this share the same speaker and a like meaning make it one utterance, changed."""
REPEATED = 0.9
"""The share above which two quotations of one article are one utterance."""
SAME_MEANING = 0.80
TRANSLATED = 0.45
"""Cosine above which printings in two languages by one speaker are translations."""
TRANSLATED_UNKNOWN = 0.60
"""The same where a speaker is unknown or differs."""
_FEW = 3
"""So few words may be anybody's."""
_COMMONEST = 40
"""A pair of words in more quotations than this tells nothing about which belong together."""
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations (indices) that print one utterance, how surely, and whether words showed it."""

    a: int
    b: int
    score: float
    by_words: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A quotation as it is compared."""

    quotation: Quotation
    wording: Wording
    person: int | None

    @property
    def lang(self) -> str:
        return self.quotation.lang[:2]


class Vectors:
    """How alike texts are in meaning. A text is known by its place, and encoded when a pair asks for it."""

    def __init__(self, texts: Sequence[tuple[str, str]], encoders: Encoders) -> None:
        """``texts``: text and language."""
        self._texts = [text for text, _ in texts]
        self._langs = [lang for _, lang in texts]
        self._encoders = encoders

    def cosines(self, asked: Sequence[tuple[int, int]]) -> list[float | None]:
        """The likeness of each pair; None where no encoder knows both languages."""
        encoders = [self._encoders.for_pair(self._langs[a], self._langs[b]) for a, b in asked]
        wanted: dict[str, tuple[Encoder, dict[int, None]]] = {}
        for pair, encoder in zip(asked, encoders, strict=True):
            if encoder is not None:
                wanted.setdefault(encoder.model_id, (encoder, {}))[1].update(dict.fromkeys(pair))
        found = {
            model_id: dict(zip(places, self._encode(encoder, list(places)), strict=True))
            for model_id, (encoder, places) in wanted.items()
        }
        return [
            None if encoder is None else float(found[encoder.model_id][a] @ found[encoder.model_id][b])
            for (a, b), encoder in zip(asked, encoders, strict=True)
        ]

    def _encode(self, encoder: Encoder, places: Sequence[int]) -> Matrix:
        return encoder.encode([self._texts[place] for place in places])

    def across(
        self, first: Sequence[int], second: Sequence[int], lang_a: str, lang_b: str, floor: float
    ) -> Iterator[tuple[int, int, float]]:
        """All pairs of two languages' quotations whose cosine reaches ``floor``."""
        encoder = self._encoders.for_pair(lang_a, lang_b)
        if encoder is None or not first or not second:
            return
        left, right = self._encode(encoder, first), self._encode(encoder, second)
        for start in range(0, len(first), _BLOCK):
            scores = left[start : start + _BLOCK] @ right.T
            for row, column in np.argwhere(scores >= floor):
                yield first[start + row], second[column], float(scores[row, column])


def pairs(printed: Sequence[Printed], vectors: Vectors) -> list[Pair]:
    """Every pair of quotations that print one utterance, the surest first."""
    found = [*_by_words(printed, vectors), *_by_translation(printed, vectors)]
    return sorted(found, key=lambda pair: (-pair.by_words, -pair.score, pair.a, pair.b))


def _by_words(printed: Sequence[Printed], vectors: Vectors) -> Iterator[Pair]:
    unsure: dict[tuple[int, int], float] = {}
    for a, b in _candidates(printed):
        one, other = printed[a], printed[b]
        share = common(one.wording, other.wording)
        one_article = one.quotation.article_id == other.quotation.article_id
        if share < (REPEATED if one_article else LIKELY_WORDS):
            continue
        run = longest_run(one.wording, other.wording)
        shorter = min(len(one.wording.words), len(other.wording.words))
        telling = shorter > _FEW or may_be_same(one, other)
        if share >= SAME_WORDS and run >= min(3, shorter) and telling:
            yield Pair(a, b, share, by_words=True)
        elif may_be_same(one, other):
            unsure[a, b] = share
    for ((a, b), share), cosine in zip(unsure.items(), vectors.cosines(list(unsure)), strict=True):
        if cosine is not None and cosine >= SAME_MEANING:
            yield Pair(a, b, (share + cosine) / 2, by_words=True)


def may_be_same(one: Printed, other: Printed) -> bool:
    """Whether one may have said both: nobody is told for one of them, or the same person for both."""
    return one.person is None or other.person is None or one.person == other.person


def _candidates(printed: Sequence[Printed]) -> list[tuple[int, int]]:
    """Pairs in one language that share two words in a row, or two rare words."""
    places: Mapping[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(printed):
        keys = [word.key for word in item.wording.spoken]
        for pair in {*pairwise(keys)}:
            places[item.lang, *pair].append(number)
    found: set[tuple[int, int]] = set()
    for numbers in places.values():
        if len(numbers) <= _COMMONEST:
            found.update(combinations(numbers, 2))
    return sorted(found)


def _by_translation(printed: Sequence[Printed], vectors: Vectors) -> Iterator[Pair]:
    """Printings in two languages: each one's nearest in the other article, where both choose each other."""
    by_lang: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(printed):
        by_lang[item.lang].append(number)
    languages = sorted(by_lang)
    for at, first in enumerate(languages):
        for second in languages[at + 1 :]:
            yield from _mutual(
                printed, vectors.across(by_lang[first], by_lang[second], first, second, TRANSLATED)
            )


def _mutual(printed: Sequence[Printed], scored: Iterator[tuple[int, int, float]]) -> Iterator[Pair]:
    accepted = []
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for a, b, cosine in scored:
        one, other = printed[a], printed[b]
        same = one.person is not None and one.person == other.person
        if cosine < TRANSLATED_UNKNOWN and not same:
            continue
        score = cosine + (0.1 if same else 0.0)
        accepted.append((a, b, score))
        for number, article, rival in ((a, other.quotation.article_id, b), (b, one.quotation.article_id, a)):
            best[number, article] = max(best.get((number, article), (0.0, -1)), (score, rival))
    for a, b, score in accepted:
        chosen_a = best[a, printed[b].quotation.article_id][1]
        chosen_b = best[b, printed[a].quotation.article_id][1]
        if chosen_a == b and chosen_b == a:
            yield Pair(a, b, score, by_words=False)
