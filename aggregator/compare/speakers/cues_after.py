"""Finds the cue in the words behind a quotation: '…," the mayor said', '…», dit-il', '…" — Rui Melo'."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language.frames import QUOTE
from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token
from aggregator.compare.speakers import hearers, phrases, subjects
from aggregator.compare.speakers.cue import (
    DASHES,
    LONGEST_LABEL,
    NEAR,
    REACH,
    TOUCHING,
    Cue,
    cue_at,
    is_carried,
    offsets,
    source_length,
)


def after_quotation(tokens: Sequence[Token], words: str, grammar: Grammar, opened: bool) -> Cue | None:
    """The cue in what follows: '…," the mayor said', '…», dit-il', '…" — Rui Melo'.

    ``opened``: the words before already say who speaks, so that only a comma ties what follows.
    """
    start = next((at for at, token in enumerate(tokens) if token.is_word), len(tokens))
    opening = [token.text for token in tokens[:start]]
    if any(mark in {".", ";", ":", QUOTE} for mark in opening):
        return None
    if opening and opening[0] in DASHES and not opened:
        signature = _signature(tokens, start, grammar)
        if signature is not None:
            return signature
    touching = not opening or opening[-1] in {","} | DASHES
    words = words.rstrip("\"'”’»“)")
    comma = words[-1:] in {",", "-", "–", "—"} or bool(set(opening) & ({","} | DASHES))
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
    source = _source_in_commas(tokens, start, grammar)
    verb = _verb_after(tokens, start, grammar, touching and (comma or open_ended), touching)
    if source is not None and verb is not None and verb.phrase is not None:
        carried = source.phrase is not None and is_carried(source.phrase, tokens, grammar)
        source = None if carried or verb.trust == TOUCHING else source
    return (
        (None if opened else _source_after(tokens, start, grammar, touching))
        or source
        or verb
        or (_unlisted_verb_after(tokens, start, grammar) if touching and comma and not opened else None)
    )


def _signature(tokens: Sequence[Token], start: int, grammar: Grammar) -> Cue | None:
    """A dash and a name, and nothing more, or what a comma sets apart from it."""
    comma = next((at for at in range(start, len(tokens)) if tokens[at].text == ","), len(tokens))
    rest = [token for token in tokens[start:comma] if token.is_word]
    named = bool(rest) and rest[0].is_capital and rest[0].lower not in grammar.pronouns
    if not named or len(rest) > LONGEST_LABEL or any(token.lower in grammar.verbs for token in rest):
        return None
    end = phrases.after_verb(tokens, start - 1, grammar)
    return Cue(offsets(tokens, end), None, "", TOUCHING) if end else None


def _source_after(tokens: Sequence[Token], start: int, grammar: Grammar, touching: bool) -> Cue | None:
    """According to …, laut …, … zufolge."""
    if not touching:
        return None
    length = source_length(tokens, start, grammar)
    if length and not subjects.is_verb(tokens, min(start + length, len(tokens) - 1), grammar):
        phrase = phrases.after_verb(tokens, start + length - 1, grammar)
        if phrase is not None:
            verb = (tokens[start].start, tokens[start + length - 1].end)
            return Cue(offsets(tokens, phrase), verb, "neutral", TOUCHING)
    for at in range(start + 1, min(len(tokens), start + LONGEST_LABEL)):
        if tokens[at].lower in grammar.sources_after:
            phrase = phrases.before_verb(tokens, at, grammar)
            return Cue(offsets(tokens, phrase), (tokens[at].start, tokens[at].end), "neutral", TOUCHING)
    return None


def _source_in_commas(tokens: Sequence[Token], start: int, grammar: Grammar) -> Cue | None:
    """A source named further on in the sentence: '"…" hätten sie, so Melo', '"…", according to'."""
    for at in range(start + 1, min(len(tokens), start + REACH)):
        length = source_length(tokens, at, grammar)
        if length and (tokens[at - 1].text == "," or length > 1):
            phrase = phrases.after_verb(tokens, at + length - 1, grammar)
            if phrase is not None and not subjects.is_verb(
                tokens, min(at + length, len(tokens) - 1), grammar
            ):
                return Cue(
                    offsets(tokens, phrase), (tokens[at].start, tokens[at + length - 1].end), "neutral", NEAR
                )
    return None


def _verb_after(
    tokens: Sequence[Token], start: int, grammar: Grammar, expects: bool, touching: bool
) -> Cue | None:
    for at in range(start, min(len(tokens), start + REACH)):
        if tokens[at].text in {QUOTE, ";", ":"}:
            return None
        if not subjects.is_verb(tokens, at, grammar) or subjects.is_participle(tokens[at], grammar):
            continue
        first = _first_content(tokens, start, grammar)
        if at <= first and touching and not hearers.follow(tokens[at], grammar):
            inverted = phrases.after_verb(tokens, at, grammar)
            if inverted is not None:
                return cue_at(tokens, inverted, at, grammar, TOUCHING)
        behind = _named_behind(tokens, start, at, grammar)
        if behind is not None:
            return cue_at(tokens, behind, at, grammar, NEAR)
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
        return cue_at(tokens, subject, at, grammar, trust)
    return None


def _named_behind(tokens: Sequence[Token], start: int, verb: int, grammar: Grammar) -> tuple[int, int] | None:
    """The speaker behind a verb further on: '"…" in the case, said Melo', 'the paper quotes Melo as'."""
    quoted = subjects.quoted_as_saying(tokens, verb, grammar)
    adverbial = tokens[verb - 1].text == "," and tokens[start].lower in grammar.prepositions
    if quoted is not None or not adverbial or hearers.follow(tokens[verb], grammar):
        return quoted
    return phrases.after_verb(tokens, verb, grammar)


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
    reports = following.lower in grammar.reporting
    if other or reports or not verb.is_word or not subject or verb.lower.endswith("ing"):
        return None
    phrase = phrases.after_verb(tokens, at, grammar)
    return Cue(offsets(tokens, phrase), (verb.start, verb.end), "other", TOUCHING) if phrase else None


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
