"""Facts and disagreements against annotated sentences: ``python -m benchmarks.facts [--sample] DATA…``.

DATA are gzip-compressed JSON Lines, two sentences of one event a row (``text1``, ``text2``) with the
``alignments`` of what both say. Scored is the area under the curve of "they share a fact": as told here,
and for the plain cosine of the English encoder as the floor. Few pairs share nothing, so a 95 % interval
stands beside it (2,000 samples drawn with replacement, seed 0).

``--sample`` scores the bundled sample. Two sentences of different articles are a gold pair when they carry
a fact in common, and a found pair when they are statements of one fact. A disagreement of the gold
(verdict ``conflict`` or ``updated`` for a quantity of an event) is found when one of its printings stands in
a line with that verdict; a line with such a verdict is right when it holds a printing of such a quantity.
The sample was looked at while thresholds were chosen: its figures are no forecast for other events.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from aggregator.compare import facts, numbers, quotes, sentences
from aggregator.compare.facts import agreement, clauses, statements
from aggregator.group import encode
from aggregator.types import Article, Encoders, Fact, NumberLine, Quantity, Sentence, Span
from benchmarks import data
from tests.quality.measures import (
    Gold,
    GoldArticle,
    GoldQuantity,
    Score,
    load_gold,
    pairwise,
    sample_articles,
)

DISAGREEMENTS = ("conflict", "updated")

Place = tuple[str, int]
"""An article's address, and the position of a gold sentence in it."""
Pair = frozenset[Place]


@dataclass(frozen=True)
class Scored:
    """One event of the sample: its articles with their gold, what was found, and how long that took."""

    articles: Mapping[str, GoldArticle]
    facts: tuple[Fact, ...]
    quantities: tuple[Quantity, ...]
    lines: tuple[NumberLine, ...]
    places: Mapping[Span, Place]
    seconds: float


def main(arguments: Sequence[str]) -> None:
    """Prints a Markdown table for the sample and one for each file."""
    encoders = encode.load()
    for encoder in (encoders.english, encoders.multilingual):
        encoder.encode(["so that no event waits for the models"])
    if "--sample" in arguments:
        _print_sample(score_sample(load_gold(), encoders), load_gold())
    for path in arguments:
        if not path.startswith("--"):
            _print_pairs(Path(path), encoders)


# --- the sample ----------------------------------------------------------------------------------


def score_sample(gold: Gold, encoders: Encoders) -> tuple[Scored, ...]:
    """Line up every event of the sample, from its feeds."""
    by_url = sample_articles()
    events = groupby(gold.articles, key=lambda one: one.event)
    return tuple(_score([(by_url[one.url], one) for one in members], encoders) for _, members in events)


def _score(members: Sequence[tuple[Article, GoldArticle]], encoders: Encoders) -> Scored:
    start = perf_counter()
    articles = [article for article, _ in members]
    split = {article.id: sentences.split(article) for article in articles}
    quotations = [quotation for article in articles for quotation in quotes.extract(article)]
    everything = [sentence for article in articles for sentence in split[article.id]]
    lined = facts.line_up(articles, everything, encoders, quotations)
    printed = [quantity for article in articles for quantity in numbers.extract(article, split[article.id])]
    quantities, lines = numbers.line_up(articles, printed, lined)
    seconds = perf_counter() - start
    places = {}
    for article, gold in members:
        places.update(_places(article, gold, split[article.id]))
    return Scored({gold.url: gold for _, gold in members}, lined, quantities, lines, places, seconds)


def _places(article: Article, gold: GoldArticle, split: Sequence[Sentence]) -> dict[Span, Place]:
    """The gold sentence in which each sentence begins."""
    found: dict[Span, Place] = {}
    at = 0
    for one in gold.sentences:
        start = article.text.find(one.text, at)
        if start < 0:
            raise ValueError(f"{article.url} does not print: {one.text}")
        at = start + len(one.text)
        found |= {s.span: (gold.url, one.position) for s in split if start <= s.span.start < at}
    return found


def _place(event: Scored, span: Span) -> Place:
    """The gold sentence in which a sentence or a clause of it begins."""
    return next(
        place
        for sentence, place in event.places.items()
        if sentence.article_id == span.article_id and sentence.start <= span.start < sentence.end
    )


def gold_pairs(event: Scored) -> set[Pair]:
    """Sentences of different articles that carry a fact in common."""
    told = [
        ((url, sentence.position), sentence.facts.keys())
        for url, article in event.articles.items()
        for sentence in article.sentences
    ]
    return {
        frozenset((one, two))
        for (one, a), (two, b) in combinations(told, 2)
        if one[0] != two[0] and not a.isdisjoint(b)
    }


def found_pairs(event: Scored) -> set[Pair]:
    """Sentences of different articles that are statements of one fact."""
    return {
        frozenset((one, two))
        for fact in event.facts
        for one, two in combinations(
            sorted({_place(event, statement.span) for statement in fact.statements}), 2
        )
        if one[0] != two[0]
    }


def fact_score(events: Sequence[Scored], *, across: bool | None = None) -> Score:
    """Pairwise precision and recall over all events; ``across`` keeps pairs of two languages, or of one."""
    lang = {url: article.lang for event in events for url, article in event.articles.items()}

    def kept(pairs: set[Pair]) -> set[Pair]:
        return {
            pair for pair in pairs if across is None or (len({lang[url] for url, _ in pair}) == 2) == across
        }

    gold = set().union(*(kept(gold_pairs(event)) for event in events))
    found = set().union(*(kept(found_pairs(event)) for event in events))
    return pairwise(gold, found)


def disagreement_score(events: Sequence[Scored], gold: Gold) -> Score:
    """Recall over the gold's disagreements, precision over the lines with such a verdict."""
    right = lines = hits = wanted = 0
    for event in events:
        printed = [one for one in gold.quantities if one.url in event.articles]
        verdicts = {one.quantity: one.verdict for one in printed}
        matched = _matched(event, printed)
        wrongly_or_not = [line for line in event.lines if line.verdict in DISAGREEMENTS]
        lines += len(wrongly_or_not)
        hit = set()
        for line in wrongly_or_not:
            names = {matched[quantity] for quantity in line.quantity_ids if quantity in matched}
            agreed = {name for name in names if verdicts[name] == line.verdict}
            right += bool(agreed)
            hit |= agreed
        hits += len(hit)
        wanted += sum(verdict in DISAGREEMENTS for verdict in verdicts.values())
    return Score(right / lines if lines else 0.0, hits / wanted if wanted else 0.0)


def _matched(event: Scored, printed: Sequence[GoldQuantity]) -> dict[str, str]:
    """The gold quantity of each found one: the same sentence, the same value."""
    by_sentence = {(url, s.text): (url, s.position) for url, a in event.articles.items() for s in a.sentences}
    return {
        quantity.id: one.quantity
        for one in printed
        for quantity in event.quantities
        if _place(event, quantity.sentence.span) == by_sentence[one.url, one.sentence]
        and abs(quantity.value - one.value) <= 1e-6 * abs(one.value)
    }


def _print_sample(events: Sequence[Scored], gold: Gold) -> None:
    print("\n### Bundled sample\n\n| measure | P | R | F1 |\n|---|---|---|---|")
    rows = (
        ("pairs that state one fact", fact_score(events)),
        ("… within one language", fact_score(events, across=False)),
        ("… across languages", fact_score(events, across=True)),
        ("disagreements, conflict and updated told apart", disagreement_score(events, gold)),
    )
    for label, score in rows:
        print(f"| {label} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |")
    slowest = max(events, key=lambda event: event.seconds)
    print(f"\nSlowest event: {slowest.seconds:.2f} s for {len(slowest.articles)} articles.")


# --- pairs of sentences --------------------------------------------------------------------------


def pair_areas(path: Path, encoders: Encoders) -> dict[str, tuple[float, float, float]]:
    """Area under the curve with its 95 % interval, as scored here and for the plain cosine."""
    rows = data.rows(path)
    truth = np.array([bool(row["alignments"]) for row in rows])
    plain = encoders.english.encode([row[key] for row in rows for key in ("text1", "text2")])
    cosine = (plain[0::2] * plain[1::2]).sum(axis=1)
    told = np.array([_told(row["text1"], row["text2"], encoders) for row in rows])
    return {"facts": _area_with_interval(truth, told), "floor: cosine": _area_with_interval(truth, cosine)}


def _told(one: str, two: str, encoders: Encoders) -> float:
    articles = [Article(name, name, "", text, lang="en") for name, text in (("1", one), ("2", two))]
    whole = [Sentence(Span(article.id, 0, len(article.text)), article.text) for article in articles]
    found = [
        statements.read(article, sentence, start, end)
        for article, sentence in zip(articles, whole, strict=True)
        for start, end in clauses.spans(sentence.text, article.lang)
    ]
    owners = np.array([statement.article.id for statement in found])
    return float(agreement.scores(found, encoders)[np.ix_(owners == "1", owners == "2")].max())


def area(truth: NDArray[np.bool_], scores: NDArray[np.floating]) -> float:
    """Area under the receiver operating characteristic: how often a true pair is above a false one."""
    difference = scores[truth][:, None] - scores[~truth][None, :]
    return float((difference > 0).mean() + 0.5 * (difference == 0).mean())


def _area_with_interval(truth: NDArray[np.bool_], scores: NDArray[np.floating]) -> tuple[float, float, float]:
    chance = np.random.default_rng(0)
    draws = (chance.integers(len(truth), size=len(truth)) for _ in range(2000))
    areas = [area(truth[rows], scores[rows]) for rows in draws if 0 < truth[rows].sum() < len(truth)]
    low, high = np.percentile(areas, [2.5, 97.5])
    return area(truth, scores), float(low), float(high)


def _print_pairs(path: Path, encoders: Encoders) -> None:
    print(f"\n### {path.name}\n\n| method | AUC | 95 % interval |\n|---|---|---|")
    for label, (value, low, high) in pair_areas(path, encoders).items():
        print(f"| {label} | {value:.3f} | {low:.3f}–{high:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
