"""Finds the cue of a quotation: the words in its sentence that say who spoke, and the reporting verb.

The order of trust: a verb that touches the quotation ("…," said Melo), then a verb before it that opens
it (Melo said: "…"), then any reporting verb of the sentence, then the sentence's subject alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.compare import phrases, subjects
from aggregator.compare.frames import QUOTE, Frame
from aggregator.compare.grammar import Grammar, Token

TOUCHING, OPENING, NEAR, SUBJECT = 4, 3, 2, 1
_REACH = 24
"""Tokens between a quotation and a verb after it that still speaks of it."""
_DASHES = {"-", "–", "—", "―", "~"}
PRO_DROP = frozenset({"pl", "uk", "ru", "es"})
"""Languages in which a verb without subject speaks of the person just named ("– dodał.")."""
_CLOSE = 4
"""Tokens, the verb among them, between a verb and the quotation that it opens: "calls it a"."""
_LONGEST_LABEL = 10


@dataclass(frozen=True, slots=True)
class Cue:
    """Offsets of the speaker's phrase and of the verb (None: there is none), and how far to trust it."""

    phrase: tuple[int, int] | None
    verb: tuple[int, int] | None
    verb_class: str
    trust: int


def find(frame: Frame, words: str, grammar: Grammar) -> Cue | None:
    """The best cue beside a quotation whose words are ``words``."""
    before = before_quotation(frame, grammar)
    opened = before is not None and before.trust >= OPENING
    after = after_quotation(frame, words, grammar, opened)
    if after is not None and after.trust == TOUCHING:
        return after
    found = [cue for cue in (before, after) if cue is not None]
    return max(found, key=lambda cue: cue.trust, default=None)


# --- after the quotation


def after_quotation(frame: Frame, words: str, grammar: Grammar, opened: bool) -> Cue | None:
    """The cue in the words that follow: '…," the mayor said', '…», dit-il', '…" — Rui Melo'.

    ``opened``: the words before already say who speaks, so that only a comma ties what follows.
    """
    tokens = frame.after
    start = next((at for at, token in enumerate(tokens) if token.is_word), len(tokens))
    opening = [token.text for token in tokens[:start]]
    if any(mark in {".", ";", ":", QUOTE} for mark in opening):
        return None
    if opening and opening[0] in _DASHES:
        signature = _signature(tokens, start, grammar)
        if signature is not None:
            return signature
    touching = not opening or opening[-1] in {","} | _DASHES
    words = words.rstrip("\"'”’»“)")
    comma = words[-1:] in {",", "-", "–", "—"} or bool(set(opening) & ({","} | _DASHES))
    open_ended = words[-1:] in {"?", "!", "…", "."} and not opened and grammar.lang == "en"
    if (
        touching
        and not comma
        and not open_ended
        and start < len(tokens)
        and tokens[start].is_capital
        and opened
    ):
        return None
    return (
        (None if opened else _source_after(tokens, start, grammar, touching))
        or _source_in_commas(tokens, start, grammar)
        or _verb_after(tokens, start, grammar, touching and (comma or open_ended), touching)
        or (_unlisted_verb_after(tokens, start, grammar) if touching and comma and not opened else None)
    )


def _signature(tokens: Sequence[Token], start: int, grammar: Grammar) -> Cue | None:
    """A dash and a name, and nothing more."""
    rest = [token for token in tokens[start:] if token.is_word]
    named = bool(rest) and rest[0].is_capital and rest[0].lower not in grammar.pronouns
    if not named or len(rest) > _LONGEST_LABEL or any(token.lower in grammar.verbs for token in rest):
        return None
    end = phrases.after_verb(tokens, start - 1, grammar)
    return Cue(_offsets(tokens, end), None, "", TOUCHING) if end else None


def _source_after(tokens: Sequence[Token], start: int, grammar: Grammar, touching: bool) -> Cue | None:
    """According to …, laut …, … zufolge."""
    if not touching:
        return None
    length = _source_length(tokens, start, grammar)
    if length and not subjects.is_verb(tokens, min(start + length, len(tokens) - 1), grammar):
        phrase = phrases.after_verb(tokens, start + length - 1, grammar)
        if phrase is not None:
            verb = (tokens[start].start, tokens[start + length - 1].end)
            return Cue(_offsets(tokens, phrase), verb, "neutral", TOUCHING)
    for at in range(start + 1, min(len(tokens), start + _LONGEST_LABEL)):
        if tokens[at].lower in grammar.sources_after:
            phrase = phrases.before_verb(tokens, at, grammar)
            return Cue(_offsets(tokens, phrase), (tokens[at].start, tokens[at].end), "neutral", TOUCHING)
    return None


def _source_in_commas(tokens: Sequence[Token], start: int, grammar: Grammar) -> Cue | None:
    """A source named further on in the sentence: '"…" hätten sie, so Melo', '"…", according to'."""
    for at in range(start + 1, min(len(tokens), start + _REACH)):
        length = _source_length(tokens, at, grammar)
        if length and (tokens[at - 1].text == "," or length > 1):
            phrase = phrases.after_verb(tokens, at + length - 1, grammar)
            if phrase is not None and not subjects.is_verb(
                tokens, min(at + length, len(tokens) - 1), grammar
            ):
                return Cue(
                    _offsets(tokens, phrase), (tokens[at].start, tokens[at + length - 1].end), "neutral", NEAR
                )
    return None


def _source_length(tokens: Sequence[Token], at: int, grammar: Grammar) -> int:
    """How many tokens at ``at`` form a phrase such as "according to"; 0 where none does."""
    if at >= len(tokens) or tokens[at].lower not in grammar.source_openers:
        return 0
    for length in (4, 3, 2, 1):
        if " ".join(token.lower for token in tokens[at : at + length]) in grammar.sources_before:
            return length
    return 0


def _verb_after(
    tokens: Sequence[Token], start: int, grammar: Grammar, expects: bool, touching: bool
) -> Cue | None:
    for at in range(start, min(len(tokens), start + _REACH)):
        if tokens[at].text in {QUOTE, ";", ":"}:
            return None
        if not subjects.is_verb(tokens, at, grammar) or subjects.is_participle(tokens[at], grammar):
            continue
        first = _first_content(tokens, start, grammar)
        if at <= first and touching:
            inverted = phrases.after_verb(tokens, at, grammar)
            if inverted is not None:
                return _cue(tokens, inverted, at, grammar, TOUCHING)
        subject = phrases.before_verb(tokens[start:], at - start, grammar)
        if subject is None and at <= first and expects and grammar.lang in PRO_DROP:
            return Cue(
                None, (tokens[at].start, tokens[at].end), grammar.verbs[tokens[at].lower].verb_class, TOUCHING
            )
        if subject is None:
            continue
        subject = (subject[0] + start, subject[1] + start)
        adjacent = subject[0] <= first
        trust = TOUCHING if adjacent and expects else NEAR
        return _cue(tokens, subject, at, grammar, trust)
    return None


def _unlisted_verb_after(tokens: Sequence[Token], start: int, grammar: Grammar) -> Cue | None:
    """A small word and then a name right after '…",' can only be a verb: '…", resümierte Melo'."""
    at = _first_content(tokens, start, grammar)
    if at + 1 >= len(tokens):
        return None
    if grammar.lang in PRO_DROP and not tokens[at + 1].is_word and not tokens[at].is_capital:
        return Cue(None, (tokens[at].start, tokens[at].end), "other", TOUCHING)
    verb, following = tokens[at], tokens[at + 1]
    other = (
        verb.is_capital
        or verb.lower in grammar.closed
        or verb.lower in grammar.expletives
        or verb.lower in grammar.pronouns
    )
    subject = (
        following.is_capital or following.lower in grammar.pronouns or following.lower in grammar.determiners
    )
    if other or not verb.is_word or not subject or verb.lower.endswith("ing"):
        return None
    phrase = phrases.after_verb(tokens, at, grammar)
    return Cue(_offsets(tokens, phrase), (verb.start, verb.end), "other", TOUCHING) if phrase else None


def _first_content(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """The first token that is no adverb or auxiliary."""
    at = start
    while (
        at < len(tokens)
        and tokens[at].lower in grammar.auxiliaries
        and tokens[at].lower not in grammar.pronouns
    ):
        at += 1
    return at


# --- before the quotation


def before_quotation(frame: Frame, grammar: Grammar) -> Cue | None:
    """The cue in the words before: 'The mayor said: "…', 'Melo: "…', 'She called it "…'."""
    tokens = frame.before
    if not any(token.is_word for token in tokens):
        return None
    tokens = tokens[_after_last_quote(tokens) :] if tokens[-1].text in {":", ","} else tokens
    opens = bool(tokens) and tokens[-1].text in {":", ","}
    label = _label(tokens, grammar)
    if label is not None:
        return label
    source = _source_before(tokens, grammar)
    if source is not None:
        return source
    reported = _verb_before(tokens, opens, grammar)
    if reported is not None:
        return reported
    phrase = phrases.first(tokens, grammar)
    return Cue(_offsets(tokens, phrase), None, "", SUBJECT) if phrase else None


def _verb_before(tokens: Sequence[Token], opens: bool, grammar: Grammar) -> Cue | None:
    """The verb nearest before the quotation; of "Melo said he hopes" the first."""
    found: tuple[int, tuple[int, int]] | None = None
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - 2 * _REACH), -1):
        if not subjects.is_verb(tokens, at, grammar):
            continue
        near = opens or len(tokens) - at <= _CLOSE
        if found is None and not near and grammar.verbs[tokens[at].lower].beside:
            continue
        if found is not None and not _governs(tokens, at, found[1][0], grammar):
            break
        phrase = subjects.subject_of(tokens, at, grammar)
        if phrase is not None:
            found = (at, phrase)
            if tokens[phrase[0]].lower not in grammar.pronouns:
                break
    if found is None:
        return None
    at, phrase = found
    trust = OPENING if opens or len(tokens) - at <= _CLOSE else NEAR
    return _cue(tokens, phrase, at, grammar, trust)


def _governs(tokens: Sequence[Token], verb: int, clause: int, grammar: Grammar) -> bool:
    """Whether the clause at ``clause`` is what the verb reports: "said (that) he"."""
    return all(token.lower in grammar.subordinators for token in tokens[verb + 1 : clause]) and clause > verb


def _after_last_quote(tokens: Sequence[Token]) -> int:
    return max((at + 1 for at, token in enumerate(tokens) if token.text == QUOTE), default=0)


def _label(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    """'Rui Melo: "…', as in headlines and transcripts."""
    dash = max((at + 1 for at, token in enumerate(tokens) if token.text in _DASHES), default=0)
    tokens = tokens[dash:]
    words = [token for token in tokens if token.is_word]
    if not tokens or tokens[-1].text != ":" or not words or len(words) > _LONGEST_LABEL:
        return None
    if not words[0].is_capital or any(subjects.is_verb(tokens, at, grammar) for at in range(len(tokens))):
        return None
    end = len(tokens) - 1
    core = phrases.first(tokens[:end], grammar)
    return Cue(_offsets(tokens, core), None, "", OPENING) if core is not None and core[0] == 0 else None


def _source_before(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    for at in range(len(tokens)):
        length = _source_length(tokens, at, grammar)
        if length and not (length == 1 and tokens[at].lower == "so" and not _in_commas(tokens, at)):
            phrase = phrases.after_verb(tokens, at + length - 1, grammar)
            if phrase is not None:
                verb = (tokens[at].start, tokens[at + length - 1].end)
                return Cue(_offsets(tokens, phrase), verb, "neutral", OPENING)
    return None


def _in_commas(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text == ","


# --- shared


def _cue(tokens: Sequence[Token], phrase: tuple[int, int], verb: int, grammar: Grammar, trust: int) -> Cue:
    known = grammar.verb(tokens[verb])
    span = (tokens[verb].start, tokens[verb].end)
    return Cue(_offsets(tokens, phrase), span, known.verb_class if known else "", trust)


def _offsets(tokens: Sequence[Token], phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    if phrase is None:
        return None
    first, last = phrase
    return tokens[first].start, tokens[last - 1].end


def of_sentence(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    """Who a sentence without quotation lets speak: a source, the subject of its verb, or None."""
    source = _source_before(tokens, grammar)
    if source is not None:
        return source
    for at in range(len(tokens)):
        if subjects.is_verb(tokens, at, grammar) and not grammar.verbs[tokens[at].lower].beside:
            phrase = subjects.subject_of(tokens, at, grammar)
            if phrase is not None:
                return _cue(tokens, phrase, at, grammar, NEAR)
    return None


def subject_of_sentence(tokens: Sequence[Token], grammar: Grammar) -> Cue | None:
    """The subject of a sentence that has no reporting verb."""
    phrase = phrases.first(tokens, grammar)
    return Cue(_offsets(tokens, phrase), None, "", SUBJECT) if phrase else None


def is_reported(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether the words are in reported speech, told by the mood of a verb (German "sei", "habe")."""
    return any(token.lower in grammar.reported for token in tokens)
