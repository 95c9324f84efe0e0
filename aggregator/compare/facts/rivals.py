"""What says that two unequal figures of one fact tell of two things, so that neither contradicts the other.

Both name what they count, and the names have nothing in common ("17 sailors", "20 soldiers"); or one alone is
a mere possibility ("could grow to 10,000"), or of a day or an hour ("2,000 in the past 24 hours").
"""

from __future__ import annotations

import re
from functools import cache

from aggregator import lexicons
from aggregator.compare.facts.statements import Candidate
from aggregator.compare.quantities import number_words
from aggregator.compare.quantities.counted import Counted, stem

BEFORE, AFTER = 40, 45
"""Characters around a figure in which words may frame it."""


def apart(one: Candidate, place: int, other: Candidate, other_place: int) -> bool:
    """Whether the figures at two places of two statements tell of two things."""
    langs = one.article.lang, other.article.lang
    named = langs[0] == langs[1] and _named_apart(one.counted[place], other.counted[other_place], langs[0])
    return named or _frame(one, place) != _frame(other, other_place)


def _named_apart(one: Counted, other: Counted, lang: str) -> bool:
    """Whether both are named and the names differ: in English their last words or all before."""
    names, others = _name(one, lang), _name(other, lang)
    if not names or not others:
        return False
    if lang != "en":
        return set(names).isdisjoint(others)
    described = len(names) > 1 and len(others) > 1
    return names[-1] != others[-1] or (described and set(names[:-1]).isdisjoint(others[:-1]))


def _name(counted: Counted, lang: str) -> list[str]:
    """The stems of what is counted; none where that is "people" and the like, or what became of them."""
    names = [stem(word) for word in counted.printed.split()]
    outcome = {stem(word) for word in counted.outcome_printed.split()}
    return [] if {*names[-1:]} & (outcome | _anybody(lang)) else names


@cache
def _anybody(lang: str) -> frozenset[str]:
    return frozenset(stem(word) for word in number_words.roles(lang, "anybody"))


def _frame(one: Candidate, place: int) -> tuple[bool, frozenset[str]]:
    """Whether words of its clause make a figure a possibility, and those that tie it to a day or an hour."""
    reading, lang = one.readings[place], one.article.lang
    before = re.split(r"[,;:]\s", one.text[max(0, reading.start - BEFORE) : reading.start])[-1]
    after = re.split(r"[,;:]\s", one.text[reading.end : reading.end + AFTER])[0]
    moments = _any(lang, "moment").findall(f"{before} {after}".casefold())
    return _any(lang, "possible").search(before) is not None, frozenset(moments)


@cache
def _any(lang: str, role: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicons.any_of(number_words.roles(lang, role))})\b", re.IGNORECASE)
