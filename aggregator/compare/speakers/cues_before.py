"""Finds the cue in the words before a quotation: 'The mayor said: "…', 'Melo: "…', 'She called it "…'."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language.frames import QUOTE, Frame
from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token
from aggregator.compare.speakers import phrases, subjects
from aggregator.compare.speakers.cue import (
    DASHES,
    LONGEST_LABEL,
    NEAR,
    OPENING,
    REACH,
    SUBJECT,
    Cue,
    cue_at,
    offsets,
    source_length,
)

_CLOSE = 4
"""Tokens, the verb among them, between a verb and the quotation that it opens: "calls it a"."""


def before_quotation(frame: Frame, grammar: Grammar) -> Cue | None:
    """The cue in the words before: 'The mayor said: "…', 'Melo: "…', 'She called it "…'."""
    tokens = frame.before
    if not any(token.is_word for token in tokens):
        return None
    tokens = tokens[_after_last_quote(tokens) :] if tokens[-1].text in {":", ","} else tokens
    opens = bool(tokens) and tokens[-1].text in {":", ","}
    told = _label(tokens, grammar) or source_before(tokens, grammar) or _verb_before(tokens, opens, grammar)
    if told is not None:
        return told
    if subjects.speaks_of_hearer(tokens, grammar):
        return Cue(None, None, "", SUBJECT)
    phrase = phrases.first(tokens, grammar)
    return Cue(offsets(tokens, phrase), None, "", SUBJECT) if phrase else None


def _verb_before(tokens: Sequence[Token], opens: bool, grammar: Grammar) -> Cue | None:
    """The verb nearest before the quotation; of "Melo said he hopes" the first."""
    found: tuple[int, tuple[int, int]] | None = None
    alone: int | None = None
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - 2 * REACH), -1):
        if not subjects.is_verb(tokens, at, grammar):
            continue
        near = opens or len(tokens) - at <= _CLOSE
        if (
            found is None
            and not near
            and grammar.verbs[tokens[at].lower].beside
            and not _says_that(tokens, at, grammar)
        ):
            continue
        if found is not None:
            beside = _is_of_whom(tokens, found[1][0]) and not subjects.is_participle(tokens[at], grammar)
            if not beside and not _governs(tokens, at, found[1][0], grammar):
                break
        phrase = subjects.subject_of(tokens, at, grammar)
        if not near and phrase is not None and _is_of_whom(tokens, phrase[0]):
            continue  # "Melo, whom Costa criticized, came"
        if phrase is not None:
            found = (at, phrase)
            if tokens[phrase[0]].lower not in grammar.pronouns:
                break
        elif alone is None:
            alone = at
    if found is None:
        return _without_subject(tokens, alone, grammar)
    at, phrase = found
    trust = OPENING if opens or len(tokens) - at <= _CLOSE else NEAR
    return cue_at(tokens, phrase, at, grammar, trust)


def _without_subject(tokens: Sequence[Token], verb: int | None, grammar: Grammar) -> Cue | None:
    """A verb that speaks of the person named before, where a language leaves the pronoun out."""
    if verb is None or grammar.lang not in PRO_DROP:
        return None
    span = (tokens[verb].start, tokens[verb].end)
    return Cue(None, span, grammar.verbs[tokens[verb].lower].verb_class, OPENING)


def _says_that(tokens: Sequence[Token], verb: int, grammar: Grammar) -> bool:
    """Whether a clause that the verb reports follows: "führte Melo aus, dass"."""
    rest = tokens[verb + 1 : verb + 1 + REACH]
    comma = next((at for at, token in enumerate(rest) if token.text == ","), len(rest))
    return comma + 1 < len(rest) and rest[comma + 1].lower in grammar.reporting


def _governs(tokens: Sequence[Token], verb: int, clause: int, grammar: Grammar) -> bool:
    """Whether the clause at ``clause`` is what the verb reports: "said (that) he"."""
    return all(token.lower in grammar.subordinators for token in tokens[verb + 1 : clause]) and clause > verb


def _is_of_whom(tokens: Sequence[Token], clause: int) -> bool:
    """Whether a clause tells of the one before it, and its pronoun of who speaks: "Costa, whom he called"."""
    return clause > 0 and tokens[clause - 1].lower == "whom"


def _after_last_quote(tokens: Sequence[Token]) -> int:
    return next((at + 1 for at in range(len(tokens) - 1, -1, -1) if tokens[at].text == QUOTE), 0)


def _label(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    """'Rui Melo: "…', as in headlines and transcripts."""
    if not tokens or tokens[-1].text != ":":
        return None
    parted = [at + 1 for at, token in enumerate(tokens[:-1]) if token.text in DASHES or token.text == ":"]
    tokens = tokens[max(parted, default=0) :]
    words = [token for token in tokens if token.is_word]
    if not words or len(words) > LONGEST_LABEL:
        return None
    if not words[0].is_capital or any(subjects.is_verb(tokens, at, grammar) for at in range(len(tokens))):
        return None
    verb = _verb_in_capitals(tokens, grammar)
    if verb and (subject := phrases.first(tokens[:verb], grammar)) is not None and subject[0] == 0:
        return cue_at(tokens, subject, verb, grammar, OPENING)
    end = len(tokens) - 1
    core = phrases.first(tokens[:end], grammar)
    return Cue(offsets(tokens, core), None, "", OPENING) if core is not None and core[0] == 0 else None


def _verb_in_capitals(tokens: Sequence[Token], grammar: Grammar) -> int:
    """Where the verb of an English heading in capitals stands: "Melo Scolds Costa:"; 0 where none does."""
    words = [token for token in tokens if token.is_word and token.lower not in grammar.closed]
    if grammar.lang != "en" or not all(token.is_capital for token in words):
        return 0
    forms = (at for at in range(1, len(tokens) - 2) if tokens[at].lower in grammar.verbs)
    return next((at for at in forms if tokens[at].lower.endswith("s")), 0)


def source_before(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    for at in range(len(tokens)):
        length = source_length(tokens, at, grammar)
        if length and not (length == 1 and tokens[at].lower == "so" and not _in_commas(tokens, at)):
            phrase = phrases.after_verb(tokens, at + length - 1, grammar)
            if phrase is not None:
                verb = (tokens[at].start, tokens[at + length - 1].end)
                return Cue(offsets(tokens, _closed(tokens, phrase)), verb, "neutral", OPENING)
    return None


def _closed(tokens: Sequence[Token], phrase: tuple[int, int]) -> tuple[int, int]:
    """A phrase without what follows its comma, unless another comma closes that: no apposition, a clause."""
    start, end = phrase
    if end < len(tokens) and tokens[end].text == ",":
        return phrase
    return start, next((at for at in range(start + 1, end) if tokens[at].text == ","), end)


def _in_commas(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text == ","
