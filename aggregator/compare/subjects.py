"""Tells reporting verbs from their homographs, and finds the subject of one."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare import phrases
from aggregator.compare.frames import QUOTE
from aggregator.compare.grammar import Grammar, Token, Verb

_ENGLISH_BEFORE_NOUN = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
        "of",
        "to",
        "for",
        "any",
        "no",
    ]
)
_ENGLISH_PLURAL = frozenset(["i", "you", "we", "they", "people", "who", "police", "and", "also", "both"])
_ENGLISH_SINGULAR = frozenset(["he", "she", "it", "who", "which", "also"])


def subject_of(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """The subject of a verb: beside it, or one it shares (", saying", "and added")."""
    verb = _finite(tokens, verb, grammar)
    if _is_inverted(tokens, verb, grammar):
        phrase = phrases.after_verb(tokens, verb, grammar)
        if phrase is not None:
            return phrase
    previous = tokens[verb - 1] if verb else None
    if is_participle(tokens[verb], grammar) and (previous is None or not previous.is_word):
        return phrases.first(tokens[:verb], grammar)
    if previous is not None and previous.lower in grammar.conjunctions:
        return _shared_subject(tokens, verb, grammar)
    phrase = phrases.before_verb(tokens, verb, grammar)
    return phrase or phrases.first(tokens[: verb + 1], grammar) or phrases.after_verb(tokens, verb, grammar)


def _finite(tokens: Sequence[Token], verb: int, grammar: Grammar) -> int:
    """The auxiliary that stands where a German verb would: "Melo hat … betont"."""
    if verb + 2 < len(tokens) or not grammar.perfect:
        return verb
    clause = _clause_start(tokens, verb)
    return next((at for at in range(verb - 1, clause - 1, -1) if tokens[at].lower in grammar.perfect), verb)


def _shared_subject(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """The subject of the verb that "and" joins this one to."""
    earlier = next((at for at in range(verb - 2, 0, -1) if is_verb(tokens, at, grammar)), None)
    if earlier is not None:
        return subject_of(tokens, earlier, grammar)
    return phrases.first(tokens[:verb], grammar)


def is_participle(token: Token, grammar: Grammar) -> bool:
    return grammar.lang == "en" and token.lower.endswith("ing")


def _is_inverted(tokens: Sequence[Token], verb: int, grammar: Grammar) -> bool:
    """Whether the subject follows: after an adverbial; in English at the start or in commas."""
    rest = [token for token in tokens[verb + 1 : verb + 4] if token.lower not in grammar.auxiliaries]
    following = rest[0] if rest else None
    if following is None or not following.is_word:
        return False
    if grammar.lang == "de" and following.lower in {"er", "sie", "ich", "wir"}:
        return True
    if verb == 0:
        return True
    if grammar.lang == "en":
        return tokens[verb - 1].text == "," and following.is_capital and _is_aside(tokens, verb, grammar)
    opening = tokens[_clause_start(tokens, verb) : verb]
    adverbs = all(
        token.lower in grammar.auxiliaries or token.lower.endswith(("end", "lich")) for token in opening
    )
    opener = opening[0].lower if opening else ""
    adverbial = adverbs or (opener in grammar.openers and opener not in grammar.auxiliaries)
    nominal = following.is_capital or following.lower in grammar.determiners
    return adverbial and (nominal or following.lower in grammar.expletives)


def _is_aside(tokens: Sequence[Token], verb: int, grammar: Grammar) -> bool:
    """An English inversion between commas: "Because of this, explained Melo, …"."""
    phrase = phrases.after_verb(tokens, verb, grammar)
    ends = phrase is not None and phrase[1] < len(tokens) and tokens[phrase[1]].text == ","
    return ends and not is_participle(tokens[verb], grammar)


def _clause_start(tokens: Sequence[Token], verb: int) -> int:
    """The first token of the clause: after a colon, a semicolon, or the sentence's start."""
    return max((at + 1 for at in range(verb) if tokens[at].text in {":", ";", QUOTE}), default=0)


def is_verb(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    token = tokens[at]
    verb = grammar.verb(token)
    if verb is None or (token.is_capital and at > 0):
        return False
    return grammar.lang != "en" or not _is_english_noun(tokens, at, verb)


def _is_english_noun(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    """ "Requests", "state", "the claim": a present form is a verb only after what can be its subject."""
    form = tokens[at].lower
    previous = tokens[at - 1] if at else None
    if previous is None:
        return False
    if previous.lower in _ENGLISH_BEFORE_NOUN or previous.text.endswith(("'s", "’s")):
        return True
    if form == verb.lemma:
        return previous.lower not in _ENGLISH_PLURAL and not previous.lower.endswith("s")
    if form in {verb.lemma + "s", verb.lemma + "es"}:
        subject = previous.is_capital or not previous.is_word or previous.lower in _ENGLISH_SINGULAR
        return not subject and at > 1 and not _follows_noun(tokens, at)
    return False


def _follows_noun(tokens: Sequence[Token], at: int) -> bool:
    """ "The letter reads": a small word with a determiner before it stands before the form."""
    return any(
        token.lower in {"the", "a", "an", "his", "her", "their"} for token in tokens[max(0, at - 3) : at - 1]
    )
