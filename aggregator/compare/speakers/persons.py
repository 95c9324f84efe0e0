"""Finds the persons whom an article names in full.

A run of capitalised words is a person where something says so: a known given name, a title or an office
beside it, an age behind it. Two capitals alone may be anything ("White House"); they are a person where
the second also stands alone as the subject of a verb of saying, as only surnames do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from aggregator import lexicons
from aggregator.compare.language import media, name_phrases, names
from aggregator.compare.language.capitals import bare, speaks
from aggregator.compare.language.frames import Frames
from aggregator.compare.language.grammar import Grammar, Token, grammar
from aggregator.compare.language.names import Name

_UPPER = r"[^\W\d_a-zа-яßà-öø-ÿāăąćčďđēęěğīįłńňōőřśšťūůűźżžіїєґ]"
NAME_WORD = rf"{_UPPER}(?:\w{{0,2}}\.(?:{_UPPER}\.){{0,2}}|[\w'’-]{{0,40}})"
"""A bound to its length, as a row of capitals would take time by its square."""
_PARTICLE = r"(?:(?:de|von|van|der|den|la|al|bin|ben|du|di|da|del|zu|ter)[ \u00a0])"
RUN = re.compile(rf"{NAME_WORD}(?:[ \u00a0]{_PARTICLE}*{NAME_WORD})+")
_NEARBY = 90
"""Code points before and after a name in which a role belongs to it."""
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:…\n“”„\"‘«»(])\s*$")
_STOP = re.compile(r"(\w{2,})\.[ \u00a0]")
_WORD_BEFORE = re.compile(r"(\w+)[ \u00a0]$")
_AGE = re.compile(r", \d{1,3}\b")
_APPOSED = re.compile(r", ([^,.;:!?\n“”\"]+)")
_LONGEST_NAME = 5
"""Words; a longer run of capitals is a list or a heading."""
_HEADING_WORDS = 3
_HEADING_CAPITALS = 0.75
_PREFIX = 3
_NAMESAKES = 30
_CLEARLY = 3
"""So many times as often as all others together, the bearer of a role is the one it means."""


@dataclass(slots=True)
class Person:
    """One person of the article: the fullest name, the gender if told, the roles beside mentions."""

    name: Name
    gender: str = ""
    sure: bool = True
    """False while nothing but two capitals speaks for a person."""
    kin: bool = False
    """Named as the relative of somebody with this surname, whom the surname alone means."""
    places: list[int] = field(default_factory=list)
    """Where the text has the full name."""
    roles: set[str] = field(default_factory=set)


class Persons:
    """The persons an article names. Built once per article, in time linear in its length."""

    def __init__(self, title: str, frames: Frames) -> None:
        self._frames, self._rules, self._text = frames, frames.grammar, frames.text
        self.all: list[Person] = []
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_sound: dict[str, list[Person]] = defaultdict(list)
        self._holders: dict[str, Person | None] = {}
        for start, line in _lines(self._text):
            for at, run in self._runs(line):
                self._note(run, start + at)
        for _, run in self._runs(title):
            self._note(run, None)
        self._drop_unsure()

    def with_surname(self, surname: str) -> Sequence[Person]:
        """The persons with this very surname, or with a name that begins so (Kim Jong Un: Kim)."""
        return self._by_surname.get(surname.lower(), ())

    def with_given_name(self, name: Name) -> Person | None:
        """The one person with this given name, which stands alone."""
        if len(name.words) > 1 or not names.is_given(name.words[0], self._rules.lang):
            return None
        known = [one for one in self.all if len(one.name.words) > 1 and one.name.words[0] == name.words[0]]
        return known[0] if len(known) == 1 else None

    def alike(self, surname: str) -> Sequence[Person]:
        """The persons whose surname is or may be a spelling or a case form of this one."""
        known = self.with_surname(surname)
        return known or [person for key in _sounds(surname) for person in self._by_sound.get(key, ())]

    def add(self, name: Name, gender: str = "", *, sure: bool = True) -> Person:
        person = Person(name, gender or names.gender(name, self._rules.lang), sure)
        self.all.append(person)
        self._index(person)
        return person

    def _index(self, person: Person) -> None:
        """Makes a person found by name; beyond a few of one surname the rest cannot be told apart."""
        name = person.name
        keys = {name.surname.lower()}
        if len(name.words) > 1 and not names.is_given_name(name.words[0]):
            keys.add(name.words[0].lower())
        places = [self._by_surname[key] for key in keys]
        places += [self._by_sound[key] for key in _sounds(name.surname)]
        for known in places:
            if len(known) < _NAMESAKES and not any(one is person for one in known):
                known.append(person)

    # --- full names

    def _runs(self, line: str) -> Iterator[tuple[int, str]]:
        """The runs of capitals of a line, each within one sentence; none in a heading."""
        if self._is_heading(line):
            return
        for found in RUN.finditer(line):
            start = found.start()
            for stop in _STOP.finditer(line, start, found.end()):
                if not self._rules.is_title(stop[1]) and not self._rules.is_abbreviation(stop[1]):
                    end = stop.end() - 1
                    yield start, line[start:end]
                    start = end + 1
            yield start, line[start : found.end()]

    def _is_heading(self, line: str) -> bool:
        """Whether a line is a heading in capitals, in which verbs and nouns look like names."""
        if self._rules.lang != "en" or line.rstrip()[-1:] in set('.!?,”"'):
            return False
        initials: list[str] = re.findall(r"([^\W\d_])[\w'’-]{3,}", line)
        capitals = sum(map(str.isupper, initials))
        return len(initials) >= _HEADING_WORDS and capitals >= _HEADING_CAPITALS * len(initials)

    def _note(self, run: str, at: int | None) -> None:
        read = _read_run(run, self._rules.lang)
        if read is None:
            return
        bare, given, gender, titled = read
        sure = titled or (given is not None and given < len(bare) - 1) or self._is_introduced(run, at)
        if not sure and (len(bare) > 2 or self._rules.lang == "de" or self._begins_sentence(at)):
            return
        name = Name(bare[given or 0 :])
        kin = len(name.words) > 1 and self._is_kin(at)
        person = self._known(name, kin)
        if person is None:
            kin = kin and bool(self.with_surname(name.surname))
            person = self.add(name, gender, sure=sure)
            person.kin = kin
        person.sure = person.sure or sure
        base_form = names.is_case_form(name.surname, person.name.surname)
        if len(name.words) > len(person.name.words) or (base_form and self.inflects):
            person.name = name
            self._index(person)
        person.gender = person.gender or gender or names.gender(name, self._rules.lang)
        if at is not None:
            person.places.append(at)
            self._note_roles(person, at, at + len(run))

    def _begins_sentence(self, at: int | None) -> bool:
        return at is not None and bool(_BEGINS_SENTENCE.search(self._text[max(0, at - 4) : at]))

    def _is_introduced(self, run: str, at: int | None) -> bool:
        """Whether an office stands before a run of capitals, or an age or an office in commas behind it."""
        if at is None:
            return False
        before = _WORD_BEFORE.search(self._text, max(0, at - 25), at)
        if before is not None and self._rules.is_held(before[1].lower()):
            return True
        end = at + len(run)
        if _AGE.match(self._text, end, end + _NEARBY):
            return True
        apposed = _APPOSED.match(self._text, end, end + _NEARBY)
        return apposed is not None and any(
            self._rules.is_held(word) for word in re.findall(r"\w+", apposed[1].lower())[:6]
        )

    @property
    def inflects(self) -> bool:
        return self._rules.lang in names.INFLECTING

    def _is_kin(self, at: int | None) -> bool:
        """Whether the words before say whose relative is named: "his wife, Ana Melo"."""
        return at is not None and bool(_kin(self._rules.lang).search(self._text[max(0, at - 25) : at]))

    def _known(self, name: Name, kin: bool = False) -> Person | None:
        """The person with this name, in full if one is; a relative is not whom a surname alone named."""
        known = self.alike(name.surname) if self.inflects else self.with_surname(name.surname)
        fitting = [person for person in known if names.same_person(name, person.name)]
        in_full = [person for person in fitting if len(person.name.words) > 1]
        return next(iter(in_full if kin else in_full + fitting), None)

    def _note_roles(self, person: Person, start: int, end: int) -> None:
        before = self._text[max(0, start - _NEARBY // 2) : start]
        after = self._text[end : end + _NEARBY]
        near = re.split(r"[.!?;:,\n“”\"]", before.removesuffix(", "))[-1] + " " + self._text[start:end]
        if after[:1] == ",":
            near += " " + re.split(r"[.!?;:\n“”\"]", after[1:])[0].split(",")[0]
        for role, noun in self._rules.roles_in(re.findall(r"\w+", near)):
            person.gender = person.gender or self._rules.roles[noun]
            if noun not in self._rules.unnamed:
                person.roles.add(role)

    def _drop_unsure(self) -> None:
        """Keeps of the doubtful ones those whose surname speaks alone."""
        doubtful = {person.name.surname.lower() for person in self.all if not person.sure}
        tokens = self._frames.all_tokens if doubtful else []
        speaking = {
            surname
            for at, token in enumerate(tokens)
            if token.is_capital
            and (surname := bare(token.text).lower()) in doubtful
            and not _capital(tokens, at - 1)
            and speaks(tokens, at, at + 1, self._rules)
        }
        self.all = [
            person
            for person in self.all
            if (person.sure or person.name.surname.lower() in speaking) and not self._is_two(person)
        ]
        kept = {id(person) for person in self.all}
        for index in (self._by_surname, self._by_sound):
            for key, known in index.items():
                index[key] = [person for person in known if id(person) in kept]

    def _is_two(self, person: Person) -> bool:
        """Whether a caption ran two names together: "Ana Costa Melo" where both are persons apart."""
        *words, last = person.name.words
        apart = [one for one in self._by_surname.get(last.lower(), []) if one is not person]
        return len(words) > 1 and bool(apart) and self._known(Name(tuple(words))) is not None

    def holder(self, role: str) -> Person | None:
        """The one person of the article with a role; whoever is named far more often than the others."""
        if role not in self._holders:
            holders = [person for person in self.all if role in person.roles]
            self._holders[role] = _clear(holders or [one for one in self.all if self._has_kind(one, role)])
        return self._holders[role]

    def _has_kind(self, person: Person, role: str) -> bool:
        """Whether a person holds a role somewhere: "Porto mayor", "mayor of"; no "former mayor" does."""
        held = (one for one in person.roles if one.split()[0] not in self._rules.modifiers)
        return any(one.endswith(f" {role}") or one.startswith(f"{role} ") for one in held)


@cache
def _kin(lang: str) -> re.Pattern[str]:
    """Words for relatives right before a name, a comma between them or not."""
    words = lexicons.any_of(lexicons.forms("kin", lang=lang))
    return re.compile(rf"\b(?:{words}),?[ \u00a0]$", re.IGNORECASE)


def _sounds(surname: str) -> set[str]:
    """What spellings and case forms of a surname have in common: its consonants, and its beginning."""
    return {*names.skeletons(surname), names.romanise(surname)[:_PREFIX]}


def _clear(holders: Sequence[Person]) -> Person | None:
    if len(holders) < 2:
        return holders[0] if holders else None
    ranked = sorted(holders, key=lambda person: -len(person.places))
    others = sum(len(person.places) for person in ranked[1:])
    return ranked[0] if len(ranked[0].places) >= _CLEARLY * max(1, others) else None


class _Named(NamedTuple):
    """What a run of capitals tells of a person, wherever it stands."""

    bare: tuple[str, ...]
    """Without titles and possessive endings."""
    given: int | None
    """The place of the first given name."""
    gender: str
    titled: bool


@lru_cache(maxsize=1 << 13)
def _read_run(run: str, lang: str) -> _Named | None:
    """A run of capitals as a person's name; None where it can be none. Articles of an event repeat them."""
    rules = grammar(lang)
    words = name_phrases.without_repeats(without_openers(re.split(r"[ \u00a0]", run), rules.first_words))
    if not words or name_phrases.is_glued(words) or any(map(_is_abbreviation, words)):
        return None
    gender = next((known for word in words if (known := rules.title_gender(word))), "")
    bare = tuple(
        re.sub(r"['’]s?$|(?<=\w\w)\.$", "", word) for word in name_phrases.without_titles(words, rules)
    )
    titled = len(bare) < len(words)
    if bare and bare[0].islower() and _is_of(bare, words, rules):
        return None
    wrong = rules.is_title(words[-1]) or len(bare) > _LONGEST_NAME
    if not bare or wrong or (len(bare) < 2 and not titled) or media.is_body(bare, rules):
        return None
    given = next((at for at, word in enumerate(bare[:-1]) if names.is_given(word, rules.lang)), None)
    return _Named(bare, given, gender, titled)


def _is_of(bare: Sequence[str], words: Sequence[str], rules: Grammar) -> bool:
    """Whether a particle says of what an office is ("ministro de la Marina"): no name begins with it."""
    bodies = any(word.lower() in rules.held_by_bodies for word in words[: len(words) - len(bare)])
    return rules.lang in ("es", "fr") or bodies or names.is_place((bare[-1],))


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is no initials ("T.J."), so that no person has it in his name."""
    return len(word) > 3 and word.isupper() and "." not in word


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def without_openers(words: list[str], openers: frozenset[str]) -> list[str]:
    """Without the words that begin a sentence: "And Rui Melo"."""
    first = next((at for at, word in enumerate(words) if word.lower() not in openers), len(words))
    return words[first:]


def _capital(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and tokens[at].is_capital
