"""Runs of capitals among the tokens of a text, and whether they are the subject of a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.compare.language.frames import QUOTE
from aggregator.compare.language.grammar import Grammar, Token

_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_APPOSITION = 16
"""Tokens, its commas among them."""


def speaks(tokens: Sequence[Token], start: int, end: int, rules: Grammar) -> bool:
    """Whether the words from ``start`` to ``end`` are the subject of a verb of saying."""
    end = _apposition_end(tokens, end)
    for token in tokens[end : end + 3]:
        if token.lower not in rules.auxiliaries:
            if token.lower in rules.verbs:
                return True
            break
    inverted = start > 1 and tokens[start - 1].lower in rules.verbs
    return inverted and QUOTE in {token.text for token in tokens[max(0, start - 3) : start - 1]}


def _apposition_end(tokens: Sequence[Token], end: int) -> int:
    """Past what two commas enclose behind a name: "Melo, mayor of Porto, said"."""
    if end >= len(tokens) or tokens[end].text != ",":
        return end
    closing = range(end + 2, min(len(tokens), end + _LONGEST_APPOSITION))
    return next((at + 1 for at in closing if tokens[at].text == ","), end)


def run_end(tokens: Sequence[Token], at: int) -> int:
    """The end of the run of capitals that begins at ``at``; ``at`` itself where none does."""
    end = at
    while end < len(tokens) and tokens[end].is_capital and _joined(tokens, at, end):
        end += 1
        if bare(tokens[end - 1].text) != tokens[end - 1].text:
            break
    return end


def _joined(tokens: Sequence[Token], start: int, at: int) -> bool:
    return at == start or tokens[at].start == tokens[at - 1].end + 1


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word if word.isalnum() else _POSSESSIVE.sub("", word)
