"""What was learned, read from the files that ship: coefficients of the signs, and a projection of vectors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from aggregator.types import Matrix

SIGNS = ("content", "words", "names", "weekdays", "days", "undated", "length", "outlet")


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The weights of the signs for one kind of pair, and the constant, in log-odds."""

    constant: float
    weights: Mapping[str, float]

    def row(self) -> Matrix:
        return np.array([self.weights[sign] for sign in SIGNS], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Limits:
    """What clustering asks of two clusters before it makes them one."""

    cut: float
    """The mean link between them."""
    closeness: float
    """Share of the mean link within them that the mean link between them must reach."""
    few: int = 0
    """Up to so many articles together the share is the whole: a small event hardly has sides."""
    full_link: float = 1.0
    """What a stronger link within counts as there: reports told still more alike are no nearer to be one."""


@dataclass(frozen=True, slots=True)
class Model:
    """The coefficients by kind of pair, what clustering asks, and from where on a place is sure.

    Kinds: ``english`` texts, ``headlines`` (one of the two at least is nothing more), ``multilingual`` (both
    of one other language), ``across`` languages, and ``words`` alone, where no encoder knows both.
    """

    limits: Limits
    sure: float
    kinds: Mapping[str, Coefficients]


@cache
def model() -> Model:
    """The coefficients of this release, read once."""
    read = json.loads((files(__package__) / "coefficients.json").read_text("utf-8"))
    kinds = {name: Coefficients(kind["constant"], kind["weights"]) for name, kind in read["kinds"].items()}
    limits = Limits(**{limit.name: read[limit.name] for limit in fields(Limits)})
    return Model(limits, read["sure"], kinds)


@cache
def projection(model_id: str) -> Matrix | None:
    """The linear map that brings out events in this model's vectors; None where it is another."""
    source = files(__package__) / f"projection-{model_id}.npy"
    if not source.is_file():
        return None
    with as_file(source) as path:
        loaded: Matrix = np.load(path, allow_pickle=False).astype(np.float32)
    return loaded
