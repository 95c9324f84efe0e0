"""Quantities in a sentence: numerals with their unit, currency, qualifier and range, in base units.

Pure text: what is counted, and whether two quantities can be compared, is told in ``numbers``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from aggregator import lexicons
from aggregator.compare.language.forms import fold
from aggregator.compare.language.grammar import grammar
from aggregator.compare.quantities import number_words, numerals, ranges, times
from aggregator.compare.quantities.number_words import Numeral
from aggregator.compare.quantities.ranges import counts_next
from aggregator.compare.quantities.reading import Reading
from aggregator.compare.quantities.times import TimeOfDay
from aggregator.compare.quantities.units import COUNT, GAP, Unit, key, patterns

BESIDE = 30
"""Characters beside a numeral that are looked at for a month or an hour."""
OLDEST = 120
"""Years that nobody has lived."""
LONGEST_ABBREVIATION = 4
"""Letters of a unit behind which a full stop may stand inside a sentence."""
_CAPITAL_BEFORE = re.compile(r"[\w.,’'] ([^\W\d_a-z]\w*) $")
"""A capital inside a sentence."""
_INSIDE = re.compile(r"[\w’'] $")
_RUNNING = re.compile(r"(?<!\w)[a-z]{5}")
"""In a sentence that is no headline in capitals, where "One" may be no name."""
_POINTED = re.compile(r"\b(?:the|this|which|any|each|every|no)\s$", re.IGNORECASE)
"""Before "one" as a pronoun."""
_MODEL_BEFORE = re.compile(r"(?<!\w)(?P<name>[^\W\d_a-z]\w*)\.?\s(?P<first>\d{3}-)?$")
_TRADE_NAME = re.compile(r"(?:^|\s)(?:[a-z]+[A-Z]\w*|\w+&\w+|[A-Z] & [A-Z]) $")
_ROAD = re.compile(r"(?<!\w)[ABKL] $")
"""A German road: "auf der B 27"."""
_NAMED = re.compile(r"[^\W\d_a-z][\w'’-]+, $")
_ASIDE_ENDS = re.compile(r"[,;.)]|\s(?:from|of|and|who|was|is|aus|und|z|i)\b|$")
_DAY_TO = re.compile(r"\d[-–—]$")
_BELOW_ZERO = re.compile(
    r"(?:^|(?<=[\s(\[\"“„«]))(?<!\bor )(?<!\boder )(?:[-−–]|(?:minus|мінус|минус)\s)$", re.IGNORECASE
)
"""Not "plus or minus 4 points"."""
_NEVER_BELOW = frozenset({"", "age", "year", times.UNIT})
"""Dimensions of which a dash before a number is no sign."""
_YEAR = range(1900, 2101)
_NEXT_WORD = re.compile(r"\s([a-z]+)")
_LAST_WORD = re.compile(r"(?<![\w’'])([a-z]+)\s$")
_YEAR_SAYS_YEAR = frozenset({"pl", "uk", "ru"})
"""Languages that print "year" behind a year: 2020 roku."""


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
    return [_qualified(text, _signed(text, reading), lang) for reading in ranges.joined(text, found, lang)]


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
    if unit.name == "years" and patterns(lang).person_of.search(text[max(0, start - BESIDE) : start]):
        unit = Unit("years old", "age")  # un hombre de 45 años
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
    if numeral.kind == "" and (_is_year(text, start, end) or _is_early_year(text, start, end, lang)):
        return replace(reading, unit=Unit("year", "year"))
    if numeral.kind in {"", "spelled"} and _is_age(text, reading, lang):
        return replace(reading, unit=Unit("years old", "age"))
    return None if _in_name(text, numeral, lang) else reading


def _is_year(text: str, start: int, end: int) -> bool:
    return bool(re.fullmatch(r"\d{4}", text[start:end])) and int(text[start:end]) in _YEAR


def _is_early_year(text: str, start: int, end: int, lang: str) -> bool:
    """Whether English digits are a year of old, "an 1852 speech": as a count they would have a comma."""
    if lang != "en" or re.fullmatch(r"1[5-8](?!00)\d\d", text[start:end]) is None:
        return False
    before, behind = _LAST_WORD.search(text[max(0, start - BESIDE) : start]), _NEXT_WORD.match(text, end)
    words = grammar(lang)
    if before is not None and before[1] not in words.openers | words.conjunctions | words.determiners:
        return False  # "the hall seats 1650"
    plural = number_words.roles(lang, "plural")
    counts = behind is not None and (
        behind[1].endswith("s") or behind[1] in plural | words.auxiliaries | words.indefinite | {"per"}
    )
    return not counts


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
    if numeral.kind == "" and (_TRADE_NAME.search(before) or _is_model(text, numeral, lang)):
        return True
    if numeral.kind == "" and lang == "de" and _ROAD.search(before):
        return True
    if numeral.kind or lang == "de" or counts_next(text, numeral.end, lang):  # German capitals are nouns
        return False
    glued = numeral.scale > 1 and text[numeral.end - 1].isupper() and text[numeral.end - 2].isdigit()
    word = _CAPITAL_BEFORE.search(before)
    if word is None or word[1].casefold() in lexicons.words("small_words", "forms", lang):
        return glued
    return not patterns(lang).qualifier.search(word.group())


def _is_model(text: str, numeral: Numeral, lang: str) -> bool:
    """Whether letters are glued to digits without being a unit ("5G"), or digits to those behind a name.

    Of "a Boeing 737-800" neither number counts anything.
    """
    letter = text[numeral.end : numeral.end + 1]
    if letter.isupper() or (lang == "en" and letter.isalpha() and letter.isascii()):
        return numeral.scale == 1
    named = _MODEL_BEFORE.search(text[max(0, numeral.start - BESIDE) : numeral.start])
    if (
        named is None
        or named["name"][0].islower()
        or not re.fullmatch(r"\d{3}", text[numeral.start : numeral.end])
    ):
        return False
    half = named["first"] or re.match(r"-\d{3}(?!\d)", text[numeral.end : numeral.end + BESIDE])
    plain = named["name"].casefold()
    bound = plain in lexicons.words("small_words", "forms", lang) or fold(plain) in patterns(lang).qualifiers
    return bool(half) and not bound


def _is_age(text: str, reading: Reading, lang: str) -> bool:
    """Whether a number stands behind a name between commas ("Mara Holm, 57, said"), or behind "aged"."""
    before = text[max(0, reading.start - BESIDE) : reading.start]
    aged = patterns(lang).aged.search(before)
    if not re.fullmatch(r"1?\d?\d", text[reading.start : reading.end]):  # over the age of nine
        return bool(aged) and reading.value < OLDEST and not counts_next(text, reading.end, lang)
    return bool(aged or (_NAMED.search(before) and _ASIDE_ENDS.match(text, reading.end)))


def _is_article(text: str, numeral: Numeral, lang: str) -> bool:
    """Whether "one" is an article or a pronoun rather than a count ("one of them", "ein Mann")."""
    if lang == "en":
        before = text[max(0, numeral.start - BESIDE) : numeral.start]
        named = text[numeral.start].isupper() and _INSIDE.search(before) and _RUNNING.search(text)
        return bool(named or _POINTED.search(before)) or bool(
            re.match(
                r"\W*(?:of|another|or|thing|who|that|which|with|without|in|on|at|by|to|from|is|was|has"
                r"|time|day|side|way|hand|$)\b|[.,]|-(?!year)\w",
                text[numeral.end : numeral.end + BESIDE].lstrip() or "of",
            )
        )
    if lang == "pl":  # "jedna z nich", "z jednej strony"
        return bool(patterns(lang).not_counted.match(text, numeral.end))
    return lang in {"de", "fr", "es", "uk", "ru"}


def _unit(text: str, numeral: Numeral, lang: str, taken: int) -> tuple[Unit, int, int]:
    """The unit after or the currency before or after a numeral, and the offsets of the whole."""
    before = patterns(lang).currency_before.search(text[max(taken, numeral.start - 8) : numeral.start])
    if before:
        code = patterns(lang).currencies[key(before.group(1))]
        again = patterns(lang).after.match(text, numeral.end)  # $40 dollars
        twice = again and patterns(lang).currencies.get(key(again.group(1))) == code
        end = again.end(1) if again and twice else numeral.end
        return Unit(code, code), numeral.start - len(before.group()), end
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
    return unit, numeral.start, _past_full_stop(text, after.start(1), after.end(1))


def _past_full_stop(text: str, start: int, end: int) -> int:
    """The end of a unit, behind the full stop where it is abbreviated: "8 proc. wyborców"."""
    short = end - start <= LONGEST_ABBREVIATION and text[start:end].isalpha()
    stands = short and text[end : end + 2] == ". "
    return end + 1 if stands and text[end + 2 : end + 3].islower() else end


def _in_date(text: str, numeral: Numeral, lang: str) -> bool:
    """Whether digits are a day beside a month's name, or the hour of "3 o'clock", which has two a day."""
    if numeral.kind or numeral.value > 31:
        return False
    listed = patterns(lang)
    before = text[max(0, numeral.start - BESIDE) : numeral.start]
    beside_month = listed.month_after.match(text, numeral.end) or listed.month_before.search(before)
    glued = _DAY_TO.search(before) is not None  # "May 9-10 polls"
    last_day = listed.day_before.search(before) and (glued or not counts_next(text, numeral.end, lang))
    hour = re.match(GAP + r"o['’]clock", text[numeral.end : numeral.end + BESIDE])
    return bool(beside_month or last_day or hour)


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
    before = text[max(0, reading.start - 40) : reading.start]
    match = patterns(lang).qualifier.search(before)
    if match and patterns(lang).governs.search(before.rpartition(",")[2]):
        match = None  # it revolved around two men
    match = match or patterns(lang).qualifier_behind.match(text, reading.end)
    if not match:
        return reading
    name, bound = patterns(lang).qualifiers[fold(re.sub(r"\s+", " ", match.group(1)))]
    return replace(reading, qualifier=name, bound=bound)
