"""Keeps speech apart from titles, names and scare quotes, which stand in the same marks."""

from __future__ import annotations

import re
from functools import cache

from aggregator.compare.language.frames import Frame
from aggregator.compare.language.grammar import LANGUAGES, Grammar, grammar
from aggregator.compare.speakers import hearers
from aggregator.compare.speakers.attribution import Attributed
from aggregator.compare.speakers.cue import OPENING, TOUCHING

FEWEST_WORDS = 4
"""A marked span of fewer words is a term or a scare quote; speech only where one closes as a sentence."""
_LONGEST_TITLE = 16
_LONGEST_NICKNAME = 2
_POINTERS = frozenset(["read", "related", "watch"])
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_ENDS_SENTENCE = (".", "!", "?", "…")


def is_speech(words: str, frame: Frame, found: Attributed, rules: Grammar) -> bool:
    """Whether a marked span is speech: somebody is told to say it, and it is no title or name."""
    if found.cue is None or _points_elsewhere(frame, rules) or _is_nickname(words, frame):
        return False
    opened_by_colon = bool(frame.before) and frame.before[-1].text == ":"
    if found.own and (found.cue.trust == TOUCHING or opened_by_colon) and not _is_show(words, frame, rules):
        return True
    return not is_title(words, frame, rules)


def _points_elsewhere(frame: Frame, rules: Grammar) -> bool:
    """Whether a colon opens the title of another text: "Read (from March 15):"."""
    before = frame.before
    opened = len(before) > 1 and before[-1].text == ":" and rules.lang == "en"
    if not opened or before[0].lower not in _POINTERS:
        return False
    return all(rules.verb(token) is None for token in before[2:])  # "Watch commander Rui Melo said:"


def is_said(found: Attributed) -> bool:
    """Whether a verb of saying stands right beside a quotation, which makes speech of a few words too."""
    cue = found.cue
    return cue is not None and cue.verb is not None and cue.phrase is not None and cue.trust >= OPENING


def _is_show(words: str, frame: Frame, rules: Grammar) -> bool:
    """A title behind where it was said, or who was told: 'he said on "Morning in the Harbour"'."""
    if rules.lang != "en" or not frame.before:
        return False
    last = frame.before[-1]
    led = last.lower in {"on", "in", "of"} or hearers.follow(last, rules)
    return led and is_title(words, frame, rules)


def _is_nickname(words: str, frame: Frame) -> bool:
    """Whether one or two words in marks stand inside a name: 'Rui "Fish" Melo'."""
    inside = bool(frame.before) and bool(frame.after) and frame.before[-1].is_capital
    return inside and frame.after[0].is_capital and len(words.split()) <= _LONGEST_NICKNAME


def is_title(words: str, frame: Frame, rules: Grammar) -> bool:
    """Whether words in marks name a work, a ship or a body: by their capitals, or by the noun before."""
    found = _WORD.findall(words)
    if not found or len(found) > _LONGEST_TITLE or not found[0][0].isupper():
        return False
    named = _named_before(frame, rules)
    if named and not words.endswith(_ENDS_SENTENCE):
        return True
    if _in_capitals(" ".join(token.text for token in (*frame.before, *frame.after)), rules):
        return False
    ends_inside = words.endswith(_ENDS_SENTENCE) and rules.lang == "de"
    begins = not any(token.is_word for token in frame.before)
    return _in_capitals(words, rules) and not ends_inside and not (begins and rules.lang == "de")


def _named_before(frame: Frame, rules: Grammar) -> bool:
    """Whether the last word before says that a name follows: the film, titled, the ship."""
    last = next((token for token in reversed(frame.before) if token.is_word), None)
    return last is not None and last.lower in rules.naming


def _in_capitals(text: str, rules: Grammar) -> bool:
    """Whether every word that can carry a capital does; articles and the like stay small."""
    found = _WORD.findall(text)
    capitals = sum(1 for word in found if word[0].isupper())
    small = rules.closed | _small_words()
    return capitals >= 2 and all(word[0].isupper() or word.lower() in small for word in found)


@cache
def _small_words() -> frozenset[str]:
    """Articles and the like of every language, as titles are printed in their own."""
    return frozenset(word for lang in LANGUAGES for word in grammar(lang).closed) | {
        "di",
        "del",
        "van",
        "voor",
    }
