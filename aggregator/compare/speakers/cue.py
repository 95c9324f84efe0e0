"""A cue: the words that say who spoke, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.compare.language import media
from aggregator.compare.language.grammar import Grammar, Token

TOUCHING, OPENING, NEAR, SUBJECT = 4, 3, 2, 1
"""The order of trust: a verb that touches the quotation ("…," said Melo), one before it that opens it
(Melo said: "…"), any reporting verb of the sentence, the sentence's subject alone."""
REACH = 34
"""Tokens between a quotation and a verb that still speaks of it."""
LONGEST_LABEL = 10
DASHES = {"-", "–", "—", "―", "~"}


@dataclass(frozen=True, slots=True)
class Cue:
    """Offsets of the speaker's phrase and of the verb (None: there is none), and how far to trust it."""

    phrase: tuple[int, int] | None
    verb: tuple[int, int] | None
    verb_class: str
    trust: int


def cue_at(tokens: Sequence[Token], phrase: tuple[int, int], verb: int, grammar: Grammar, trust: int) -> Cue:
    known = grammar.verb(tokens[verb])
    span = (tokens[verb].start, tokens[verb].end)
    return Cue(offsets(tokens, phrase), span, known.verb_class if known else "", trust)


def offsets(tokens: Sequence[Token], phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    if phrase is None:
        return None
    first, last = phrase
    return tokens[first].start, tokens[last - 1].end


def source_length(tokens: Sequence[Token], at: int, grammar: Grammar) -> int:
    """How many tokens at ``at`` form a phrase such as "according to"; 0 where none does."""
    if at >= len(tokens) or tokens[at].lower not in grammar.source_openers:
        return 0
    for length in (4, 3, 2, 1):
        if " ".join(token.lower for token in tokens[at : at + length]) in grammar.sources_before:
            return length
    return 0


def is_carried(phrase: tuple[int, int], tokens: Sequence[Token], grammar: Grammar) -> bool:
    start, end = phrase
    return media.is_carrier([token for token in tokens if start <= token.start < end], grammar)
