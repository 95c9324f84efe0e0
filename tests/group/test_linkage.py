"""Average linkage on sparse links, under what people decided."""

import random
from dataclasses import replace
from itertools import combinations

import pytest

from aggregator.group.coefficients import Limits
from aggregator.group.linkage import cluster
from aggregator.types import Constraints, Neighbour


def test_articles_without_a_link_stand_alone() -> None:
    assert cluster(["b", "a"], [], Limits(0.5, 0.75)) == [["a"], ["b"]]


def test_a_missing_link_counts_as_none_so_a_chain_is_no_event() -> None:
    chain = [Neighbour("a", "b", 0.9), Neighbour("b", "c", 0.8)]
    assert cluster(["a", "b", "c"], chain, Limits(0.5, 0.75)) == [["a", "b"], ["c"]]


def test_the_mean_link_decides_not_the_best() -> None:
    edges = [Neighbour("a", "b", 0.9), Neighbour("a", "c", 0.9), Neighbour("b", "c", 0.2)]
    assert cluster(["a", "b", "c"], edges, Limits(0.5, 0.75)) == [["a", "b", "c"]]
    assert cluster(["a", "b", "c"], edges, Limits(0.6, 0.75)) == [["a", "b"], ["c"]]


def test_two_groups_that_each_hang_together_and_are_less_alike_are_two_events() -> None:
    within = [Neighbour("a", "b", 0.9), Neighbour("c", "d", 0.8)]
    between = [Neighbour(one, other, 0.6) for one in "ab" for other in "cd"]
    assert cluster(list("abcd"), [*within, *between], Limits(0.5, 0.75)) == [["a", "b"], ["c", "d"]]
    assert cluster(list("abcd"), [*within, *between], Limits(0.5, 0.7)) == [["a", "b", "c", "d"]]
    assert cluster(list("abc"), [*within, *between], Limits(0.5, 0.75)) == [["a", "b", "c"]]
    assert cluster(list("abcd"), [*within, *between], Limits(0.5, 0.75), None, "a") == [["a", "b", "c", "d"]]


def test_two_groups_of_few_are_one_event_only_where_they_are_as_alike_as_within() -> None:
    def linked(between: float) -> list[list[str]]:
        within = [Neighbour("a", "b", 0.99), Neighbour("c", "d", 0.95)]
        edges = [*within, *(Neighbour(one, other, between) for one in "ab" for other in "cd")]
        return cluster(list("abcd"), edges, limits)

    limits = Limits(0.5, 0.75, few=4, full_link=0.9)
    assert linked(0.9) == [["a", "b", "c", "d"]]
    assert linked(0.89) == [["a", "b"], ["c", "d"]]
    limits = Limits(0.5, 0.75, few=3, full_link=0.9)
    assert linked(0.8) == [["a", "b", "c", "d"]]


def test_a_text_that_several_print_counts_once() -> None:
    wires = [Neighbour("a", "b", 1.0, copied=True), Neighbour("c", "d", 1.0, copied=True)]
    between = [Neighbour(one, other, 0.8) for one in "ab" for other in "cd"]
    limits = Limits(0.5, 0.75, few=6, full_link=0.9)
    assert cluster(list("abcd"), [*wires, *between], limits) == [["a", "b", "c", "d"]]
    told_alike = [replace(edge, copied=False) for edge in wires]
    assert cluster(list("abcd"), [*told_alike, *between], limits) == [["a", "b"], ["c", "d"]]


def test_a_copy_of_a_copy_is_compared_for_itself() -> None:
    chain = [Neighbour("a", "b", 0.9, copied=True), Neighbour("b", "c", 0.9, copied=True)]
    assert cluster(list("abc"), chain, Limits(0.5, 0.75)) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("decided", "found"),
    [
        (Constraints(cannot_link=(("a", "b"), ("b", "c"), ("b", "d"))), [["a", "c", "d"], ["b"], ["e"]]),
        (Constraints(must_link=(("b", "e"),)), [["a", "c", "d"], ["b", "e"]]),
        (Constraints(must_link=(("a", "e"),)), [["a", "e"], ["b", "c", "d"]]),
    ],
)
def test_a_copy_that_people_placed_goes_where_they_put_it_and_takes_no_other_along(
    decided: Constraints, found: list[list[str]]
) -> None:
    copies = [Neighbour(one, other, 1.0, copied=True) for one, other in combinations("abc", 2)]
    links = [Neighbour(one, "d", 0.9) for one in "abc"]
    assert cluster(list("abcde"), [*copies, *links], Limits(0.5, 0.75)) == [["a", "b", "c", "d"], ["e"]]
    assert cluster(list("abcde"), [*copies, *links], Limits(0.5, 0.75), decided) == found


def test_what_people_tied_counts_among_a_groups_own_links() -> None:
    edges = [Neighbour(one, other, 0.6) for one, other in combinations("abcd", 2)]
    tied = Constraints(must_link=(("a", "b"), ("c", "d")))
    assert cluster(list("abcd"), edges, Limits(0.5, 0.75), tied) == [["a", "b", "c", "d"]]


def test_what_must_share_an_event_does_without_any_link() -> None:
    assert cluster(["a", "b"], [], Limits(0.5, 0.75), Constraints(must_link=(("a", "b"),))) == [["a", "b"]]


def test_what_must_stay_apart_does_also_through_a_third() -> None:
    edges = [Neighbour(one, other, 0.9) for one, other in combinations("abc", 2)]
    found = cluster(["a", "b", "c"], edges, Limits(0.5, 0.75), Constraints(cannot_link=(("a", "c"),)))
    assert found == [["a", "b"], ["c"]]


def test_must_counts_where_it_contradicts_cannot() -> None:
    both = Constraints(must_link=(("a", "b"),), cannot_link=(("a", "b"),))
    assert cluster(["a", "b"], [], Limits(0.5, 0.75), both) == [["a", "b"]]


def test_no_order_of_input_changes_the_outcome() -> None:
    draw = random.Random(3)
    ids = [f"a{number:02}" for number in range(30)]
    edges = [Neighbour(a, b, round(draw.random(), 1)) for a, b in combinations(ids, 2) if draw.random() < 0.3]
    found = cluster(ids, edges, Limits(0.4, 0.75))
    assert len(found) < len(ids)
    for _ in range(3):
        draw.shuffle(ids)
        draw.shuffle(edges)
        assert cluster(ids, edges, Limits(0.4, 0.75)) == found
