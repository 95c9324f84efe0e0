"""Printed dates -> aware UTC times, or None. What cannot be read for certain is not guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

from dateutil import parser as dateutil_parser

FEED_YEAR, IMPORT_YEAR = 1990, 1600
"""No feed is older than the Web; an imported archive may be as old as newspapers."""

_AHEAD = timedelta(hours=48)
"""How far in the future a date may lie: wrong zones and clocks, not wrong years."""

_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2,
    "MESZ": 2, "EET": 2, "SAST": 2, "CAT": 2, "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3, "GST": 4, "PKT": 5,
    "IST": 5.5, "NPT": 5.75, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST":
    9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "ART": -3,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_ZONES_BY_COUNTRY = {
    ("IST", "IL"): 2, ("IST", "IE"): 1, ("CST", "CN"): 8, ("CST", "TW"): 8, ("BST", "BD"): 6,
    ("AST", "SA"): 3, ("AST", "IQ"): 3, ("EST", "AU"): 10, ("PST", "PH"): 8,
}  # fmt: skip

_MONTHS = {
    "jan": "january januar jänner janvier enero stycznia styczeń января январь січня січень",
    "feb": "february februar februari février fevrier febrero lutego luty февраля февраль лютого лютий",
    "mar": "march märz maerz mars marzo marca marzec марта март березня березень",
    "apr": "april avril abril kwietnia kwiecień апреля апрель квітня квітень",
    "may": "may mai mayo maja maj мая май травня травень",
    "jun": "june juni juin junio czerwca czerwiec июня июнь червня червень",
    "jul": "july juli juillet julio lipca lipiec июля июль липня липень",
    "aug": "august août aout agosto sierpnia sierpień августа август серпня серпень",
    "sep": "september septembre septiembre setiembre września wrzesień сентября сентябрь вересня вересень",
    "oct": "october oktober octobre octubre października październik октября октябрь жовтня жовтень",
    "nov": "november novembre noviembre listopada listopad ноября ноябрь листопада листопад",
    "dec": "december dezember décembre decembre diciembre grudnia grudzień декабря декабрь грудня грудень",
}
_ENGLISH = {name: month for month, names in _MONTHS.items() for name in [month, *names.split()]} | {
    "sept": "sep", "okt": "oct", "dez": "dec", "mär": "mar", "mrz": "mar", "févr": "feb",
    "fév": "feb", "avr": "apr", "juil": "jul", "déc": "dec",
    "ene": "jan", "abr": "apr", "ago": "aug", "dic": "dec", "sty": "jan", "lut": "feb", "kwi": "apr",
    "cze": "jun", "lip": "jul", "sie": "aug", "wrz": "sep", "paź": "oct", "lis": "nov", "gru": "dec",
    "янв": "jan", "фев": "feb", "мар": "mar", "апр": "apr", "июн": "jun", "июл": "jul", "авг": "aug",
    "gen": "jan", "fev": "feb", "mag": "may", "giu": "jun", "lug": "jul", "set": "sep", "out": "oct",
    "ott": "oct", "сен": "sep", "окт": "oct", "ноя": "nov", "дек": "dec",
}  # fmt: skip
_SMALL_WORDS = "de del r р г um uhr à at den der le el o godz в о the st nd rd th of"
_FILLERS = frozenset(_SMALL_WORDS.split())

_WORD = re.compile(r"[^\W\d_]+")
_WEEKDAY = re.compile(r"\s*([^\W\d_]{2,14})\.?,")
_BEFORE_OFFSET = re.compile(r"\b(GMT|UTC)(?=[+-]\d)")
_ISO = re.compile(r"\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?", re.I)
_USUAL = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{{1,2}}) ({'|'.join(_MONTHS).title()}) ([0-9]{{4}}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|UTC|([+-])([0-9]{2})([0-5][0-9]))"
)
"""How nearly all feeds print dates (RFC 822 with the year in full)."""
_YEAR_FIRST = re.compile(r"\D*(?:\d{4}|\d{8}|\d{12}|\d{14})(?!\d)")
_DOTTED = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b")
_LONGEST = 100


def parse(printed: str, country: str = "") -> datetime | None:
    """The moment that ``printed`` names, in UTC; None where year, month or day is missing or in doubt.

    Without a zone it is taken as UTC, without a time of day as midnight. ``country`` (ISO 3166)
    decides between zones of one name: IST is India's unless the outlet is Irish or Israeli.
    """
    printed = printed.strip()
    if not printed or len(printed) > _LONGEST:
        return None
    try:
        if usual := _USUAL.fullmatch(printed):
            return _usual(usual)
        return _iso(printed) if _ISO.fullmatch(printed) else _written(printed, country)
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError, IndexError):
        return None  # dateutil raises most of these on odd input


def within(moment: datetime | None, now: datetime, oldest_year: int = FEED_YEAR) -> datetime | None:
    """``moment`` where it can be true: not before the year given, not the epoch, not after ``now`` + 48 h."""
    if moment is None or moment.year < oldest_year or moment > now + _AHEAD or moment.timestamp() == 0:
        return None
    return moment


def _usual(printed: re.Match[str]) -> datetime:
    """What ``_written`` would read too, in a thirtieth of the time."""
    day, month, year, hour, minute, second, sign, hours, minutes = printed.groups("0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    month_number = list(_MONTHS).index(month.lower()) + 1
    moment = datetime(int(year), month_number, int(day), int(hour), int(minute), int(second))
    return _utc(moment.replace(tzinfo=timezone(-offset if sign == "-" else offset)))


def _iso(printed: str) -> datetime:
    fraction = re.sub(r"[.,](\d{1,6})\d*", lambda digits: "." + digits[1].ljust(6, "0"), printed)
    if len(fraction) == 7:
        raise ValueError("a month has no day")
    return _utc(datetime.fromisoformat(fraction.upper().replace(" Z", "Z")))


def _written(printed: str, country: str) -> datetime | None:
    text = _in_english(printed)
    zone = partial(_zone, country=country)
    # What the text leaves open is taken from `default`; two of them show whether the date is open.
    readings = {
        dateutil_parser.parse(text, default=default, dayfirst=day, yearfirst=year, tzinfos=zone)
        for default in (datetime(2001, 1, 1), datetime(2004, 2, 2))
        for day, year in _orders(text)
    }
    return _utc(readings.pop()) if len(readings) == 1 else None


def _in_english(printed: str) -> str:
    """With English months, and without weekdays, small words and a "GMT" that only precedes the offset."""

    def english(word: re.Match[str]) -> str:
        lower = word[0].lower()
        return " " if lower in _FILLERS else _ENGLISH.get(lower, word[0])

    text = _WORD.sub(english, _BEFORE_OFFSET.sub(" ", printed))
    weekday = _WEEKDAY.match(text)
    return text[weekday.end() :] if weekday and weekday[1] not in _MONTHS else text


def _orders(text: str) -> tuple[tuple[bool, bool], ...]:
    """Whether the day stands first, and whether the year does, in every way the text can be read.

    With a month's name, or the year in four digits at the start, there is one way, and with dots: the day,
    the month, the year. Otherwise 03/04/2024 could be of March or April, and 03/04/24 of 2003 too.
    """
    if _YEAR_FIRST.match(text) or any(word[:3].lower() in _MONTHS for word in _WORD.findall(text)):
        return ((False, False),)
    if _DOTTED.search(text):
        return ((True, False),)
    return tuple((day, year) for day in (False, True) for year in (False, True))


def _zone(name: str | None, offset: int | None, *, country: str) -> timezone | None:
    """What dateutil asks for each date. A zone that is not in the table makes the date unreadable."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if not name:
        return None
    hours = _ZONES_BY_COUNTRY.get((name.upper(), country), _ZONES.get(name.upper()))
    if hours is None:
        raise ValueError(f"unknown zone {name}")
    return timezone(timedelta(hours=hours))


def _utc(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
