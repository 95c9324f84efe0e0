"""What a number counts: the noun after it, and what became of those counted (killed, injured, missing)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from aggregator import lexicons
from aggregator.compare.language.grammar import grammar
from aggregator.compare.language.names import romanise
from aggregator.compare.language.pasted import without_pasted
from aggregator.compare.quantities import measured, number_words, phrases
from aggregator.compare.quantities import readings as quantities
from aggregator.compare.quantities.reading import Reading
from aggregator.compare.quantities.units import patterns

REACH = 60
"""Characters on either side in which the word that says what happened may stand."""
FEW = 10
"""Up to here "the four" stands for persons just named."""
_SIGNS = {"*": r"\w*", " ": r"\s+"}
"""What a star and a space in the list stand for."""
LONGEST_OWNER = 3
"""Words of "the old town's"."""
_OWNER = ("'s", "’s", "s'", "s’")
_BREAK = re.compile(r"[.;:!?()“”„\"–—]")


class Outcome(NamedTuple):
    """A word at ``start:end`` that says what became of somebody, and in which number's noun phrase."""

    start: int
    end: int
    printed: str
    owner: int | None
    first: int = 0
    """The first number that it can be said of."""


@dataclass(frozen=True, slots=True)
class Counted:
    """``printed``: the words after the number; ``stems``: their beginnings; ``outcome``: a kind or empty."""

    printed: str
    stems: frozenset[str]
    outcome: str = ""
    outcome_printed: str = ""
    of_others: bool = False
    """Whether the words beside it make it a part of what another number counts: "including two children"."""

    @property
    def label(self) -> str:
        """What is counted, in words: "people killed"."""
        if not self.outcome or self.outcome_printed.casefold() in self.printed.casefold():
            return self.printed
        return f"{self.printed} {self.outcome_printed}".strip()


@lru_cache(maxsize=20_000)
def read(text: str, lang: str) -> tuple[tuple[Reading, Counted], ...]:
    """The quantities of a sentence with what each counts. Facts and numbers ask for the same sentences."""
    text = without_pasted(text)
    found = quantities.read(text, lang)
    told = zip(found, counted(text, found, lang), strict=True)
    return tuple((one, what) for one, what in told if not (lang == "en" and _is_pronoun(text, one, what)))


def _is_pronoun(text: str, reading: Reading, what: Counted) -> bool:
    """Whether "one", or "the two", stands for somebody named before: "the two met", "a bigger one"."""
    if reading.unit.name or what.label or what.of_others or reading.value_max is not None:
        return False
    printed = text[reading.start : reading.end].casefold()
    pointed = text[max(0, reading.start - 4) : reading.start].casefold() == "the "
    return printed == "one" or (pointed and printed.isalpha() and reading.value <= FEW)


def counted(text: str, readings: Sequence[Reading], lang: str) -> tuple[Counted, ...]:
    """What each of a sentence's readings counts."""
    stops = [one.start for one in readings[1:]] + [len(text)] * bool(readings)
    named = [phrases.after(text, one, stop, lang) for one, stop in zip(readings, stops, strict=True)]
    reaches = [phrases.reach(text, one, stop, lang) for one, stop in zip(readings, stops, strict=True)]
    outcomes = [
        _outcome(text, match, readings, reaches, lang)
        for match in _outcomes(lang).finditer(text)
        if lang == "de" or match.group()[0].islower() or not match.start()  # "March for Our Lives"
    ]
    for at in range(len(readings) - 2, -1, -1):  # "six of Tollen's seven harbours" are harbours
        if _is_of_the_next(text, readings[at], readings[at + 1], lang):
            named[at] = named[at + 1]
    starts = [reading.start for reading in readings if not reading.unit.name]
    result = []
    for at, (reading, words) in enumerate(zip(readings, named, strict=True)):
        countable = not reading.unit.name and reading.value == int(reading.value)
        countable = countable and not phrases.is_glued(text, reading)
        outcome = _nearest(text, at, reading, starts, outcomes, lang) if countable else ""
        printed = [word.group() for word in words] or measured.phrase(text, reading, lang)
        stems = frozenset(stem(word) for word in printed)
        part = _is_part(text, reading, lang)
        result.append(Counted(" ".join(printed), stems, _kind(outcome, lang), outcome, part))
    return tuple(
        replace(one, of_others=one.of_others or _is_rest(text, reading, one, result, lang))
        for one, reading in zip(result, readings, strict=True)
    )


def _is_of_the_next(text: str, one: Reading, whole: Reading, lang: str) -> bool:
    """Whether a number counts some of those that the next one counts: "two of the 23 seats"."""
    share = one.unit.name == "%" and not whole.unit.name
    if not share and (one.unit.name or whole.unit.name or one.value > whole.value):
        return False
    if whole.start - one.end > REACH:
        return False
    first, *between = text[one.end : whole.start].split() or [""]
    if first.casefold() not in number_words.roles(lang, "counted_of") or len(between) > LONGEST_OWNER:
        return False
    whose = grammar(lang).determiners | number_words.roles(lang, "whose")
    return all(word.casefold() in whose or word.endswith(_OWNER) for word in between[-1:])


def _is_rest(text: str, reading: Reading, one: Counted, told: Sequence[Counted], lang: str) -> bool:
    """Whether a number counts who is left: "another 21 towns", "four others".

    Where those before met another end, it counts all who met this one: "killed two and injured four others".
    """
    before = text[max(0, reading.start - REACH) : reading.start]
    if reading.unit.name or not (
        _rest_before(lang).search(before)
        or _behind(number_words.roles(lang, "rest")).match(text, reading.end)
    ):
        return False
    kinds = [other.outcome for other in told if other is not one and other.outcome]
    return not one.outcome or not kinds or one.outcome in kinds


def _outcome(
    text: str, match: re.Match[str], readings: Sequence[Reading], reaches: Sequence[int], lang: str
) -> Outcome:
    """A word that says what became of somebody: those behind it where it is a verb that has an object.

    Of "15 towns, killing four" and "two bombs killed 40 people", those killed are the four and the 40.
    """
    start, end, printed = match.start(), match.end(), match.group()
    if printed.casefold() not in number_words.roles(lang, "active"):
        return Outcome(start, end, printed, _owner(text, start, end, readings, reaches, lang))
    following = bisect_left(readings, end, key=lambda reading: reading.start)
    return Outcome(start, end, _kind(printed, lang), None, following)


def _owner(
    text: str, start: int, end: int, readings: Sequence[Reading], reaches: Sequence[int], lang: str
) -> int | None:
    """The number to which a word belongs: whose words reach it, or that follows it behind "and".

    Of "shot 58 people and wounded hundreds", those wounded are the hundreds.
    """
    last = bisect_left(readings, start, key=lambda reading: reading.end) - 1
    following = last + 1
    between = text[end : readings[following].start] if following < len(readings) else "."
    bound = patterns(lang).qualifier.search(between)
    beside = not between[: bound.start() if bound else None].strip()
    if last >= 0 and start < reaches[last]:
        beside = beside and not readings[following].unit.name
        own = beside and _outcomes(lang).search(text, readings[following].end, reaches[following])
        return following if beside and not own else last  # but "seven killed 12 injured"
    return following if beside and _joining(lang).search(text[max(0, start - 5) : start]) else None


def _is_part(text: str, reading: Reading, lang: str) -> bool:
    """Whether a number counts some of what another one counts: "including two children", "two of them"."""
    if reading.unit.name:
        return False
    before = text[max(0, reading.start - REACH) : reading.start]
    return bool(
        _part_before(lang).search(before)
        or _behind(lexicons.words("parts", "after", lang)).match(text, reading.end)
    )


def stem(word: str) -> str:
    """The beginning of a word, without accents and in Latin letters: what its inflected forms share."""
    return romanise(word)[:5]


def _nearest(
    text: str, at: int, reading: Reading, starts: Sequence[int], outcomes: Sequence[Outcome], lang: str
) -> str:
    """The outcome nearest to a number; numbers (at ``starts``), commas and "and" on the way make it further.

    What stands in the noun phrase of another number is that number's: of "two fatalities and 84 patients"
    the patients have none.
    """
    best, kind = float(REACH), ""
    first = bisect_left(outcomes, reading.start - REACH, key=lambda outcome: outcome.end)
    last = bisect_left(outcomes, reading.end + REACH, key=lambda outcome: outcome.start)
    for start, end, name, owner, since in outcomes[first:last]:
        if owner not in {None, at} or at < since:
            continue
        low, high = (reading.end, start) if start >= reading.end else (end, reading.start)
        between = text[low:high]
        others = max(0, bisect_left(starts, high) - bisect_left(starts, low))
        joined = len(_joining(lang).findall(between))
        if joined and start < reading.start and _counts_already(text, start, starts, lang):
            continue
        distance = len(between) + 12 * between.count(",") + 15 * (others + joined)
        if start < reading.start:
            distance += 4
        if _BREAK.search(between.replace(".", "", 1)):
            distance += 25
        if distance < best:
            best, kind = distance, name
    return kind


def _counts_already(text: str, outcome: int, starts: Sequence[int], lang: str) -> bool:
    """Whether a number stands before an outcome in its clause: "seven were killed and 50 taken away"."""
    before = bisect_left(starts, outcome) - 1
    if before < 0 or outcome - starts[before] > REACH:
        return False
    between = text[starts[before] : outcome]
    return "," not in between and not _joining(lang).search(between)


@cache
def _joining(lang: str) -> re.Pattern[str]:
    """Words that join two clauses or phrases: and, but."""
    words = lexicons.any_of(lexicons.forms("grammar", lang=lang, kind="conjunction"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _part_before(lang: str) -> re.Pattern[str]:
    """Words right before a number that make it a part of another; a qualifier may stand between."""
    words = lexicons.any_of(lexicons.words("parts", "before", lang), **_SIGNS)
    return re.compile(rf"\b(?:{words})(?:\s+\w+){{0,2}}\s*$", re.IGNORECASE)


@cache
def _rest_before(lang: str) -> re.Pattern[str]:
    words = lexicons.any_of(number_words.roles(lang, "rest"), **_SIGNS)
    return re.compile(rf"\b(?:{words})\s+(?:(?:{_qualifiers(lang)})\s+)?$", re.IGNORECASE)


@cache
def _behind(listed: frozenset[str]) -> re.Pattern[str]:
    """Words right behind a number."""
    return re.compile(rf"\s+(?:{lexicons.any_of(listed, **_SIGNS)})\b", re.IGNORECASE)


def _qualifiers(lang: str) -> str:
    return lexicons.any_of(lexicons.forms("qualifiers", lang=lang, place="before"), **_SIGNS)


@cache
def _outcomes(lang: str) -> re.Pattern[str]:
    inner = lexicons.any_of(lexicons.forms("outcomes", lang=lang), **_SIGNS)
    return re.compile(rf"\b(?:{inner})\b", re.IGNORECASE)


@cache
def _kind(printed: str, lang: str) -> str:
    for row in lexicons.rows("outcomes"):
        forms = lexicons.any_of(lexicons.split(row["forms"]), **_SIGNS)
        if row["lang"] == lang and re.fullmatch(forms, printed, re.IGNORECASE):
            return row["kind"]
    return ""
