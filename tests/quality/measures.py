"""Measures of grouping, and the sample's gold read into plain records.

B-cubed precision and recall: Bagga and Baldwin, "Entity-Based Cross-Document Coreferencing Using the
Vector Space Model", COLING-ACL 1998, with every item weighted alike. Pairwise precision and recall are
the usual counts over unordered pairs of items (Manning, Raghavan and Schütze, "Introduction to
Information Retrieval", 2008, section 16.3).
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from aggregator.collect import feeds
from aggregator.types import Article

GOLD = Path(__file__).resolve().parents[1] / "gold"
READ_AT = datetime(2024, 9, 1, tzinfo=UTC)
"""After the sample's last article, so that no date in it lies ahead."""
SAMPLE = Path(__file__).resolve().parents[2] / "aggregator" / "sample"

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Score:
    """Precision and recall, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class GoldSentence:
    """A sentence of an article with the facts it states, each with its state (stated, hedged, different)."""

    position: int
    text: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class GoldQuote:
    """One marked span of speech as printed."""

    url: str
    event: str
    group: str
    place: str
    text: str
    variant: str
    speaker: str
    speaker_as_printed: str
    verb: str
    verb_class: str


@dataclass(frozen=True)
class GoldQuantity:
    """One printed value of a quantity, with the gold's verdict over the event."""

    url: str
    event: str
    quantity: str
    unit: str
    of_what: str
    value: float
    value_max: float | None
    verdict: str
    sentence: str


@dataclass(frozen=True)
class GoldArticle:
    """An article, its event and its origin; `sentences` are in printed order."""

    url: str
    event: str
    outlet: str
    title: str
    published: str
    lang: str
    text_available: str
    origin_url: str
    origin_class: str
    source_url: str
    sentences: tuple[GoldSentence, ...]

    @property
    def text(self) -> str:
        """The sentences joined by a space, paragraphs not kept."""
        return " ".join(one.text for one in self.sentences)


@dataclass(frozen=True)
class Gold:
    """All that was annotated by hand."""

    articles: tuple[GoldArticle, ...]
    quotes: tuple[GoldQuote, ...]
    quantities: tuple[GoldQuantity, ...]


def bcubed(gold: Mapping[Item, Hashable], found: Mapping[Item, Hashable]) -> Score:
    """B-cubed (Bagga and Baldwin 1998): the mean over items of how pure and how complete their cluster is.

    Both mappings give each item its cluster and must have the same items.
    """
    if gold.keys() != found.keys():
        raise ValueError("gold and found must cover the same items")
    if not gold:
        raise ValueError("nothing to score")
    both = Counter((gold[item], found[item]) for item in gold)
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    precision = sum(n * n / found_sizes[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / gold_sizes[g] for (g, _), n in both.items()) / len(gold)
    return Score(precision, recall)


def pairwise(gold: Set[Item], found: Set[Item]) -> Score:
    """Precision and recall of the pairs that were found against the gold's pairs."""
    right = len(gold & found)
    return Score(right / len(found) if found else 0.0, right / len(gold) if gold else 0.0)


def pairs(homes: Mapping[Item, Hashable]) -> set[frozenset[Item]]:
    """The pairs of items that share a cluster."""
    clusters: dict[Hashable, list[Item]] = defaultdict(list)
    for item, home in homes.items():
        clusters[home].append(item)
    return {frozenset(pair) for members in clusters.values() for pair in combinations(members, 2)}


def load_gold(folder: Path = GOLD) -> Gold:
    """Read the gold tables into records, in their own order."""
    sentences = _sentences(_rows(folder / "facts.csv"))
    articles = tuple(
        GoldArticle(**row, sentences=tuple(sentences.get(row["url"], ())))
        for row in _rows(folder / "articles.csv")
    )
    quotes = tuple(GoldQuote(**row) for row in _rows(folder / "quotes.csv"))
    quantities = tuple(_quantity(row) for row in _rows(folder / "numbers.csv"))
    return Gold(articles, quotes, quantities)


def sample_articles() -> dict[str, Article]:
    """The sample's articles as its feeds give them, paragraphs and all, by URL."""
    found: dict[str, Article] = {}
    for path in sorted((SAMPLE / "feeds").glob("*.xml")):
        read = feeds.parse(
            path.read_bytes(), url=path.name, outlet=None, feed=path.name, now=READ_AT, newest=None
        )
        assert isinstance(read, feeds.Parsed)
        found |= {article.url: article for article in read.articles}
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _sentences(rows: Sequence[Mapping[str, str]]) -> dict[str, list[GoldSentence]]:
    """One record a sentence from one row a sentence and fact, by article."""
    texts: dict[tuple[str, int], str] = {}
    facts: dict[tuple[str, int], dict[str, str]] = {}
    for row in rows:
        key = row["url"], int(row["position"])
        if texts.setdefault(key, row["sentence"]) != row["sentence"]:
            raise ValueError(f"two sentences at one position: {key}")
        facts.setdefault(key, {}).update({row["fact"]: row["state"]} if row["fact"] else {})
    out: dict[str, list[GoldSentence]] = {}
    for (url, position), text in sorted(texts.items()):
        out.setdefault(url, []).append(GoldSentence(position, text, facts[url, position]))
    return out


def _quantity(row: Mapping[str, str]) -> GoldQuantity:
    """A printed value with its numbers read."""
    return GoldQuantity(
        row["url"],
        row["event"],
        row["quantity"],
        row["unit"],
        row["of_what"],
        float(row["value"]),
        float(row["value_max"]) if row["value_max"] else None,
        row["verdict"],
        row["sentence"],
    )
