"""Whom a phrase means: resolves surnames, roles and pronouns to the fullest name that an article gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons
from aggregator.compare.language import media, name_phrases, names
from aggregator.compare.language.capitals import bare
from aggregator.compare.language.frames import Frames
from aggregator.compare.language.names import Name
from aggregator.compare.speakers.antecedents import Antecedents
from aggregator.compare.speakers.mentions import Mentions
from aggregator.compare.speakers.messages import Messages
from aggregator.compare.speakers.persons import NAME_WORD, RUN, Person, Persons, without_openers

_APART = " ,–—("
"""Marks that part a phrase from what is apposed to it; before it they are no part of it."""
_WHEN = frozenset({"am", "beim", "on", "during", "podczas"})
"""Words that end a role, as they say when its holder spoke."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A speaker by the fullest name, or a role; empty where it cannot be told."""

    speaker: str
    is_person: bool = False


class Referents:
    """Whom the phrases of one article mean; asked in order of the text, as a pronoun follows who spoke."""

    def __init__(self, title: str, frames: Frames) -> None:
        self._frames, self._rules = frames, frames.grammar
        self._persons = Persons(title, frames)
        self._mentions = Mentions(self._persons, frames)
        self._messages = Messages(frames)
        self._antecedents = Antecedents(self._mentions, frames)
        self._bodies: dict[str, dict[str, int]] = {}
        """The names of bodies that end in a noun or begin with it, and where each stands first."""
        self._role = (-1, Meant(""))
        """Where somebody spoke last who is named by a role alone, and that role."""
        self._spoke_as_body = (-1, Meant(""))
        """Where a body spoke last ("the White House said"), and which."""

    def meant(self, printed: str, at: int) -> Meant:
        """Whom the words ``printed`` at position ``at`` mean; marks before them say nothing."""
        printed = printed.lstrip(_APART)
        word = printed.lower().strip()
        if word in self._rules.pronouns:
            return self._unnamed(word, at) or self._spoke(self._antecedents.of(word, at), at)
        if word == "it" and self._rules.lang == "en":
            return self._body_before(at)
        nobody = word in self._rules.expletives or word in self._rules.determiners
        if nobody or word.partition(" ")[0] in self._rules.prepositions:
            return Meant("")  # "it", "another", "in a statement that": nobody who could be named
        author = self._messages.author(printed, at)
        if author is not None and (meant := self.meant(*author)).speaker:
            self._spoke_as_body = at, meant
            return meant
        name = self._head_name(printed)
        return self._by_role(printed, at) if name is None else self._by_name(name, printed, at)

    def _by_name(self, name: Name, printed: str, at: int) -> Meant:
        """The person with this name, or what else has it: a body."""
        person = self._person(name, printed, at) or self._leading(name)
        if person is None and printed.isupper() and len(printed.split()) > 1:
            return Meant("")
        if person is None and self._is_person(name, printed):
            person = self._persons.add(name, sure=names.is_given(name.words[0], self._rules.lang))
        if person is not None:
            return self._spoke(person, at)
        self._spoke_as_body = at, Meant(str(name))
        return Meant(str(name))

    def _spoke(self, person: Person | None, at: int) -> Meant:
        if person is None:
            return Meant("")
        self._antecedents.note(person, at)
        return Meant(str(person.name), person.sure)

    # --- names

    def _head_name(self, printed: str) -> Name | None:
        """The name that the phrase is about; none in "a spokesman for Melo" and "Melo's deputy"."""
        head, *rest = re.split(r",| – |—|\(", printed)
        apposed = [word for word in rest[0].split() if not word[0].isdigit()] if rest else []  # 18-year-old
        while apposed and apposed[0] in self._rules.modifiers:
            apposed.pop(0)  # "former President"
        if (
            len(apposed) > 1
            and all(word[:1].isupper() for word in apposed)
            and self._is_office(head, apposed)
        ):
            head = " ".join(apposed)
        words = head.split()
        if self._is_told_by_deed(words):
            return None
        owned = re.search(r"\w['’]s?\s+(?=[a-zа-яß])", head)
        if owned is not None:
            return self._name_of_core(head[owned.end() :].split())
        cut = next((i for i, word in enumerate(words) if i and word.lower() in self._rules.links), len(words))
        core = words[:cut]
        named = self._name_of_core(core)
        if named is not None and cut < len(words) and words[cut].lower() in names.PARTICLES:
            return name_phrases.find(head, self._rules) or named
        if cut < len(words) and self._leads_to_noun(words, cut):
            return None  # "the Friends of Hull leaders"
        if named is not None and (cut == len(words) or self._is_known(named)):
            return named
        return self._name_with_link(head, words, cut, named)

    def _is_possessive_body(self, words: list[str]) -> bool:
        """Whether a possessive is part of a body's name: "the Women's March"."""
        if len(words) != 3 or words[0].lower() not in self._rules.definite or not words[2][0].isupper():
            return False
        owner = bare(words[1])
        known = [*self._persons.with_surname(owner), *self._persons.with_surname(words[2])]
        person = any(one.sure for one in known) or names.is_place((owner,))
        return owner != words[1] and words[1][0].isupper() and not person

    def _is_told_by_deed(self, words: list[str]) -> bool:
        """Whether words say what somebody does to whom they name: "the lawyers representing Hull"."""
        if self._rules.lang != "en":
            return False
        deeds = [at for at in range(1, len(words) - 1) if words[at].islower() and words[at].endswith("ing")]
        return any(
            words[at - 1].islower()
            and words[at - 1] not in self._rules.determiners
            and (words[at + 1][0].isupper() or words[at + 1] in self._rules.determiners)
            for at in deeds
        )

    def _name_with_link(self, head: str, words: list[str], cut: int, named: Name | None) -> Name | None:
        """The name in words with a link at ``cut`` whose first part, ``named``, is no known person."""
        behind = words[cut + 1 :]
        late = name_phrases.find(head, self._rules)
        directly = late is not None and behind[:1] == [late.words[0]]
        if late is not None and len(late.words) > 1 and self._is_known(late) and not directly:
            return late
        if named is None or (len(named.words) == 1 and words[-1][:1].isupper()):
            return None  # "Friends for Hull"
        return None if media.is_body(named.words, self._rules) else named

    def _leads_to_noun(self, words: list[str], cut: int) -> bool:
        """Whether words are about their last, and the name before it with a link only tells which."""
        behind = words[cut + 1 :]
        led = words[0].lower() in self._rules.determiners and cut == 2 and words[1][0].isupper()
        apart = any(word.lower() in self._rules.determiners for word in behind)
        return led and words[-1].islower() and not apart and any(word[0].isupper() for word in behind)

    def _is_known(self, name: Name) -> bool:
        """Whether words begin with a given name or are a surname that the article has."""
        given = names.is_given(name.words[0], self._rules.lang)
        return given or bool(self._persons.with_surname(name.surname))

    def _is_office(self, head: str, apposed: list[str]) -> bool:
        """Whether what stands before a name in commas is its office: "the mayor of Hull, Ana Costa"."""
        words = head.split()
        if words[-1].islower():
            return True
        led = words[0].lower() in self._rules.determiners or words[0].islower()
        owned = words[0].endswith(("'s", "’s")) and any(map(self._rules.is_title, words))
        return owned or (led and names.is_given(apposed[0], self._rules.lang))

    def _name_of_core(self, core: list[str]) -> Name | None:
        """The name that ends a phrase; none in "the Ohio governor" or, in German, "der Einsatzleiter"."""
        if not core or core[-1][:1].islower() or self._rules.is_title(core[-1]):
            return None
        if self._is_possessive_body(core):
            return Name(tuple(core[1:]))
        led = core[0].lower() in self._rules.determiners
        name = name_phrases.find(" ".join(core), self._rules)
        if name is None or self._rules.lang != "de" or not led:
            return name
        given = next((i for i, word in enumerate(name.words) if names.is_given_name(word)), None)
        noun = 0 if self._rules.is_title(core[1 % len(core)]) else max(1, len(name.words) - 2)
        nouns = noun if given is None else given
        return Name(name.words[nouns:]) if len(name.words) > nouns else None

    def _person(self, name: Name, printed: str, at: int) -> Person | None:
        """The person with this name; of several the last who spoke, then the last who was named."""
        known = self._persons.alike(name.surname)
        fitting = [
            person
            for person in known
            if names.same_person(name, person.name) or name.words == person.name.words[:1]
        ]
        gender = next((told for word in printed.split() if (told := self._rules.title_gender(word))), "")
        fitting = [person for person in fitting if not gender or person.gender in {"", gender}] or fitting
        if not fitting:
            return self._persons.with_given_name(name)
        if len(name.words) == 1:
            fitting = [person for person in fitting if not person.kin] or fitting
        best = max(
            fitting,
            key=lambda person: (
                person is self._antecedents.speaking,
                _latest(person, at),
                len(person.places),
            ),
        )
        return best if len(best.name.words) >= len(name.words) else None

    def _leading(self, name: Name) -> Person | None:
        """The person whose name begins the words of a heading in capitals ("Rui Melo Opens Gate")."""
        for end in range(len(name.words) - 1, 0, -1):
            part = Name(name.words[:end])
            for person in self._persons.with_surname(part.surname):
                if names.same_person(part, person.name):
                    return person
        return None

    def _is_person(self, name: Name, printed: str) -> bool:
        """Whether words that no full name explains are a person's name and no body's."""
        return name_phrases.is_personal(printed, name, self._rules) and not media.is_body(
            name.words, self._rules
        )

    # --- roles

    def _by_role(self, printed: str, at: int) -> Meant:
        """The one person with this role, or the role itself without its article."""
        words = re.split(r",| – |—|\(", printed)[0].split()
        definite = not self._rules.definite
        if len(words) > 1 and words[0].lower() in self._rules.articles:
            definite = words[0].lower() in self._rules.definite
            words = words[1:]
        plain = re.findall(r"\w+", " ".join(words))
        if not plain:
            return Meant("")
        role, _ = next(self._rules.roles_in(plain), ("", ""))
        if definite and role and len(plain) <= max(2, len(role.split())):
            holder = self._holder(role)
            if holder is not None:
                return self._spoke(holder, at)
        if definite and len(words) == 1 and (body := self._body(plain[0].lower(), at)):
            return Meant(body)
        end = next((at for at, word in enumerate(words) if at and word in _WHEN), len(words))
        meant = Meant(" ".join(words[:end]))
        noun = role.split()[-1] if role else ""
        if self._rules.is_held(noun):
            self._role = at, meant
        elif noun or media.is_body(words, self._rules):
            self._spoke_as_body = at, meant
        return meant

    def _holder(self, role: str) -> Person | None:
        """The one person with a role; of one that each place has, any place before it: "the Hull senator"."""
        noun = role.rsplit(maxsplit=1)[-1]
        seated = noun in _seats(self._rules.lang)
        return self._persons.holder(role) or (self._persons.holder(noun) if seated else None)

    def _body(self, noun: str, at: int) -> str:
        """The one body that the text before calls by a name with this noun: "city of Hull", "Port Board"."""
        if noun not in self._rules.bodies:
            return ""
        if noun not in self._bodies:
            called: dict[str, int] = {}
            for name, start in self._called(noun):
                called.setdefault(name, start)
            self._bodies[noun] = called
        name, start = next(iter(self._bodies[noun].items()), ("", at))
        return name if len(self._bodies[noun]) == 1 and start < at else ""

    def _called(self, noun: str) -> Iterator[tuple[str, int]]:
        """The names in the text that end in the noun, then those that begin with it, and where they stand."""
        capital = noun.capitalize()
        for run in RUN.finditer(self._frames.text):
            if capital not in run.group():
                continue
            words = re.split(r"[ \u00a0]", run.group())
            end = next((at for at, word in enumerate(words) if bare(word) == capital), 0)
            named = without_openers(words[:end], self._rules.first_words)
            if named:
                yield " ".join([*named, bare(words[end])]), run.start()
        of = re.compile(rf"\b(?i:{noun}) of {NAME_WORD}(?: {NAME_WORD})*")
        for found in of.finditer(self._frames.text):
            yield found.group(), found.start()

    # --- pronouns

    def _unnamed(self, pronoun: str, at: int) -> Meant | None:
        """Who spoke by a role alone ("the official said"), if nobody was named since; None otherwise."""
        place, meant = self._role
        near = self._frames.paragraph(at) - self._frames.paragraph(place) <= 1
        single = pronoun not in self._rules.plural_pronouns and self._rules.pronouns[pronoun]
        if place < 0 or not near or not single or self._antecedents.last_named(at) > place:
            return None
        self._role = at, meant
        return meant

    def _body_before(self, at: int) -> Meant:
        """Which body "it" means: the one that spoke last, in this paragraph or the one before."""
        place, meant = self._spoke_as_body
        near = self._frames.paragraph(at) - self._frames.paragraph(max(0, place)) <= 1
        if place < 0 or not near:
            return Meant("")
        self._spoke_as_body = at, meant
        return meant


@cache
def _seats(lang: str) -> frozenset[str]:
    """Offices that each place has its own holder of: senator, governor."""
    return frozenset(lexicons.forms("descriptions", lang=lang, kind="seat"))


def _latest(person: Person, at: int) -> int:
    """The last place before ``at`` where the person is named in full; -1 where there is none."""
    index = bisect_left(person.places, at)
    return person.places[index - 1] if index else -1
