"""How well similarity agrees with what people say of two articles, also of two languages.

    python -m benchmarks.pairs DATA…        JSON Lines (also .gz): text1, lang1, text2, lang2, overall,
                                            and where known url1, url2

``overall`` is a rating from 1 (the same story) to 4 (different), as in SemEval-2022 Task 8 (Chen et al.).
Printed is Pearson's correlation with the log-odds of Parallax, by pair of languages, beside the cosine of
the encoder that Parallax uses for the pair.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from aggregator.group import digest, encode, similarity
from aggregator.group.similarity import Pairs, Table
from aggregator.types import UNKNOWN, Article, Encoders
from benchmarks.data import rows

_FEWEST = 10
"""Pairs of languages with fewer rows are counted in the whole only."""


def compared(found: Sequence[Mapping[str, str]], encoders: Encoders) -> tuple[Table, Pairs]:
    """The articles of all rows in one table, and the two of each row."""
    articles = [
        Article(
            id=f"{number:06}-{side}",
            outlet=urlsplit(row.get(f"url{side}", "")).hostname or UNKNOWN,
            title="",
            text=row[f"text{side}"],
            lang=row[f"lang{side}"],
        )
        for number, row in enumerate(found)
        for side in (1, 2)
    ]
    table = Table(digest.bridged(digest.features(articles, encoders), articles, encoders))
    return table, np.arange(len(articles)).reshape(-1, 2)


def ratings(found: Sequence[Mapping[str, str]]) -> NDArray[np.float64]:
    return np.array([float(row["overall"]) for row in found])


def measured(found: Sequence[Mapping[str, str]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds and cosine of each row's two articles."""
    table, pairs = compared(found, encode.load())
    cosines = np.zeros(len(pairs))
    for kind in table.vectors:
        chosen = similarity.kind_of(table, pairs) == kind
        cosines[chosen] = similarity.signs(table, pairs[chosen], kind)[:, 0]
    return similarity.logit(table, pairs), cosines


def main(paths: Sequence[str]) -> None:
    if not paths:
        sys.exit("Name one or more files: python -m benchmarks.pairs DATA…")
    for path in paths:
        found = list(rows(Path(path)))
        alike = -ratings(found)
        languages = np.array(["–".join(sorted((row["lang1"], row["lang2"]))) for row in found])
        log_odds, cosines = measured(found)
        print(f"\n{Path(path).name}: {len(found)} pairs\n")
        print("| languages | pairs | Parallax | encoder |\n|---|---|---|---|")
        for name in ["all", *sorted(set(languages))]:
            chosen = np.full(len(found), True) if name == "all" else languages == name
            if chosen.sum() >= _FEWEST:
                r = [np.corrcoef(alike[chosen], scores[chosen])[0, 1] for scores in (log_odds, cosines)]
                print(f"| {name} | {chosen.sum()} | {r[0]:.3f} | {r[1]:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
