"""What one article says that its persons are: "the singer Ann Lee", "Ann Lee, 32, a singer", "(R-Texas)"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aggregator import lexicons
from aggregator.compare.labels import label_phrases
from aggregator.compare.labels.label_phrases import Noun, Phrase, listed
from aggregator.compare.labels.label_texts import Text
from aggregator.compare.language import names

Office = tuple[str, frozenset[str]]
"""A noun and what makes another office of it: mayor, former."""

UNKNOWN = "?"
"""Whoever bears an office before a name that is none of the event's: "Judge Orlo"."""
_OF_APPOSITION = 12
"""Words behind a noun that tell of its bearer."""
_CUT = range(2, 7)
"""Letters that are left of a place: "R-Fla."."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of somebody: the words from ``start`` to ``end``, of which the title ends at ``name``."""

    start: int
    name: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A text and the names in it, in order."""

    text: Text
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Beside:
    """A phrase beside a name, in apposition or as its title."""

    phrase: Phrase
    person: str
    is_apposed: bool


@dataclass(slots=True)
class Said:
    """Who is what, by all texts of one article."""

    bearers: dict[Office, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    """The persons that hold an office; true where it was said of them with nothing before it."""
    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """All words of the phrases that describe a person."""
    ages: dict[str, str] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    """How often each person is named."""
    others: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By noun how somebody without a name is called so: plural, other ("an officer"), owned."""

    def is_told(self, word: str, person: str) -> bool:
        """Whether this word, or the beginning of it, was said of a person: "R-Fla." of Florida."""
        known = self.told[person]
        return word in known or any(f"{word[:cut]}." in known for cut in _CUT)


def read(article: Sequence[Mentioned]) -> tuple[Said, list[list[Beside]]]:
    """What an article says of its persons, and the phrases of each text that say it."""
    said = Said()
    beside = [list(_note(said, one.text, one.mentions)) for one in article]
    for one, phrases in zip(article, beside, strict=True):
        _note_others(said, one, phrases)
    return said, beside


def marks(modifiers: Sequence[str], text: Text) -> frozenset[str]:
    """Those of the modifiers that make another office of a noun: former, deputy."""
    return frozenset(modifiers) & text.rules.modifiers


def fits_gender(noun: Noun, person: str) -> bool:
    return not noun.gender or names.gender(names.named(tuple(person.split()))) in ("", noun.gender)


# --- beside a name


def _note(said: Said, text: Text, mentions: Sequence[Mention]) -> Iterator[Beside]:
    for mention in mentions:
        said.named[mention.person] += 1
        _note_age(said, text, mention)
        _note_party(said, text, mention)
        if text.is_joined(mention.end) and text.words[mention.end].text == "of":
            _tell(said, text, mention.end, mention.person)
        for phrase, is_apposed in (
            (label_phrases.before_name(text, mention.name), False),
            (label_phrases.before_comma(text, mention.start, mention.end), True),
            (label_phrases.behind_name(text, mention.end), True),
        ):
            if phrase is not None:
                _say(said, text, phrase, mention.person)
                if is_apposed:
                    _tell(said, text, phrase.noun + 1, mention.person)
                yield Beside(phrase, mention.person, is_apposed)


def _say(said: Said, text: Text, phrase: Phrase, person: str) -> None:
    lexicon = listed(text.rules.lang)
    word, modifiers = text.words[phrase.noun].text.casefold(), phrase.modifiers(text)
    said.told[person] |= {word, *modifiers, *_owner(text, phrase)}
    for age in filter(None, map(label_phrases.age, (word, *modifiers))):
        said.ages[person] = age
    for noun in lexicon.said_by.get(word, ()):
        _bear(said, noun, person, marks(modifiers, text), bare=_is_bare(text, phrase))
    for one in modifiers:
        for noun in lexicon.said_by.get(one, ()):
            if noun.kind == "party":
                _bear(said, noun, person, frozenset(), bare=True)


def _is_bare(text: Text, phrase: Phrase) -> bool:
    """Whether nothing before a noun makes another of it: no "French president", no "foreign minister"."""
    words = [word.text for word in text.words[phrase.first : phrase.noun]]
    words = [word for word in words if word.casefold() not in text.rules.modifiers][-1:]
    parts = text.rules.fields | text.rules.titles.keys()
    return not any(word[0].isupper() or word.casefold() in parts for word in words)


def _owner(text: Text, phrase: Phrase) -> list[str]:
    """The word whose possessive opens a phrase: "Orlo's lawyer"."""
    return [text.words[phrase.first - 1].text.casefold()] if _is_owned(text, phrase) else []


def _is_owned(text: Text, phrase: Phrase) -> bool:
    return phrase.first > 0 and text.words[phrase.first].joined and not text.is_joined(phrase.first)


def _bear(said: Said, noun: Noun, person: str, of: frozenset[str], *, bare: bool) -> None:
    if fits_gender(noun, person):
        holders = said.bearers[noun.word, of]
        holders[person] = holders.get(person, False) or bare


def _tell(said: Said, text: Text, place: int, person: str) -> None:
    """Notes the capitals behind the noun of an apposition: "a Republican from Texas"."""
    for word in text.words[place : place + _OF_APPOSITION]:
        if not word.joined:
            return
        if word.text[0].isupper():
            said.told[person].add(word.text.casefold())


def _note_age(said: Said, text: Text, mention: Mention) -> None:
    """Notes the number in commas behind a name: "Ann Lee, 32, who"."""
    end = mention.end
    if text.gap(end) == "," and text.words[end].text.isdigit() and not text.is_joined(end + 1):
        said.ages[mention.person] = text.words[end].text


def _note_party(said: Said, text: Text, mention: Mention) -> None:
    """Notes a party and its place behind a name: "(R-Texas)", ", D-Fla."."""
    if text.gap(mention.end) not in ("(", ","):
        return
    letter, _, place = text.words[mention.end].text.partition("-")
    noun = listed(text.rules.lang).letters.get(letter)
    if noun is not None:
        _bear(said, noun, mention.person, frozenset(), bare=True)
        said.told[mention.person] |= {place.casefold(), f"{place.casefold()}."}


# --- beside no name


def _note_others(said: Said, mentioned: Mentioned, beside: Sequence[Beside]) -> None:
    """Notes who else may be meant by a noun: "Officer Orlo", "two officers", "another officer"."""
    text, lexicon = mentioned.text, listed(mentioned.text.rules.lang)
    taken = {place for one in beside for place in range(one.phrase.first, one.phrase.noun + 1)}
    named = {place for one in mentioned.mentions for place in range(one.start, one.end + 1)}
    for place, word in enumerate(text.words):
        plain = word.text.casefold()
        noun = lexicon.nouns.get(plain)
        if noun is None:
            plural = lexicon.nouns.get(plain.removesuffix("s"))
            if plural is not None:
                said.others[plural.word].add("plural")
        elif place not in taken:
            _note_other(said, text, place, noun, is_named=place + 1 in named)


def _note_other(said: Said, text: Text, place: int, noun: Noun, *, is_named: bool) -> None:
    phrase = label_phrases.ending_at(text, place)
    if not is_named and _names_somebody(text, place):
        said.named[UNKNOWN] += 1
        _bear(said, noun, UNKNOWN, marks(phrase.modifiers(text), text), bare=True)
    elif phrase.is_opened and text.words[phrase.start].text.casefold() in _others(text):
        said.others[noun.word].add("other")
    elif _is_owned(text, phrase):
        said.others[noun.word].add("owned")


def _names_somebody(text: Text, place: int) -> bool:
    """Whether a title stands before a capital that can be a name."""
    if not (text.is_joined(place + 1) and text.is_capital(place + 1)):
        return False
    word, rules = text.words[place + 1].text, text.rules
    other = rules.is_title(word) or word.casefold() in rules.first_words
    return rules.is_title(text.words[place].text) and not (
        other or word in lexicons.words("calendar", "forms")
    )


def _others(text: Text) -> frozenset[str]:
    return text.rules.indefinite | listed(text.rules.lang).others
