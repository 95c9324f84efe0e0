"""The digest of an article: all that grouping looks at, computed once and kept.

Vectors are rounded to half precision when the digest is made, so that a digest read back from its bytes
compares exactly as the fresh one did.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from aggregator import lexicons, notices
from aggregator.errors import ModelError
from aggregator.group.encode import unit
from aggregator.group.rarity import Background, background
from aggregator.group.words import Printed, fold, printed, stem
from aggregator.types import UNKNOWN, Article, Encoder, Encoders

VERSION = 10
"""Raise when what a digest holds, or what compares digests, changes: stored ones are made anew."""

Half = NDArray[np.float16]
_READ_CHARACTERS = 3000
"""How far into a text words are counted; news says what happened at the top."""
_SATURATION = 1.2
"""How soon a further printing of a word says nothing more (k1 of BM25; Robertson and Zaragoza 2009)."""
_ENCODED_CHARACTERS = 3000
"""How much of a text the encoder for English is given; it reads 256 tokens of it."""
_LEADS = (40, 120, 300)
"""The multilingual encoder has no limit: it reads so many words, and the mean of the three counts, since news
says what happened at the top."""
_DATED_WORDS = 120
"""How far into a text days of the week are read; further down they date the background."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One article as grouping sees it.

    ``english`` and ``multilingual`` are unit vectors of headline and text in the space of the model named;
    None where that encoder was not asked. ``terms`` are the hashes of the distinct stems printed, ascending,
    with ``weights`` (tf-idf) and, for names and numbers, the words of the stem in the spelling printed first
    (``spellings``; empty for other words).
    """

    article_id: str
    outlet: str
    """Empty where it is not known."""
    lang: str
    hours: float | None
    """Hours since 1970 of the article's time; None where it has none."""
    headline_only: bool
    weekdays: tuple[int, ...]
    """The days of the week (Monday is 0) that the beginning names."""
    model: str
    english: Half | None
    multilingual: Half | None
    terms: NDArray[np.uint32]
    weights: Half
    spellings: tuple[tuple[str, ...], ...]

    def to_bytes(self) -> bytes:
        head = {
            "id": self.article_id,
            "outlet": self.outlet,
            "lang": self.lang,
            "hours": self.hours,
            "headline_only": self.headline_only,
            "weekdays": self.weekdays,
            "model": self.model,
            "english": 0 if self.english is None else len(self.english),
            "multilingual": 0 if self.multilingual is None else len(self.multilingual),
            "terms": len(self.terms),
            "spellings": self.spellings,
        }
        packed = json.dumps(head, ensure_ascii=False).encode("utf-8")
        arrays = [
            part for part in (self.english, self.multilingual, self.terms, self.weights) if part is not None
        ]
        body = b"".join([len(packed).to_bytes(4, "little"), packed, *(part.tobytes() for part in arrays)])
        return zlib.compress(body, 1)


def from_bytes(packed: bytes) -> Features:
    """The digest that ``Features.to_bytes`` wrote."""
    body = zlib.decompress(packed)
    start = 4 + int.from_bytes(body[:4], "little")
    head = json.loads(body[4:start])
    places = np.cumsum([start, 2 * head["english"], 2 * head["multilingual"], 4 * head["terms"]]).tolist()
    return Features(
        article_id=head["id"],
        outlet=head["outlet"],
        lang=head["lang"],
        hours=head["hours"],
        headline_only=head["headline_only"],
        weekdays=tuple(head["weekdays"]),
        model=head["model"],
        english=np.frombuffer(body, np.float16, head["english"], places[0]) if head["english"] else None,
        multilingual=(
            np.frombuffer(body, np.float16, head["multilingual"], places[1]) if head["multilingual"] else None
        ),
        terms=np.frombuffer(body, np.uint32, head["terms"], places[2]),
        weights=np.frombuffer(body, np.float16, head["terms"], places[3]),
        spellings=tuple(tuple(words) for words in head["spellings"]),
    )


def features(articles: Sequence[Article], encoders: Encoders) -> list[Features]:
    """The digests of articles, in their order.

    Each article is encoded by the encoder for English where that knows its language, and by the multilingual
    one otherwise; ``bridged`` adds the multilingual vectors of the others where they are needed. What the
    page says to its visitor is no part of an article.
    """
    articles = [_without_notices(article) for article in articles]
    english = [article for article in articles if encoders.english.knows(article.lang)]
    others = [article for article in articles if not encoders.english.knows(article.lang)]
    first = dict(zip((a.id for a in english), _vectors(english, encoders.english), strict=True))
    second = dict(zip((a.id for a in others), _leads(others, encoders.multilingual), strict=True))
    return [_digest(article, encoders, first.get(article.id), second.get(article.id)) for article in articles]


def signature(encoders: Encoders) -> str:
    """What digests were made by; those of another signature never stand beside each other."""
    return f"{encoders.english.model_id} {VERSION}"


def require_one_model(digests: Sequence[Features]) -> None:
    """Raises ``ModelError`` where vectors differ in length: a model that is known by its name was changed."""
    for vectors in ([d.english for d in digests], [d.multilingual for d in digests]):
        if len({len(vector) for vector in vectors if vector is not None}) > 1:
            raise ModelError(
                "The model is not the one that read the stored articles: its vectors have another length. "
                "Let it read all of them: parallax group --rebuild"
            )


def needs_bridge(digests: Sequence[Features]) -> bool:
    """Whether articles of several languages stand beside each other."""
    return len({digest.english is None for digest in digests}) == 2


def bridged(digests: Sequence[Features], articles: Sequence[Article], encoders: Encoders) -> list[Features]:
    """The same digests, each with the multilingual vectors, where that encoder knows the article's language.

    ``articles`` are those of the digests that lack these vectors, in any order.
    """
    missing = {
        d.article_id for d in digests if d.multilingual is None and encoders.multilingual.knows(d.lang)
    }
    asked = [_without_notices(article) for article in articles if article.id in missing]
    made = dict(zip((a.id for a in asked), _leads(asked, encoders.multilingual), strict=True))
    return [
        replace(digest, multilingual=made[digest.article_id]) if digest.article_id in made else digest
        for digest in digests
    ]


def _without_notices(article: Article) -> Article:
    return replace(article, text=notices.without(article.text, article.lang))


def _vectors(articles: Sequence[Article], encoder: Encoder) -> list[Half]:
    """Per article the vector of its headline and text."""
    texts = [_encoded(article) for article in articles]
    return list(encoder.encode(texts).astype(np.float16)) if texts else []


def _leads(articles: Sequence[Article], encoder: Encoder) -> list[Half]:
    """Per article the mean direction of the beginnings of its headline and text."""
    words = [_encoded(article).split() for article in articles]
    if not words:
        return []
    total = sum(encoder.encode([" ".join(listed[:lead]) for listed in words]) for lead in _LEADS)
    return list(unit(np.asarray(total, dtype=np.float32)).astype(np.float16))


def _encoded(article: Article) -> str:
    return f"{article.title}\n\n{article.text[:_ENCODED_CHARACTERS]}".strip()


def _digest(
    article: Article, encoders: Encoders, english: Half | None, multilingual: Half | None
) -> Features:
    tokens = printed_in(article)
    terms, weights, spellings = counted(tokens, background(article.lang))
    return Features(
        article_id=article.id,
        outlet="" if article.outlet == UNKNOWN else article.outlet,
        lang=article.lang,
        hours=article.time.timestamp() / 3600 if article.time else None,
        headline_only=not article.text.strip(),
        weekdays=_weekdays(tokens[:_DATED_WORDS]),
        model=encoders.english.model_id,
        english=english,
        multilingual=multilingual,
        terms=terms,
        weights=weights,
        spellings=spellings,
    )


def printed_in(article: Article) -> list[Printed]:
    """The words and numbers that are counted: those of the headline and of the beginning of the text."""
    return [*printed(article.title), *printed(article.text[:_READ_CHARACTERS])]


def counted(
    tokens: Sequence[Printed], frozen: Background
) -> tuple[NDArray[np.uint32], Half, tuple[tuple[str, ...], ...]]:
    """The ``terms`` with their ``weights`` and ``spellings``, by what is known of the language."""
    counts = Counter(stem(token.word) for token in tokens)
    names = _names(tokens, frozen)
    ranked = sorted((_hash(start), start) for start in counts)
    weights = [_saturated(counts[start]) * frozen.rarity(start) for _, start in ranked]
    return (
        np.array([key for key, _ in ranked], dtype=np.uint32),
        np.array(weights, dtype=np.float16),
        tuple(tuple(names.get(start, {}).values()) for _, start in ranked),
    )


def _saturated(count: int) -> float:
    return count * (_SATURATION + 1) / (count + _SATURATION)


def _names(tokens: Sequence[Printed], frozen: Background) -> Mapping[str, Mapping[str, str]]:
    """By stem the names and numbers among the words, each with its first spelling."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for token in tokens:
        if frozen.is_name(token):
            names[stem(token.word)].setdefault(token.word, token.spelling)
    return names


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=4).digest(), "little")


def _weekdays(tokens: Sequence[Printed]) -> tuple[int, ...]:
    named = _weekday_names()
    return tuple(sorted({named[token.word] for token in tokens if token.word in named}))


@cache
def _weekday_names() -> dict[str, int]:
    """By folded form the day of the week, in all languages of the lexicon."""
    return {
        fold(form): int(row["number"])
        for row in lexicons.rows("days_and_months")
        if row["kind"] == "weekday"
        for form in lexicons.split(row["forms"])
    }
