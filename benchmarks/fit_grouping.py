"""Fits what aggregator/group ships: coefficients.json and the projection of the English encoder's vectors.

    python -m benchmarks.fit_grouping [--leave-one-out] DATA…

DATA are collections with gold (JSON Lines, also .gz). The projection is a linear map, learned by supervised
contrast (Khosla et al., NeurIPS 2020) so that articles of one event come near each other. The coefficients
are a logistic regression with fixed signs over pairs that are hard to tell. Those of texts are fitted on each
collection's vectors under a projection that was learned on the *other* collections, so that it is not
trusted more than it earns on material of another kind. Those of headlines are fitted on the titles
of all collections, without a projection, which does not carry over to them.
With ``--leave-one-out`` nothing is written: each collection is grouped by what was fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from aggregator.group import digest, encode, linkage, similarity
from aggregator.group.coefficients import SIGNS
from aggregator.group.similarity import Pairs, Table
from aggregator.types import Article, Encoders, Matrix, Neighbour
from benchmarks.data import read
from benchmarks.grouping import scores

ROOM = Path(__file__).resolve().parents[1] / "aggregator" / "group"
GROWING = np.array([sign not in ("days", "undated") for sign in SIGNS])
"""Whether more of a sign may only speak for one event, or only against it."""
CUT = 0.5
_WRONG_MERGE = 2
"""What two texts held together wrongly costs, against one missed; headlines tell too little for that."""
SURE = 0.8
_HARD = 12
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
    vectors: Matrix
    pairs: Pairs
    hard: NDArray[np.bool_]
    signs: Matrix

    @property
    def same(self) -> NDArray[np.bool_]:
        return np.asarray(self.event[self.pairs[:, 0]] == self.event[self.pairs[:, 1]])

    def signs_with(self, projection: Matrix | None) -> Matrix:
        vectors = self.vectors if projection is None else encode.unit(self.vectors @ projection)
        signs = self.signs.copy()
        signs[:, 0] = np.einsum("ij,ij->i", vectors[self.pairs[:, 0]], vectors[self.pairs[:, 1]])
        return signs


def load(path: Path, encoders: Encoders) -> tuple[Gold | None, Gold | None]:
    """A collection's texts, and its titles as if they were all there is; None where most lack them."""
    found = read(path)
    named = [row for row, article in enumerate(found.articles) if article.title.strip()]
    titles = [replace(found.articles[row], text="") for row in named]
    texts = sum(bool(article.text.strip()) for article in found.articles)
    most = len(found.articles) / 2
    return (
        _gold(found.name, found.articles, found.gold, encoders) if texts > most else None,
        _gold(found.name, titles, [found.gold[row] for row in named], encoders)
        if len(named) > most
        else None,
    )


def _gold(name: str, articles: Sequence[Article], gold: Sequence[str], encoders: Encoders) -> Gold:
    digests = digest.features(articles, encoders)
    table = Table(digests)
    vectors = np.stack([d.english for d in digests if d.english is not None]).astype(np.float32)
    pairs, hard = _pairs(vectors, table)
    parts = [similarity.signs(table, pairs[k : k + 20_000], "words") for k in range(0, len(pairs), 20_000)]
    event = np.unique(gold, return_inverse=True)[1]
    return Gold(name, [a.id for a in articles], event, vectors, pairs, hard, np.concatenate(parts))


def _pairs(vectors: Matrix, table: Table) -> tuple[Pairs, NDArray[np.bool_]]:
    """All pairs that are anything like each other, and which are among the nearest of one of the two."""
    content = vectors @ vectors.T
    words = np.asarray((table.words @ table.words.T).toarray())
    like = (content > 0.3) | (words > 0.1)
    near = np.zeros_like(like)
    for matrix in (content, words):
        np.fill_diagonal(matrix, -1)
        nearest = np.argpartition(-matrix, _HARD, axis=1)[:, :_HARD]
        near[np.arange(len(near))[:, None], nearest] = True
    near |= near.T
    a, b = np.nonzero(np.triu(like | near, 1))
    return np.stack([a, b], axis=1), near[a, b]


# --- the projection ------------------------------------------------------------------------------


def learn_projection(golds: Sequence[Gold]) -> Matrix:
    """A map of vectors, shape ``(d, d)``, that brings the articles of one event together."""
    torch.manual_seed(0)
    draw = torch.Generator().manual_seed(0)
    size = golds[0].vectors.shape[1]
    change = torch.nn.Parameter(torch.zeros(size, size))
    optimiser = torch.optim.Adam([change], lr=_RATE)
    pools = [(torch.tensor(gold.vectors), torch.tensor(gold.event), _by_event(gold)) for gold in golds]
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


def fit_texts(golds: Sequence[Gold]) -> Floats:
    """Weights of the signs and constant, each collection under a projection that did not see it."""
    others = [[other for other in golds if other is not gold] for gold in golds]
    signs = [gold.signs_with(learn_projection(rest)) for gold, rest in zip(golds, others, strict=True)]
    return fit(golds, signs, _WRONG_MERGE)


def fit_titles(golds: Sequence[Gold]) -> Floats:
    return fit(golds, [gold.signs_with(None) for gold in golds], 1)


def fit(golds: Sequence[Gold], signs: Sequence[Matrix], wrong_merge: float) -> Floats:
    """A logistic regression with fixed signs on the hard pairs, each collection weighing the same."""
    hard = [part[gold.hard] for part, gold in zip(signs, golds, strict=True)]
    rows = np.concatenate([np.column_stack([part, np.ones(len(part))]) for part in hard]).astype(np.float64)
    truth = np.concatenate([gold.same[gold.hard] for gold in golds]).astype(np.float64)
    weight = np.concatenate([np.full(len(part), 1 / len(part) / len(hard)) for part in hard])
    weight *= np.where(truth, 1, wrong_merge)

    def loss(beta: Floats) -> tuple[float, Floats]:
        z = rows @ beta
        slope = rows.T @ (weight * (1 / (1 + np.exp(-z)) - truth))
        slope[:-1] += 2e-5 * beta[:-1]
        return float((weight * (np.logaddexp(0, z) - truth * z)).sum() + 1e-5 * (beta[:-1] ** 2).sum()), slope

    bounds = [(0, None) if up else (None, 0) for up in GROWING] + [(None, None)]
    start = np.zeros(rows.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x, dtype=np.float64)


def grouped(gold: Gold, signs: Matrix, beta: Floats) -> str:
    """B-cubed F1 and pairwise precision when grouped at ``CUT``, as a line."""
    probability = np.round(1 / (1 + np.exp(-(signs @ beta[:-1] + beta[-1]))), 4)
    kept = probability >= similarity.FLOOR
    edges = [
        Neighbour(gold.ids[a], gold.ids[b], p)
        for (a, b), p in zip(gold.pairs[kept].tolist(), probability[kept].tolist(), strict=True)
    ]
    found = {i: n for n, ids in enumerate(linkage.cluster(gold.ids, edges, CUT)) for i in ids}
    labels = [found[article_id] for article_id in gold.ids]
    articles, held = scores(gold.event.tolist(), labels)
    return f"{gold.name}: B-cubed F1 {articles.f1:.3f}, pairwise precision {held.precision:.3f}"


# --- what is written -----------------------------------------------------------------------------


def kind(beta: Floats) -> dict[str, object]:
    weights = {sign: round(float(weight), 3) for sign, weight in zip(SIGNS, beta[:-1], strict=True)}
    return {"constant": round(float(beta[-1]), 3), "weights": weights}


def write(texts: Sequence[Gold], titles: Sequence[Gold], model_id: str) -> None:
    """The kinds ``english`` and ``headlines`` are fitted; for the others there is no material."""
    english, headlines, projection = fit_texts(texts), fit_titles(titles), learn_projection(texts)
    target = ROOM / "coefficients.json"
    kinds = json.loads(target.read_text("utf-8"))["kinds"]
    kinds |= {"english": kind(english), "headlines": kind(headlines)}
    target.write_text(json.dumps({"cut": CUT, "sure": SURE, "kinds": kinds}, indent=2) + "\n", "utf-8")
    np.save(ROOM / f"projection-{model_id}.npy", projection.astype(np.float16))
    for gold in texts:
        print(f"fitted, texts of {grouped(gold, gold.signs_with(projection), english)}")
    for gold in titles:
        print(f"fitted, titles of {grouped(gold, gold.signs_with(None), headlines)}")


def leave_one_out(texts: Sequence[Gold], titles: Sequence[Gold]) -> None:
    for left in texts:
        others = [gold for gold in texts if gold is not left]
        signs = left.signs_with(learn_projection(others))
        print(f"unseen, texts of {grouped(left, signs, fit_texts(others))}", flush=True)
    for left in titles:
        others = [gold for gold in titles if gold is not left]
        print(f"unseen, titles of {grouped(left, left.signs_with(None), fit_titles(others))}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("data", nargs="+", type=Path)
    asked = parser.parse_args()
    encoders = encode.load()
    golds = [load(path, encoders) for path in asked.data]
    texts = [text for text, _ in golds if text]
    titles = [title for _, title in golds if title]
    if asked.leave_one_out:
        leave_one_out(texts, titles)
    else:
        write(texts, titles, encoders.english.model_id)


if __name__ == "__main__":
    main()
