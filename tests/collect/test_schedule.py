from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.collect import schedule
from aggregator.types import Failed, Feed, Fetched, NotModified

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)
FEED = Feed("https://paper.example/feed", "Paper", url="https://paper.example/feed")


def _wait(feed: Feed) -> timedelta:
    assert feed.due is not None
    return feed.due - NOW


def test_a_success_keeps_the_validators_and_clears_the_errors() -> None:
    tired = replace(FEED, errors=4, error="timeout")
    after = schedule.after(tired, Fetched(FEED.url, b"x", etag='"1"', modified="then"), NOW)
    assert (after.etag, after.modified, after.errors, after.error) == ('"1"', "then", 0, "")
    assert after.checked == NOW
    assert schedule.INTERVAL <= _wait(after) <= schedule.INTERVAL * 1.1


def test_not_modified_keeps_validators_and_body_and_clears_the_errors() -> None:
    known = replace(FEED, etag='"1"', modified="then", body_sha256="abc", errors=3, error="timeout")
    after = schedule.after(known, NotModified(FEED.url), NOW)
    assert (after.etag, after.modified, after.body_sha256, after.errors) == ('"1"', "then", "abc", 0)


def test_the_same_bytes_with_a_new_etag_are_unchanged() -> None:
    after = schedule.after(FEED, Fetched(FEED.url, b"x", etag="1"), NOW)
    assert schedule.unchanged(after, Fetched(FEED.url, b"x", etag="2"))
    assert schedule.unchanged(after, NotModified(FEED.url))
    assert not schedule.unchanged(after, Fetched(FEED.url, b"y", etag="1"))


@pytest.mark.parametrize("reason", ["http 401", "http 403", "http 404", "timeout", "not a feed"])
def test_failures_back_off_up_to_a_day(reason: str) -> None:
    feed, waits = FEED, []
    for _ in range(12):
        feed = schedule.after(feed, Failed(FEED.url, reason), NOW)
        waits.append(_wait(feed))
    assert waits == sorted(waits)
    assert waits[0] >= 2 * schedule.INTERVAL
    assert waits[-1] <= schedule.LONGEST
    assert not feed.stopped


@pytest.mark.parametrize("asked", [0.0, 5.0, 7200.0, 315_360_000.0, 1e300, None])
def test_retry_after_waits_at_least_the_interval_and_at_most_a_day(asked: float | None) -> None:
    wait = _wait(schedule.after(FEED, Failed(FEED.url, "http 429", retry_after=asked), NOW))
    assert max(schedule.INTERVAL, timedelta(seconds=min(asked or 0, 78_000))) <= wait <= schedule.LONGEST


def test_a_gone_feed_is_stopped_with_a_note() -> None:
    after = schedule.after(FEED, Failed(FEED.url, "http 410", "Gone"), NOW)
    assert after.stopped
    assert after.error == "http 410: Gone"
    assert schedule.due([after], NOW + timedelta(days=400)) == []


def test_a_resting_host_is_no_failure_of_the_feed() -> None:
    assert schedule.after(FEED, Failed(FEED.url, "resting", "", 600.0), NOW).errors == 0


def test_a_feed_moves_after_three_equal_permanent_answers_on_different_days() -> None:
    new = "https://new.example/feed"
    feed = FEED
    for hours in (0, 1, 24, 30):
        feed = schedule.after(feed, Fetched(new, b"x", permanent_url=new), NOW + timedelta(hours=hours))
        assert feed.url == FEED.url
    feed = schedule.after(feed, NotModified(new, permanent_url=new), NOW + timedelta(hours=50))
    assert (feed.url, feed.address) == (new, FEED.address)


@pytest.mark.parametrize("between", ["", "https://else.example/"])
def test_another_answer_in_between_starts_the_count_again(between: str) -> None:
    new = "https://new.example/feed"
    feed = FEED
    for day, target in enumerate((new, new, between, new, new)):
        feed = schedule.after(feed, Fetched(new, b"x", permanent_url=target), NOW + timedelta(days=day))
    assert feed.url == FEED.url


def test_feeds_come_due_in_a_fixed_order_new_ones_first() -> None:
    late = replace(FEED, address="https://a.example/", url="", due=NOW - timedelta(hours=1))
    later = replace(FEED, address="https://b.example/", url="", due=NOW)
    new = replace(FEED, address="https://c.example/", url="")
    future = replace(FEED, address="https://d.example/", url="", due=NOW + timedelta(seconds=1))
    assert schedule.due([future, later, new, late], NOW) == [new, late, later]


def test_all_feeds_can_be_asked_for_but_for_those_closed_for_good() -> None:
    waiting = Feed("https://a.example/f", "A", due=NOW + timedelta(hours=1))
    stopped = Feed("https://b.example/f", "B", stopped=True)
    assert schedule.due([waiting, stopped], NOW) == []
    assert schedule.due([waiting, stopped], NOW, everything=True) == [waiting]


def test_a_host_that_asked_for_rest_keeps_all_its_feeds_waiting() -> None:
    asked = schedule.after(FEED, Failed(FEED.url, "http 503", retry_after=7200.0), NOW)
    other = replace(FEED, address="https://paper.example/sport", url="")
    elsewhere = replace(FEED, address="https://else.example/", url="")
    local = replace(FEED, address="sample/feed.xml", url="")
    assert schedule.due([asked, other, elsewhere, local], NOW) == [elsewhere, local]
    assert other in schedule.due([asked, other], NOW + timedelta(hours=3))


def test_jitter_differs_between_feeds_and_stays_the_same_for_one() -> None:
    feeds = [replace(FEED, address=f"https://paper.example/{n}") for n in range(20)]
    waits = [_wait(schedule.after(feed, NotModified(feed.url), NOW)) for feed in feeds]
    assert len(set(waits)) == 20
    assert waits == [_wait(schedule.after(feed, NotModified(feed.url), NOW)) for feed in feeds]
