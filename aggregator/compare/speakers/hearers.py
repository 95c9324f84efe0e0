"""Tells to whom something was said, so that no paper or reporter who was told becomes the speaker."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language import media, names
from aggregator.compare.language.frames import QUOTE
from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token

_TELLING = frozenset(["tell", "inform", "remind", "assure", "notify", "address"])
_REACH = 16
"""Tokens between a verb and its subject behind the hearer."""


def follow(token: Token, grammar: Grammar) -> bool:
    """Whether what follows this verb is who was spoken to: "told the paper"."""
    verb = grammar.verb(token)
    return verb is not None and grammar.lang == "en" and verb.lemma in _TELLING


def past(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """The title or the given name behind where or to whom it was said: "powiedział w radiu minister Maj"."""
    first = tokens[start : start + 1]
    if grammar.lang == "en" or not first:
        return start
    if first[0].lower not in grammar.prepositions and not media.is_carrier(first, grammar):
        return start
    for at in range(start + 1, min(len(tokens), start + _REACH)):
        if tokens[at].text in {",", QUOTE, ".", ":", ";"}:
            return start
        named = tokens[at].is_capital and names.is_given_name(tokens[at].text)
        held = not tokens[at].is_capital and grammar.is_held(tokens[at].lower)
        if (
            named
            or held
            or (grammar.lang in PRO_DROP and at > start + 1 and tokens[at].lower in grammar.determiners)
        ):
            return at
    return start


def end_before(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> int:
    """Where the paper begins that a German speaker told: "sagte Melo der „Tageszeitung“ (Montag)"."""
    if grammar.lang != "de":
        return end
    for at in range(start + 1, end - 1):
        if tokens[at].lower in {"der", "dem", "den"} and not tokens[at].is_capital:
            stop = next((place for place in range(at, end) if tokens[place].text == "("), end)
            if media.is_carrier(tokens[at + 1 : stop], grammar):
                return at
    return end
