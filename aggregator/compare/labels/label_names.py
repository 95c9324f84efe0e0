"""What persons and places are called: the spellings and titles of one person, the names of one place.

A full name begins with a known given name; in English it may also be two capitalised words that speak.
Spellings are one person's where ``names.same_person`` allows it, or the given names agree and the
surnames are much alike. Whom a surname alone means, ``label_people`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from aggregator import lexicons
from aggregator.compare.labels.label_nouns import Named
from aggregator.compare.labels.label_people import ALIKE, FullName, People
from aggregator.compare.language import names
from aggregator.compare.language.forms import Forms, Word, words
from aggregator.compare.language.grammar import Grammar, grammar
from aggregator.compare.language.names import Name
from aggregator.types import Article, Place

_APPOSITION = frozenset({"a", "an", "the", "who", "whose"})
_TITLES = 4
"""Words of title kept before a name: "Deputy Prime Minister Dr"."""
_KIN_BEFORE = 3
_KIN_AFTER = 4
"""Words beside a name among which one tells the relation: "Ann Lee, the former wife"."""


@dataclass(frozen=True, slots=True)
class _Text:
    article: Article
    place: Place
    words: Sequence[Word]
    rules: Grammar


def find_places(articles: Sequence[Article]) -> tuple[Named, ...]:
    """All mentions of places that have several names, by the list in ``lexicons/places.csv``."""
    return tuple(
        Named(
            text.article,
            text.place,
            text.words[match.start].start,
            text.words[match.end - 1].end,
            match.value,
        )
        for text in _texts(articles)
        for match in _places().find(text.words)
    )


def find_named(articles: Sequence[Article]) -> tuple[Named, ...]:
    """All mentions of persons who are named in full somewhere in the event; time is linear in the texts.

    An organisation that speaks under two capitalised words cannot be told from a person and is here too.
    """
    texts = list(_texts(articles))
    seen = _seen(texts)
    outlets = {article.outlet for article in articles}
    people = People(
        [found for text in texts for found in _full_names(text, seen) if str(found.name) not in outlets]
    )
    return tuple(named for text in texts for named in _mentions(text, people, seen))


def _texts(articles: Sequence[Article]) -> Iterator[_Text]:
    for article in articles:
        rules = grammar(article.lang or "en")
        yield _Text(article, "headline", words(article.title), rules)
        yield _Text(article, "body", words(article.text), rules)


# --- who is named --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """Words of the event: those in small letters, and names that stand alone beside a verb of saying."""

    small: Set[str]
    speakers: Set[str]


def _seen(texts: Sequence[_Text]) -> _Seen:
    small, speakers = set(), set()
    for text in texts:
        for place, word in enumerate(text.words):
            if word.text[0].islower():
                small.add(word.text)
            elif not _capital_before(text, place) and _beside_verb(text, place, place + 1):
                speakers.add(word.text)
    return _Seen(small, speakers)


def _beside_verb(text: _Text, start: int, end: int) -> bool:
    """Whether a verb of saying stands right before or behind these words."""
    before = text.words[start - 1].text.casefold() if start and text.words[start].joined else ""
    after = text.words[end].text.casefold() if _joined(text, end) else ""
    return bool({before, after} & text.rules.verbs.keys())


def _full_names(text: _Text, seen: _Seen) -> Iterator[FullName]:
    for place, word in enumerate(text.words):
        if not word.text[0].isupper() or text.rules.is_title(word.text):
            continue
        if not (end := _surname_end(text, place, seen)):
            continue
        name = Name(_spelled(text, place, end))
        if lexicons.words("calendar", "forms") & set(name.words):
            continue
        if names.is_given_name(word.text) or _looks_like_a_person(text, place, end, seen):
            yield FullName(name, text.article.id, _is_kin(text, place, end))


def _is_kin(text: _Text, start: int, end: int) -> bool:
    """Whether a name is given with what relation its bearer is: "his wife, Ann Lee", "Ann Lee, his wife"."""
    before = text.words[max(0, start - _KIN_BEFORE) : start]
    link = max((at + 1 for at, word in enumerate(before) if word.text in text.rules.links), default=0)
    after = text.words[end : end + _KIN_AFTER] if _gap(text, end) == "," else ()
    kin = _kin(text.rules.lang)
    return any(kin.at(part, at) for part in (before[link:], after) for at in range(len(part)))


def _surname_end(text: _Text, place: int, seen: _Seen) -> int:
    """Where a full name that starts here ends: given names, particles, one surname; 0 where none follows.

    A given name may be the surname, before a word of another kind: "Paul Ryan House leaders".
    """
    end = place + 1
    while _joined(text, end) and (_capital(text, end) or text.words[end].text in names.PARTICLES):
        word = text.words[end].text
        if _capital(text, end) and not names.is_given_name(word):
            if text.rules.lang == "en" and end - place > 1 and word.casefold() in seen.small:
                break
            return 0 if text.rules.is_title(word) or word.isupper() else end + 1
        end += 1
    last = end - 1
    return end if last > place and _capital(text, last) else 0


def _looks_like_a_person(text: _Text, place: int, end: int, seen: _Seen) -> bool:
    """For given names that no list has: two capitals within a sentence that speak or have an apposition.

    Only in English, where nouns have no capitals, and where neither word is printed small or names a place.
    """
    if (
        text.rules.lang != "en"
        or text.place == "headline"
        or end - place != 2
        or not _within_sentence(text, place)
    ):
        return False
    first, surname = text.words[place].text, text.words[end - 1].text
    if {first.casefold(), surname.casefold()} & seen.small or _place_names() & {first, surname}:
        return False
    if surname.isupper() or (
        text.words[place].joined and text.words[place - 1].text in text.rules.determiners
    ):
        return False
    after = text.words[end].text if _gap(text, end) == "," else ""
    return surname in seen.speakers or after in _APPOSITION or _beside_verb(text, place, end)


def _within_sentence(text: _Text, place: int) -> bool:
    if not place or _capital_before(text, place):
        return False
    return text.words[place].joined or text.words[place].gap.strip() == ","


# --- where they are named ------------------------------------------------------------------------


def _mentions(text: _Text, people: People, seen: _Seen) -> Iterator[Named]:
    place = 0
    while place < len(text.words):
        end = _mention_end(text, place, people, seen)
        if not end:
            place += 1
            continue
        start = _with_titles(text, place)
        person = people.person(_spelled(text, place, end), text.article.id, _gender(text, place))
        yield Named(text.article, text.place, text.words[start].start, text.words[end - 1].end, person)
        place = end


def _mention_end(text: _Text, place: int, people: People, seen: _Seen) -> int:
    """Where the longest name of a known person that starts here ends; 0 where none does."""
    if not _capital(text, place) or text.rules.is_title(text.words[place].text):
        return 0
    word = text.words[place].text
    full = _surname_end(text, place, seen) if people.begins(word, text.rules.lang) else 0
    if full and people.person(_spelled(text, place, full), text.article.id):
        return full
    common = word.casefold() in seen.small and (text.rules.lang == "de" or not _within_sentence(text, place))
    if common or _in_longer_name(text, place, seen) or _names_a_family(text, place):
        return 0
    spelled = _spelled(text, place, place + 1)
    person = people.person(spelled, text.article.id, _gender(text, place))
    return place + 1 if person and _is_surname(spelled[0], person, text.rules.lang) else 0


def _in_longer_name(text: _Text, place: int, seen: _Seen) -> bool:
    """Whether a word stands in a longer run of capitals: "New York", "the Associated Press".

    Words that are also printed small do not count ("But Lee"), nor does German, whose nouns have capitals.
    """
    if text.rules.lang == "de":
        return False
    before = _capital_before(text, place) and text.words[place - 1].text.casefold() not in seen.small
    after = _joined(text, place + 1) and _capital(text, place + 1)
    following = text.words[place + 1].text if after else ""
    small = following.casefold() in seen.small or following in lexicons.words("calendar", "forms")
    return before or (after and not small and not text.rules.is_title(following))


def _names_a_family(text: _Text, place: int) -> bool:
    """Whether a surname stands for all who bear it: "the Lee family", "la familia Lee"."""
    families = _families(text.rules.lang)
    before = place and text.words[place].joined and text.words[place - 1].text.casefold() in families
    return before or (_joined(text, place + 1) and text.words[place + 1].text.casefold() in families)


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


def _gender(text: _Text, place: int) -> str:
    """The gender that a title right before a name tells."""
    if not place or not text.words[place].joined:
        return ""
    return text.rules.title_gender(text.words[place - 1].text)


def _with_titles(text: _Text, place: int) -> int:
    """The first word of the titles right before a name."""
    start = place
    while (
        start
        and place - start < _TITLES
        and text.words[start].joined
        and text.rules.is_title(text.words[start - 1].text)
    ):
        start -= 1
    return start


def _spelled(text: _Text, start: int, end: int) -> tuple[str, ...]:
    return tuple(word.text.replace("’", "'") for word in text.words[start:end])


def _capital(text: _Text, place: int) -> bool:
    return place < len(text.words) and text.words[place].text[0].isupper()


def _capital_before(text: _Text, place: int) -> bool:
    """Whether the word follows another capital that is no title, as in a longer name."""
    if not place or not text.words[place].joined or not _capital(text, place - 1):
        return False
    return not text.rules.is_title(text.words[place - 1].text)


def _joined(text: _Text, place: int) -> bool:
    return place < len(text.words) and text.words[place].joined and not text.words[place].gap.strip()


def _gap(text: _Text, place: int) -> str:
    return text.words[place].gap.strip() if place < len(text.words) else ""


@cache
def _places() -> Forms[str]:
    return Forms(
        (form, row["place"]) for row in lexicons.rows("places") for form in lexicons.split(row["forms"])
    )


@cache
def _place_names() -> frozenset[str]:
    """Words that countries and places are named by, without those that take endings."""
    listed = [row["forms"] for row in lexicons.rows("places")]
    listed += [
        row[column] for row in lexicons.rows("countries") for column in ("names", "adjectives", "capitals")
    ]
    return frozenset(word for cell in listed for form in lexicons.split(cell) for word in form.split())


@cache
def _kin(lang: str) -> Forms[None]:
    return Forms((form, None) for form in lexicons.forms("kin", lang=lang))


@cache
def _families(lang: str) -> frozenset[str]:
    return frozenset(lexicons.forms("families", lang=lang))
