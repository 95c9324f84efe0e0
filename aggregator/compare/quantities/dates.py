"""Days that a sentence names, resolved by the day its article was published.

"Monday" is the latest Monday up to the article's day, the coming one beside words that look ahead ("until
Monday", "on Monday will"), and a week earlier beside "last week". A day and month without a year is the one
nearest to the article's day, the latest one behind a verb of the past ("wrote on August 2"). Without a
publication time, relative days stay unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.forms import fold
from aggregator.compare.language.grammar import grammar
from aggregator.types import Article

_DIGITS = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?![\w%]|[.,]\d)")
_IN = re.compile(r"\b(?:in|im|im Jahre?|since|seit|w|w roku|od|у|в|en)\s$", re.IGNORECASE)
"""What stands before a year that dates something; "the 2016 campaign" and "a paper of 2015" name things."""
_LONGEST_IN = 20
"""Characters in which it does."""
_IN_UNIT = {"days": 1, "weeks": 7, "months": 1, "years": 1, "decades": 10}
"""Of days, months or years."""
RECENT = timedelta(days=3)
"""How long ago a day is part of the event rather than of its history."""
BESIDE = 40
"""Characters beside a weekday that are looked at."""
REACH = 80
"""Characters before a day in which the verb of its clause may stand."""
NEAR = 25
"""Characters before a weekday in which a verb of the future is its own, whatever stands between."""
_CAPITAL_BEFORE = re.compile(r"(?:[A-Z]{2}|\w\s[A-Z][a-z]+)\s$")
_SIGNS = {"*": r"\w+"}
"""What a star in the list stands for."""
_YEAR = r"(?:,?\s+(?:de\s)?(?P<year>(?:19|20)\d\d)(?!\d))?"


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at ``start:end`` of a sentence."""

    start: int
    end: int
    day: date
    printed_in_full: bool = True
    """A day and a month stand in print; a weekday or "yesterday" had to be resolved."""

    @property
    def value(self) -> float:
        """As a plain number: 20240708."""
        return float(self.day.year * 10_000 + self.day.month * 100 + self.day.day)


def named_days(text: str, article: Article) -> list[Day]:
    """The days a sentence names, in order; impossible ones (31 June) are left out.

    A weekday right before a date ("Saturday, 6 August") names no other day.
    """
    patterns = _patterns(article.lang)
    today = article.time.date() if article.time else None
    found = [_on_calendar(text, match, article.lang, today) for match in patterns.calendar.finditer(text)]
    taken = {at for day in found if day for at in range(day.start, day.end)}
    if today is not None:
        found += [
            _relative(text, match, article.lang, patterns, today)
            for match in patterns.relative.finditer(text)
            if match.start() not in taken
            and not _in_title(text, match, patterns)
            and not patterns.calendar.match(text, _past_comma(text, match.end()))
        ]
    return sorted((day for day in found if day), key=lambda day: day.start)


def named_months(text: str, lang: str) -> list[tuple[int, int, float]]:
    """Months printed with their year and no day: offsets, and as a plain number (October 2009: 200910)."""
    patterns = _patterns(lang)
    return [
        (match.start(), match.end(), float(match["year"]) * 100 + patterns.months[fold(match["month"])])
        for match in patterns.month_of_year.finditer(text)
    ]


def gone_by(text: str, start: int, end: int, count: float, unit: str, article: Article) -> frozenset[int]:
    """When that was what a sentence puts a time ago, as far as it can be told: a year, a month, some days.

    ``count`` of a ``unit`` stands at ``start:end``: "six months ago" of an article of September 2025 is
    202503, "two years earlier" 2023, "five days after a strike" -5. What is recent is part of the event.
    """
    patterns = _patterns(article.lang)
    told = patterns.ago.match(text, end) or patterns.ago_before.search(text[max(0, start - BESIDE) : start])
    if article.time is None or not told or unit not in _IN_UNIT or count != int(count):
        return frozenset()
    time, back = article.time, int(count) * _IN_UNIT[unit]
    if unit in {"years", "decades"}:
        return frozenset({time.year - back})
    if unit == "months":
        months = time.year * 12 + time.month - 1 - back
        return frozenset({months // 12 * 100 + months % 12 + 1})
    return frozenset({-back}) if back > RECENT.days else frozenset()


def _past_comma(text: str, at: int) -> int:
    """Where the word behind a comma and a space begins."""
    return at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip(", "))


def printed_dates(text: str, article: Article) -> list[tuple[int, int, date | int]]:
    """Days printed with their month, and years that date something: offsets and what is named."""
    days = [(day.start, day.end, day.day) for day in named_days(text, article) if day.printed_in_full]
    taken = {at for start, end, _ in days for at in range(start, end)}
    years = [
        (match.start(), match.end(), int(match.group()))
        for match in _DIGITS.finditer(text)
        if match.start() not in taken
        and _IN.search(text[max(0, match.start() - _LONGEST_IN) : match.start()])
    ]
    return sorted([*days, *years], key=lambda named: named[0])


def named_years(text: str, article: Article) -> frozenset[int]:
    """The years a sentence names, as digits or as "this year" and "last year"."""
    patterns = _patterns(article.lang)
    years = {int(match.group()) for match in _DIGITS.finditer(text)}
    if article.time:
        for shift, pattern in ((0, patterns.this_year), (-1, patterns.last_year)):
            if pattern.search(text):
                years.add(article.time.year + shift)
    return frozenset(years)


def _on_calendar(text: str, match: re.Match[str], lang: str, today: date | None) -> Day | None:
    """A day of a month: "8 July", "July 8, 2024", "am 8. Juli"."""
    patterns = _patterns(lang)
    name = fold(match["month"] or match["first_month"])
    number = int(match["day"] or match["later_day"])
    years = (
        [int(match["year"])] if match["year"] else [today.year + step for step in (-1, 0, 1)] if today else []
    )
    possible = []
    for year in years:
        try:
            possible.append(date(year, patterns.months[name], number))
        except ValueError:
            continue
    if not possible:
        return None
    nearest = min(possible, key=lambda day: abs(day - today) if today else timedelta(0))
    # A page that was updated is a few days later than its date.
    if today and len(possible) > 1 and nearest > today + RECENT and _looks_back(text, match, lang):
        nearest = max((day for day in possible if day <= today), default=nearest)
    return Day(match.start(), match.end(), nearest)


def _looks_back(text: str, match: re.Match[str], lang: str) -> bool:
    """Whether a verb of the past stands before "on" and a day, and nothing that looks ahead between them.

    A verb of speech dates only what stands right behind it: "said on May 3", not "said it ends on May 3".
    """
    told = _patterns(lang).past_before.search(text[max(0, match.start() - REACH) : match.start()])
    if told is None or told["verb"].casefold() in _patterns(lang).ahead_words:
        return False
    between = told["between"].casefold().split()
    reported = bool(between) and told["verb"].casefold() in grammar(lang).verbs
    return not reported and _patterns(lang).ahead_words.isdisjoint(between)


def _in_title(text: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether "today" ends a name, or a weekday is a day of its own name: USA TODAY, Super Tuesday."""
    before = text[max(0, match.start() - BESIDE) : match.start()]
    if patterns.named_day.search(before):
        return True
    usual = fold(match.group()) not in patterns.shifts or match.group()[0].islower()
    return not usual and bool(_CAPITAL_BEFORE.search(before))


def _looks_ahead(text: str, end: int, lang: str, patterns: _Patterns) -> bool:
    """Whether the clause behind a weekday is of the future ("On Sunday, the mayor will …"), not reported."""
    match = patterns.future.match(text[end : end + BESIDE])
    said = match and grammar(lang).verbs.keys() & (match["subject"] or "").casefold().split()
    return match is not None and not said


def _leads_to(text: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether "until" stands right before a weekday, or "by" where nothing had happened by then."""
    beside = patterns.ahead_beside.search(text[max(0, match.start() - BESIDE) : match.start()])
    if beside is None or beside["unless_had"] is None:
        return beside is not None
    return patterns.had.search(text[max(0, match.start() - BESIDE) : match.end() + BESIDE]) is None


def _led_to(text: str, start: int, patterns: _Patterns) -> bool:
    """Whether a verb of the future stands before a weekday; further off, with no verb of the past between."""
    before = text[max(0, start - REACH) : start]
    signs = [sign.end() for sign in patterns.ahead.finditer(before)]
    if not signs or len(before) - signs[-1] <= NEAR:
        return bool(signs)
    return patterns.past is not None and not patterns.past.search(before, signs[-1])


def _relative(text: str, match: re.Match[str], lang: str, patterns: _Patterns, today: date) -> Day:
    """A weekday, or a word like "yesterday"."""
    word = fold(match.group())
    if word in patterns.shifts:
        return Day(match.start(), match.end(), today + timedelta(days=patterns.shifts[word]), False)
    back = (today.weekday() - patterns.weekdays[word]) % 7
    if patterns.last.search(text[max(0, match.start() - 20) : match.end() + 25]):
        monday = today - timedelta(days=today.weekday() + 7)
        return Day(match.start(), match.end(), monday + timedelta(days=patterns.weekdays[word]), False)
    ahead = (
        _leads_to(text, match, patterns)
        or _led_to(text, match.start(), patterns)
        or _looks_ahead(text, match.end(), lang, patterns)
    )
    day = today - timedelta(days=back)
    return Day(match.start(), match.end(), day + timedelta(days=7) if ahead and back else day, False)


@dataclass(frozen=True)
class _Patterns:
    months: dict[str, int]
    weekdays: dict[str, int]
    shifts: dict[str, int]
    calendar: re.Pattern[str]
    relative: re.Pattern[str]
    future: re.Pattern[str]
    month_of_year: re.Pattern[str]
    ago: re.Pattern[str]
    ago_before: re.Pattern[str]
    named_day: re.Pattern[str]
    ahead_beside: re.Pattern[str]
    ahead_words: frozenset[str]
    had: re.Pattern[str]
    past_before: re.Pattern[str]
    past: re.Pattern[str] | None
    ahead: re.Pattern[str]
    last: re.Pattern[str]
    this_year: re.Pattern[str]
    last_year: re.Pattern[str]


@cache
def _patterns(lang: str) -> _Patterns:
    months, weekdays, shifts = (_numbers(lang, kind) for kind in ("month", "weekday", "relative"))
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?\.?"
    past = lexicons.any_of(_forms(lang, "past"), **_SIGNS)
    later = day.replace("<day>", "<later_day>")
    month, first = f"(?P<month>{lexicons.any_of(months)})", f"(?P<first_month>{lexicons.any_of(months)})"
    return _Patterns(
        months,
        weekdays,
        shifts,
        re.compile(
            rf"(?<![\w.,])(?:{day}\s(?:of\s|de\s)?{month}\b\.?|{first}\.?\s{later}(?![\d%]|[.,:]\d)){_YEAR}",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{lexicons.any_of({**weekdays, **shifts})})\b", re.IGNORECASE),
        re.compile(
            rf"(?:,\s(?P<subject>(?:[\w.’'-]+\s){{0,3}})|\s)(?:{_syntax(lang, 'future')})\b", re.IGNORECASE
        ),
        re.compile(
            rf"(?<!\w)(?<!\d\s)(?<!\d\.\s){month}\.?,?\s(?:of\s|de\s)?(?P<year>(?:19|20)\d\d)"
            r"(?![\d–-]|[.,]\d)",
            re.IGNORECASE,
        ),
        re.compile(rf"\s(?:{_syntax(lang, 'ago')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_syntax(lang, 'ago_before')})\s$", re.IGNORECASE),
        re.compile(rf"\b(?:{_syntax(lang, 'named_day')})\s$", re.IGNORECASE),
        re.compile(
            rf"\b(?:(?P<unless_had>{_syntax(lang, 'unless_had')})|{_syntax(lang, 'next_beside')})"
            rf"\s(?:(?:{lexicons.any_of(grammar(lang).definite)})\s)?$",
            re.IGNORECASE,
        ),
        frozenset(" ".join(_forms(lang, "next") + _forms(lang, "not_yet")).split()),
        re.compile(rf"\b(?:{_syntax(lang, 'had')})\b", re.IGNORECASE),
        re.compile(
            rf".*(?<!\bbe )\b(?P<verb>{past})\s"
            rf"(?P<between>(?:[\w’'-]+\s){{0,4}}?)(?:{_syntax(lang, 'on')})\s(?:\w+\s\w+\sof\s)?$",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{past})\b", re.IGNORECASE) if _forms(lang, "past") else None,
        re.compile(
            rf"\b(?:{lexicons.any_of(_forms(lang, 'next') + _forms(lang, 'begins'))})\b", re.IGNORECASE
        ),
        *(
            re.compile(rf"\b(?:{_syntax(lang, role)})\b", re.IGNORECASE)
            for role in ("last", "this_year", "last_year")
        ),
    )


def _syntax(lang: str, role: str) -> str:
    return lexicons.any_of(_forms(lang, role))


def _forms(lang: str, role: str) -> list[str]:
    return lexicons.forms("date_syntax", lang=lang, role=role)


def _numbers(lang: str, kind: str) -> dict[str, int]:
    return {
        fold(form): int(row["number"])
        for row in lexicons.rows("days_and_months")
        if row["lang"] == lang and row["kind"] == kind
        for form in lexicons.split(row["forms"])
    }
