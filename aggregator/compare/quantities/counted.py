"""What a number counts: the noun after it, and what became of those counted (killed, injured, missing)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from aggregator import lexicons
from aggregator.compare.language.names import romanise
from aggregator.compare.quantities import readings as quantities
from aggregator.compare.quantities import times
from aggregator.compare.quantities.readings import Reading

REACH = 60
"""Characters on either side in which the word that says what happened may stand."""
_WORDS_AFTER = 4
_SIGNS = {"*": r"\w*", " ": r"\s+"}
"""What a star and a space in the list stand for."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BREAK = re.compile(r"[.;:!?()“”„\"–—]")


@dataclass(frozen=True, slots=True)
class Counted:
    """``printed``: the words after the number; ``stems``: their beginnings; ``outcome``: a kind or empty."""

    printed: str
    stems: frozenset[str]
    outcome: str = ""
    outcome_printed: str = ""

    @property
    def label(self) -> str:
        """What is counted, in words: "people killed"."""
        if not self.outcome or self.outcome_printed.casefold() in self.printed.casefold():
            return self.printed
        return f"{self.printed} {self.outcome_printed}".strip()


@lru_cache(maxsize=20_000)
def read(text: str, lang: str) -> tuple[tuple[Reading, Counted], ...]:
    """The quantities of a sentence with what each counts. Facts and numbers ask for the same sentences."""
    found = quantities.read(text, lang)
    return tuple(zip(found, counted(text, found, lang), strict=True))


def counted(text: str, readings: Sequence[Reading], lang: str) -> tuple[Counted, ...]:
    """What each of a sentence's readings counts."""
    outcomes = [(match.start(), match.end(), match.group()) for match in _outcomes(lang).finditer(text)]
    starts = [reading.start for reading in readings if not reading.unit.name]
    result = []
    for at, reading in enumerate(readings):
        stop = readings[at + 1].start if at + 1 < len(readings) else len(text)
        words = [] if reading.unit.name == times.UNIT else _words_after(text[reading.end : stop], lang)
        countable = not reading.unit.name and reading.value == int(reading.value)
        outcome = _nearest(text, reading, starts, outcomes) if countable else ""
        stems = frozenset(stem(word) for word in words)
        result.append(Counted(" ".join(words), stems, _kind(outcome, lang), outcome))
    return tuple(result)


def stem(word: str) -> str:
    """The beginning of a word, without accents and in Latin letters: what its inflected forms share."""
    return romanise(word)[:5]


def _words_after(text: str, lang: str) -> list[str]:
    """The noun phrase that follows a number, as far as no mark and no small word ends it."""
    end = _BREAK.search(text)
    words: list[str] = []
    previous = 0
    phrase = text[: end.start()] if end else text
    for match in _WORD.finditer(phrase):
        small = match.group().casefold() in lexicons.words("small_words", "forms", lang)
        if "," in phrase[previous : match.start()] or (small and words) or len(words) == _WORDS_AFTER:
            break
        previous = match.end()
        if not small:
            words.append(match.group())
    return words


def _nearest(
    text: str, reading: Reading, starts: Sequence[int], outcomes: Sequence[tuple[int, int, str]]
) -> str:
    """The outcome nearest to a number; numbers (at ``starts``) and commas on the way make it further."""
    best, kind = float(REACH), ""
    first = bisect_left(outcomes, reading.start - REACH, key=lambda outcome: outcome[1])
    last = bisect_left(outcomes, reading.end + REACH, key=lambda outcome: outcome[0])
    for start, end, name in outcomes[first:last]:
        low, high = (reading.end, start) if start >= reading.end else (end, reading.start)
        between = text[low:high]
        others = max(0, bisect_left(starts, high) - bisect_left(starts, low))
        distance = len(between) + 12 * between.count(",") + 15 * others
        if start < reading.start:
            distance += 4
        if _BREAK.search(between.replace(".", "", 1)):
            distance += 25
        if distance < best:
            best, kind = distance, name
    return kind


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
