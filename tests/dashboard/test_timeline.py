"""The axis of the timeline: its ticks follow the span, and a date without a time is a whole day."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.dashboard.blocks import timeline
from aggregator.dashboard.blocks.lookup import Lookup
from tests.dashboard import invented

MORNING = datetime(2031, 5, 6, 9, 20, tzinfo=UTC)


def charted(*published: datetime) -> str:
    """The chart of an event whose first articles are of these times, and the others of none."""
    made = invented.dossier()
    times = dict(enumerate(published))
    articles = tuple(replace(one, published=times.get(n)) for n, one in enumerate(made.articles))
    return timeline.chart(Lookup(replace(made, articles=articles)))


def ticks(chart: str) -> list[str]:
    return re.findall(r'class="px-tick[^>]*>([^<]*)<', chart)


@pytest.mark.parametrize(
    ("length", "first", "second"),
    [
        (timedelta(minutes=50), "09:10", "09:20"),
        (timedelta(hours=8), "09:00", "10:00"),
        (timedelta(hours=30), "6 May 06:00", "12:00"),
        (timedelta(days=3), "6 May", "7 May"),
        (timedelta(days=30), "5 May", "12 May"),
        (timedelta(days=9000), "5 May 2031", "28 Apr 2036"),
        (timedelta(days=500), "5 May 2031", "4 Aug 2031"),
    ],
)
def test_ticks_are_hours_inside_a_day_or_two_and_days_over_more(
    length: timedelta, first: str, second: str
) -> None:
    found = ticks(charted(MORNING, MORNING + length))
    assert found[:2] == [first, second]
    assert len(found) <= 13
    assert "2031" not in found[0] or len(found) <= 9


def test_days_without_a_time_are_bars_over_whole_days_and_no_hour_is_made_up() -> None:
    days = charted(invented.DAY, invented.DAY + timedelta(days=2))
    assert ticks(days) == ["6 May", "7 May", "8 May", "9 May"]
    assert '<span class="px-day" style="left:0.00%;width:33.33%">' in days
    assert '<span class="px-day" style="left:66.67%;width:33.33%">' in days
    assert "a bar is the day of a date without a time" in days
    assert ticks(charted(invented.DAY, invented.DAY)) == ["6 May", "7 May"]


def test_an_hour_beside_a_day_without_one_lies_inside_its_bar() -> None:
    both = charted(invented.DAY, invented.DAY + timedelta(hours=9))
    assert '<span class="px-day" style="left:0.00%;width:100.00%">' in both
    assert "left:37.50%" in both
    assert "03:00" in ticks(both)


def test_an_axis_over_midnight_names_its_days_also_where_it_is_narrow() -> None:
    chart = charted(MORNING, MORNING + timedelta(hours=24))
    assert ticks(chart)[0] == "6 May 06:00"
    assert re.search(r'class="px-tick" [^>]*>7 May<', chart)


def test_columns_of_the_table_that_would_say_nothing_are_left_out() -> None:
    made = invented.dossier()
    days = tuple(replace(one, published=invented.DAY, first_seen=None) for one in made.articles)
    table = timeline.table(Lookup(replace(made, articles=days)))
    assert "First seen here" not in table
    assert "First with" not in table
    assert "First with" in timeline.table(Lookup(made))
