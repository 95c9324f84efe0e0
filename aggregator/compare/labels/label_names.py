"""What persons and places are called: the spellings and titles of one person, the names of one place.

Spellings are one person's where ``names.same_person`` allows it, or the given names agree and the
surnames are much alike. Whom a surname alone means, ``label_people`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from aggregator import lexicons
from aggregator.compare.labels import label_descriptions, label_titles
from aggregator.compare.labels.label_full_names import (
    Seen,
    follows_capital,
    full_names,
    is_within_sentence,
    seen_in,
    surname_end,
    surnames_with_title,
    without_pairs,
)
from aggregator.compare.labels.label_nouns import Named
from aggregator.compare.labels.label_people import ALIKE, People
from aggregator.compare.labels.label_said import Mention, Mentioned
from aggregator.compare.labels.label_texts import Text
from aggregator.compare.language import names
from aggregator.compare.language.forms import Forms


def find_places(printed: Sequence[Text]) -> tuple[Named, ...]:
    """All mentions of places that have several names, by the list in ``lexicons/places.csv``."""
    return tuple(
        Named(
            text.article,
            text.place,
            text.words[match.start].start,
            text.words[match.end - 1].end,
            match.value,
        )
        for text in printed
        for match in _places().find(text.words)
    )


def find_named(printed: Sequence[Text]) -> tuple[Named, ...]:
    """All mentions of persons whom the event names in full, or two outlets with a title; time is linear.

    An organisation that speaks under two capitalised words cannot be told from a person and is here too.
    """
    seen = seen_in(printed)
    outlets = {text.article.outlet for text in printed}
    found = [one for text in printed for one in full_names(text, seen) if str(one.name) not in outlets]
    people = People([*without_pairs(found), *surnames_with_title(printed, seen, found)])
    mentioned = [Mentioned(text, list(_mentions(text, people, seen))) for text in printed]
    called = [_named(one.text, mention) for one in mentioned for mention in one.mentions]
    return (*called, *label_descriptions.find(mentioned))


def _named(text: Text, mention: Mention) -> Named:
    start, end = text.words[mention.start].start, text.end(mention.end - 1)
    return Named(text.article, text.place, start, end, mention.person)


def _mentions(text: Text, people: People, seen: Seen) -> Iterator[Mention]:
    place = floor = 0
    while place < len(text.words):
        end = _mention_end(text, place, people, seen)
        if not end:
            place += 1
            continue
        person = people.person(
            text.spelled(place, end), text.article.id, _gender(text, place), text.suffix(end)
        )
        name = place - 1 if _has_particle(text, place, person) else place
        start = label_titles.start(text, name, floor, seen.openers)
        floor = place = end + bool(text.suffix(end))
        yield Mention(start, name, place, person)


def _mention_end(text: Text, place: int, people: People, seen: Seen) -> int:
    """Where the longest name of a known person that starts here ends; 0 where none does."""
    if not text.is_capital(place) or text.rules.is_title(text.words[place].text):
        return 0
    word = text.words[place].text
    full = surname_end(text, place, seen) if people.begins(word, text.rules.lang) else 0
    if full and people.person(text.spelled(place, full), text.article.id):
        return full
    common = word.casefold() in seen.small and (
        text.rules.lang == "de" or not is_within_sentence(text, place)
    )
    if common or _in_longer_name(text, place, seen) or _names_a_family(text, place) or text.suffix(place + 1):
        return 0
    spelled = text.spelled(place, place + 1)
    person = people.person(spelled, text.article.id, _gender(text, place))
    return place + 1 if person and _is_surname(spelled[0], person, text.rules.lang) else 0


def _has_particle(text: Text, place: int, person: str) -> bool:
    """Whether the particle before a surname is the person's: "Le Brun"."""
    if not place or not text.is_joined(place):
        return False
    before = text.words[place - 1].text.casefold()
    surname = f" {before} {text.words[place].text.casefold()}"
    return before in names.PARTICLES and person.casefold().endswith(surname)


def _in_longer_name(text: Text, place: int, seen: Seen) -> bool:
    """Whether a word stands in a longer run of capitals: "New York", "the Associated Press".

    Words that are also printed small do not count ("But Lee"), nor does German, whose nouns have capitals.
    """
    if text.rules.lang == "de":
        return False
    before = follows_capital(text, place) and text.words[place - 1].text.casefold() not in seen.small
    after = text.is_joined(place + 1) and text.is_capital(place + 1)
    following = text.words[place + 1].text if after else ""
    small = following.casefold() in seen.small or following in lexicons.words("calendar", "forms")
    return before or (after and not small and not text.rules.is_title(following))


def _names_a_family(text: Text, place: int) -> bool:
    """Whether a surname stands for all who bear it: "the Lee family", "la familia Lee"."""
    families = _families(text.rules.lang)
    before = place and text.words[place].joined and text.words[place - 1].text.casefold() in families
    return before or (text.is_joined(place + 1) and text.words[place + 1].text.casefold() in families)


def _is_surname(word: str, person: str, lang: str) -> bool:
    """Whether a single word is spelt like one of the person's names, where names keep their form.

    An English plural is the family's ("the Lees").
    """
    if lang in names.INFLECTING:
        return True
    plain = names.romanise(word.removesuffix("'s"))
    spelled = [names.romanise(one) for one in person.split()]
    if lang == "en" and any(plain in (f"{one}s", f"{one}es") for one in spelled):
        return False
    return any(Levenshtein.normalized_similarity(plain, one) >= ALIKE for one in spelled)


def _gender(text: Text, place: int) -> str:
    """The gender that a title right before a name tells."""
    if not place or not text.words[place].joined:
        return ""
    return text.rules.title_gender(text.words[place - 1].text)


@cache
def _places() -> Forms[str]:
    return Forms(
        (form, row["place"]) for row in lexicons.rows("places") for form in lexicons.split(row["forms"])
    )


@cache
def _families(lang: str) -> frozenset[str]:
    return frozenset(lexicons.forms("families", lang=lang))
