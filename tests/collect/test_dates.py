from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.collect import dates

NOON = datetime(2024, 7, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "printed",
    [
        "2024-07-08T12:00:00Z", "2024-07-08T14:00:00+02:00", "2024-07-08 12:00",
        "2024-07-08T12:00:00.000000000Z",
        "20240708T120000Z", "Mon, 08 Jul 2024 12:00:00 GMT", "Mon, 8 Jul 24 12:00 UT", "8 Jul 2024 13:00 BST",
        "Mon, 08 Jul 2024 08:00:00 EDT", "Mon, 08 Jul 2024 14:00:00 CEST", "Mon, 08 Jul 2024 17:30:00 IST",
        "Mon, 08 Jul 2024 14:00:00 GMT+0200", "Mon Jul  8 12:00:00 2024", "July 8th, 2024 12:00 PM",
        "08.07.2024 12:00", "8. Juli 2024, 12:00 Uhr", "8 lipca 2024 12:00", "8 juillet 2024 à 12:00",
        "8 de julio de 2024 12:00", "8 июля 2024 г. 12:00", "8 липня 2024, 12:00",
        "lun., 08 juil. 2024 12:00:00 +0000",
        "Пн, 08 июл 2024 15:00:00 +0300", "Seg, 08 Jul 2024 09:00:00 -0300",
    ],
)  # fmt: skip
def test_one_moment_in_many_forms(printed: str) -> None:
    assert dates.parse(printed) == NOON


@pytest.mark.parametrize(
    "printed",
    [
        "", "yesterday", "12:00", "10", "Mon", "8 July", "2024", "2024-07", "1720440000", "03/04/2024",
        "Mon, 08 Jul 2024 12:00:00 +25:00", "Mon, 08 Jul 2024 12:00:00 XYZT", "2024-13-45",
        "2024-07-08T25:00:00Z",
        "03/04/24", "3-4-24", "24-03-04", "03 04 2024", "240304", "10 11 12", "25/12/24",
        "9999-12-31T23:59:59-10:00", "0000-00-00", "1" * 5000, "\0", "٢٠٢٤",
    ],
)  # fmt: skip
def test_what_is_open_or_in_doubt_stays_empty(printed: str) -> None:
    assert dates.parse(printed) is None


def test_the_day_stands_first_with_dots_and_where_it_must() -> None:
    assert dates.parse("03.04.2024") == datetime(2024, 4, 3, tzinfo=UTC)
    assert dates.parse("03.04.24 12:00") == datetime(2024, 4, 3, 12, tzinfo=UTC)
    assert dates.parse("2024/04/03") == dates.parse("20240403T000000") == datetime(2024, 4, 3, tzinfo=UTC)
    assert dates.parse("25/04/2024") == datetime(2024, 4, 25, tzinfo=UTC)
    assert dates.parse("04/25/2024") == datetime(2024, 4, 25, tzinfo=UTC)


@pytest.mark.parametrize(("country", "hour"), [("", 6), ("IN", 6), ("IE", 11), ("IL", 10)])
def test_the_country_decides_between_zones_of_one_name(country: str, hour: int) -> None:
    moment = dates.parse("8 Jul 2024 12:00 IST", country)
    assert moment is not None and moment.hour == hour


@pytest.mark.parametrize(
    ("moment", "oldest", "trusted"),
    [
        (NOON, 1990, True),
        (NOON + timedelta(hours=47), 1990, True),
        (NOON + timedelta(hours=49), 1990, False),
        (datetime(1, 1, 1, tzinfo=UTC), 1600, False),
        (datetime(9999, 12, 31, tzinfo=UTC), 1990, False),
        (datetime(1970, 1, 1, tzinfo=UTC), 1600, False),
        (datetime(1970, 2, 6, tzinfo=UTC), 1600, True),
        (datetime(1970, 2, 6, tzinfo=UTC), 1990, False),
    ],
)
def test_only_dates_that_can_be_true_are_trusted(moment: datetime, oldest: int, trusted: bool) -> None:
    assert dates.within(moment, NOON, oldest) == (moment if trusted else None)


@pytest.mark.parametrize(
    "printed",
    [
        "Mon, 08 Jul 2024 12:00:00 GMT", "8 Jul 2024 12:00:00 UTC", "Mon, 08 Jul 2024 12:00:00 +0530",
        "Tue, 29 Feb 2024 23:59:59 -1100", "Wed, 01 Jan 2025 00:00:00 +1400",
        "Fri, 08 Jul 2024 12:00:00 -0000",
    ],
)  # fmt: skip
def test_the_usual_form_is_read_as_any_other(printed: str) -> None:
    assert dates._USUAL.fullmatch(printed)
    assert dates.parse(printed) == dates._written(printed, "")


@pytest.mark.parametrize(
    "printed",
    [
        "Mon, 31 Jun 2024 12:00:00 GMT", "Mon, 08 Jul 2024 24:00:00 GMT", "Mon, 08 Jul 2024 12:60:00 GMT",
        "Mon, 08 Jul 0000 12:00:00 GMT", "Mon, 08 Jul 2024 12:00:00 +2500", "Fri, 31 Dec 9999 23:00:00 -0500",
        "Mon, 29 Feb 2023 12:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 +0100",
    ],
)  # fmt: skip
def test_what_only_looks_like_the_usual_form_stays_empty(printed: str) -> None:
    assert dates._USUAL.fullmatch(printed)
    assert dates.parse(printed) is None


def test_junk_takes_no_time() -> None:
    began = time.process_time()
    for junk in ("1 " * 50, "Mon, " * 20, "9" * 100, ":" * 100, "a" * 50_000):
        dates.parse(junk)
    assert time.process_time() - began < 0.2
