"""Whom a phrase means: resolves surnames, roles and pronouns to the fullest name that an article gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from aggregator.compare import names
from aggregator.compare.grammar import Grammar
from aggregator.compare.names import Name

_UPPER = r"[^\W\d_a-zа-яßà-öø-ÿāăąćčďđēęěğīįłńňōőřśšťūůűźżžіїєґ]"
_NAME_WORD = rf"{_UPPER}(?:\w{{0,2}}\.|[\w'’-]*)"
_PARTICLE = r"(?:(?:de|von|van|der|den|la|al|bin|ben|du|di|da|del|zu|ter)[ \u00a0])"
_RUN = re.compile(rf"{_NAME_WORD}(?:[ \u00a0]{_PARTICLE}*{_NAME_WORD})+")
_NEARBY = 90
"""Code points before and after a name in which a role belongs to it."""
_RECENT = 700
"""Code points back in which a pronoun looks for its antecedent."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”“»)]*\s")


@dataclass(slots=True)
class Person:
    """One person of the article: the fullest name, the gender if told, the roles beside mentions."""

    name: Name
    gender: str = ""
    places: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


class Referents:
    """The persons an article names. Built once per article; lookups take time by the number of persons."""

    def __init__(self, title: str, text: str, rules: Grammar) -> None:
        self._rules, self._text = rules, text
        self._persons: list[Person] = []
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._last: tuple[int, str] = (-1, "")
        for found in _RUN.finditer(text):
            self._note(found.group(), found.start(), found.end())
        for found in _RUN.finditer(title):
            self._note(found.group(), 0, 0)

    # --- building

    def _note(self, run: str, start: int, end: int) -> None:
        words = re.split(r"[ \u00a0]", run)
        while words and words[0].lower() in self._rules.function_words:
            words = words[1:]
        gender = next(
            (known for word in words if (known := self._rules.titles.get(word.lower().strip("."), ""))), ""
        )
        titled = any(self._rules.is_title(word) for word in words)
        bare = [re.sub(r"['’]s?$", "", word) for word in names.without_titles(words, self._rules)]
        if not bare or (len(bare) < 2 and not titled):
            return
        given = next((at for at, word in enumerate(bare) if names.is_given_name(word)), None)
        sure = given is not None or titled
        if not sure and (len(bare) > 2 or self._rules.lang == "de"):
            return
        name = Name(tuple(bare[given or 0 :]))
        person = self._find(name) or self._add(name)
        if len(name.words) > len(person.name.words):
            person.name = name
        person.gender = person.gender or gender or names.gender(name)
        if end:
            person.places.append(start)
            self._note_roles(person, start, end)

    def _add(self, name: Name) -> Person:
        person = Person(name)
        self._persons.append(person)
        self._by_surname[name.surname.lower()].append(person)
        return person

    def _find(self, name: Name) -> Person | None:
        known = self._by_surname.get(name.surname.lower(), [])
        return next((person for person in known if names.same_person(name, person.name)), None)

    def _note_roles(self, person: Person, start: int, end: int) -> None:
        before = self._text[max(0, start - _NEARBY // 2) : start]
        within = self._text[start:end]
        after = self._text[end : end + _NEARBY]
        near = re.split(r"[.!?;:,\n“”\"]", before.removesuffix(", "))[-1] + " " + within
        if after[:1] == ",":
            near += " " + re.split(r"[.!?;:\n“”\"]", after[1:])[0].split(",")[0]
        for word in re.findall(r"\w+", near.lower()):
            if word in self._rules.roles:
                person.roles.add(word)
                person.gender = person.gender or self._rules.roles[word]

    # --- asking

    def fullest(self, printed: str, at: int) -> str:
        """The speaker that the words ``printed`` at position ``at`` mean; empty where it cannot be told."""
        speaker = self._resolve(printed, at)
        if speaker:
            self._last = (at, speaker)
        return speaker

    def _resolve(self, printed: str, at: int) -> str:
        word = printed.lower().strip()
        if word in self._rules.pronouns:
            return self._antecedent(word, at)
        name = self._head_name(printed)
        if name is not None:
            return self._full_name(name, printed, at)
        return self._by_role(printed)

    def _head_name(self, printed: str) -> Name | None:
        """The name that the phrase is about; none in "a spokesman for Melo" and "Melo's deputy"."""
        head, *rest = re.split(r",| – | — |\(", printed)
        apposed = rest[0].split() if rest else []
        if len(apposed) > 1 and all(word[:1].isupper() for word in apposed) and head.split()[-1].islower():
            head = rest[0]
        if re.search(r"\w['’]s?\s+[a-zа-яß]", head):
            return None
        words = head.split()
        cut = next((i for i, word in enumerate(words) if i and word.lower() in self._rules.links), len(words))
        core = words[:cut]
        named = self._name_of_core(core)
        if named is not None and cut < len(words) and words[cut].lower() in names.PARTICLES:
            return names.find(head, self._rules) or named
        if named is not None:
            return named
        late = names.find(head, self._rules)
        if late is None or len(late.words) < 2 or not names.is_given_name(late.words[0]):
            return None
        directly = words[cut + 1 : cut + 2] == [late.words[0]]
        return None if directly else late

    def _name_of_core(self, core: list[str]) -> Name | None:
        """The name that ends a phrase; none in "the Ohio governor" or, in German, "der Einsatzleiter"."""
        if not core or core[-1][:1].islower():
            return None
        led = core[0].lower() in self._rules.determiners
        name = names.find(" ".join(core), self._rules)
        if name is None or self._rules.lang != "de" or not led:
            return name
        given = next((i for i, word in enumerate(name.words) if names.is_given_name(word)), None)
        noun = 0 if self._rules.is_title(core[1 % len(core)]) else max(1, len(name.words) - 2)
        nouns = noun if given is None else given
        return Name(name.words[nouns:]) if len(name.words) > nouns else None

    def _full_name(self, name: Name, printed: str, at: int) -> str:
        known = self._by_surname.get(name.surname.lower()) or [
            person for person in self._persons if names.same_person(name, person.name)
        ]
        fitting = [person for person in known if names.same_person(name, person.name)]
        gender = next((self._rules.titles.get(word.lower().strip("."), "") for word in printed.split()), "")
        fitting = [person for person in fitting if not gender or person.gender in {"", gender}] or fitting
        if not fitting:
            return str(name)
        speaking = self._speaker_named(self._last[1])
        best = max(
            fitting, key=lambda person: (person is speaking, self._latest(person, at), len(person.places))
        )
        return str(best.name) if len(best.name.words) >= len(name.words) else str(name)

    @staticmethod
    def _latest(person: Person, at: int) -> int:
        """The last place before ``at`` where the person is named; -1 where there is none."""
        index = bisect_left(person.places, at)
        return person.places[index - 1] if index else -1

    def _by_role(self, printed: str) -> str:
        """The one person with this role, or the role itself without its article."""
        words = re.split(r",| – | — |\(", printed)[0].split()
        definite = not self._rules.definite
        if len(words) > 1 and words[0].lower() in self._rules.articles:
            definite = words[0].lower() in self._rules.definite
            words = words[1:]
        role = next((word.lower() for word in words if word.lower() in self._rules.roles), "")
        if definite and role and len(words) <= 2:
            holders = [person for person in self._persons if role in person.roles]
            if len(holders) == 1:
                return str(holders[0].name)
        return " ".join(words)

    def _antecedent(self, pronoun: str, at: int) -> str:
        """Whom a pronoun means: the last speaker, else who the sentence before names; "" if two fit."""
        if pronoun in self._rules.plural_pronouns or not self._rules.pronouns[pronoun]:
            return ""
        gender = self._rules.pronouns[pronoun]
        since = self._last[0] if 0 <= self._last[0] < at and at - self._last[0] <= _RECENT else -1
        last = self._speaker_named(self._last[1]) if since >= 0 else None
        recent = sorted(
            (latest, number)
            for number, person in enumerate(self._persons)
            if (latest := self._latest(person, at)) >= max(0, at - _RECENT) and person.gender in {"", gender}
        )
        if last is not None and last.gender in {"", gender}:
            others = [
                number for place, number in recent if place > since and self._persons[number] is not last
            ]
            if not others:
                return str(last.name)
        certain = [item for item in recent if self._persons[item[1]].gender == gender] or recent
        if not certain:
            return ""
        return self._subject_before(certain)

    def _speaker_named(self, speaker: str) -> Person | None:
        return next((person for person in self._persons if str(person.name) == speaker), None)

    def _subject_before(self, recent: list[tuple[int, int]]) -> str:
        """Of several candidates the one that alone stands in the nearest sentence that names any."""
        place, number = recent[-1]
        opening = max(
            (found.end() for found in _SENTENCE_END.finditer(self._text, max(0, place - 400), place)),
            default=0,
        )
        rivals = {other for there, other in recent if there >= opening}
        if len(rivals) > 1:
            return ""
        return str(self._persons[number].name)
