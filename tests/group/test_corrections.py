"""Decisions of people become pairs; the later decision wins."""

from datetime import UTC, datetime

from aggregator.group import corrections
from aggregator.types import Correction, CorrectionKind, Event, Member, Neighbour

NOON = datetime(2024, 7, 8, 12, tzinfo=UTC)


def decided(number: int, kind: CorrectionKind, undone: bool = False, **payload: list[str]) -> Correction:
    return Correction(number, NOON, "ed", kind, "because", payload, undone)


def test_a_moved_article_is_tied_to_its_new_event_and_kept_from_the_old() -> None:
    found = corrections.constraints(
        [decided(1, "move", articles=["a"], beside=["x", "y"], **{"from": ["b"]})]
    )
    assert set(found.must_link) == {("a", "x"), ("a", "y")}
    assert found.cannot_link == (("a", "b"),)


def test_split_articles_stay_together_and_apart_from_the_rest() -> None:
    found = corrections.constraints([decided(1, "split", articles=["a", "b"], **{"from": ["c"]})])
    assert set(found.must_link) == {("b", "a")}
    assert set(found.cannot_link) == {("a", "c"), ("b", "c")}


def test_what_was_undone_counts_no_more() -> None:
    assert corrections.constraints([decided(1, "merge", undone=True, articles=["a", "b"])]).must_link == ()


def test_the_later_of_two_contradicting_decisions_wins() -> None:
    merge = decided(1, "merge", articles=["a", "b", "c"])
    split = decided(2, "split", articles=["c"], **{"from": ["a", "b"]})
    found = corrections.constraints([merge, split])
    assert set(found.must_link) == {("b", "a")}
    assert set(found.cannot_link) == {("c", "a"), ("c", "b")}
    again = corrections.constraints([merge, split, decided(3, "merge", articles=["a", "c"])])
    assert ("c", "a") in again.must_link
    assert ("c", "a") not in again.cannot_link


def test_nothing_joins_a_locked_event() -> None:
    edges = [Neighbour("a", "n", 0.9), Neighbour("a", "b", 0.9), Neighbour("m", "n", 0.9)]
    found = corrections.constraints([decided(1, "lock", articles=["a", "b"])], edges)
    assert found.must_link == (("b", "a"),)
    assert found.cannot_link == (("a", "n"),)


def test_a_title_follows_the_articles_it_was_given_to() -> None:
    rename = decided(1, "rename", articles=["a", "b", "c"], title=["Our words"])
    events = [Event("e1", "x", "a", (Member("a"),)), Event("e2", "y", "b", (Member("b"), Member("c")))]
    assert corrections.titles([rename], events) == {"e2": "Our words"}
    assert corrections.titles([rename], []) == {}


def test_only_placing_makes_a_place_human() -> None:
    rename = decided(1, "rename", articles=["a"], title=["T"])
    move = decided(2, "move", articles=["b"], beside=["c"])
    assert corrections.placed([rename, move]) == {"b"}
