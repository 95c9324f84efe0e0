"""Whom a pronoun means, by the nearest sentence before that names somebody it can mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from aggregator.compare.language import names
from aggregator.compare.language.frames import LONGEST_SENTENCE, Frames
from aggregator.compare.language.grammar import Token, verb_forms
from aggregator.compare.speakers import subjects
from aggregator.compare.speakers.mentions import OWNS, SPEAKS, STANDS, UNDER, Mentions
from aggregator.compare.speakers.persons import Person

_SENTENCES_BACK = 8
_ENGLISH_OBJECTS = {"m": frozenset(["him", "himself"]), "f": frozenset(["herself"])}
"""Pronouns that go on about somebody: in "likened him to Costa" the next "he" is not Costa."""
_ASKS_WITHIN = 5
"""Tokens from a name to the verb of asking."""
_ASKED_WITHIN = 6
"""Tokens from the verb of asking to what the question is about."""


class Antecedents:
    """The antecedents of one article's pronouns; told of every speaker, in order of the text."""

    def __init__(self, mentions: Mentions, frames: Frames) -> None:
        self._mentions, self._frames, self._rules = mentions, frames, frames.grammar
        self._spoken: dict[int, Person] = {}
        """Who spoke, by where the phrase stands that says so."""
        self._spoken_at: list[int] = []
        """The same places, in order."""
        self.speaking: Person | None = None
        """Who spoke last."""
        self._heard: set[int] = set()
        """Who spoke, by identity."""

    def note(self, person: Person, at: int) -> None:
        """A phrase at ``at`` says that this person spoke; those before the last one noted say nothing new."""
        if self._spoken_at and self._spoken_at[-1] > at:
            return
        if at not in self._spoken:
            self._spoken_at.append(at)
        self._spoken[at] = self.speaking = person
        self._heard.add(id(person))

    def of(self, pronoun: str, at: int) -> Person | None:
        """Whom a pronoun means, by the nearest sentence before that names somebody it can mean.

        There it is the only one, or the one who speaks. A sentence that itself opens with the pronoun
        goes on about the same person, and the search with it. None where two fit alike.
        """
        gender = self._rules.pronouns[pronoun]
        named = self.last_named(at)
        if pronoun in self._rules.plural_pronouns or not gender or named < 0:
            return None
        end = at
        for _ in range(_SENTENCES_BACK):
            start = max(self._frames.sentence_bounds(max(0, end - 1))[0], end - LONGEST_SENTENCE)
            if start <= named and (fitting := self._fitting(start, end, gender)):
                return self._only(fitting, gender)
            end = self._frames.end_before(start)
            if end == 0:
                return None
        return None

    def last_named(self, at: int) -> int:
        """The last place before ``at`` where somebody is named or spoke; -1 where there is none."""
        spoken = bisect_left(self._spoken_at, at)
        return max(self._mentions.last_before(at), self._spoken_at[spoken - 1] if spoken else -1)

    def _fitting(self, start: int, end: int, gender: str) -> list[tuple[int, Person, int]]:
        """Of those named in these words before a pronoun of this gender, whom it can mean."""
        fitting = [
            (place, person, strength)
            for place, person, strength in self._between(start, end)
            if strength > OWNS and person.gender in {"", gender} and self._is_somebody(person)
        ]
        main = self._main_clause(start, end) if fitting else start
        behind = [one for one in fitting if one[0] >= main > start]
        if not behind:
            fitting = [one for one in fitting if not self._asks(one[0], end, alone=len(fitting) == 1)]
        begin = main if behind else start
        first = self._first_pronoun(begin, end, gender) if fitting else end
        named = [one for one in behind or fitting if one[0] < first]
        if any(strength == UNDER for _, _, strength in named):
            spoken_of = self._first_of(_ENGLISH_OBJECTS.get(gender, frozenset()), begin, end)
            named = [one for one in named if one[2] > UNDER or one[0] < spoken_of]
        return named

    def _first_of(self, forms: frozenset[str], start: int, end: int) -> int:
        """Where one of these words stands first; else the end."""
        tokens = self._frames.tokens(start, end)
        return next((token.start for token in tokens if token.lower in forms), end)

    def _main_clause(self, start: int, end: int) -> int:
        """Where somebody is named behind the comma of a clause that opens a sentence; else ``start``.

        "Moments after Costa spoke, Melo came": the subject is Melo.
        """
        tokens = self._frames.tokens(start, end)
        named = {mention.start for mention in self._mentions.between(start, end)}
        if not tokens or tokens[0].start in named or not self._opens_clause(tokens):
            return start
        behind = False
        for token in tokens:
            if behind and token.start in named:
                return token.start
            role = self._rules.is_held(token.lower)
            behind = token.text == "," or (behind and role)  # ", attorney Rui Melo"
        return start

    def _opens_clause(self, tokens: Sequence[Token]) -> bool:
        """Whether these words open a clause: "After", "Moments after", and in English "Asked", "Leaving"."""
        first = tokens[0].lower
        if {token.lower for token in tokens[:2]} & self._rules.openers:
            return True
        participle = self._rules.lang == "en" and first.endswith(("ed", "ing"))
        return participle and not names.is_given(tokens[0].text, self._rules.lang)

    def _asks(self, place: int, end: int, alone: bool) -> bool:
        """Whether the person named at ``place`` asks, so that "he" who answers is another.

        He asks what is a clause, or, where he is not ``alone``, one of the others; who asks them
        *to* do something speaks himself.
        """
        tokens, lang = self._frames.tokens(place, end)[: _ASKS_WITHIN + _ASKED_WITHIN], self._rules.lang
        for at in range(1, min(_ASKS_WITHIN, len(tokens))):
            verb, before = self._rules.verb(tokens[at]), tokens[at - 1]
            asked = before.text == "," or before.lower in self._rules.openers  # "Melo, when asked"
            if verb is not None and verb.lemma in verb_forms("asks", lang) and not asked:
                behind = {token.lower for token in tokens[at + 1 : at + 1 + _ASKED_WITHIN]}
                answered = behind & verb_forms("asked about", lang) or not (alone or "to" in behind)
                return bool(answered) and subjects.is_verb(tokens, at, self._rules)
        return False

    def _is_somebody(self, person: Person) -> bool:
        """Whether a pronoun may mean it: a person, or a surname whose bearer was heard ("Melo said")."""
        return person.sure or (len(person.name.words) == 1 and id(person) in self._heard)

    def _between(self, start: int, end: int) -> list[tuple[int, Person, int]]:
        """Who is named or spoke in these words: the place, the person, how much it stands out."""
        mentions = self._mentions.between(start, end)
        spoken = self._spoken_at[bisect_left(self._spoken_at, start) : bisect_left(self._spoken_at, end)]
        named = [(one.start, one.person, one.strength) for one in mentions if one.start not in self._spoken]
        spoke = [(place, self._spoken[place], SPEAKS) for place in spoken]
        return sorted([*named, *spoke], key=lambda item: item[0])

    def _first_pronoun(self, start: int, end: int, gender: str) -> int:
        """Where the first pronoun of this gender stands that is no speaker's; else the end."""
        tokens = self._frames.tokens(start, end)
        return next(
            (
                token.start
                for token in tokens
                if self._rules.pronouns.get(token.lower) == gender and token.start not in self._spoken
            ),
            end,
        )

    def _only(self, fitting: list[tuple[int, Person, int]], gender: str) -> Person | None:
        """The last speaker where he comes first, else whoever stands out most, if that is one."""
        opens = fitting[0][1]
        if opens is self.speaking and fitting[0][2] >= STANDS:
            return opens
        most = max(strength for _, _, strength in fitting)
        persons = {id(person): person for _, person, strength in fitting if strength == most}
        told = {key: person for key, person in persons.items() if person.gender == gender}
        left = list((told or persons).values())
        if len(left) > 1 and most == SPEAKS:
            return self._of_main_clause([one for one in fitting if one[1] in left and one[2] == most])
        return left[0] if len(left) == 1 else None

    def _of_main_clause(self, speaking: list[tuple[int, Person, int]]) -> Person | None:
        """Who speaks first, where all others do in clauses below: "Melo said so, since Costa promised"."""
        (first, person, _), *others = speaking
        below = all(
            other is person
            or any(token.lower in self._rules.subordinators for token in self._frames.tokens(first, place))
            for place, other, _ in others
        )
        return person if below else None
