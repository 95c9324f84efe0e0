"""Finds whose words a message has that is said to speak: "the letter says", "Melo's letter"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from aggregator.compare.language import names
from aggregator.compare.language.frames import LONGEST_SENTENCE, Frames
from aggregator.compare.language.grammar import Token, verb_forms
from aggregator.compare.speakers import phrases, subjects, walks
from aggregator.compare.speakers.cue import source_length

_OWNER = re.compile(r"(.+?)['’]s?\s")
_BEFORE = 3
"""Words before a noun among which the article that introduces it stands."""
_FROM = frozenset(["from", "by"])

Phrase = tuple[str, int]
"""Words, and where they begin."""


class Messages:
    """The messages that a text tells of where it first does: "issued a statement", "a letter from Melo"."""

    def __init__(self, frames: Frames) -> None:
        self._frames, self._rules = frames, frames.grammar
        self._told: dict[str, list[int]] = defaultdict(list)
        """The places, among the tokens, of the nouns that an indefinite article introduces."""
        tokens = frames.all_tokens if self._rules.messages else ()
        for at, token in enumerate(tokens):
            if token.lower in self._rules.messages and self._is_introduced(tokens, at):
                self._told[token.lower].append(at)
        self._authors: dict[int, Phrase | None] = {}
        """Who wrote each, by its place among the tokens, where that was asked for."""

    def _is_introduced(self, tokens: Sequence[Token], at: int) -> bool:
        before = tokens[max(0, at - _BEFORE) : at]
        return any(token.lower in self._rules.indefinite for token in before)

    def author(self, printed: str, at: int) -> Phrase | None:
        """Who wrote or said what the words ``printed`` at ``at`` mean; None where they mean no message."""
        head = re.split(r",| – |—|\(", printed)[0]
        words = head.split()
        if len(words) < 2 or words[-1] not in self._rules.messages:
            return None
        if owner := _OWNER.match(head):
            return owner[1], at
        if words[0].lower() not in self._rules.definite:
            return None
        named = words[1:-1]
        if named and named[0][0].isupper():  # "the White House statement"
            return None if names.is_place(tuple(named)) else (" ".join(named), at)
        return self._before(words[-1], at)

    def _before(self, noun: str, at: int) -> Phrase | None:
        """Who is told before ``at`` to have written or said one of these."""
        tokens, places = self._frames.all_tokens, self._told.get(noun, [])
        last = bisect_left(places, at, key=lambda place: tokens[place].start)
        if not last:
            return None
        place = places[last - 1]
        if place not in self._authors:
            self._authors[place] = self._told_at(place)
        author = self._authors[place]
        return author if author is not None and author[1] < at else None

    def _told_at(self, place: int) -> Phrase | None:
        """Who is told to have written the message at this place among the tokens."""
        noun = self._frames.all_tokens[place]
        start, end = self._frames.sentence_bounds(noun.start)
        if end - start > LONGEST_SENTENCE:
            return None
        sentence = self._frames.tokens(start, end)
        noun_at = next(i for i, token in enumerate(sentence) if token.start == noun.start)
        phrase = self._who(sentence, noun_at)
        if phrase is None or not self._begins_phrase(sentence[phrase[0]]):
            return None
        if sentence[phrase[1] - 1].lower in self._rules.messages:
            return None  # "a letter from the letter": nobody
        begin, stop = sentence[phrase[0]].start, sentence[phrase[1] - 1].end
        return self._frames.text[begin:stop], begin

    def _who(self, sentence: Sequence[Token], noun: int) -> walks.Range | None:
        """Who "a letter from" names, or the subject; none that reports: "Costa said Melo sent a letter"."""
        behind = sentence[noun + 1 : noun + 2]
        if behind and behind[0].lower in _FROM:
            return phrases.after_verb(sentence, noun + 1, self._rules)
        reports = any(self._reports(sentence, at) for at in range(max(0, noun - _BEFORE - 1)))
        sourced = any(source_length(sentence, at, self._rules) for at in range(noun))
        related = any(token.lower in self._rules.relatives for token in sentence[:noun])
        if reports or sourced or related or not self._is_sent(sentence, noun):
            return None
        return phrases.first(sentence[:noun], self._rules)

    def _is_sent(self, sentence: Sequence[Token], noun: int) -> bool:
        """Whether the message is the subject's own: he sent it, or says in it; not one he got or praised."""
        before = range(max(0, noun - _BEFORE), noun)
        article = next((at for at in before if sentence[at].lower in self._rules.indefinite), 0)
        sends = verb_forms("sends", self._rules.lang)
        if any(
            sentence[at].lower in sends and not subjects.is_suffered(sentence, at) for at in range(article)
        ):
            return True
        led = article > 0 and sentence[article - 1].lower in self._rules.prepositions
        return led and any(self._reports(sentence, at) for at in range(article))

    def _reports(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether a verb here lets somebody tell of others."""
        verb = self._rules.verb(sentence[at])
        known = verb is not None and not verb.beside and not subjects.is_participle(sentence[at], self._rules)
        return known and subjects.is_verb(sentence, at, self._rules)

    def _begins_phrase(self, token: Token) -> bool:
        return (
            token.is_capital or token.lower in self._rules.determiners or token.lower in self._rules.pronouns
        )
