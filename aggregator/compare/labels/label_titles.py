"""The title before a name, whole or not at all: "Secretary of Defense Ann Lee", never "Defense Ann Lee".

In English a title has what it is of before it, in capitals ("Supreme Court Justice") or not ("film
director"). Capitals are taken; before a small title only what begins a phrase shows that it is whole.
"""

from __future__ import annotations

from collections.abc import Set

from aggregator import lexicons
from aggregator.compare.labels.label_texts import Text

_LONGEST = 4
"""Words of title in a row: "Deputy Prime Minister Dr"."""
_LONGEST_BODY = 6
"""Capitals before a title; more are a line in capitals."""

_JOINING = frozenset({"of", "for", "and"})


def start(text: Text, place: int, floor: int, openers: Set[str]) -> int:
    """The first word of the title before the name at ``place``, the name itself without one.

    Words before ``floor`` belong to another name; ``openers`` have a capital only where they begin a
    sentence.
    """
    first = _row_start(text, place, floor)
    if first == place or text.words[place - 1].text.casefold() in text.rules.held_by_bodies:
        return place
    if text.words[place - 1].text.casefold() in text.rules.fields:
        first = _across_of(text, first, floor)
        if text.words[first].text.casefold() in text.rules.fields:
            return place
    if _only_modifiers(text, first, place):
        return place
    return first if text.rules.lang != "en" else _whole(text, first, place, floor, openers)


def _whole(text: Text, first: int, place: int, floor: int, openers: Set[str]) -> int:
    """The start of an English title whose own words begin at ``first``."""
    after_field = first < place - 1 and text.words[place - 2].text.casefold() in text.rules.fields
    if text.rules.title_gender(text.words[place - 1].text) and not after_field:
        return place - 1  # Mr, Ms, but not the First Lady
    if text.place == "headline" and text.is_capital(place - 1):
        return first
    begin = _body_start(text, first, floor, openers)
    if not _is_tail(text, begin, first, floor):
        return begin
    inner = range(first + 1, place - 1)
    return next((at for at in inner if text.words[at].text in text.rules.modifiers), place)


def _row_start(text: Text, place: int, floor: int) -> int:
    """The first of the titles in a row right before a word."""
    first = place
    while (
        first > floor and place - first < _LONGEST and text.words[first].joined and _is_title(text, first - 1)
    ):
        first -= 1
    return first


def _is_title(text: Text, place: int) -> bool:
    word = text.words[place].text
    if word.casefold() == "press" and text.rules.lang == "en":  # a verb of saying elsewhere
        return text.is_joined(place + 1) and text.rules.is_title(text.words[place + 1].text)
    return text.rules.is_title(word) and word not in text.rules.suffixes


def _across_of(text: Text, first: int, floor: int) -> int:
    """The start of a title that goes on before "of": "Secretary of Defense"."""
    before = first - 1
    if (
        before > floor
        and text.is_joined(first)
        and text.words[before].text == "of"
        and text.is_joined(before)
    ):
        return _row_start(text, before, floor)
    return first


def _only_modifiers(text: Text, first: int, place: int) -> bool:
    """Whether the words belong to what follows the name: "former Lee adviser"."""
    return all(word.text.casefold() in text.rules.modifiers for word in text.words[first:place])


def _body_start(text: Text, first: int, floor: int, openers: Set[str]) -> int:
    """The first of the capitals before a title, the title itself in a line whose words all have capitals."""
    start = first
    while start > floor and text.is_joined(start) and _names_body(text, start - 1, openers):
        start -= 1
    in_capitals = start > floor and text.is_joined(start) and _is_closed(text, start - 1)
    in_capitals = in_capitals and text.is_capital(start - 1) and text.words[start - 1].joined
    return first if in_capitals or first - start > _LONGEST_BODY else start


def _names_body(text: Text, place: int, openers: Set[str]) -> bool:
    """Whether a word can belong to the name of a body or place, and does not only begin a sentence."""
    plain = text.words[place].text.casefold()
    if plain in text.rules.modifiers:
        return True
    if not text.is_capital(place) or _is_closed(text, place):
        return False
    return text.words[place].joined or plain not in openers


def _is_closed(text: Text, place: int) -> bool:
    """Whether a word begins a phrase or is a verb of saying or a day, and so is no part of a title."""
    word, rules = text.words[place].text, text.rules
    plain = word.casefold()
    listed = plain in rules.closed or plain in rules.first_words or plain in rules.auxiliaries
    return listed or plain in rules.verbs or word in lexicons.words("calendar", "forms")


def _is_tail(text: Text, begin: int, first: int, floor: int) -> bool:
    """Whether a title has lost words on its left: "film director", "Schools and Parks Director"."""
    before = begin - 1
    if begin < first and text.gap(begin) == "&":
        return True
    if before < floor or not text.is_joined(begin):
        return False
    if begin < first and text.words[before].text in _JOINING:
        return before > floor and text.is_joined(before) and text.is_capital(before - 1)
    small = not text.is_capital(begin) and text.words[begin].text not in text.rules.modifiers
    return small and not _is_closed(text, before)
