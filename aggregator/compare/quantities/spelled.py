"""Numerals in words: "two hundred and forty", "half a million", "tens of thousands", "two thirds"."""

from __future__ import annotations

import re
from dataclasses import replace

from aggregator.compare.quantities.number_words import NumberWords, Numeral, Token, scaled

_SMALL = {"unit", "one", "teen", "tens"}
_ORDINAL = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE)
"""Behind tens: "twenty-sixth"."""


def article(tokens: list[Token], at: int, words: NumberWords) -> bool:
    """Whether a token is the "a" of "a dozen", "a million", "a third of"."""
    if tokens[at].word not in words.syntax.get("article", frozenset()) or at + 1 >= len(tokens):
        return False
    word = tokens[at + 1].word
    return word in words.scales or words.values.get(word, (0, ""))[1] in {"hundred", "group", "part"}


def read(text: str, tokens: list[Token], at: int, words: NumberWords) -> tuple[Numeral | None, int]:
    """A numeral in words: "two hundred and forty", "half a million", "six point one"."""
    first = at
    total = current = 0.0
    kind = ""
    scale = 1.0
    while at < len(tokens) and (at == first or _joined(text, tokens, at)):
        word = tokens[at].word
        if at == first and words.values.get(word, (0.0, ""))[1] == "vague":  # tysiące ludzi
            return _vague(tokens, first, at, words)
        if word in words.scales:
            scale = words.scales[word]
            total, current = (total + (current or 1)) * scale if current or not total else total * scale, 0.0
        elif word in words.values:
            value, role = words.values[word]
            if role in {"part", "vague", "group"}:
                return _special(text, tokens, first, at, words, current)
            if not _may_follow(current, value, role):
                break
            current = (current or 1) * value if role == "hundred" else current + value
            kind = "one" if role == "one" and at == first else "spelled"
        elif half := _and_a_half(tokens, at, words):
            current += 0.5
            at += half
        elif not (
            _goes_on(text, tokens, at, words, total + current) or (at == first and article(tokens, at, words))
        ):
            break
        at += 1
    if at == first or not (total or current or kind):
        return None, first + 1
    if _ORDINAL.match(text, tokens[at - 1].end):
        return None, at + 1
    numeral = Numeral(
        tokens[first].start, tokens[at - 1].end, total + current, max(scale, 1.0), scale, kind or "spelled"
    )
    return _pointed(tokens, at, words, numeral)


def _joined(text: str, tokens: list[Token], at: int) -> bool:
    return text[tokens[at - 1].end : tokens[at].start] in {" ", "-", "‑", "\u00a0"}


def _may_follow(current: float, value: float, role: str) -> bool:
    """Whether a number word can go on after the words so far ("twenty" "one", not "five" "two")."""
    if current == 0:
        return True
    if role == "hundred":
        return current < 100
    digits = str(int(current))
    zeros = len(digits) - len(digits.rstrip("0"))
    return value < float(10**zeros)


def _goes_on(text: str, tokens: list[Token], at: int, words: NumberWords, so_far: float) -> bool:
    """Whether "and" stands inside a numeral: "two hundred and forty", not "five and two"."""
    if tokens[at].word not in words.syntax.get("joins", frozenset()) or at + 1 >= len(tokens):
        return False
    _, role = words.values.get(tokens[at + 1].word, (0.0, ""))
    return so_far >= 100 and role in _SMALL and _joined(text, tokens, at + 1)


def _and_a_half(tokens: list[Token], at: int, words: NumberWords) -> int:
    """How many more tokens "and a half" takes at this "and"; 0 where it is something else."""
    if tokens[at].word not in words.syntax.get("joins", frozenset()):
        return 0
    more = 1
    if at + 1 < len(tokens) and tokens[at + 1].word in words.syntax.get("article", frozenset()):
        more = 2
    return (
        more if at + more < len(tokens) and words.values.get(tokens[at + more].word) == (0.5, "part") else 0
    )


def _special(
    text: str, tokens: list[Token], first: int, at: int, words: NumberWords, count: float
) -> tuple[Numeral | None, int]:
    """Fractions, groups and vague amounts: "two thirds", "half a million", "a dozen", "dozens"."""
    value, role = words.values[tokens[at].word]
    end = tokens[at].end
    if role == "group":
        return scaled(
            text,
            tokens,
            at + 1,
            words,
            Numeral(tokens[first].start, end, (count or 1) * value, 1, kind="spelled"),
        )
    if role == "vague":
        return _vague(tokens, first, at, words)
    after = at + 1
    if after < len(tokens) and tokens[after].word in words.syntax.get("article", frozenset()):
        after += 1
    scale = 0.0
    if after < len(tokens) and _joined(text, tokens, after):
        group, role = words.values.get(tokens[after].word, (0.0, ""))
        scale = words.scales.get(tokens[after].word, group if role == "group" else 0.0)
    if scale:
        return Numeral(
            tokens[first].start, tokens[after].end, (count or 1) * value * scale, scale * value, scale
        ), after + 1
    if first > 0 and tokens[first - 1].word in words.syntax.get("half_of_two", frozenset()):
        return None, at + 1
    of_whole = at + 1 < len(tokens) and tokens[at + 1].word in words.syntax.get("of", frozenset()) | {
        "point",
        "the",
    }
    if not (of_whole and (at > first or value == 0.5)):
        return None, at + 1
    return Numeral(tokens[first].start, end, (count or 1) * value, 0.01, kind="part"), at + 1


def few(tokens: list[Token], first: int, words: NumberWords) -> tuple[Numeral | None, int]:
    """ "Several hundred", "several dozen", "a couple of thousand": twice the scale at least."""
    at = first + 1
    if at < len(tokens) and tokens[at].word in words.syntax.get("of", frozenset()):
        at += 1
    value = 2.0
    first_scale = at
    while at < len(tokens):
        word = tokens[at].word
        value_of, role = words.values.get(word, (0.0, ""))
        scale = words.scales.get(word, value_of if role in {"hundred", "group"} else 0.0)
        if not scale:
            break
        value *= scale
        at += 1
    if at == first_scale:
        return None, first + 1
    return Numeral(tokens[first].start, tokens[at - 1].end, value, value, value, "vague"), at


def _vague(tokens: list[Token], first: int, at: int, words: NumberWords) -> tuple[Numeral | None, int]:
    """ "Dozens", "hundreds of thousands": the least it can mean, printed with no more precision than that."""
    value, _ = words.values[tokens[at].word]
    after = at + 1
    if after < len(tokens) and tokens[after].word in words.syntax.get("of", frozenset()):
        after += 1
    elif tokens[at].word in words.syntax.get("only_of", frozenset()):  # test scores
        return None, after
    if after < len(tokens):
        larger, role = words.values.get(tokens[after].word, (0.0, ""))
        scale = words.scales.get(
            tokens[after].word, larger / 2 if role == "vague" and larger > value else 0.0
        )
        if scale:
            value, at = value * scale, after
    return Numeral(tokens[first].start, tokens[at].end, value, value, value, "vague"), at + 1


def _pointed(tokens: list[Token], at: int, words: NumberWords, numeral: Numeral) -> tuple[Numeral, int]:
    """A decimal in words: "six point one"."""
    if at + 1 < len(tokens) and tokens[at].word in words.syntax.get("point", frozenset()):
        value, role = words.values.get(tokens[at + 1].word, (0.0, ""))
        if role in {"unit", "one"}:
            return replace(
                numeral, end=tokens[at + 1].end, value=numeral.value + value / 10, step=0.1
            ), at + 2
    return numeral, at
