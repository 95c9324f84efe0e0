"""Printed dates."""

from __future__ import annotations

import re
from datetime import UTC

from dateutil import parser as dateutil_parser

from aggregator.collect import dates
from fuzz import seeds
from fuzz.promises import is_moment, text_of

PIECES = (
    "2024", "08", "7", "31", "0", "9999", "0001", "24", "12:00", "25:00", "12:00:00.5", "T", "Z", "+0200",
    "-10:00", "+25:00", "Mon, ", "Пн, ", "Jul", "juillet", "липня", "März", "Uhr", "GMT", "IST", "EST", "PM",
    "/", "-", ".", ",", " ", "th", "de", "٣", "²", "\0", "W05", "Ⅷ", "１", "ı", "AD", "noon",
)  # fmt: skip
SEEDS = seeds.encoded(*seeds.literals("collect/test_dates.py"))


def check(data: bytes) -> None:
    """A moment in UTC or None; digits alone are read where day and month cannot be mistaken."""
    printed = text_of(data)
    moment = dates.parse(printed, "IE" if len(data) % 2 else "")
    if moment is None:
        return
    assert moment.tzinfo is UTC
    is_moment(dates.within(moment, seeds.NOW, dates.IMPORT_YEAR), seeds.NOW)
    assert dates.parse(moment.isoformat()) == moment
    if re.fullmatch(r"\s*\d{1,2}[-/ ]\d{1,2}[-/ ]\d+\s*", printed):
        first, second = (dateutil_parser.parse(printed.strip(), dayfirst=first) for first in (True, False))
        assert first == second, f"{printed!r} could be of {first:%B} or of {second:%B}"
