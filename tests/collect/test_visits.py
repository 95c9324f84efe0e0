from __future__ import annotations

import threading

import pytest

from aggregator.collect.lanes import Lanes
from aggregator.collect.visits import by_lanes
from aggregator.types import Failed, Outcome
from tests.collect.visitor import Time


def _visits(items: list[str], time: Time, at_once: int = 1) -> list[str]:
    """The items in the order in which they are visited, each visit taking its host's turn."""
    order: list[str] = []
    lanes = Lanes(time.clock, time.wait)

    def visit(item: str) -> Outcome:
        with lanes.turn(item.split("/")[2]):
            order.append(item)
        return Failed(item, "tried")

    back = list(by_lanes(items, lambda item: item, visit, lanes, at_once))
    assert sorted(item for item, _ in back) == sorted(items)
    return [item.partition("//")[2] for item in order]


def test_the_fullest_host_begins_and_nobody_waits_for_its_pauses(time: Time) -> None:
    items = ["http://a.example/1", "http://b.example/1", "http://b.example/2", "http://c.example/1"]
    assert _visits(items, time) == ["b.example/1", "a.example/1", "c.example/1", "b.example/2"]
    assert len(time.waits) == 1


def test_many_hosts_take_no_longer_than_the_fullest_of_them(time: Time) -> None:
    items = [f"http://h{number % 50}.example/{number}" for number in range(200)]
    _visits(items, time)
    assert 3 <= time.now <= 3 * 1.3


def test_a_host_is_visited_by_one_at_a_time_and_not_more_than_so_many_in_all() -> None:
    busy: list[str] = []
    most = 0
    guard = threading.Lock()
    full = threading.Barrier(4)

    def visit(item: str) -> Outcome:
        nonlocal most
        host = item.split("/")[2]
        with guard:
            assert host not in busy
            busy.append(host)
            most = max(most, len(busy))
        full.wait(10)  # four are at work at once, or this breaks
        with guard:
            busy.remove(host)
        return Failed(item, "tried")

    items = [f"https://h{number % 10}.example/{number}" for number in range(40)]
    lanes = Lanes(lambda: 0.0, lambda _: None)
    assert len(list(by_lanes(items, lambda item: item, visit, lanes, at_once=4))) == 40
    assert most == 4


def test_what_is_not_taken_yet_holds_up_further_visits() -> None:
    """Else the outcomes of thousands of feeds would lie in memory while the first is stored."""
    visited: list[str] = []

    def visit(item: str) -> Outcome:
        visited.append(item)
        return Failed(item, "tried")

    items = [f"https://h{number}.example/" for number in range(100)]
    outcomes = by_lanes(items, lambda item: item, visit, Lanes(lambda: 0.0, lambda _: None), at_once=3)
    for taken in range(1, 10):
        next(outcomes)
        assert len(visited) <= taken + 3
    outcomes.close()


def test_what_goes_wrong_in_a_visit_is_raised_not_waited_for() -> None:
    def visit(item: str) -> Outcome:
        raise RuntimeError(item)

    items = [f"https://h{number}.example" for number in range(100)]
    with pytest.raises(RuntimeError, match=r"h\d+\.example"):
        list(by_lanes(items, lambda item: item, visit, Lanes(lambda: 0.0, lambda _: None)))


def test_who_stops_listening_stops_the_visits() -> None:
    before = set(threading.enumerate())
    held, visited = threading.Event(), []

    def visit(item: str) -> Outcome:
        visited.append(item)
        if item != "https://h0.example":
            held.wait(10)
        return Failed(item, "tried")

    items = [f"https://h{number}.example" for number in range(100)]
    outcomes = by_lanes(items, lambda item: item, visit, Lanes(lambda: 0.0, lambda _: None), at_once=4)
    next(outcomes)
    started = set(threading.enumerate()) - before
    outcomes.close()  # does not wait for the visits under way
    held.set()
    for thread in started:
        thread.join(5)
    assert len(started) == 4 and not any(thread.is_alive() for thread in started)
    assert len(visited) <= 5


def test_without_items_there_is_nothing_to_do() -> None:
    assert list(by_lanes([], str, lambda item: Failed("", ""), Lanes(lambda: 0.0, lambda _: None))) == []
