"""Tells bodies from persons, and who carries words (newspapers, agencies, sites) from who spoke them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from aggregator import lexicons
from aggregator.compare.language import names
from aggregator.compare.language.grammar import Grammar, Token

_LONGEST = 6


def is_carrier(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether a phrase means a medium: a listed name (CNN), or one that ends as theirs do (Hull Herald)."""
    words = [token for token in tokens if token.is_word]
    if words and words[0].lower in grammar.articles:
        words = words[1:]
    if not words or len(words) > _LONGEST:
        return False
    if " ".join(token.text for token in words) in _listed():
        return True
    last = words[-1].lower.rsplit("-", 1)[-1]
    return last in grammar.media or (words[0].lower in grammar.media and grammar.lang != "en")


def is_body(words: Sequence[str], grammar: Grammar) -> bool:
    """Whether a name's words are a body's, a place's or a medium's, and so no person's."""
    last = words[-1].lower().rsplit("-", 1)[-1]
    ends = last in grammar.bodies or last in grammar.media
    begins = (
        len(words) > 2 and words[1].lower() in grammar.bodies and not any(map(names.is_given_name, words))
    )
    return ends or begins or names.is_place(tuple(words)) or " ".join(words) in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(lexicons.forms("bodies", kind="name") + lexicons.forms("agency_credits", kind="name"))
