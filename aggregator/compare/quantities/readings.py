"""Quantities in a sentence: numerals with their unit, currency, qualifier and range, in base units.

Pure text: what is counted, and whether two quantities can be compared, is told in ``numbers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aggregator import lexicons
from aggregator.compare.language.forms import fold
from aggregator.compare.quantities import number_words, numerals, times
from aggregator.compare.quantities.number_words import Numeral
from aggregator.compare.quantities.times import TimeOfDay
from aggregator.compare.quantities.units import COUNT, GAP, Unit, key, patterns

NEAR = 0.05
"""How far from the printed value "about" reaches, as a share of it."""
ROUNDED = 0.1
"""The same where the printed value is round."""
LOOSE = 0.25
"""How far above "at least" or below "up to" a value is still in agreement."""
ROUNDING = 0.49
"""Share of the last digit's place that rounding may have taken: 1.2 and 1.3 disagree."""
BESIDE = 30
"""Characters beside a numeral that are looked at for a month, an hour or a word that opens a range."""
_CAPITAL_BEFORE = re.compile(r"[\w.,’'] ([^\W\d_a-z]\w*) $")
"""A capital inside a sentence."""
_POINTED = re.compile(r"\b(?:the|this|which|any|each|every|no)\s$", re.IGNORECASE)
"""Before "one" as a pronoun."""
_TRADE_NAME = re.compile(r"(?:^|\s)(?:[a-z]+[A-Z]\w*|\w+&\w+) $")
_NAMED = re.compile(r"[^\W\d_a-z][\w'’-]+, $")
_ASIDE_ENDS = re.compile(r"[,;.)]|\s(?:from|of|and|who|was|is|aus|und|z|i)\b|$")
_BELOW_ZERO = re.compile(r"(?:^|(?<=[\s(\[\"“„«]))(?:[-−–]|(?:minus|мінус|минус)\s)$", re.IGNORECASE)
_NEVER_BELOW = frozenset({"", "age", "year", times.UNIT})
"""Dimensions of which a dash before a number is no sign."""
_EXACT = {"", "age", "year"}
"""Dimensions whose whole numbers are not rounded."""
_YEAR = range(1900, 2101)
_YEAR_SAYS_YEAR = frozenset({"pl", "uk", "ru"})
"""Languages that print "year" behind a year: 2020 roku."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity at ``start:end`` (with unit, without qualifier) of the text that was read."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: Unit
    qualifier: str = ""
    bound: str = ""
    """What the qualifier allows: ``low``, ``high``, ``near``, ``vague``; empty: the value itself."""
    step: float = 1.0
    negative: bool = False
    """Below zero; ``value`` is how far."""

    @property
    def interval(self) -> tuple[float, float]:
        """The values, in the dimension's base unit, that the printed words are in agreement with."""
        low, high = self.value, self.value if self.value_max is None else self.value_max
        slack = 0.0
        if self.step != 1 or self.unit.dimension not in _EXACT:
            slack = self.step * ROUNDING
        if self.bound == "near":
            slack = max(slack, NEAR * high, min(0.5 * _trailing(self.value), ROUNDED * high))
        below = {"low": 0.0, "vague": 0.5 * low, "high": LOOSE * low}.get(self.bound, slack)
        above = {"low": LOOSE * high, "vague": 9 * high, "high": 0.0}.get(self.bound, slack)
        low, high = (low - below) * self.unit.factor, (high + above) * self.unit.factor
        return (-high, -low) if self.negative else (low, high)

    def agrees(self, other: Reading) -> bool:
        """Whether both can be true at once."""
        (low, high), (other_low, other_high) = self.interval, other.interval
        slack = 1e-9 * max(abs(high), abs(other_high))
        return low <= other_high + slack and other_low <= high + slack


def read(text: str, lang: str) -> list[Reading]:
    """The quantities of a sentence in order, with times of day; numerals in dates are not among them."""
    found = [_of_day(time) for time in times.named_times(text, lang)]
    of_day = {at for reading in found for at in range(reading.start, reading.end)}
    taken = 0
    for numeral in numerals.find(text, lang):
        if numeral.start < taken or not of_day.isdisjoint(range(numeral.start, numeral.end)):
            continue
        reading = _with_unit(text, numeral, lang, taken)
        if reading and of_day.isdisjoint(range(reading.start, reading.end)):
            if found and found[-1].start == reading.start:  # the "two" of "two out of three"
                found.pop()
            found.append(reading)
            taken = reading.end
    found.sort(key=lambda reading: reading.start)
    return [_qualified(text, _signed(text, reading), lang) for reading in _ranges(text, found, lang)]


def _of_day(time: TimeOfDay) -> Reading:
    """A time of day as minutes since midnight; the hour alone is one that was rounded."""
    unit = Unit(times.UNIT, f"time {time.frame}".strip())
    return Reading(time.start, time.end, float(time.minutes), None, unit, step=1.0 if time.exact else 60.0)


def _with_unit(text: str, numeral: Numeral, lang: str, taken: int) -> Reading | None:
    """A numeral with the unit or currency beside it; None where it is part of a date or a name.

    What stands before ``taken`` belongs to the reading before: "20 Euro ein" are no two sums, and "ciento"
    in "50 por ciento" is no number.
    """
    unit, start, end = _unit(text, numeral, lang, taken)
    if unit.name == "years" and lang in _YEAR_SAYS_YEAR and _is_year(text, numeral.start, numeral.end):
        unit, end = COUNT, numeral.end
    one = numeral.kind == "one" and not unit.name and numeral.value == 1
    if _in_date(text, numeral, lang) or (one and _is_article(text, numeral, lang)):
        return None
    reading = Reading(start, end, numeral.value, None, unit, step=numeral.step)
    by_the_dozen = numeral.kind == "spelled" and re.search(r"\bby the $", text[max(0, start - 10) : start])
    if numeral.kind == "vague" or by_the_dozen:
        return replace(reading, qualifier=text[numeral.start : numeral.end].lower(), bound="vague")
    if numeral.kind == "part" and unit.dimension != "points":
        share = round(100 * numeral.value, 1)
        return replace(reading, value=share, unit=Unit("%", "share"), step=1.0, bound="near")
    return reading if unit.name else _without_unit(text, reading, numeral, lang)


def _without_unit(text: str, reading: Reading, numeral: Numeral, lang: str) -> Reading | None:
    """A bare number as a share, a year or an age where it is one; None where it is part of a name."""
    start, end = reading.start, reading.end
    if share := _share(text, reading, lang):
        return share
    if numeral.kind == "" and _is_year(text, start, end):
        return replace(reading, unit=Unit("year", "year"))
    if numeral.kind == "" and _is_age(text, start, end, lang):
        return replace(reading, unit=Unit("years old", "age"))
    return None if _in_name(text, numeral, lang) else reading


def _is_year(text: str, start: int, end: int) -> bool:
    return bool(re.fullmatch(r"\d{4}", text[start:end])) and int(text[start:end]) in _YEAR


def _share(text: str, whole: Reading, lang: str) -> Reading | None:
    """ "One in ten" as a percentage; ``whole`` is the ten."""
    match = patterns(lang).ratio.search(text[max(0, whole.start - BESIDE) : whole.start])
    if match is None or not 1 < whole.value <= 10 or times.named_times(text[whole.start :][:BESIDE], lang):
        return None
    part = next(iter(numerals.find(match["part"], lang)), None)
    if part is None or not 1 <= part.value < whole.value or part.value != int(part.value):
        return None
    start = whole.start - len(match.group())
    value = round(100 * part.value / whole.value, 1)
    return Reading(start, whole.end, value, None, Unit("%", "share"), bound="near")


def _in_name(text: str, numeral: Numeral, lang: str) -> bool:
    """Whether a number is part of a name: "iPhone 8", "S&P 500", "3M", "12 Harbour Road", "four-star"."""
    behind = text[numeral.end : numeral.end + BESIDE]
    if patterns(lang).rank.match(behind) or patterns(lang).street.match(behind):
        return True
    before = text[max(0, numeral.start - BESIDE) : numeral.start]
    if numeral.kind == "" and _TRADE_NAME.search(before):
        return True
    if numeral.kind or lang == "de" or _counts_next(text, numeral.end, lang):  # German capitals are nouns
        return False
    glued = numeral.scale > 1 and text[numeral.end - 1].isupper() and text[numeral.end - 2].isdigit()
    word = _CAPITAL_BEFORE.search(before)
    if word is None or word[1].casefold() in lexicons.words("small_words", "forms", lang):
        return glued
    return not patterns(lang).qualifier.search(word.group())


def _counts_next(text: str, end: int, lang: str) -> bool:
    """Whether a word follows that can be what is counted: no capital, no small word."""
    match = re.match(r"[\s-]([^\W\d_]+)", text[end : end + BESIDE])
    return (
        match is not None
        and match[1][0].islower()
        and match[1] not in lexicons.words("small_words", "forms", lang)
    )


def _is_age(text: str, start: int, end: int, lang: str) -> bool:
    """Whether a number stands behind a name between commas ("Mara Holm, 57, said"), or behind "aged"."""
    if not re.fullmatch(r"1?\d?\d", text[start:end]):
        return False
    before = text[max(0, start - BESIDE) : start]
    return bool(
        patterns(lang).aged.search(before) or (_NAMED.search(before) and _ASIDE_ENDS.match(text, end))
    )


def _is_article(text: str, numeral: Numeral, lang: str) -> bool:
    """Whether "one" is an article or a pronoun rather than a count ("one of them", "ein Mann")."""
    if lang == "en":
        pointed = _POINTED.search(text[max(0, numeral.start - BESIDE) : numeral.start])
        return bool(pointed) or bool(
            re.match(
                r"\W*(?:of|another|or|thing|who|that|which|with|without|in|on|at|by|to|from|is|was|has"
                r"|time|day|side|way|hand|$)\b|[.,]|-(?!year)\w",
                text[numeral.end : numeral.end + BESIDE].lstrip() or "of",
            )
        )
    return lang in {"de", "fr", "es", "uk", "ru"}


def _unit(text: str, numeral: Numeral, lang: str, taken: int) -> tuple[Unit, int, int]:
    """The unit after or the currency before or after a numeral, and the offsets of the whole."""
    before = patterns(lang).currency_before.search(text[max(taken, numeral.start - 8) : numeral.start])
    if before:
        code = patterns(lang).currencies[key(before.group(1))]
        return Unit(code, code), numeral.start - len(before.group()), numeral.end
    named = patterns(lang).named_before.search(text[max(taken, numeral.start - 30) : numeral.start])
    if named:
        return patterns(lang).units[key(named.group(1))], numeral.start, numeral.end
    after = patterns(lang).after.match(text, numeral.end)
    if not after:
        return COUNT, numeral.start, numeral.end
    form = key(after.group(1))
    unit = patterns(lang).units.get(form)
    if unit is None:
        code = patterns(lang).currencies[form]
        unit = Unit(code, code)
    return unit, numeral.start, after.end(1)


def _in_date(text: str, numeral: Numeral, lang: str) -> bool:
    """Whether digits are a day beside a month's name, or the hour of "3 o'clock", which has two a day."""
    if numeral.kind or numeral.value > 31:
        return False
    listed = patterns(lang)
    before = text[max(0, numeral.start - BESIDE) : numeral.start]
    beside_month = listed.month_after.match(text, numeral.end) or listed.month_before.search(before)
    last_day = listed.day_before.search(before) and not _counts_next(text, numeral.end, lang)
    hour = re.match(GAP + r"o['’]clock", text[numeral.end : numeral.end + BESIDE])
    return bool(beside_month or last_day or hour)


def _ranges(text: str, readings: list[Reading], lang: str) -> list[Reading]:
    """Two readings joined by a dash, "to" or "between … and" become one."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and (pair := _range(text, joined[-1], reading, lang)):
            joined[-1] = pair
            continue
        if joined and _goes_to(text, joined[-1], reading, lang):
            low, factor = joined[-1], _shared_scale(joined[-1], reading)
            joined[-1] = replace(low, unit=reading.unit, value=low.value * factor, step=low.step * factor)
        joined.append(reading)
    return joined


def _goes_to(text: str, one: Reading, other: Reading, lang: str) -> bool:
    """Whether two readings may share the unit or scale printed once: "from 18 to 27 percent"."""
    between = text[one.end : other.start].strip().casefold()
    alike = one.unit in (COUNT, other.unit) and other.unit.dimension not in {"year", times.UNIT}
    return alike and one.value_max is None and between in number_words.roles(lang, "range")


def _shared_scale(low: Reading, high: Reading) -> float:
    """The scale of the higher number where it is that of the lower one too: "5 to 7 million"."""
    shared = low.step == 1 and high.step > high.value / 100 and low.value < 1000 <= high.value
    return high.step if shared else 1.0


def _range(text: str, low: Reading, high: Reading, lang: str) -> Reading | None:
    between = text[low.end : high.start].strip().casefold()
    names = {low.unit.name, high.unit.name}
    if "year" in names or (times.UNIT in names and len(names) > 1) or low.value_max is not None:
        return None
    word_before = text[max(0, low.start - BESIDE) : low.start].split()[-1:] or [""]
    opened = word_before[0].casefold() in number_words.roles(lang, "between")
    dash = between in {"-", "–", "—", "‑"}
    linked = between in number_words.roles(lang, "range") or (
        opened and between in number_words.roles(lang, "and")
    )
    if not (dash or linked) or (low.unit not in (high.unit, COUNT)):
        return None
    if word_before[0].casefold() in {"from", "von", "de"} and not dash:
        return None
    factor = _shared_scale(low, high)
    if low.value * factor >= high.value:
        return None
    start = low.start
    return Reading(start, high.end, low.value * factor, high.value, high.unit, step=high.step)


def _signed(text: str, reading: Reading) -> Reading:
    """The reading with the sign or the word before it that puts a measured value below zero: "-3 degrees"."""
    if reading.unit.dimension in _NEVER_BELOW or reading.value_max is not None or not reading.value:
        return reading
    before = max(0, reading.start - BESIDE)
    sign = _BELOW_ZERO.search(text[before : reading.start])
    return replace(reading, start=before + sign.start(), negative=True) if sign else reading


def _qualified(text: str, reading: Reading, lang: str) -> Reading:
    """The reading with the qualifier printed right before it, or behind it ("30 or more")."""
    if reading.qualifier or reading.unit.name == "year":
        return reading
    match = patterns(lang).qualifier.search(text[max(0, reading.start - 40) : reading.start])
    match = match or patterns(lang).qualifier_behind.match(text, reading.end)
    if not match:
        return reading
    name, bound = patterns(lang).qualifiers[fold(re.sub(r"\s+", " ", match.group(1)))]
    return replace(reading, qualifier=name, bound=bound)


def _trailing(value: float) -> float:
    """The place of the last digit that is not zero (1,450: 10; 1,500: 100)."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place
