"""The persons of an event, and whom a name means.

A full name means the person who is spelled so. A surname alone means the one who bears it; where several do,
the one whom the event names in full far more often than the others, or whose relatives the others are, unless
the article names another first. Where that is not clear it is nobody's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from aggregator.compare.labels.label_texts import is_initial
from aggregator.compare.language import names
from aggregator.compare.language.names import Name

ALIKE = 0.7
_FAR_MORE = 3
"""Times as often as another; and the share of the namings that tell a relation."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name where it stands; ``kin`` where it is given with its bearer's relation to somebody."""

    name: Name
    suffix: str
    article_id: str
    kin: bool


def _same_person(one: Name, other: Name) -> bool:
    """Spellings of one name; with the same given name the surname may be romanised more freely."""
    if one.family_first and other.family_first:
        return names.same_person(one, other)
    if _initials_differ(one, other):
        return False
    one, other = _without_initials(one), _without_initials(other)
    if names.same_person(one, other):
        return True
    if not (
        one.given and other.given and names.same_person(_with_surname(one, "X"), _with_surname(other, "X"))
    ):
        return False
    mine, theirs = (names.romanise(name.surname).replace("w", "v") for name in (one, other))
    return Levenshtein.normalized_similarity(mine, theirs) >= ALIKE


def _without_initials(name: Name) -> Name:
    """A name without its initials behind a given name: "Ann B. Lee" and "Carl B. Lee" are two persons'."""
    words = (name.words[0], *(word for word in name.words[1:] if not is_initial(word)))
    return replace(name, words=words)


def _initials_differ(one: Name, other: Name) -> bool:
    mine, theirs = ("".join(word for word in name.given[1:] if is_initial(word)) for name in (one, other))
    return bool(mine and theirs) and mine[0] != theirs[0]


def _with_surname(name: Name, surname: str) -> Name:
    return Name((*name.given, surname))


class People:
    """The persons of the event: each a set of full names that can all be one's."""

    def __init__(self, found: Sequence[FullName]) -> None:
        self._spellings: list[Counter[Name]] = []
        self._index: defaultdict[str, set[int]] = defaultdict(set)
        self._known: dict[tuple[tuple[str, ...], str, str, str], str] = {}
        self._namesakes = _namesakes(found)
        found = [one for one in found if not (one.suffix and one.name in self._namesakes)]
        self._first = {one.name.words[0] for one in found}
        """The words that full names begin with."""
        numbers = self._numbers(Counter(one.name for one in found))
        self._given_with_kin = Counter(numbers[one.name] for one in found if one.kin)
        self._in_article: defaultdict[str, dict[int, None]] = defaultdict(dict)
        """The persons that an article names in full, by their first place in it."""
        for one in found:
            self._in_article[one.article_id].setdefault(numbers[one.name])

    def _numbers(self, full_names: Counter[Name]) -> dict[Name, int]:
        """The person of every full name; the spelling that is printed most comes first."""
        numbers = {}
        for name, count in sorted(full_names.items(), key=lambda item: (-item[1], item[0].words)):
            fitting = self._fitting(name)
            number = fitting[0] if fitting else len(self._spellings)
            if not fitting:
                self._spellings.append(Counter())
            self._spellings[number][name] += count
            for key in _sounds(name):
                self._index[key].add(number)
            numbers[name] = number
        return numbers

    def begins(self, word: str, lang: str) -> bool:
        """Whether a full name may begin with this word: "Because Ann Lee" begins later."""
        return word in self._first or names.is_given(word, lang)

    def _fitting(self, name: Name) -> list[int]:
        numbers = sorted({number for key in _sounds(name) for number in self._index.get(key, ())})
        return [
            number for number in numbers if any(_same_person(name, one) for one in self._spellings[number])
        ]

    def person(self, words: tuple[str, ...], article_id: str, gender: str = "", suffix: str = "") -> str:
        """The name to know this person by; empty where nobody, or no one in particular, can be meant.

        ``gender`` is what the title before the name tells of it; ``suffix`` stands behind it: Jr.
        """
        key = (words, article_id, gender, suffix)
        if key not in self._known:
            known = self._look_up(names.named(words), article_id, gender)
            self._known[key] = (
                f"{known} {suffix}" if suffix and names.named(words) in self._namesakes else known
            )
        return self._known[key]

    def _look_up(self, name: Name, article_id: str, gender: str) -> str:
        fitting = self._fitting(name)
        exact = [
            one for one in fitting if any(name.surname == other.surname for other in self._spellings[one])
        ]
        bearers = [one for one in exact or fitting if not gender or self._gender(one) in ("", gender)]
        if len(bearers) > 1 and not name.given:
            bearers = self._meant(bearers, article_id)
        return str(self._name(bearers[0])) if len(bearers) == 1 else ""

    def _meant(self, bearers: Sequence[int], article_id: str) -> list[int]:
        """The one of several bearers whom their surname alone means in an article, where that is clear."""
        first = max(bearers, key=self._count)
        others_aside = all(self._is_aside(one, first) for one in bearers if one != first)
        named = [one for one in self._in_article[article_id] if one in bearers and not self._is_relative(one)]
        clear = others_aside and not self._is_relative(first) and named[:1] in ([], [first])
        return [first] if clear else []

    def _is_aside(self, one: int, first: int) -> bool:
        """Whether somebody is only mentioned beside the first of the name."""
        return self._is_relative(one) or self._count(one) * _FAR_MORE <= self._count(first)

    def _is_relative(self, person: int) -> bool:
        """Whether somebody is introduced as a relation of others."""
        return self._given_with_kin[person] * _FAR_MORE >= self._count(person)

    def _count(self, person: int) -> int:
        return self._spellings[person].total()

    def _name(self, person: int) -> Name:
        """The spelling printed most, of those without initials where there are any."""
        spellings = self._spellings[person]
        return max(
            spellings,
            key=lambda one: (
                not any(map(is_initial, one.words)),
                spellings[one],
                str(one).isascii(),
                -len(one.words),
                one.words,
            ),
        )

    def _gender(self, person: int) -> str:
        return names.gender(self._name(person))


def _namesakes(found: Sequence[FullName]) -> frozenset[Name]:
    """Names that one article prints both with and without "Jr.": a father's and a son's."""
    plain = {(one.article_id, one.name) for one in found if not one.suffix}
    return frozenset(one.name for one in found if one.suffix and (one.article_id, one.name) in plain)


def _sounds(name: Name) -> tuple[str, ...]:
    """Keys to look a name up by: two spellings of one name share at least one."""
    surname = (names.skeleton(name.surname), names.romanise(name.surname)[:3])
    return (*surname, *(f"given {names.skeleton(one)}" for one in name.given))
