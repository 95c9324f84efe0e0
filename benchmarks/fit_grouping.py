"""Fits what aggregator/group ships: coefficients.json and the projection of the English encoder's vectors.

    python -m benchmarks.fit_grouping [--leave-one-out] DATA…

DATA are collections with gold (JSON Lines, also .gz), and files of rated pairs as ``benchmarks.pairs`` reads
them. The projection is a linear map, learned by supervised
contrast (Khosla et al., NeurIPS 2020) so that articles of one event come near each other. The coefficients
are a logistic regression with fixed signs over pairs that are hard to tell. Those of English texts are fitted
on each collection's vectors under a projection that was learned on the *other* collections, so that it is not
trusted more than it earns on material of another kind. Those of headlines are fitted on the titles
of all collections, without a projection, which does not carry over to them. What is compared by the
multilingual encoder, or by words alone, is fitted on the same texts as if English were a language of which
only general frequencies of words are known; where two languages meet, as if they had only half of the names
and numbers in common. Beside the collections stand the rated pairs, which are of other languages indeed.
So that the fit of texts sits on no collection's length or dates, each counts also with its texts cut to an
excerpt, without dates, and as if all of it were of one day, as what feeds bring on a morning. (Headlines tell
too little for that: they count as they are.)
What texts of few common words cost (``similarity._held_back``) is no part of the fit: collections of events
alone tell too little of what only looks alike.
With ``--leave-one-out`` nothing is written: each collection is grouped by what was fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from aggregator.group import digest, encode, linkage, similarity
from aggregator.group.coefficients import SIGNS, Coefficients, Limits
from aggregator.group.digest import Features
from aggregator.group.rarity import general
from aggregator.group.similarity import Pairs, Table
from aggregator.types import Article, Encoders, Matrix, Neighbour
from benchmarks.data import read, rows
from benchmarks.grouping import scores
from benchmarks.pairs import compared, ratings

ROOM = Path(__file__).resolve().parents[1] / "aggregator" / "group"
BOUNDS: dict[str, tuple[float | None, float | None]] = dict.fromkeys(SIGNS, (0, None)) | {
    "days": (None, 0),
    "undated": (None, 0),
    "length": (None, None),
    "outlet": (-1, 0),
}
"""More of a sign may only speak for one event, or only against it; length may do either. One outlet for both
may not count for more than this: editors' roundups, among the collections, never take two texts of one."""
LIMITS = Limits(cut=0.41, closeness=0.78, few=6, full_link=0.87)
ONE_DAY = 0.1
"""How much texts count as if all were of one day, when days tell nothing. The fit must not unlearn days; but
without such texts it makes one event of any two robberies on a morning's feeds."""
EXCERPT = 45
"""Words of a text that is cut: what a feed gives where it gives no more than a summary."""
SURE = 0.8
ONE_EVENT, TWO_EVENTS = 1.75, 2.25
"""Ratings of pairs (1 the same story, 4 different): up to the one and from the other on they are clear."""
_HARD = 12
_CHUNK = 20_000
_TEMPERATURE = 0.05
_DECAY = 3e-4
_RATE = 2e-3
_STEPS = 300
_BATCH = 800
_PER_EVENT = 20

Floats = NDArray[np.float64]


@dataclass
class Gold:
    """A collection as the fit sees it: digests, gold events as numbers, and pairs that may be one event."""

    name: str
    ids: list[str]
    event: NDArray[np.int64]
    table: Table
    pairs: Pairs
    hard: NDArray[np.bool_]
    signs: Matrix
    """Of the pairs, all but ``content``."""
    weight: float = 1.0
    """How much it counts among the forms of its collection."""

    @property
    def same(self) -> NDArray[np.bool_]:
        return np.asarray(self.event[self.pairs[:, 0]] == self.event[self.pairs[:, 1]])

    def signs_with(self, vectors: Matrix | None) -> Matrix:
        """The signs where the articles' vectors are these; None: where no encoder knows them."""
        signs = self.signs.copy()
        for start in range(0, len(self.pairs) if vectors is not None else 0, _CHUNK):
            a, b = self.pairs[start : start + _CHUNK].T
            signs[start : start + _CHUNK, 0] = np.einsum("ij,ij->i", vectors[a], vectors[b])
        return signs

    def without_dates(self, unknown: bool) -> Gold:
        """The same where no date is known, or all are of one day."""
        signs = self.signs.copy()
        signs[:, SIGNS.index("days")], signs[:, SIGNS.index("undated")] = 0, unknown
        name = f"{self.name}, {'undated' if unknown else 'of one day'}"
        return replace(self, name=name, signs=signs, weight=1.0 if unknown else ONE_DAY)


@dataclass
class Collection:
    """One file: its texts (as they are, cut, and both without dates and as of one day), and its titles."""

    texts: list[Gold]
    elsewhere: list[Gold]
    """The same, their words counted as those of other languages are."""
    titles: list[Gold]

    def read_by(self, kind: str) -> list[Gold]:
        return {"english": self.texts, "headlines": self.titles}.get(kind, self.elsewhere)


Signs = Callable[[Gold], Matrix]
Part = tuple[Matrix, NDArray[np.bool_], float]
"""The signs of pairs, which of the pairs are one event, and how much they count."""


def headlines(gold: Gold) -> Matrix:
    return gold.signs_with(gold.table.vectors["headlines"])


def multilingual(gold: Gold) -> Matrix:
    return gold.signs_with(gold.table.vectors["multilingual"])


def words(gold: Gold) -> Matrix:
    return gold.signs_with(None)


def across(gold: Gold) -> Matrix:
    """As if each pair were of two languages: only names and numbers meet, and of these every other one."""
    meeting = gold.table.names[:, gold.table.columns % 2 == 0]
    signs = multilingual(gold)
    signs[:, SIGNS.index("words")] = signs[:, SIGNS.index("names")] = similarity.products(meeting, gold.pairs)
    return signs


def projected(projection: Matrix) -> Signs:
    return lambda gold: gold.signs_with(similarity.both_ways(gold.table.vectors["headlines"], projection))


def load(path: Path, encoders: Encoders) -> Collection:
    """A collection's texts, and its titles as if they were all there is; none where most lack them."""
    found = read(path)
    texts, elsewhere, titles = [], [], []
    lengths = [len(article.text.split()) for article in found.articles]
    if sum(length > 0 for length in lengths) > len(lengths) / 2:
        forms = {found.name: found.articles}
        if np.median(lengths) > 2 * EXCERPT:
            forms[f"{found.name}, excerpts"] = [
                replace(a, text=" ".join(a.text.split()[:EXCERPT])) for a in found.articles
            ]
        for name, articles in forms.items():
            digests = _digests(articles, encoders)
            texts.append(_gold(name, digests, found.gold))
            elsewhere.append(_gold(name, _as_elsewhere(digests, articles), found.gold))
    named = [row for row, article in enumerate(found.articles) if article.title.strip()]
    if len(named) > len(lengths) / 2:
        alone = _digests([replace(found.articles[row], text="") for row in named], encoders)
        titles = [_gold(f"{found.name}, titles", alone, [found.gold[row] for row in named])]
    if any(article.published for article in found.articles):
        texts, elsewhere = _in_time(texts), _in_time(elsewhere)
    return Collection(texts, elsewhere, titles)


def _digests(articles: Sequence[Article], encoders: Encoders) -> list[Features]:
    return digest.bridged(digest.features(articles, encoders), articles, encoders)


def _as_elsewhere(digests: Sequence[Features], articles: Sequence[Article]) -> list[Features]:
    """The digests with words counted by general frequencies, as in languages that have no counts of news."""
    counted = [
        digest.counted(digest.printed_in(article), general(article.lang or "en")) for article in articles
    ]
    return [
        replace(one, terms=terms, weights=weights, spellings=spellings)
        for one, (terms, weights, spellings) in zip(digests, counted, strict=True)
    ]


def _in_time(golds: list[Gold]) -> list[Gold]:
    return golds + [gold.without_dates(unknown) for unknown in (True, False) for gold in golds]


def _gold(name: str, digests: Sequence[Features], gold: Sequence[str]) -> Gold:
    table = Table(digests)
    pairs, hard = _pairs(table)
    signs = similarity.signs(table, pairs, "words")
    event = np.unique(gold, return_inverse=True)[1]
    return Gold(name, [one.article_id for one in digests], event, table, pairs, hard, signs)


def load_ratings(path: Path, encoders: Encoders) -> dict[str, Part]:
    """By kind the rated pairs of other languages than English; those that are neither are left out."""
    found = rows(path)
    table, pairs = compared(found, encoders)
    rated, kinds = ratings(found), similarity.kind_of(table, pairs)
    clear = (rated <= ONE_EVENT) | (rated >= TWO_EVENTS)
    return {
        kind: (similarity.signs(table, pairs[chosen], kind), rated[chosen] <= ONE_EVENT, 1.0)
        for kind in ("multilingual", "across", "words")
        if (chosen := clear & (kinds == kind)).any()
    }


def _pairs(table: Table) -> tuple[Pairs, NDArray[np.bool_]]:
    """All pairs that are anything like each other, and which of them are hard to tell.

    Hard are the nearest of each article; beside them stands one at random, so that the fit also knows what
    has nothing in common.
    """
    vectors = table.vectors["headlines"]
    content = vectors @ vectors.T
    words = np.asarray((table.words @ table.words.T).toarray())
    like = (content > 0.3) | (words > 0.1)
    near = np.zeros_like(like)
    for matrix in (content, words):
        np.fill_diagonal(matrix, -1)
        nearest = np.argpartition(-matrix, _HARD, axis=1)[:, :_HARD]
        near[np.arange(len(near))[:, None], nearest] = True
    anyone = np.random.default_rng(0).permutation(len(near))
    near[np.arange(len(near)), anyone] = True
    near |= near.T
    a, b = np.nonzero(np.triu(like | near, 1))
    return np.stack([a, b], axis=1), near[a, b]


# --- the projection ------------------------------------------------------------------------------


def learn_projection(golds: Sequence[Gold]) -> Matrix:
    """A map of English vectors, shape ``(d, d)``, that brings the articles of one event together."""
    torch.manual_seed(0)
    draw = torch.Generator().manual_seed(0)
    size = golds[0].table.vectors["headlines"].shape[1]
    change = torch.nn.Parameter(torch.zeros(size, size))
    optimiser = torch.optim.Adam([change], lr=_RATE)
    pools = [
        (torch.tensor(gold.table.vectors["headlines"]), torch.tensor(gold.event), _by_event(gold))
        for gold in golds
    ]
    for _ in range(_STEPS):
        loss = _DECAY * (change**2).sum()
        for vectors, event, groups in pools:
            rows = _batch(groups, draw)
            moved = torch.nn.functional.normalize(vectors[rows] @ (torch.eye(size) + change))
            loss = loss + _contrast(moved, event[rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return np.asarray((torch.eye(size) + change).detach().numpy(), dtype=np.float32)


def _contrast(vectors: torch.Tensor, event: torch.Tensor) -> torch.Tensor:
    """The supervised contrastive loss: each article against all others of the batch."""
    alike = (vectors @ vectors.T / _TEMPERATURE).masked_fill(torch.eye(len(event), dtype=torch.bool), -1e4)
    positive = (event[:, None] == event[None]) & ~torch.eye(len(event), dtype=torch.bool)
    log = alike - torch.logsumexp(alike, 1, keepdim=True)
    has = positive.sum(1) > 0
    return -((log * positive).sum(1)[has] / positive.sum(1)[has]).mean()


def _by_event(gold: Gold) -> list[list[int]]:
    return [np.flatnonzero(gold.event == event)[:_PER_EVENT].tolist() for event in np.unique(gold.event)]


def _batch(groups: list[list[int]], draw: torch.Generator) -> list[int]:
    rows: list[int] = []
    for place in torch.randperm(len(groups), generator=draw).tolist():
        if len(rows) >= _BATCH:
            break
        rows += groups[place]
    return rows


# --- the coefficients ----------------------------------------------------------------------------


def fit_english(collections: Sequence[Collection]) -> Floats:
    """Weights of the signs and constant, each collection under a projection that did not see it."""
    return fit(
        [
            _hard(collection.texts, projected(learn_projection(whole(collections, but=collection))))
            for collection in collections
            if collection.texts
        ]
    )


def _hard(golds: Sequence[Gold], signs: Signs) -> list[Part]:
    return [(signs(gold)[gold.hard], gold.same[gold.hard], gold.weight) for gold in golds]


def whole(collections: Sequence[Collection], but: Collection | None = None) -> list[Gold]:
    """The collections' texts as they are."""
    return [collection.texts[0] for collection in collections if collection.texts and collection is not but]


def fit(collections: Sequence[Sequence[Part]]) -> Floats:
    """A logistic regression with fixed signs.

    Each collection weighs the same, however many forms it counts in.
    """
    collections = [parts for parts in collections if parts]
    parts = [
        (signs, same, counts / sum(part[2] for part in forms))
        for forms in collections
        for signs, same, counts in forms
    ]
    design = np.concatenate([np.column_stack([signs, np.ones(len(signs))]) for signs, *_ in parts]).astype(
        float
    )
    truth = np.concatenate([same for _, same, _ in parts]).astype(np.float64)
    weight = np.concatenate([np.full(len(same), share / len(same)) for _, same, share in parts])
    weight /= len(collections)

    def loss(beta: Floats) -> tuple[float, Floats]:
        z = design @ beta
        slope = design.T @ (weight * (1 / (1 + np.exp(-z)) - truth))
        slope[:-1] += 2e-5 * beta[:-1]
        return float((weight * (np.logaddexp(0, z) - truth * z)).sum() + 1e-5 * (beta[:-1] ** 2).sum()), slope

    start = np.zeros(design.shape[1])
    bounds = [*(BOUNDS[sign] for sign in SIGNS), (None, None)]
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x, dtype=np.float64)


def grouped(gold: Gold, signs: Matrix, kind: str, beta: Floats) -> str:
    """B-cubed F1 and pairwise precision when grouped within ``LIMITS``, as a line."""
    coefficients = Coefficients(beta[-1], dict(zip(SIGNS, beta[:-1], strict=True)))
    probability = np.round(1 / (1 + np.exp(-similarity.log_odds(signs, kind, coefficients))), 4)
    kept = probability >= similarity.FLOOR
    same_text = similarity.copied(gold.table, gold.pairs[kept]) & (probability[kept] >= SURE)
    edges = [
        Neighbour(gold.ids[a], gold.ids[b], p, copied=copied)
        for (a, b), p, copied in zip(
            gold.pairs[kept].tolist(), probability[kept].tolist(), same_text.tolist(), strict=True
        )
    ]
    headlines = [one.article_id for one in gold.table.digests if one.headline_only]
    clusters = linkage.cluster(gold.ids, edges, LIMITS, None, headlines)
    found = {article_id: number for number, ids in enumerate(clusters) for article_id in ids}
    labels = [found[article_id] for article_id in gold.ids]
    articles, held = scores(gold.event.tolist(), labels)
    return f"{gold.name}: B-cubed F1 {articles.f1:.3f}, pairwise precision {held.precision:.3f}"


# --- what is written -----------------------------------------------------------------------------


def kind(beta: Floats) -> dict[str, object]:
    weights = {sign: round(float(weight), 3) for sign, weight in zip(SIGNS, beta[:-1], strict=True)}
    return {"constant": round(float(beta[-1]), 3), "weights": weights}


def fit_all(
    collections: Sequence[Collection], rated: Sequence[dict[str, Part]]
) -> dict[str, tuple[Floats, Signs]]:
    """By kind of pair its coefficients, and how its signs are read."""
    as_if_not_english: dict[str, Signs] = {"multilingual": multilingual, "across": across, "words": words}
    return {
        "english": (fit_english(collections), projected(learn_projection(whole(collections)))),
        "headlines": (fit([_hard(one.titles, headlines) for one in collections]), headlines),
    } | {
        name: (
            fit(
                [_hard(one.elsewhere, signs) for one in collections]
                + [[parts[name]] for parts in rated if name in parts]
            ),
            signs,
        )
        for name, signs in as_if_not_english.items()
    }


def write(collections: Sequence[Collection], rated: Sequence[dict[str, Part]], model_id: str) -> None:
    fitted = fit_all(collections, rated)
    kinds = {name: kind(beta) for name, (beta, _) in fitted.items()}
    model = asdict(LIMITS) | {"sure": SURE, "kinds": kinds}
    (ROOM / "coefficients.json").write_text(json.dumps(model, indent=2) + "\n", "utf-8")
    projection = learn_projection(whole(collections))
    np.save(ROOM / f"projection-{model_id}.npy", projection.astype(np.float16))
    for collection in collections:
        report("fitted", collection, fitted)


def report(how: str, collection: Collection, fitted: dict[str, tuple[Floats, Signs]]) -> None:
    for name, (beta, signs) in fitted.items():
        for gold in collection.read_by(name):
            print(f"{how}, {name}: {grouped(gold, signs(gold), name, beta)}", flush=True)


def leave_one_out(collections: Sequence[Collection], rated: Sequence[dict[str, Part]]) -> None:
    for left in collections:
        report("unseen", left, fit_all([one for one in collections if one is not left], rated))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("data", nargs="+", type=Path)
    asked = parser.parse_args()
    encoders = encode.load()
    rated = [path for path in asked.data if "overall" in rows(path)[0]]
    collections = [load(path, encoders) for path in asked.data if path not in rated]
    ratings_by_kind = [load_ratings(path, encoders) for path in rated]
    if asked.leave_one_out:
        leave_one_out(collections, ratings_by_kind)
    else:
        write(collections, ratings_by_kind, encoders.english.model_id)


if __name__ == "__main__":
    main()
