"""Fits what aggregator/group ships: coefficients.json and the projection of the English encoder's vectors.

    python -m benchmarks.fit_grouping [--leave-one-out] DATA…

DATA are collections with gold (JSON Lines, also .gz). The projection is a linear map, learned by supervised
contrast (Khosla et al., NeurIPS 2020) so that articles of one event come near each other. The coefficients
are a logistic regression with fixed signs over pairs that are hard to tell, and are fitted on vectors
whose projection was learned on other events, so that it is not trusted more than it earns. With
``--leave-one-out`` nothing is written: each collection is grouped by what was fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from aggregator.group import digest, encode, linkage, similarity
from aggregator.group.coefficients import SIGNS
from aggregator.group.similarity import Pairs, Table
from aggregator.types import Encoders, Matrix, Neighbour
from benchmarks.data import read
from benchmarks.grouping import bcubed, f1, pairwise

ROOM = Path(__file__).resolve().parents[1] / "aggregator" / "group"
GROWING = np.array([sign != "days" for sign in SIGNS])
"""Whether more of a sign may only speak for one event, or only against it."""
CUT = 0.5
SURE = 0.8
_HARD = 12
_TEMPERATURE = 0.05
_DECAY = 3e-4
_RATE = 3e-3
_STEPS = 300
_BATCH = 800
_PER_EVENT = 20
_FOLDS = 2

Floats = NDArray[np.float64]
Choice = Callable[["Gold"], NDArray[np.bool_]]


@dataclass
class Gold:
    """A collection as the fit sees it: digests, gold events as numbers, and pairs that may be one event."""

    name: str
    ids: list[str]
    event: NDArray[np.int64]
    table: Table
    vectors: Matrix
    pairs: Pairs
    hard: NDArray[np.bool_]
    signs: Matrix
    headlines: bool

    @property
    def same(self) -> NDArray[np.bool_]:
        return np.asarray(self.event[self.pairs[:, 0]] == self.event[self.pairs[:, 1]])

    def signs_with(self, projection: Matrix | None) -> Matrix:
        vectors = self.vectors if projection is None else similarity.unit(self.vectors @ projection)
        signs = self.signs.copy()
        signs[:, 0] = np.einsum("ij,ij->i", vectors[self.pairs[:, 0]], vectors[self.pairs[:, 1]])
        return signs


def load(path: Path, encoders: Encoders) -> Gold:
    found = read(path)
    digests = digest.features(found.articles, encoders)
    table = Table(digests)
    vectors = np.stack([d.english for d in digests if d.english is not None]).astype(np.float32)
    pairs, hard = _pairs(vectors, table)
    parts = [similarity.signs(table, pairs[k : k + 20_000], "words") for k in range(0, len(pairs), 20_000)]
    event = np.unique(found.gold, return_inverse=True)[1]
    only = bool(table.headline_only.mean() > 0.5)
    ids = [article.id for article in found.articles]
    return Gold(found.name, ids, event, table, vectors, pairs, hard, np.concatenate(parts), only)


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


def learn_projection(golds: Sequence[Gold], chosen: Choice) -> Matrix:
    """A map of vectors, shape ``(d, d)``, that brings the chosen articles of one event together."""
    torch.manual_seed(0)
    draw = torch.Generator().manual_seed(0)
    size = golds[0].vectors.shape[1]
    change = torch.nn.Parameter(torch.zeros(size, size))
    optimiser = torch.optim.Adam([change], lr=_RATE)
    pools = [
        (torch.tensor(gold.vectors), torch.tensor(gold.event), _by_event(gold, chosen(gold)))
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


def _by_event(gold: Gold, chosen: NDArray[np.bool_]) -> list[list[int]]:
    events = np.unique(gold.event[chosen])
    return [np.flatnonzero(gold.event == event)[:_PER_EVENT].tolist() for event in events]


def _batch(groups: list[list[int]], draw: torch.Generator) -> list[int]:
    rows: list[int] = []
    for place in torch.randperm(len(groups), generator=draw).tolist():
        if len(rows) >= _BATCH:
            break
        rows += groups[place]
    return rows


# --- the coefficients ----------------------------------------------------------------------------


def fit_english(golds: Sequence[Gold]) -> Floats:
    """Weights of the signs and constant, on events that the projection did not see."""
    signs, same = [], []
    for fold in range(_FOLDS):
        projection = learn_projection(golds, lambda gold, fold=fold: gold.event // 2 % _FOLDS != fold)
        for gold in golds:
            held = (gold.event // 2 % _FOLDS == fold)[gold.pairs].all(axis=1) & gold.hard
            if held.any():
                signs.append(gold.signs_with(projection)[held])
                same.append(gold.same[held])
    return fit(signs, same)


def fit(signs: Sequence[Matrix], same: Sequence[NDArray[np.bool_]]) -> Floats:
    """A logistic regression with fixed signs, each collection weighing the same."""
    rows = np.concatenate([np.column_stack([part, np.ones(len(part))]) for part in signs]).astype(np.float64)
    truth = np.concatenate(same).astype(np.float64)
    weight = np.concatenate([np.full(len(part), 1 / len(part) / len(signs)) for part in signs])

    def loss(beta: Floats) -> tuple[float, Floats]:
        z = rows @ beta
        slope = rows.T @ (weight * (1 / (1 + np.exp(-z)) - truth))
        slope[:-1] += 2e-5 * beta[:-1]
        return float((weight * (np.logaddexp(0, z) - truth * z)).sum() + 1e-5 * (beta[:-1] ** 2).sum()), slope

    bounds = [(0, None) if up else (None, 0) for up in GROWING] + [(None, None)]
    start = np.zeros(rows.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x, dtype=np.float64)


def grouped(gold: Gold, signs: Matrix, beta: Floats) -> tuple[float, float]:
    """B-cubed F1 and pairwise precision when grouped at ``CUT``."""
    probability = np.round(1 / (1 + np.exp(-(signs @ beta[:-1] + beta[-1]))), 4)
    kept = probability >= similarity.FLOOR
    edges = [
        Neighbour(gold.ids[a], gold.ids[b], p)
        for (a, b), p in zip(gold.pairs[kept].tolist(), probability[kept].tolist(), strict=True)
    ]
    found = {i: n for n, ids in enumerate(linkage.cluster(gold.ids, edges, CUT)) for i in ids}
    labels = [found[article_id] for article_id in gold.ids]
    return f1(bcubed(gold.event.tolist(), labels)), pairwise(gold.event.tolist(), labels)[0]


# --- what is written -----------------------------------------------------------------------------


def kind(beta: Floats) -> dict[str, object]:
    weights = {sign: round(float(weight), 3) for sign, weight in zip(SIGNS, beta[:-1], strict=True)}
    return {"constant": round(float(beta[-1]), 3), "weights": weights}


def write(golds: Sequence[Gold], model_id: str) -> None:
    """Only the kind ``english`` is fitted; of the others there is no material of more than a few days."""
    texts = [gold for gold in golds if not gold.headlines]
    english = fit_english(texts)
    projection = learn_projection(texts, lambda gold: np.ones(len(gold.ids), dtype=bool))
    target = ROOM / "coefficients.json"
    kinds = json.loads(target.read_text("utf-8"))["kinds"] | {"english": kind(english)}
    target.write_text(json.dumps({"cut": CUT, "sure": SURE, "kinds": kinds}, indent=2) + "\n", "utf-8")
    np.save(ROOM / f"projection-{model_id}.npy", projection.astype(np.float16))
    for gold in texts:
        f1_score, precision = grouped(gold, gold.signs_with(projection), english)
        print(f"{gold.name}: B-cubed F1 {f1_score:.3f}, pairwise precision {precision:.3f}")


def leave_one_out(golds: Sequence[Gold]) -> None:
    texts = [gold for gold in golds if not gold.headlines]
    for left_out in texts:
        others = [gold for gold in texts if gold is not left_out]
        projection = learn_projection(others, lambda gold: np.ones(len(gold.ids), dtype=bool))
        scores = grouped(left_out, left_out.signs_with(projection), fit_english(others))
        print(f"without {left_out.name}: B-cubed F1 {scores[0]:.3f}, pairwise precision {scores[1]:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("data", nargs="+", type=Path)
    asked = parser.parse_args()
    encoders = encode.load()
    golds = [load(path, encoders) for path in asked.data]
    if asked.leave_one_out:
        leave_one_out(golds)
    else:
        write(golds, encoders.english.model_id)


if __name__ == "__main__":
    main()
