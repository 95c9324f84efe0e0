"""Phrases that describe a person: "the embattled senator", "a singer from Brenn".

``lexicons/descriptions.csv`` holds nouns for persons beside the offices of the list of roles, what word says
each of somebody ("Sen." says senator), and adjectives that part nobody from others of the same noun.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons
from aggregator.compare.labels.label_texts import Text
from aggregator.compare.language.grammar import grammar

_MOST = 4
"""Words between the article and the noun."""
_IN_APPOSITION = 7
_LONGEST_TAIL = 8
"""Words of what an office is of."""
_AGE = re.compile(r"(\d{1,3})-year-old$")
_DESCRIBING = re.compile(r".+(?:[a-z]ous|ful|less|-\w+ed|-\w+ing)$")
"""Endings of adjectives that judge ("shameless", "long-haired") and seldom tell which of several."""
_LINK = "of"
_KINDS = frozenset({"sole", "seat", "lone", "many", "party", "bound"})


@dataclass(frozen=True, slots=True)
class Noun:
    """What a word says of a person, by its kind in the list.

    ``sole``: an office of which "a president" tells no second holder; ``seat``: one that many hold at once;
    ``lone``: who may be introduced by "a gunman"; ``party``; ``bound``: only as it was said, with what it is
    of; ``many``: all others.
    """

    word: str
    kind: str
    gender: str

    @property
    def is_office(self) -> bool:
        return self.kind in ("sole", "seat")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words from a determiner at ``start``, if one opens it, to the noun at ``noun``."""

    start: int
    first: int
    """The first modifier, or the noun."""
    noun: int

    @property
    def is_opened(self) -> bool:
        return self.start < self.first

    def modifiers(self, text: Text) -> list[str]:
        return [word.text.casefold() for word in text.words[self.first : self.noun]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language."""

    nouns: dict[str, Noun]
    said_by: dict[str, tuple[Noun, ...]]
    """What each word says of its bearer."""
    letters: dict[str, Noun]
    """Parties, by what stands for them in brackets."""
    articles: frozenset[str]
    qualities: frozenset[str]
    """Adjectives that do not tell which of several is meant."""
    past: frozenset[str]
    """What parts who held an office from who holds it."""
    others: frozenset[str]
    """What opens a phrase for somebody else: another, second."""


def age(word: str) -> str:
    """32 of "32-year-old", else nothing."""
    found = _AGE.match(word.casefold())
    return found[1] if found else ""


def is_quality(word: str, lexicon: Lexicon) -> bool:
    """Whether a modifier describes and does not tell which of several is meant."""
    return word in lexicon.qualities or (bool(_DESCRIBING.match(word)) and not age(word))


def is_noun(text: Text, place: int) -> bool:
    """Whether a word is a noun of the list, of a party only with a capital, or an age."""
    word = text.words[place].text
    noun = listed(text.rules.lang).nouns.get(word.casefold())
    return bool(age(word)) or (noun is not None and (noun.kind != "party" or word[0].isupper()))


def before_name(text: Text, name: int) -> Phrase | None:
    """The phrase that ends right before a name: "the singer Ann Lee", "Brenn mayor Ann Lee"."""
    return _said_at(text, name - 1) if name and text.is_joined(name) else None


def _said_at(text: Text, noun: int) -> Phrase | None:
    """The phrase that ends in this word, if it says what somebody is."""
    word = text.words[noun].text.casefold()
    known = word in listed(text.rules.lang).said_by or age(word)
    return ending_at(text, noun) if known else None


def ending_at(text: Text, noun: int) -> Phrase:
    """The phrase that ends in this word, from its article or first modifier on."""
    first = noun
    while first and noun - first < _MOST and text.is_joined(first) and not _parts(text, first - 1):
        first -= 1
    opened = first > 0 and text.is_joined(first)
    opened = opened and text.words[first - 1].text.casefold() in text.rules.determiners
    return Phrase(first - opened, first, noun)


def behind_name(text: Text, end: int) -> Phrase | None:
    """The apposition behind a name: "Ann Lee, a singer from Brenn,"; also without an article."""
    if text.gap(end) == "," and text.words[end].text.isdigit():
        end += 1
    if text.gap(end) != ",":
        return None
    first = end + (text.words[end].text.casefold() in _openers(text))
    if first >= len(text.words) or _parts(text, first) or (first > end and not text.is_joined(first)):
        return None
    noun = first
    while noun - first < _IN_APPOSITION and _goes_on(text, noun + 1):
        noun += 1
    if not is_noun(text, noun) or age(text.words[noun].text) or not _is_closed_off(text, noun + 1):
        return None
    return Phrase(end, first, noun)


def _goes_on(text: Text, place: int) -> bool:
    """Whether a phrase goes on with this word, also behind a possessive: "the city's mayor"."""
    return place < len(text.words) and text.words[place].joined and not _parts(text, place)


def _is_closed_off(text: Text, place: int) -> bool:
    """Whether an apposition ends here or goes on with what belongs to it: "of Brenn,", "who"."""
    rules = text.rules
    for at in range(place, min(place + 2 * _IN_APPOSITION, len(text.words))):
        if not text.words[at].joined:
            return True
        plain = text.words[at].text.casefold()
        if plain in rules.relatives:
            return True
        if at == place and plain not in rules.links | rules.prepositions | rules.conjunctions:
            return False
        if plain in rules.auxiliaries or plain in rules.verbs:
            return False
    return place >= len(text.words)


def before_comma(text: Text, name: int, end: int) -> Phrase | None:
    """The phrase to which a name in commas is the apposition: "The mayor of Brenn, Ann Lee, said"."""
    closed = end >= len(text.words) or not text.words[end].joined
    if not name or text.gap(name) != "," or not closed:
        return None
    noun = name - 1
    while noun and text.is_capital(noun) and text.is_joined(noun) and name - noun < _MOST:
        if text.words[noun - 1].text == _LINK:
            return _said_at(text, noun - 2) if noun > 1 and text.is_joined(noun - 1) else None
        noun -= 1
    return _said_at(text, name - 1)


def definite(text: Text, start: int) -> Phrase | None:
    """The phrase that this article opens, to the last noun of the list in a row."""
    if text.words[start].text.casefold() not in listed(text.rules.lang).articles:
        return None
    for noun in range(start + 1, min(start + _MOST + 2, len(text.words))):
        if not text.is_joined(noun) or _parts(text, noun):
            return None
        follows = text.is_joined(noun + 1) and is_noun(text, noun + 1)
        if is_noun(text, noun) and not follows and not _is_only_before(text, noun):
            return Phrase(start, start + 1, noun)
    return None


def _is_only_before(text: Text, noun: int) -> bool:
    """Whether an age or a party stands before its noun: "the 32-year-old officer"."""
    word = text.words[noun].text
    lexicon = listed(text.rules.lang)
    known = lexicon.nouns.get(word.casefold())
    apart = bool(age(word)) or (known is not None and known.kind == "party")
    return apart and text.is_joined(noun + 1) and not _ends_phrase(text, noun + 1)


def stands_alone(text: Text, place: int, noun: Noun) -> bool:
    """Whether what follows a noun makes no other of it: "president of", "suspect vehicle", "officer who"."""
    if not text.is_joined(place):
        return True
    word, rules = text.words[place].text, text.rules
    plain = word.casefold()
    if plain in rules.relatives | {_LINK, "for"} or (rules.lang != "en" and plain in rules.links):
        return False
    if word[0].isupper():
        return word in lexicons.words("calendar", "forms")
    return _ends_phrase(text, place) or (noun.is_office and rules.lang == "en")


def _ends_phrase(text: Text, place: int) -> bool:
    """Whether a word can be no noun, so that the one before it is the last of its phrase."""
    word, rules = text.words[place].text, text.rules
    plain = word.casefold()
    listed = plain in rules.closed or plain in rules.auxiliaries or plain in rules.verbs
    return listed or plain in rules.pronouns or plain.endswith(("ed", "ly"))


def tail(text: Text, place: int) -> int:
    """Where "of Brenn" behind a noun ends; the place itself without one, or where that goes on."""
    if not text.is_joined(place) or text.words[place].text != _LINK:
        return place
    end = place
    while end - place < _LONGEST_TAIL and text.is_joined(end) and _is_of_tail(text, end):
        end += 1
    return end if text.is_capital(end - 1) and _ends_tail(text, end) else place


def _ends_tail(text: Text, place: int) -> bool:
    """Whether a name is whole before this word: not "Brenn's", "Brenn college", "Parks and Schools"."""
    if not text.is_joined(place):
        return place >= len(text.words) or not text.words[place].joined
    goes_on = text.words[place].text in text.rules.links and text.is_capital(place + 1)
    return _ends_phrase(text, place) and not goes_on


def _is_of_tail(text: Text, place: int) -> bool:
    word = text.words[place].text
    return text.is_capital(place) or word == _LINK or word in listed(text.rules.lang).articles


def _parts(text: Text, place: int) -> bool:
    """Whether a word stands in no phrase between its article and its noun."""
    rules, plain = text.rules, text.words[place].text.casefold()
    if plain in rules.modifiers or plain in rules.fields or plain in listed(rules.lang).qualities:
        return False
    return plain in rules.closed or plain in rules.auxiliaries or plain in rules.verbs


def has_article(text: Text, phrase: Phrase) -> bool:
    return phrase.is_opened and text.words[phrase.start].text.casefold() in _openers(text)


def _openers(text: Text) -> frozenset[str]:
    return listed(text.rules.lang).articles | text.rules.indefinite


@cache
def listed(lang: str) -> Lexicon:
    rows = [row for row in lexicons.rows("descriptions") if row["lang"] == lang]
    nouns = {noun.word: noun for noun in _nouns(lang)}
    said_by = defaultdict(list, {word: [noun] for word, noun in nouns.items()})
    for row in rows:
        for word in lexicons.split(row["said_by"] if row["kind"] in _KINDS else ""):
            said_by[word].append(nouns[row["forms"]])
    return Lexicon(
        nouns,
        {word: tuple(said) for word, said in said_by.items()},
        {row["said_by"].upper(): nouns[row["forms"]] for row in rows if row["kind"] == "letter"},
        *(
            frozenset(lexicons.forms("descriptions", lang=lang, kind=kind))
            for kind in ("article", "quality", "past", "other")
        ),
    )


def _nouns(lang: str) -> Iterator[Noun]:
    """The roles that persons have, then the nouns of the list, whose kind counts."""
    rules = grammar(lang)
    for word, gender in rules.roles.items():
        if rules.is_held(word):
            yield Noun(word, "many", gender)
    for row in lexicons.rows("descriptions"):
        if row["lang"] == lang and row["kind"] in _KINDS:
            for form in lexicons.split(row["forms"]):
                yield Noun(form, row["kind"], row["gender"])
