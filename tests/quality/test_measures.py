"""The measures on cases small enough to work out by hand."""

from __future__ import annotations

import pytest

from .measures import Score, bcubed, pairwise


def test_equal_clusterings_score_one_whatever_the_labels() -> None:
    assert bcubed({1: "a", 2: "a", 3: "b"}, {1: 7, 2: 7, 3: 8}) == Score(1.0, 1.0)


def test_bcubed_of_one_cluster_for_all() -> None:
    score = bcubed({1: "a", 2: "a", 3: "b"}, dict.fromkeys((1, 2, 3), 0))
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert score.recall == 1.0


def test_bcubed_of_singles() -> None:
    score = bcubed({1: "a", 2: "a", 3: "b"}, {1: 1, 2: 2, 3: 3})
    assert score.precision == 1.0
    assert score.recall == pytest.approx((0.5 + 0.5 + 1) / 3)


def test_bcubed_of_the_papers_example() -> None:
    """Bagga and Baldwin 1998: classes of 5, 2 and 5; both of five merged: precision .58, recall 1."""
    gold = dict(zip(range(12), "aaaaabbccccc", strict=True))
    found = {item: "b" if kind == "b" else "ac" for item, kind in gold.items()}
    score = bcubed(gold, found)
    assert score.precision == pytest.approx((10 * 5 / 10 + 2) / 12)
    assert score.recall == 1.0


@pytest.mark.parametrize("found", [{}, {1: "a"}, {1: "a", 2: "a", 3: "a"}])
def test_bcubed_refuses_other_items(found: dict[int, str]) -> None:
    with pytest.raises(ValueError, match="same items"):
        bcubed({1: "a", 2: "a"}, found)


def test_bcubed_refuses_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        bcubed({}, {})


def test_pairwise_counts_pairs() -> None:
    score = pairwise({(1, 2), (1, 3)}, {(1, 2), (2, 3), (3, 4)})
    assert score.precision == pytest.approx(1 / 3)
    assert score.recall == 0.5
    assert score.f1 == pytest.approx(0.4)


def test_pairwise_of_nothing_is_zero() -> None:
    assert pairwise({(1, 2)}, set()) == Score(0.0, 0.0)
    assert Score(0.0, 0.0).f1 == 0.0
