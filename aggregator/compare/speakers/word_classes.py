"""What a word is where it stands: a noun that looks like a verb, an adverb, a pronoun, a German verb."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token


def is_under(tokens: Sequence[Token], start: int, grammar: Grammar) -> bool:
    """Whether a preposition or "of" stands before a phrase, which is no subject then."""
    before = tokens[start - 1].lower if start else ""
    return before in grammar.prepositions or before == "of"


def is_function_word(token: Token, grammar: Grammar) -> bool:
    """A word that a capital at the start of a sentence makes no name: "Yet", "Nor", "Apparently"."""
    word = token.lower
    if word in grammar.pronouns or token.text.isupper():
        return False
    verb = grammar.lang in PRO_DROP and word in grammar.verbs
    return verb or word in grammar.closed or word in grammar.auxiliaries or word in grammar.function_words


def is_pronoun(token: Token, grammar: Grammar) -> bool:
    return token.lower in grammar.pronouns


def is_adverb(token: Token, grammar: Grammar) -> bool:
    return grammar.lang == "en" and token.lower.endswith("ly") and not token.is_capital


def is_noun_here(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """ "The report", "Melo's claim": an English verb form behind what only a noun follows."""
    if grammar.lang != "en" or at == 0:
        return False
    if is_point(tokens, at, grammar):
        return True
    before = tokens[at - 1]
    if before.lower in grammar.prepositions and tokens[at + 1 : at + 2] and tokens[at + 1].lower == "of":
        return True  # "in charge of"
    return before.lower in grammar.determiners or before.text.endswith(("'s", "’s"))


def is_point(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a form of "point" stands alone, and so reports nothing, as one before "out" does."""
    out = at + 1 < len(tokens) and tokens[at + 1].lower == "out"
    return grammar.verbs[tokens[at].lower].lemma == "point" and not out


def is_noun_of_name(tokens: Sequence[Token], start: int, at: int, grammar: Grammar) -> bool:
    """ "The Hull report", "authors of the Hull report": an article and a name before an English base form."""
    name = at
    while name > start and tokens[name - 1].is_capital:
        name -= 1
    led = start < name < at and tokens[name - 1].lower in grammar.articles
    base = grammar.verbs[tokens[at].lower].lemma == tokens[at].lower
    named = led and base and not tokens[at - 1].lower.endswith("s")
    return grammar.lang == "en" and (named or is_point(tokens, at, grammar))


def is_lower_noun(tokens: Sequence[Token], at: int) -> bool:
    """A small word between capitals: "Fed chair Janet Yellen"."""
    return any(token.is_capital for token in tokens[at + 1 : at + 3])


def is_german_verb(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """A small word after a German noun of no closed class: adjectives stand before their noun."""
    token = tokens[at]
    small = token.is_word and not token.is_capital and not token.text[0].isdigit()
    if grammar.lang != "de" or at == 0 or not small or not tokens[at - 1].is_capital:
        return False
    return token.lower not in grammar.closed
