"""Walks a noun phrase token by token, until a word that cannot belong to it.

All functions take a sequence of tokens and give a half-open range of indices, or where one ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language import names
from aggregator.compare.language.frames import QUOTE
from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token, verb_forms
from aggregator.compare.language.names import PARTICLES
from aggregator.compare.speakers import word_classes
from aggregator.compare.speakers.cue import DASHES

Range = tuple[int, int]

LONGEST = 16
"""Tokens of a phrase."""
_GERMAN_OBJECT = frozenset(
    ["das", "den", "dem", "ein", "eine", "einen", "einem", "sich", "ihn", "seine", "ihre"]
)
"""Words that begin an object behind a name: "erklärt Melo das Verfahren"."""
_ALONE = frozenset(["another", "others"])
"""English determiners that stand for somebody: '"…," another said'."""
_INSIDE = set("'’\"“”„«»()[]./-–&‘")
"""Marks that a phrase may contain: short names in marks, a party in brackets."""


def is_nominal(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether tokens can name somebody: a capital, a pronoun, or a determiner with a noun."""
    words = [token for token in tokens if token.is_word]
    if not words or all(token.lower in grammar.determiners for token in words):
        return len(words) == 1 and words[0].lower in _ALONE
    if len(words) == 1 and word_classes.is_function_word(words[0], grammar):
        return False
    return (
        any(token.is_capital and token.lower not in grammar.auxiliaries for token in words)
        or (len(words) == 1 and words[0].lower in grammar.pronouns)
        or (len(words) > 1 and words[0].lower in grammar.determiners)
        or (
            words[-1].lower.endswith(("s", "i", "y", "ы", "и"))
            and words[-1].text.isalpha()
            and len(words[-1].text) > 3
        )
        or words[-1].lower in grammar.titles
        or words[0].lower in grammar.titles
        or words[-1].lower in {"police", "source", "sources"}
    )


def back(tokens: Sequence[Token], low: int, end: int, grammar: Grammar) -> Range | None:
    """The phrase that ends at ``end``, walked backwards."""
    if word_classes.is_pronoun(tokens[end - 1], grammar):
        return end - 1, end
    start = end
    while start > low and end - start < LONGEST and not _stops_back(tokens, start - 1, grammar):
        start -= 1
    start = _trim_front(tokens, start, end, grammar)
    return (start, end) if start < end and is_nominal(tokens[start:end], grammar) else None


def _stops_back(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    token = tokens[at]
    if token.text == QUOTE or not (token.is_word or token.text in _INSIDE):
        return True
    if token.is_capital:
        return False
    word = token.lower
    if word in grammar.subordinators:
        return True
    if word in grammar.conjunctions:
        neighbours = [*tokens[at - 1 : at], *tokens[at + 1 : at + 2]] if at else []
        return not (len(neighbours) == 2 and all(neighbour.is_capital for neighbour in neighbours))
    if word in grammar.links or word in grammar.determiners:
        return False
    return (
        word in grammar.relatives
        or (word in grammar.verbs and not word_classes.is_noun_here(tokens, at, grammar))
        or word in grammar.auxiliaries
        or word in grammar.prepositions
        or word_classes.is_pronoun(token, grammar)
    )


def _trim_front(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> int:
    """Drops what cannot begin a phrase: conjunctions, prepositions, marks; an adverbial before a name."""
    start = past_dateline(tokens, start, end)
    opened = start
    while start < end and (not tokens[start].is_word or tokens[start].lower in grammar.loose):
        if grammar.lang == "en" and tokens[start].lower in PARTICLES and tokens[start + 1 : end]:
            break  # "de Blasio said"
        start += 1
    if start < end - 1 and tokens[start].lower in grammar.subordinators:
        start += 1
    if start > opened and start < end and tokens[opened].lower in grammar.prepositions:
        named = last_name(tokens, start, end)
        return end if grammar.lang in PRO_DROP and not tokens[end - 1].is_capital else named
    return start


def last_name(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the run of capitals that ends the range begins; ``start`` where it ends with none."""
    at = end
    while at > start and (tokens[at - 1].is_capital or tokens[at - 1].text in _INSIDE):
        at -= 1
    return at if at < end else start


def forward(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """The end of the phrase that begins at ``start``, walked forwards."""
    if start < len(tokens) and word_classes.is_pronoun(tokens[start], grammar):
        return start + 1
    end = start
    while end < len(tokens) and end - start < LONGEST and not _stops_forward(tokens, start, end, grammar):
        end += 1
    while end > start and (not tokens[end - 1].is_word or tokens[end - 1].lower in grammar.joining):
        if tokens[end - 1].text in ')”“"»«' or tokens[end - 1].is_capital:
            break
        end -= 1
    return end


def _stops_forward(tokens: Sequence[Token], start: int, at: int, grammar: Grammar) -> bool:
    token = tokens[at]
    word = token.lower
    outside = token.text == QUOTE or not (token.is_word or token.text in _INSIDE) or token.text == "."
    object_begins = word in _GERMAN_OBJECT or (word == "die" and at > 1)  # not in "Warum die Universität"
    german_object = grammar.lang == "de" and object_begins
    if outside or (german_object and at > start and tokens[at - 1].is_capital):
        return True
    if at > start and word in grammar.prepositions and word not in {"of", "for", "von", "de", "für"}:
        article_of_genitive = (
            word in grammar.links and grammar.lang == "de" and word in {"des", "der", "vom", "dem", "beim"}
        )
        return not article_of_genitive
    if token.is_capital:
        return False
    if word in grammar.conjunctions:
        following = tokens[at + 1 : at + 2]
        return not (following and following[0].is_capital)
    if word in grammar.determiners or word in grammar.links:
        return False
    past_form = (
        grammar.lang == "en"
        and at > start
        and (word.endswith("ed") or word in verb_forms("irregular past", "en"))
    )
    past_form = past_form and not word_classes.is_adverb(tokens[at - 1], grammar)
    return (
        word in grammar.subordinators
        or word in grammar.relatives
        or (word in grammar.verbs and not word_classes.is_noun_of_name(tokens, start, at, grammar))
        or word in grammar.auxiliaries
        or word in grammar.prepositions
        or word_classes.is_pronoun(token, grammar)
        or past_form
        or (at > start and word_classes.is_german_verb(tokens, at, grammar))
        or (
            at > start
            and token.is_word
            and (tokens[at - 1].is_capital or tokens[at - 1].text == ")")
            and not tokens[at - 1].lower.endswith(("'s", "’s", "s'", "s’"))
            and not _is_led(tokens, start, at, grammar)
            and not names.is_place((tokens[at - 1].text,))  # "according to U.S. intelligence"
            and grammar.lang != "de"
            and not word_classes.is_lower_noun(tokens, at)
        )
    )


def _is_led(tokens: Sequence[Token], start: int, at: int, grammar: Grammar) -> bool:
    """Whether a noun at ``at`` may go on behind a capital: "the Porto mayor", "six Green mayors"."""
    opener = tokens[start].lower
    return opener in grammar.articles or (opener in grammar.determiners and at - 1 > start)


def past_dateline(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a phrase begins behind what stands before a text: "(HNN) The mayor", "PORTO – The mayor"."""
    signs = [token.text for token in tokens[start:end]]
    closing = signs.index(")") if ")" in signs else 0
    if closing and "(" not in signs[1:closing]:
        return start + closing + 1
    dashed = end - start > 2 and signs[0].isupper() and signs[1] in DASHES
    return start + 2 if dashed else start
