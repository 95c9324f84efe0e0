"""Times of day in a sentence: "3:12 a.m.", "15.12 Uhr", "o godz. 15", "à 15h12", "a las 15:12".

Only what can be nothing else is one: "at 3:12" in English may be in either half of the day, and "15 heures"
is also how long something takes. What has a zone beside it ("0900 GMT"), or is only where another moment is
counted from ("an hour before midnight"), compares with its like alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons

UNIT = "time"
"""Under this name times are exported."""
_GAP = r"[ \u00a0\u202f]?"
_NOON = 12 * 60
_DAY = 24 * 60
_PARTS = ("hour", "minute", "joined", "mark", "after", "morning", "afternoon")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day at ``start:end`` of a sentence."""

    start: int
    end: int
    minutes: int
    """Since midnight."""
    exact: bool
    """The minutes are printed: "3 p.m." is a rounded time, as "noon" is."""
    frame: str = ""
    """The word that makes it a bound of another moment, and the zone; empty where none is beside it."""


def named_times(text: str, lang: str) -> list[TimeOfDay]:
    """The times of day that a sentence names, in order."""
    patterns = _patterns(lang)
    read = [_read(match, lang) for match in patterns.digits.finditer(text)]
    named = [
        TimeOfDay(match.start("word"), match.end("word"), _NOON if match["noon"] else 0, False, _frame(match))
        for match in patterns.named.finditer(text)
    ]
    return sorted([time for time in read if time] + named, key=lambda time: time.start)


def as_printed(minutes: float) -> float:
    """Minutes since midnight as hours and minutes side by side: 912 is 1512, a quarter past three."""
    return float(int(minutes) // 60 * 100 + int(minutes) % 60)


def _read(match: re.Match[str], lang: str) -> TimeOfDay | None:
    hour, minute = int(match["hour"]), int(match["minute"] or match["joined"] or 0)
    if match["morning"] or match["afternoon"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["afternoon"] else 0)
    elif not _is_time(match, lang):
        return None
    if minute > 59 or hour * 60 + minute > _DAY:
        return None
    start = match.start("opens") if match["opens"] else match.start("hour")
    end = max(match.end(part) for part in _PARTS)
    exact = bool(match["minute"] or match["joined"])
    return TimeOfDay(start, end, (hour * 60 + minute) % _DAY, exact, _frame(match))


def _frame(match: re.Match[str]) -> str:
    beside = match.groupdict()
    return " ".join([(beside["offset"] or "").lower(), (beside.get("zone") or "").upper()]).strip()


def _is_time(match: re.Match[str], lang: str) -> bool:
    """Whether digits without "a.m." or "p.m." are a time, by what stands around them."""
    if match["mark"] or match["opens"] or match["joined"]:
        return True
    led = match["before"] or match["offset"]
    beside = led or match["zone"] or match["local"]
    if match["colon"] and (beside or match["after"]):
        whole_day = match["hour"][0] == "0" or int(match["hour"]) > 12
        return lang not in {"en", ""} or whole_day or bool(match["zone"])
    return bool(led and (match["after"] or match["parts"]))


@dataclass(frozen=True)
class _Patterns:
    digits: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _patterns(lang: str) -> _Patterns:
    def of(role: str, where: str = lang) -> str:
        return lexicons.any_of(lexicons.forms("times_of_day", lang=where, role=role), **{" ": r"\s"})

    zone = of("zone", "*")
    lead = rf"(?<!\w)(?:(?:(?P<offset>{of('offset')})|(?P<before>{of('before')}))\s)?"
    opens = rf"(?:(?<!\w)(?<!\d\s)(?P<opens>{of('opens')}){_GAP})?"
    figures = (
        rf"(?<![\w.,:/-])(?P<hour>\d{{1,2}})(?:(?P<joined>\d{{2}})(?=\s(?:{zone})(?!\w))"
        rf"|(?:(?P<colon>:)|\.|(?P<parts>{_GAP}(?:{of('parts')}){_GAP}))(?P<minute>\d{{2}})(?::\d{{2}})?)?"
        r"(?![\d%]|[.,:/]\d)"
    )
    after = (
        rf"(?:{_GAP}(?:(?P<morning>{of('morning')})|(?P<afternoon>{of('afternoon')})"
        rf"|(?P<mark>{of('mark')})|(?P<after>{of('after')}))(?!\w))?"
        rf"(?:\s\(?(?:(?P<zone>{zone})|(?P<local>{of('local')}))(?!\w))?"
    )
    named = rf"(?P<word>(?P<noon>{of('noon')})|(?P<midnight>{of('midnight')}))(?!\w)"
    return _Patterns(re.compile(lead + opens + figures + after, re.IGNORECASE), re.compile(lead + named))
