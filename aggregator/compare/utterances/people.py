"""One name per person over all articles of an event, across spellings, scripts and languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from aggregator.compare.language import media, name_phrases, names
from aggregator.compare.language.grammar import grammar
from aggregator.compare.language.names import Name
from aggregator.types import UNKNOWN, Attribution

_STEM = 5
_CLEARLY = 3
"""So many times as often as the others together, a bearer is the one whom a bare surname means."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    speaker: str
    lang: str
    count: int
    name: Name | None
    """None for a role or a body."""
    sure: bool
    """Whether an article shows that this is a person."""


@dataclass(slots=True)
class _Speaker:
    """One speaker under all spellings."""

    spellings: list[_Spelling] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether this is a person with a name; False for a role, a body, or where no article shows it."""
        return any(spelling.sure for spelling in self.spellings)

    @property
    def count(self) -> int:
        return sum(spelling.count for spelling in self.spellings)

    def may_be(self, name: Name) -> bool:
        return all(one.name is not None and names.same_person(name, one.name) for one in self.spellings)


class People:
    """The speakers of an event. A spelling belongs to the one fuller name that it can mean."""

    def __init__(self, mentions: Iterable[tuple[Attribution, str]]) -> None:
        """``mentions``: attribution and language, once for every quotation."""
        told = [(one.speaker, lang, one.is_person) for one, lang in mentions if one.speaker]
        counts = Counter((speaker, lang) for speaker, lang, _ in told if speaker != UNKNOWN)
        sure = {(speaker, lang) for speaker, lang, is_person in told if is_person}
        self._number: dict[tuple[str, str], int] = {}
        self._speakers: list[_Speaker] = []
        ordered = sorted(counts.items(), key=lambda item: (-len(item[0][0].split()), -item[1], item[0]))
        for (speaker, lang), count in ordered:
            name = _personal_name(speaker, lang)
            spelling = _Spelling(speaker, lang, count, name, name is not None and (speaker, lang) in sure)
            self._number[speaker, lang] = number = self._place(spelling)
            self._speakers[number].spellings.append(spelling)

    def _place(self, spelling: _Spelling) -> int:
        """The number of the speaker that a spelling means; a new one where none or several fit."""
        name = spelling.name
        if name is None:
            key = spelling.speaker.casefold()
            same = [number for number, one in enumerate(self._speakers) if _is_called(one, key)]
        else:
            same = [number for number, one in enumerate(self._speakers) if one.may_be(name)]
            same = same if len(name.words) > 1 else self._clear(same)
        if same:
            return same[0]
        self._speakers.append(_Speaker())
        return len(self._speakers) - 1

    def _clear(self, fitting: list[int]) -> list[int]:
        if len(fitting) < 2:
            return fitting
        ranked = sorted(fitting, key=lambda number: -self._speakers[number].count)
        others = sum(self._speakers[number].count for number in ranked[1:])
        return ranked[:1] if self._speakers[ranked[0]].count >= _CLEARLY * others else []

    def person(self, speaker: str, lang: str) -> int | None:
        """The number of the speaker a spelling means; None for ``unknown``."""
        return self._number.get((speaker, lang))

    def is_named(self, number: int) -> bool:
        """Whether a speaker is a person with a name, and no role or body."""
        return self._speakers[number].named

    def name(self, number: int, lang: str) -> str:
        """The name to show: in ``lang`` where it is printed so, in full, then the most frequent."""
        best = max(
            self._speakers[number].spellings,
            key=lambda one: (
                one.lang == lang,
                min(len(one.speaker.split()), 2),
                one.count,
                len(one.speaker),
                one.speaker,
            ),
        )
        return best.speaker

    def contradicts(self, speaker: str, lang: str, number: int) -> bool:
        """Whether a spelling names somebody who cannot be speaker ``number``.

        Two persons with names contradict each other unless the names may be one person's. A role, a body
        or what may be either can speak through any person but one that it refers to ("Melo's deputy", "the
        family of Melo"), and several ("officials") through none. Two roles contradict each other where both
        are offices that few hold, and in one language.
        """
        own = self.person(speaker, lang)
        if own is None or own == number:
            return False
        known = self._speakers[number]
        if known.named and self._speakers[own].named:
            name = _personal_name(speaker, lang)
            return name is None or not any(
                one.name is not None and names.same_person(name, one.name) for one in known.spellings
            )
        if known.named:
            return _are_several(speaker, lang) or any(
                _refers_to(speaker, one.speaker, lang) for one in known.spellings
            )
        alike = [one.speaker for one in known.spellings if one.lang == lang]
        return bool(alike) and all(_are_two_offices(speaker, other, lang) for other in alike)


def _personal_name(speaker: str, lang: str) -> Name | None:
    """The name, where the words are one with nothing but titles, and no body's or newspaper's."""
    rules = grammar(lang)
    name = name_phrases.find(speaker, rules)
    personal = name is not None and name_phrases.is_personal(speaker, name, rules)
    return name if name is not None and personal and not media.is_body(name.words, rules) else None


def _is_called(speaker: _Speaker, key: str) -> bool:
    return any(one.name is None and one.speaker.casefold() == key for one in speaker.spellings)


def _refers_to(role: str, name: str, lang: str) -> bool:
    """Whether words mean somebody beside the person with this name: "Melo's deputy", "family of Melo"."""
    rules = grammar(lang)
    words = re.findall(r"\w+(?:['’]s)?", role.lower())
    beside = any(rules.is_held(word) or word in rules.links or word.endswith(("'s", "’s")) for word in words)
    return beside and bool(_stems(role) & _stems(name))


def _are_several(role: str, lang: str) -> bool:
    """Whether an English role is of several, who are no one person: "officials", "two aides of the mayor"."""
    rules, words = grammar(lang), role.lower().split()
    end = next((at for at, word in enumerate(words) if word in rules.links | rules.prepositions), len(words))
    noun = words[end - 1] if lang == "en" and end else ""
    return noun.endswith("s") and rules.is_held(noun[:-1]) and not rules.is_held(noun)


def _are_two_offices(one: str, other: str, lang: str) -> bool:
    mine, theirs = _offices(one, lang), _offices(other, lang)
    return bool(mine) and bool(theirs) and not mine & theirs


def _offices(phrase: str, lang: str) -> set[str]:
    rules = grammar(lang)
    roles = rules.roles_in(re.findall(r"\w+", phrase.lower()))
    return {noun for _, noun in roles if noun in rules.offices}


def _stems(phrase: str) -> set[str]:
    """The longer words of a phrase, cut to their first letters so that endings do not count."""
    words = re.findall(r"\w+", phrase.casefold())
    return {word[:_STEM] for word in words if len(word) > 3}
