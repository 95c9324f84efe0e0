"""Readings that belong together: ranges, and units and scales that are printed once for several."""

from __future__ import annotations

import re
from dataclasses import replace

from aggregator import lexicons
from aggregator.compare.quantities import number_words, times
from aggregator.compare.quantities.reading import Reading
from aggregator.compare.quantities.units import COUNT

BESIDE = 30
"""Characters beside a numeral that are looked at for a word that opens a range, or that is counted."""


def joined(text: str, readings: list[Reading], lang: str) -> list[Reading]:
    """Two readings joined by a dash, "to" or "between … and" become one."""
    found: list[Reading] = []
    for printed in readings:
        reading = _aged_too(text, found, printed, lang)
        if found and (pair := _of_years(text, found[-1], reading) or _range(text, found[-1], reading, lang)):
            found[-1] = pair
            continue
        _share_unit(text, found, reading, lang)
        if found and _goes_to(text, found[-1], reading, lang):
            low, factor = found[-1], _shared_scale(found[-1], reading)
            found[-1] = replace(low, unit=reading.unit, value=low.value * factor, step=low.step * factor)
        found.append(reading)
    return found


def _of_years(text: str, low: Reading, high: Reading) -> Reading | None:
    """ "2015-17" is a range of years."""
    dash = text[low.end : high.start] in {"-", "–"}
    short = low.unit.name == "year" and re.fullmatch(r"\d\d", text[high.start : high.end]) is not None
    later = low.value - low.value % 100 + high.value
    return replace(low, end=high.end, value_max=later) if dash and short and later > low.value else None


def _share_unit(text: str, found: list[Reading], last: Reading, lang: str) -> None:
    """Gives the unit of the last of several numbers to those before it: "30, 60 or 90 days"."""
    between, after = number_words.roles(lang, "or"), last
    if last.unit.name in {"year", times.UNIT}:
        return
    for at in range(len(found) - 1, -1, -1):
        one, word = found[at], text[found[at].end : after.start].strip().casefold()
        if word not in between or one.unit != COUNT or one.value_max is not None:
            return
        factor = _shared_scale(one, last)
        found[at] = replace(one, unit=last.unit, value=one.value * factor, step=one.step * factor)
        between, after = frozenset({","}), one


def _aged_too(text: str, found: list[Reading], reading: Reading, lang: str) -> Reading:
    """A number joined to an age by "and" is one too, unless it counts: "between the ages of 15 and 44"."""
    if not found or found[-1].unit.dimension != "age" or reading.unit != COUNT:
        return reading
    linked = number_words.roles(lang, "and") | number_words.roles(lang, "range")
    alike = text[found[-1].end : reading.start].strip().casefold() in linked
    alike = alike and not counts_next(text, reading.end, lang)
    return replace(reading, unit=found[-1].unit) if alike else reading


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
    linked = linked or (between in number_words.roles(lang, "or") and _is_next(low, high))
    if not (dash or linked) or (low.unit not in (high.unit, COUNT)):
        return None
    if word_before[0].casefold() in {"from", "von", "de"} and not dash:
        return None
    factor = _shared_scale(low, high)
    if low.value * factor >= high.value:
        return None
    start = low.start
    return Reading(start, high.end, low.value * factor, high.value, high.unit, step=high.step)


def _is_next(low: Reading, high: Reading) -> bool:
    """Whether the second of two numbers is the next one that one counts to: "four or five", "20 or 30"."""
    step = next((step for step in (100, 10) if low.value % step == 0 == high.value % step), 1)
    return high.value - low.value == step


def counts_next(text: str, end: int, lang: str) -> bool:
    """Whether a word follows that can be what is counted: no capital, no small word."""
    match = re.match(r"[\s-]([^\W\d_]+)", text[end : end + BESIDE])
    return (
        match is not None
        and match[1][0].islower()
        and match[1] not in lexicons.words("small_words", "forms", lang)
    )
