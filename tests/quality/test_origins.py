"""How well origins are traced on the sample, with a pinned floor that nobody lowers silently."""

import pytest

from aggregator.types import Comparison, Origin

from .measures import Gold

CLASS_FLOOR = 0.89
"""Share of articles with the right class."""
ORIGIN_FLOOR = 0.97
"""Share of articles with the right origin."""

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def traced(comparisons: dict[str, Comparison]) -> dict[str, Origin]:
    return {origin.article_id: origin for made in comparisons.values() for origin in made.origins}


def test_no_original_article_is_called_a_copy(gold: Gold, traced: dict[str, Origin]) -> None:
    originals = [one.url for one in gold.articles if one.origin_class == "original"]
    assert [url for url in originals if traced[url].origin_class != "original"] == []


def test_classes_and_origins_stay_above_their_floor(gold: Gold, traced: dict[str, Origin]) -> None:
    classes = sum(traced[one.url].origin_class == one.origin_class for one in gold.articles)
    roots = sum(traced[one.url].origin_id == one.origin_url for one in gold.articles)
    assert classes >= CLASS_FLOOR * len(gold.articles)
    assert roots >= ORIGIN_FLOOR * len(gold.articles)


def test_every_copy_shows_its_evidence(traced: dict[str, Origin]) -> None:
    for origin in traced.values():
        spans = (origin.passage, origin.source_passage)
        assert all(spans) == (origin.origin_class != "original"), origin
