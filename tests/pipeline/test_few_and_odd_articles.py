"""No article, one, two, all alike, without words, without vectors: events all the same, and tables."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aggregator import pipeline
from aggregator.publish import bundle
from aggregator.types import Article, Encoders, Matrix
from tests.encoders import HashEncoder, hash_encoders
from tests.pipeline.conftest import articles, filled

BRIDGE, *_, CHESS = articles()


class Zeros(HashEncoder):
    """An encoder that knows no word of any text."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return np.zeros((len(texts), self.dimension), dtype=np.float32)


def grouped(path: Path, content: Sequence[Article], encoders: Encoders) -> list[list[str]]:
    """The events, once all their tables were written too."""
    store = filled(path / "test.db", content)
    pipeline.group_and_compare(store, encoders)
    counts = bundle.write(path / "out", store.dossiers(store.events.ids()), "excel", True, False)
    assert counts["articles.csv"] == len(content)
    return sorted(sorted(event.article_ids) for event in store.events.get())


def copies(article: Article, count: int) -> list[Article]:
    return [replace(article, id=f"c{number}", outlet=f"Outlet {number}") for number in range(count)]


@pytest.mark.parametrize("encoders", [hash_encoders(), Encoders(Zeros("no-en"), Zeros("no-many"))])
@pytest.mark.parametrize(
    ("content", "events"),
    [
        ([], []),
        ([BRIDGE], [["a0"]]),
        ([BRIDGE, CHESS], [["a0"], ["a5"]]),
        (copies(BRIDGE, 5), [["c0", "c1", "c2", "c3", "c4"]]),
        ([replace(BRIDGE, text=""), replace(CHESS, text="")], [["a0"], ["a5"]]),
        ([replace(BRIDGE, title="…", text="?!"), replace(CHESS, title="§", text="")], [["a0"], ["a5"]]),
        ([replace(BRIDGE, published=None, first_seen=None, lang="")], [["a0"]]),
    ],
    ids=["none", "one", "two", "copies", "headlines", "no words", "no date"],
)
def test_every_article_is_in_an_event(
    content: list[Article], events: list[list[str]], encoders: Encoders, tmp_path: Path
) -> None:
    assert grouped(tmp_path, content, encoders) == events
