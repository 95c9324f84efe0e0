"""The units, currencies and qualifiers of one language, and what stands beside numerals, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.forms import fold
from aggregator.compare.quantities import number_words

GAP = r"[ \u00a0\u202f]?"
"""Between a number and its unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` as exported; values of one ``dimension`` compare after multiplying with ``factor``."""

    name: str = ""
    dimension: str = ""
    factor: float = 1.0


COUNT = Unit()


def key(form: str) -> str:
    """A unit's form however its words are joined: "US-Dollar" and "US Dollar" are one."""
    return fold(re.sub(r"[-\s\u00a0\u202f]+", " ", form))


@dataclass(frozen=True)
class Patterns:
    """The lists of one language, and what to look for right before or behind a numeral."""

    units: dict[str, Unit]
    currencies: dict[str, str]
    qualifiers: dict[str, tuple[str, str]]
    after: re.Pattern[str]
    currency_before: re.Pattern[str]
    named_before: re.Pattern[str]
    qualifier: re.Pattern[str]
    governs: re.Pattern[str]
    qualifier_behind: re.Pattern[str]
    month_after: re.Pattern[str]
    month_before: re.Pattern[str]
    day_before: re.Pattern[str]
    aged: re.Pattern[str]
    ratio: re.Pattern[str]
    rank: re.Pattern[str]
    street: re.Pattern[str]
    not_counted: re.Pattern[str]
    person_of: re.Pattern[str]


@cache
def patterns(lang: str) -> Patterns:
    """The units, currencies and qualifiers of one language, compiled."""
    units = {
        key(form): Unit(row["unit"], row["dimension"], float(row["factor"]))
        for row in _of(lang, "units")
        for form in lexicons.split(row["forms"])
    }
    currencies = {
        key(form): row["code"] for row in _of(lang, "currencies") for form in lexicons.split(row["forms"])
    }
    qualifiers = {
        fold(form): (row["qualifier"], row["bound"])
        for row in _of(lang, "qualifiers")
        for form in lexicons.split(row["forms"])
    }
    before, behind = (
        lexicons.any_of(lexicons.forms("qualifiers", lang=lang, place=place), **{" ": r"\s+"})
        for place in ("before", "after")
    )
    months = lexicons.any_of(lexicons.forms("days_and_months", lang=lang, kind="month"))
    to = lexicons.any_of(sorted(number_words.roles(lang, "range") | number_words.roles(lang, "and")))
    magnitudes = [form for form, unit in units.items() if unit.dimension == "magnitude"]
    more = _any(lang, "before_unit")
    any_unit = lexicons.any_of([*units, *currencies], **{" ": r"[\s-]"})
    return Patterns(
        units,
        currencies,
        qualifiers,
        re.compile(
            rf"(?:[\s-]?(?:(?:of|de) (?:(?:an?|one) )?)?|\s(?:{more})\s)({any_unit})(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)({lexicons.any_of(currencies)}){GAP}$", re.IGNORECASE),
        re.compile(rf"(?<!\w)({lexicons.any_of(magnitudes)})(?: of| de)? $", re.IGNORECASE),
        re.compile(rf"(?<!\w)({before})(?:\s+(?:a|an|another)|(?<=than)\s+the)?\s*$", re.IGNORECASE),
        re.compile(
            rf"(?<!\w)(?:{_any(lang, 'governs')})\s+(?:{_any(lang, 'prepositions')})\s", re.IGNORECASE
        ),
        re.compile(rf"(?:\s+[^\W\d_]+)?\s+({behind})(?!\w)", re.IGNORECASE),
        re.compile(rf"\.?{GAP}(?:(?:of|de) )?(?:{months})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{months})\.?{GAP}$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{months})\.?{GAP}\d{{1,2}}\s?(?:[-–—]|\s(?:{to}))\s?$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any(lang, 'aged')}) $", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?P<part>\w+) (?:{_any(lang, 'ratio')}) $", re.IGNORECASE),
        re.compile(rf"-(?:{_any(lang, 'rank')})\b", re.IGNORECASE),
        re.compile(rf"(?:\s[A-ZÀ-Þ][\w.’'-]*){{1,3}}\s(?i:{_any(lang, 'street')})\b"),
        re.compile(rf"[.,;:]|$|\s(?:{_any(lang, 'behind_one')})\b", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any(lang, 'person')}) de $", re.IGNORECASE),
    )


def _any(lang: str, role: str) -> str:
    return lexicons.any_of(number_words.roles(lang, role))


def _of(lang: str, name: str) -> list[dict[str, str]]:
    return [dict(row) for row in lexicons.rows(name) if row["lang"] in {lang, "*"}]
