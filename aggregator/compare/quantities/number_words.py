"""The number words of one language, from the lists of words, and the numerals they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from aggregator import lexicons

LONGEST_COMPOUND = 60
"""Letters of a German numeral in one word."""


@dataclass(frozen=True)
class NumberWords:
    """The number words of one language."""

    values: dict[str, tuple[float, str]]
    scales: dict[str, float]
    glued: dict[str, float]
    syntax: dict[str, frozenset[str]]


def roles(lang: str, role: str) -> frozenset[str]:
    """The small words of one language that play a part beside numerals (lexicons/number_syntax.csv)."""
    return of(lang).syntax.get(role, frozenset())


@cache
def of(lang: str) -> NumberWords:
    values: dict[str, tuple[float, str]] = {}
    for row in lexicons.rows("number_words"):
        if row["lang"] == lang:
            values.update(dict.fromkeys(_forms(row["forms"]), (float(row["value"]), row["kind"])))
    scales: dict[str, float] = {}
    glued: dict[str, float] = {}
    for row in lexicons.rows("scales"):
        if row["lang"] == lang:
            scales.update(dict.fromkeys(_forms(row["forms"]), float(row["value"])))
            glued.update(dict.fromkeys(_forms(row["glued"]), float(row["value"])))
    syntax = {
        row["role"]: frozenset(lexicons.split(row["forms"]))
        for row in lexicons.rows("number_syntax")
        if row["lang"] == lang
    }
    return NumberWords(values, scales, glued, syntax)


def _forms(cell: str) -> list[str]:
    return [form.casefold() for form in lexicons.split(cell)]


def german(word: str) -> float:
    """A German compound ("zweihundertvierzig", "achtunddreißig"), or 0."""
    match = _compound().fullmatch(word) if len(word) <= LONGEST_COMPOUND else None
    if not match:
        return 0.0
    values = {form: value for form, (value, _) in of("de").values.items()}
    thousands, hundreds, unit, tens, rest = match.groups()
    total = 1000 * (german(thousands) or values.get(thousands, 1)) if thousands is not None else 0
    total += 100 * values.get(hundreds, 1) if hundreds is not None else 0
    return total + values.get(unit or "", 0) + values.get(tens or "", 0) + values.get(rest or "", 0)


@cache
def _compound() -> re.Pattern[str]:
    by_role: dict[str, list[str]] = {}
    for form, (_, role) in of("de").values.items():
        by_role.setdefault(role, []).append(form)
    units, tens = "|".join([*by_role["unit"], "ein"]), "|".join(by_role["tens"])
    small = "|".join(sorted([*by_role["teen"], *by_role["tens"], *by_role["unit"]], key=len, reverse=True))
    return re.compile(
        rf"(?=.*(?:und|hundert|tausend))(?:(\w*?)tausend)?(?:({units})?hundert)?(?:und)?(?:({units})und({tens})|({small}))?"
    )


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``start:end``; ``step`` is the precision it is printed with (1.6bn: 100,000,000)."""

    start: int
    end: int
    value: float
    step: float
    scale: float = 1.0
    kind: str = ""
    """``vague`` (dozens), ``part`` (two thirds), ``one``, ``spelled``; empty for digits."""


class Token(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return self.text.casefold()


def scaled(
    text: str, tokens: list[Token], at: int, words: NumberWords, numeral: Numeral
) -> tuple[Numeral, int]:
    """The numeral times the scale words that follow it ("40 billion", "100 tys.")."""
    while at < len(tokens) and text[numeral.end : tokens[at].start] in {" ", "\u00a0", "\u202f", "-"}:
        scale = words.scales.get(tokens[at].word)
        if not scale:
            break
        end = tokens[at].end + (
            text[tokens[at].end : tokens[at].end + 2].startswith(".") and len(tokens[at].word) < 5
        )
        numeral = replace(
            numeral,
            end=end,
            value=round(numeral.value * scale, 6),
            step=numeral.step * scale,
            scale=numeral.scale * scale,
        )
        at += 1
    return numeral, at
