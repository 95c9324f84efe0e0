from __future__ import annotations

from aggregator.collect.lanes import JITTER, SPACING, Lanes
from tests.collect.visitor import Time


def test_a_pause_follows_each_turn_and_differs_from_the_last(time: Time) -> None:
    lanes = Lanes(time.clock, time.wait)
    for _ in range(5):
        with lanes.turn("a.example"):
            time.now += 3  # the pause begins when the turn ends
    assert len(set(time.waits)) == 4
    assert all(SPACING <= wait <= SPACING * (1 + JITTER) for wait in time.waits)


def test_the_pauses_of_a_host_are_the_same_in_each_run() -> None:
    waits = []
    for _ in range(2):
        time = Time()
        lanes = Lanes(time.clock, time.wait)
        for _ in range(3):
            with lanes.turn("a.example"):
                pass
        waits.append(time.waits)
    assert waits[0] == waits[1]


def test_other_hosts_need_not_wait(time: Time) -> None:
    lanes = Lanes(time.clock, time.wait)
    for host in ("a.example", "b.example", "c.example"):
        with lanes.turn(host):
            pass
    assert time.waits == []
    assert lanes.free_at("a.example") >= SPACING
    assert lanes.free_at("d.example") == 0


def test_a_host_that_asks_for_longer_pauses_gets_them_and_never_shorter_ones(time: Time) -> None:
    lanes = Lanes(time.clock, time.wait)
    for seconds in (30.0, 0.1):
        lanes.slow_down("a.example", seconds)
    with lanes.turn("a.example"):
        pass
    with lanes.turn("a.example", 0.0):
        pass
    assert 30 <= time.waits[0] <= 30 * (1 + JITTER)


def test_the_longest_rest_counts_and_nobody_waits_for_it(time: Time) -> None:
    lanes = Lanes(time.clock, time.wait)
    for seconds in (100.0, 10.0):
        lanes.rest("a.example", seconds)
    with lanes.turn("a.example"):
        assert lanes.resting("a.example") == 100
    with lanes.turn("a.example"):
        pass
    assert time.waits == []
    time.now += 101
    assert lanes.resting("a.example") == 0
