"""Times as people read them: days stay days, and an unknown date stays unknown."""

from datetime import UTC, datetime

import pytest

from aggregator.publish import clock
from aggregator.types import Article

DAY = datetime(2025, 3, 12, tzinfo=UTC)
NINE = datetime(2025, 3, 12, 9, 12, tzinfo=UTC)
TEN = datetime(2025, 3, 12, 10, 5, tzinfo=UTC)
NEXT = datetime(2025, 3, 13, tzinfo=UTC)


def test_a_date_without_a_time_of_day_is_written_as_a_day() -> None:
    assert clock.written(DAY) == "12 Mar 2025"
    assert clock.written(NINE) == "12 Mar 2025, 09:12 UTC"
    assert clock.written(None) == "date unknown"


def test_a_sighting_is_never_written_as_a_date_of_publication() -> None:
    seen = Article("a", "Hill", "Title", first_seen=NINE)
    assert clock.dated(seen) == "date unknown, first seen here 12 Mar 2025, 09:12 UTC"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (NINE, TEN, "Wed 12 Mar 2025, 09:12 – 10:05 UTC"),
        (NINE, NINE, "Wed 12 Mar 2025, 09:12 UTC"),
        (DAY, DAY, "Wed 12 Mar 2025"),
        (DAY, TEN, "Wed 12 Mar 2025"),
        (DAY, NEXT, "Wed 12 Mar 2025 – Thu 13 Mar 2025"),
        (NINE, NEXT, "Wed 12 Mar 2025, 09:12 UTC – Thu 13 Mar 2025"),
        (DAY, datetime(2025, 3, 14, 8, tzinfo=UTC), "Wed 12 Mar 2025 – Fri 14 Mar 2025, 08:00 UTC"),
        (None, None, "date unknown"),
    ],
)
def test_a_span_says_no_more_than_is_known(first: datetime, last: datetime, words: str) -> None:
    assert clock.span(first, last) == words


def test_a_day_is_before_another_day_and_never_before_an_hour_of_its_own() -> None:
    assert clock.is_before(NINE, TEN)
    assert clock.is_before(DAY, NEXT)
    assert not clock.is_before(DAY, NINE)
    assert not clock.is_before(DAY, DAY)


def test_days_are_no_minutes_apart() -> None:
    assert clock.apart(DAY, DAY) == "the same day"
    assert clock.apart(DAY, TEN) == "the same day"
    assert clock.apart(TEN, NEXT) == "1 day"
    assert clock.apart(NINE, TEN) == "53 min"


def test_durations_read_as_people_say_them() -> None:
    assert [clock.duration(minutes) for minutes in (0, 59, 60, 170, 4320)] == [
        "0 min",
        "59 min",
        "1 h",
        "2 h 50 min",
        "3 days",
    ]
