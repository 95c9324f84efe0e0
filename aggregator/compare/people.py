"""One name per person over all articles of an event, across spellings, scripts and languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from aggregator.compare import names
from aggregator.compare.grammar import grammar
from aggregator.compare.names import Name
from aggregator.types import UNKNOWN

_STEM = 5


class People:
    """The speakers of an event. A spelling belongs to the one fuller name that it can mean."""

    def __init__(self, mentions: Iterable[tuple[str, str]]) -> None:
        """``mentions``: speaker and language, once for every quotation."""
        counts = Counter((speaker, lang) for speaker, lang in mentions if speaker != UNKNOWN)
        self._roles: set[tuple[str, str]] = set()
        self._person: dict[tuple[str, str], int] = {}
        self._names: list[list[tuple[Name, str, str, int]]] = []
        ordered = sorted(counts.items(), key=lambda item: (-len(item[0][0].split()), -item[1], item[0]))
        for (speaker, lang), count in ordered:
            self._place(speaker, lang, count)

    def _place(self, speaker: str, lang: str, count: int) -> None:
        name = names.find(speaker, grammar(lang))
        if name is None or not names.is_personal(speaker, name, grammar(lang)):
            name = Name((speaker.casefold(),))
            self._roles.add((speaker, lang))
        fitting = [number for number, known in enumerate(self._names) if self._fits(name, known)]
        if len(fitting) == 1 or (fitting and len(name.words) > 1):
            number = fitting[0]
        else:
            number = len(self._names)
            self._names.append([])
        self._names[number].append((name, speaker, lang, count))
        self._person[speaker, lang] = number

    @staticmethod
    def _fits(name: Name, known: Sequence[tuple[Name, str, str, int]]) -> bool:
        return all(names.same_person(name, other) for other, *_ in known)

    def person(self, speaker: str, lang: str) -> int | None:
        """The number of the person a spelling means; None for ``unknown``."""
        return self._person.get((speaker, lang))

    def name(self, number: int, lang: str) -> str:
        """The name to show: the fullest, in ``lang`` where it is printed so, then the most frequent."""
        spelled = self._names[number]
        best = max(
            spelled,
            key=lambda entry: (entry[2] == lang, len(entry[0].words), entry[3], entry[1]),
        )
        return best[1]

    def contradicts(self, speaker: str, lang: str, number: int) -> bool:
        """Whether a spelling names somebody who cannot be person ``number``.

        Two names contradict each other. A role may hide any name but one that it refers to ("Melo's
        deputy"); two roles contradict each other where they share no word, in one language.
        """
        if self.person(speaker, lang) in {None, number}:
            return False
        known = [(spelling, code) for _, spelling, code, _ in self._names[number]]
        named = [entry for entry in known if entry not in self._roles]
        if (speaker, lang) not in self._roles:
            return bool(named)
        if named:
            return any(_stems(spelling) & _stems(speaker) for spelling, _ in named)
        alike = [spelling for spelling, code in known if code == lang]
        return bool(alike) and not any(_stems(spelling) & _stems(speaker) for spelling in alike)


def _stems(phrase: str) -> set[str]:
    """The longer words of a phrase, cut to their first letters so that endings do not count."""
    words = re.findall(r"\w+", phrase.casefold())
    return {word[:_STEM] for word in words if len(word) > 3}
