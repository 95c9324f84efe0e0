"""Finds the cue of a quotation: the words in its sentence that say who spoke, and the reporting verb."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language.frames import Frame, Frames
from aggregator.compare.language.grammar import Grammar, Token
from aggregator.compare.language.marks import Marked
from aggregator.compare.speakers import cues_after, cues_before, phrases, subjects
from aggregator.compare.speakers.cue import NEAR, OPENING, SUBJECT, TOUCHING, Cue, cue_at, is_carried, offsets


class Cues:
    """The cues beside the quotations of one text. What stands behind one is asked for to join it, too."""

    def __init__(self, frames: Frames) -> None:
        self.frames, self._grammar = frames, frames.grammar
        self._behind: dict[tuple[Marked, int, bool], Cue | None] = {}

    def beside(self, span: Marked) -> Cue | None:
        """The best cue beside a quotation."""
        frame, grammar = self.frames.frame(span.outer_start, span.outer_end), self._grammar
        before = cues_before.before_quotation(frame, grammar)
        opened = before is not None and before.trust >= OPENING
        after = self.behind(span, frame.after, opened=opened)
        if after is not None and _only_carries(after, before, frame, grammar):
            return before
        if after is not None and after.trust == TOUCHING:
            return after
        final = _verb_at_the_end(frame, grammar)
        found = [cue for cue in (before, after, final) if cue is not None]
        return max(found, key=lambda cue: cue.trust, default=None)

    def behind(self, span: Marked, tokens: Sequence[Token], *, opened: bool = False) -> Cue | None:
        """The cue in the tokens that follow a quotation, each number of them read once."""
        asked = (span, len(tokens), opened)
        if asked not in self._behind:
            words = self.frames.text[span.start : span.end]
            self._behind[asked] = cues_after.after_quotation(tokens, words, self._grammar, opened)
        return self._behind[asked]


def _verb_at_the_end(frame: Frame, grammar: Grammar) -> Cue | None:
    """The verb of a German clause behind the quotation in it: 'Melo, der den Plan als "…" bezeichnete'."""
    after = frame.after
    if grammar.lang != "de" or not after or not subjects.is_verb(after, 0, grammar):
        return None
    if len(after) > 1 and after[1].is_word and after[1].lower not in grammar.auxiliaries:
        return None
    before = frame.before
    for at in range(len(before) - 1, 0, -1):
        if before[at - 1].text == "," and before[at].lower in grammar.relatives | grammar.definite:
            phrase = phrases.before_verb(before, at - 1, grammar)
            break
        if before[at].lower in grammar.subordinators:
            phrase = phrases.first(before[at + 1 :], grammar)
            phrase = (phrase[0] + at + 1, phrase[1] + at + 1) if phrase else None
            break
    else:
        return None
    if phrase is None:
        return None
    verb = (after[0].start, after[0].end)
    return Cue(offsets(before, phrase), verb, grammar.verbs[after[0].lower].verb_class, OPENING)


def _only_carries(after: Cue, before: Cue | None, frame: Frame, grammar: Grammar) -> bool:
    """Whether a newspaper named behind the quotation passes on what somebody before it is told to say."""
    if before is None or before.trust < NEAR or after.phrase is None:
        return False
    return is_carried(after.phrase, frame.after, grammar)


def of_sentence(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    """Who a sentence without quotation lets speak: a source, the subject of its verb, or None."""
    source = cues_before.source_before(tokens, grammar)
    if source is not None:
        return source
    for at in range(len(tokens)):
        if subjects.is_verb(tokens, at, grammar) and not grammar.verbs[tokens[at].lower].beside:
            phrase = subjects.subject_of(tokens, at, grammar)
            if phrase is not None:
                return cue_at(tokens, phrase, at, grammar, NEAR)
    return None


def subject_of_sentence(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    """The subject of a sentence that has no reporting verb."""
    phrase = phrases.first(tokens, grammar)
    return Cue(offsets(tokens, phrase), None, "", SUBJECT) if phrase else None


def is_reported(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether the words are in reported speech, told by the mood of a verb (German "sei", "habe")."""
    return any(token.lower in grammar.reported for token in tokens)
