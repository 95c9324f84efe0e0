"""Tells reporting verbs from their homographs, and finds the subject of one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aggregator.compare.language import media
from aggregator.compare.language.frames import QUOTE
from aggregator.compare.language.grammar import Grammar, Token, Verb
from aggregator.compare.speakers import hearers, phrases, walks, word_classes

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
_GERMAN_OBLIQUE = frozenset(
    ["dem", "den", "des", "ein", "eine", "einem", "einen", "eines", "einer", "im", "vom", "zum", "zur", "am"]
)
"""Articles that no relative clause begins with as its subject."""
_ENGLISH_PASSIVE = frozenset(["was", "were", "been", "be", "being", "is", "are", "get", "got"])
_QUOTED_REACH = 16
_ENGLISH_OF_DEEDS = frozenset(["continue", "begin", "start"])
"""Verbs that before "to" tell what somebody does."""
_ENGLISH_OF_A_SPEAKER = frozenset(["quote", "cite", "hear", "concern"])
"""Verbs whose passive tells who speaks or feels: "Melo was quoted"."""
_ENGLISH_PLURAL = frozenset(["i", "you", "we", "they", "people", "who", "police", "and", "also", "both"])
_ENGLISH_SAME_PAST = frozenset(["read"])
"""Base forms that are forms of the past too."""
_ENGLISH_SINGULAR = frozenset(["he", "she", "it", "who", "which", "also"])


def subject_of(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """The subject of a verb: beside it, or one it shares (", saying", "and added")."""
    verb = _finite(tokens, verb, grammar)
    previous = tokens[verb - 1] if verb else None
    joined = previous is not None and previous.lower in grammar.conjunctions
    if not joined and _is_inverted(tokens, verb, grammar):
        phrase = phrases.after_verb(tokens, verb, grammar)
        if phrase is not None:
            return phrase
    if is_participle(tokens[verb], grammar):
        return (
            _quoted_person(tokens, verb, grammar)
            or _owned_message(tokens, verb, grammar)
            or _beside_with(tokens, verb, grammar)
            or _first_of_clause(tokens, verb, grammar)
        )
    if joined:
        return _shared_subject(tokens, verb, grammar)
    phrase = phrases.before_verb(tokens, verb, grammar)
    if phrase is not None and grammar.lang != "en" and _is_medium(tokens, phrase, grammar):
        phrase = _speaker_behind(tokens, verb, grammar) or phrase
    phrase = phrase or phrases.first(tokens[: verb + 1], grammar)
    reports = verb + 1 < len(tokens) and tokens[verb + 1].lower in grammar.reporting
    if phrase is not None or reports or hearers.follow(tokens[verb], grammar):
        return phrase
    return phrases.after_verb(tokens, verb, grammar)


def _quoted_person(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """Whom a paper quotes, seen from "saying": "the paper quoted Melo as saying"."""
    if verb and tokens[verb - 1].lower == "as":
        for at in range(verb - 2, max(0, verb - _QUOTED_REACH), -1):
            if (phrase := quoted_as_saying(tokens, at, grammar)) is not None:
                return phrase
    return None


def _owned_message(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """The message right before a participle, if it is somebody's: "Melo's angry letter saying"."""
    if not verb or tokens[verb - 1].lower not in grammar.messages:
        return None
    phrase = walks.back(tokens, 0, verb, grammar)
    owned = phrase is not None and any(_is_possessive(token) for token in tokens[slice(*phrase)])
    return phrase if owned else None


def _is_possessive(token: Token) -> bool:
    return token.is_capital and token.text.endswith(("'s", "’s", "s'", "s’"))


def _beside_with(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """Who stands between "with" and a participle: "with the mayor saying"; who says in "they say, adding"."""
    if verb > 1 and tokens[verb - 1].text == "," and is_verb(tokens, verb - 2, grammar):
        return subject_of(tokens, verb - 2, grammar)
    opening = max((at for at in range(verb) if tokens[at].text in {",", "-", "–", "—"}), default=-1) + 1
    if opening >= verb or tokens[opening].lower != "with":
        return None
    phrase = phrases.before_verb(tokens[opening + 1 :], verb - opening - 1, grammar)
    return (phrase[0] + opening + 1, phrase[1] + opening + 1) if phrase else None


def quoted_as_saying(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """Whom a paper quotes, seen from its verb; None in the passive, where the subject is quoted."""
    known = grammar.verb(tokens[verb])
    if grammar.lang != "en" or known is None or known.lemma != "quote" or not verb:
        return None
    behind = [token.lower for token in tokens[verb + 1 : verb + _QUOTED_REACH]]
    if "as" not in behind or tokens[verb - 1].lower in _ENGLISH_PASSIVE:
        return None
    return phrases.after_verb(tokens, verb, grammar)


def _first_of_clause(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """The first subject behind the last quotation or colon before a verb."""
    start = _clause_start(tokens, verb)
    phrase = phrases.first(tokens[start:verb], grammar)
    return (phrase[0] + start, phrase[1] + start) if phrase else phrases.first(tokens[:verb], grammar)


def _speaker_behind(tokens: Sequence[Token], verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """Who stands behind a verb before which the paper stands that was told: "Der Zeitung sagte Melo"."""
    phrase = phrases.after_verb(tokens, verb, grammar)
    if phrase is None or _is_medium(tokens, phrase, grammar):
        return None
    return phrase if walks.is_nominal(tokens[slice(*phrase)], grammar) else None


def _is_medium(tokens: Sequence[Token], phrase: tuple[int, int], grammar: Grammar) -> bool:
    return media.is_carrier(tokens[slice(*phrase)], grammar)


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
    opening = tokens[_clause_start(tokens, verb) : verb]
    behind = _is_behind_clause(opening, grammar)
    if grammar.lang == "en":
        aside = tokens[verb - 1].text == "," and following.is_capital
        participle = is_participle(tokens[verb], grammar)
        return aside and not participle and (behind or _is_aside(tokens, verb, grammar))
    adverbs = all(
        token.lower in grammar.auxiliaries or token.lower.endswith(("end", "lich")) for token in opening
    )
    opener = opening[0].lower if opening else ""
    adverbial = adverbs or (opener in grammar.openers and opener not in grammar.auxiliaries)
    adverbial = adverbial or behind or (len(opening) == 1 and opener in grammar.expletives)
    nominal = following.is_capital or following.lower in grammar.determiners
    return adverbial and (nominal or following.lower in grammar.expletives)


def _is_behind_clause(opening: Sequence[Token], grammar: Grammar) -> bool:
    """Whether what is said stands before the verb: "The gate would stay shut, said Melo".

    One comma parts it from the verb; an apposition would have two. In German the mood shows it too.
    """
    if not opening or opening[-1].text != ",":
        return False
    commas = sum(1 for token in opening if token.text == ",")
    return commas == 1 or any(token.lower in grammar.reported for token in opening)


def _is_aside(tokens: Sequence[Token], verb: int, grammar: Grammar) -> bool:
    """An English inversion between commas: "Because of this, explained Melo, …"."""
    phrase = phrases.after_verb(tokens, verb, grammar)
    return phrase is not None and phrase[1] < len(tokens) and tokens[phrase[1]].text == ","


def _clause_start(tokens: Sequence[Token], verb: int) -> int:
    """The first token of the clause: after a colon, a semicolon, or the sentence's start."""
    return max((at + 1 for at in range(verb) if tokens[at].text in {":", ";", QUOTE}), default=0)


def is_verb(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    token = tokens[at]
    verb = grammar.verb(token)
    if verb is None or (token.is_capital and at > 0):
        return False
    leads = at + 1 < len(tokens) and tokens[at + 1].lower == "to"
    if word_classes.is_point(tokens, at, grammar) or (leads and verb.lemma in _ENGLISH_OF_DEEDS):
        return False
    if grammar.lang == "de":
        return not _is_german_adjective(tokens, at)
    return grammar.lang != "en" or not _is_english_noun(tokens, at, verb)


def _is_german_adjective(tokens: Sequence[Token], at: int) -> bool:
    """A participle between an article and its noun: "dem neu formulierten Gesetz"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not (following.is_capital or following.text == QUOTE):
        return False
    for token in reversed(tokens[max(0, at - 3) : at]):
        if token.lower in _GERMAN_OBLIQUE:
            return True
        if token.is_capital or not token.is_word:
            return False
    return False


def _is_english_noun(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    """ "Requests", "state", "the claim": a present form is a verb only after what can be its subject."""
    form = tokens[at].lower
    previous = tokens[at - 1] if at else None
    if previous is None:
        return False
    owned = previous.lower in _ENGLISH_BEFORE_NOUN or previous.text.endswith(("'s", "’s"))
    if owned or _is_passive(tokens, at, verb):
        return True
    if form == verb.lemma and form not in _ENGLISH_SAME_PAST:
        plural = previous.lower in _ENGLISH_PLURAL or previous.lower.endswith("s")
        last = at + 1 < len(tokens) and tokens[at + 1].text in {",", "."}
        announced = previous.lower == "will" and last  # '"…," Melo will testify.'
        return not plural and not announced and not _closes_plural(tokens, at)
    if form in {verb.lemma + "s", verb.lemma + "es"}:
        if at + 1 < len(tokens) and tokens[at + 1].lower in {"from", "of", "by"}:
            return True
        subject = previous.is_capital or not previous.is_word or previous.lower in _ENGLISH_SINGULAR
        return not subject and at > 1 and not _follows_noun(tokens, at)
    return False


def _is_passive(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    """Whether a form tells what is done to its subject: "Melo was told", "was clearly told"."""
    return is_suffered(tokens, at) and verb.lemma not in _ENGLISH_OF_A_SPEAKER


def is_suffered(tokens: Sequence[Token], at: int) -> bool:
    """Whether an English form stands in the passive."""
    if tokens[at].lower.endswith("ing"):
        return False
    while at > 0 and tokens[at - 1].lower.endswith("ly"):
        at -= 1
    return at > 0 and tokens[at - 1].lower in _ENGLISH_PASSIVE


def speaks_of_hearer(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether the verb before a quotation tells who heard it: 'Melo was told "…'."""
    verb = grammar.verb(tokens[-1]) if tokens and grammar.lang == "en" else None
    return verb is not None and _is_passive(tokens, len(tokens) - 1, verb)


def _closes_plural(tokens: Sequence[Token], at: int) -> bool:
    """ "The authors of the study write.": a plural before "of", and nothing behind the form."""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else "."
    plural = any(
        token.lower.endswith("s") and following.lower == "of"
        for token, following in pairwise(tokens[max(0, at - 6) : at])
    )
    return plural and behind in {".", ",", QUOTE}


def _follows_noun(tokens: Sequence[Token], at: int) -> bool:
    """ "The letter reads": a small word with a determiner before it stands before the form."""
    return any(
        token.lower in {"the", "a", "an", "his", "her", "their"} for token in tokens[max(0, at - 5) : at - 1]
    )
