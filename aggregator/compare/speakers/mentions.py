"""Finds every place outside quotations where an article names one of its persons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aggregator.compare.language import media, name_phrases, names
from aggregator.compare.language.capitals import bare, run_end, speaks
from aggregator.compare.language.frames import Frames
from aggregator.compare.language.grammar import Token
from aggregator.compare.language.names import Name
from aggregator.compare.speakers.persons import Person, Persons, without_openers

SPEAKS, STANDS, UNDER, OWNS = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A place outside quotations where a person is named."""

    start: int
    person: Person
    strength: int
    """How much it stands out: ``SPEAKS``, ``STANDS``, ``UNDER`` a preposition, ``OWNS`` ("Melo's aide")."""


class Mentions:
    """The mentions of an article's persons, in order. A surname that speaks becomes a person here."""

    def __init__(self, persons: Persons, frames: Frames) -> None:
        self._persons, self._frames, self._rules = persons, frames, frames.grammar
        self._known: dict[tuple[str, ...], Person | None] = {}
        """Whom the runs of capitals read so far mean: most stand more than once."""
        self._all = sorted(self._mentions(), key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._all]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions from ``start`` up to ``end``, in order."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, at: int) -> int:
        """Where the last mention before ``at`` stands; -1 where there is none."""
        index = bisect_left(self._starts, at)
        return self._starts[index - 1] if index else -1

    def _mentions(self) -> Iterator[Mention]:
        tokens, definite = self._frames.all_tokens, self._rules.definite
        behind = 0
        for at, token in enumerate(tokens):
            if at < behind or not (token.is_capital or token.lower in definite):
                continue
            end = run_end(tokens, at)
            person = self._named(tokens, at, end) if end > at else None
            if person is None and token.lower in definite:
                person, end = self._with_role(tokens, at)
            if person is not None:
                yield Mention(token.start, person, self._strength(tokens, at, end))
            behind = end

    def _named(self, tokens: Sequence[Token], at: int, end: int) -> Person | None:
        words = [bare(token.text) for token in tokens[at:end]]
        run = tuple(without_openers(words, self._rules.first_words))
        if run not in self._known:
            self._known[run] = self._meant(run) if run else None
        return self._known[run] or self._speaking(run, tokens, at, end)

    def _meant(self, words: Sequence[str]) -> Person | None:
        """The person of a run of capitals; of several with one surname the one most often named in full."""
        plain = name_phrases.without_titles(words, self._rules) or tuple(words)
        look_up = self._persons.alike if self._persons.inflects else self._persons.with_surname
        if not (known := look_up(plain[-1])):
            return None
        name = Name(plain)
        fitting = [
            person
            for person in known
            if names.same_person(name, person.name) or (len(plain) == 1 and plain[0] == person.name.words[0])
        ]
        gender = next((told for word in words if (told := self._rules.title_gender(word))), "")
        fitting = [person for person in fitting if not gender or person.gender in {"", gender}]
        if len(plain) == 1:
            fitting = [person for person in fitting if not person.kin] or fitting
        often = max((len(person.places) for person in fitting), default=0)
        oftenest = [person for person in fitting if len(person.places) == often]
        return oftenest[0] if len(oftenest) == 1 else None

    def _speaking(self, words: Sequence[str], tokens: Sequence[Token], at: int, end: int) -> Person | None:
        """Whose given name, or surname that never stands in full, is the subject of a verb of saying."""
        if len(words) != 1 or self._rules.lang == "de" or not speaks(tokens, at, end, self._rules):
            return None
        word = words[0]
        if (person := self._persons.with_given_name(Name((word,)))) is not None:
            return person
        known = self._rules.is_title(word) or bool(self._persons.with_surname(word))
        odd = word.lower().endswith("s") or not word.isalpha()
        if known or odd or media.is_body(words, self._rules):
            return None
        self._known.clear()  # a run with this surname may mean the new person
        return self._persons.add(Name((word,)), sure=False)

    def _with_role(self, tokens: Sequence[Token], at: int) -> tuple[Person | None, int]:
        """The person whom "the mayor" at ``at`` means, and the end of these words."""
        if at + 1 >= len(tokens) or bare(tokens[at + 1].lower) not in self._rules.roles:
            return None, at
        return self._persons.holder(bare(tokens[at + 1].lower)), at + 2

    def _strength(self, tokens: Sequence[Token], start: int, end: int) -> int:
        last, following = tokens[end - 1].text, tokens[end : end + 1]
        if bare(last) != last or (following and following[0].lower in self._rules.bodies):
            return OWNS
        if speaks(tokens, start, end, self._rules):
            return SPEAKS
        before = tokens[start - 1].lower if start else ""
        under = before in self._rules.prepositions or before in self._rules.links
        return UNDER if under and before not in self._rules.conjunctions else STANDS
