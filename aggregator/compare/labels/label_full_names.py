"""Who is named in full: a known given name and a surname, or, in English, two capitals that speak.

Whom no outlet names in full is a surname behind a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons
from aggregator.compare.labels.label_people import FullName
from aggregator.compare.labels.label_texts import IN_PLACES, Text, is_initial
from aggregator.compare.language import name_phrases, names
from aggregator.compare.language.forms import Forms
from aggregator.compare.language.grammar import Grammar
from aggregator.compare.language.names import Name

_APPOSITION = frozenset({"a", "an", "the", "who", "whose"})
_LONGEST = 3
"""Words of a full name, but for initials and particles; more are two names, of which the second counts."""
_MOST_WORDS = 8
"""With its initials and particles; a list of names goes on for ever."""
_SHORTEST = 3
"""Letters of a surname to which a page has joined another word."""
_KIN_BEFORE = 3
_KIN_AFTER = 4
"""Words beside a name among which one tells the relation: "Ann Lee, the former wife"."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Words of the event: in small letters; those with a capital only where they begin a sentence;
    capitals that stand alone within one; and those beside a verb of saying."""

    small: Set[str]
    openers: Set[str]
    alone: Set[str]
    speakers: Set[str]


def seen_in(printed: Sequence[Text]) -> Seen:
    small, inside, alone, speakers = set(), set(), set(), set()
    for text in printed:
        for place, word in enumerate(text.words):
            if word.text[0].islower():
                small.add(word.text)
                continue
            if place and (word.joined or text.gap(place) == ",") and text.place == "body":
                inside.add(word.text.casefold())
            if not follows_capital(text, place):
                if is_within_sentence(text, place) and not (
                    text.is_joined(place + 1) and text.is_capital(place + 1)
                ):
                    alone.add(word.text)
                if _beside_verb(text, place, place + 1):
                    speakers.add(word.text)
    return Seen(small, small - inside, alone, speakers)


def _beside_verb(text: Text, start: int, end: int) -> bool:
    """Whether a verb of saying stands right before or behind these words."""
    before = text.words[start - 1].text.casefold() if start and text.words[start].joined else ""
    after = text.words[end].text.casefold() if text.is_joined(end) else ""
    return bool({before, after} & text.rules.verbs.keys())


def full_names(text: Text, seen: Seen) -> Iterator[FullName]:
    named = 0
    for place, word in enumerate(text.words):
        if place < named or not word.text[0].isupper() or text.rules.is_title(word.text):
            continue
        if word.text.casefold() in seen.openers or _after_nickname(text, place) or _in_place(text, place):
            continue
        end = surname_end(text, place, seen)
        spelled = text.spelled(place, end)
        if not end or sum(not _is_short(one) for one in spelled) > _LONGEST or _in_credit(text, place, end):
            continue
        *given, surname = spelled
        name = names.named((*given, _unglued(surname, seen)))
        if lexicons.words("calendar", "forms") & set(name.words) or name_phrases.is_glued(name.words):
            continue
        if (
            name.family_first
            or _begins_with_given(name, text)
            or _looks_like_a_person(text, place, end, seen)
        ):
            yield FullName(name, text.suffix(end), text.article.id, _is_kin(text, place, end))
            named = end


def _in_place(text: Text, place: int) -> bool:
    """Whether a word goes on with the name of a place: "St. Anton County"."""
    return text.is_joined(place) and text.words[place - 1].text in IN_PLACES


def _in_credit(text: Text, start: int, end: int) -> bool:
    """Whether a name credits a picture, beside an agency's slash: "Ann Lee/Reuters", "AP Photo/Ann Lee"."""
    return "/" in (text.gap(start), text.gap(end))


def _begins_with_given(name: Name, text: Text) -> bool:
    """Whether a name begins with a given name; a noun behind a rare one ends the name of a body."""
    first, is_body = name.words[0], name.surname.casefold() in text.rules.bodies
    return names.is_usual_given_name(first) or (names.is_given_name(first) and not is_body)


def _after_nickname(text: Text, place: int) -> bool:
    """Whether a name goes on here: "Roberta (Bobbie) Anna Lee"."""
    bracketed = place > 1 and text.gap(place) == ")" and text.gap(place - 1) == "("
    return bracketed and names.is_given_name(text.words[place - 2].text)


def _unglued(word: str, seen: Seen) -> str:
    """A surname without what a web page joined to it ("CorrickThe"), where the surname stands alone too."""
    cuts = (cut for cut in range(_SHORTEST, len(word)) if word[cut].isupper() and word[:cut] in seen.alone)
    return word[: next(cuts, len(word))]


def without_pairs(found: Sequence[FullName]) -> list[FullName]:
    """Full names without those that are two surnames in a row, as in a headline: "Corrick Lee"."""
    surnames = {one.name.surname for one in found if names.is_given_name(one.name.words[0])}
    return [
        one
        for one in found
        if one.name.family_first
        or names.is_given_name(one.name.words[0])
        or one.name.words[0] not in surnames
    ]


def surnames_with_title(printed: Sequence[Text], seen: Seen, found: Sequence[FullName]) -> Iterator[FullName]:
    """Whom nobody names in full: a surname that two outlets print behind a title ("President Trump").

    Only in English; nobody where the titles are a man's and a woman's, which two bear then, and where the
    word never stands without one ("General Motors").
    """
    in_full = {word for one in found for word in one.name.words}
    titled: defaultdict[str, list[tuple[Text, str]]] = defaultdict(list)
    bare = set()
    for text in printed:
        for place in range(1, len(text.words)):
            word, before = text.words[place].text, text.words[place - 1].text
            if word in in_full or not _can_be_surname(text, place, seen):
                continue
            if not text.rules.is_title(before):
                bare.add(word)
            elif before[0].isupper() and not _within_name(text, place - 1):
                titled[word].append((text, text.rules.title_gender(before)))
    for surname, places in titled.items():
        outlets = {text.article.outlet for text, _ in places}
        genders = {gender for _, gender in places if gender}
        if surname in bare and len(outlets) > 1 and len(genders) < 2:
            for text, _ in places:
                yield FullName(Name((surname,)), "", text.article.id, kin=False)


def _can_be_surname(text: Text, place: int, seen: Seen) -> bool:
    """Whether a capital in an English sentence can be nothing but a surname, alone or behind a title."""
    word, rules = text.words[place].text, text.rules
    alone = text.is_joined(place) and not follows_capital(text, place) and word in seen.alone
    usual = len(word) >= _SHORTEST and word.isalpha() and word[0].isupper() and not word.isupper()
    if rules.lang != "en" or not usual or not alone or names.is_given_name(word) or word in _place_names():
        return False
    goes_on = text.is_joined(place + 1) and text.is_capital(place + 1)
    return not goes_on and not _means_else(word, rules, seen)


def _within_name(text: Text, place: int) -> bool:
    """Whether a given name stands a few capitals before: "Jan Op Gen Lee" has no general in it."""
    first = place
    while first and place - first < _LONGEST and text.is_joined(first) and text.is_capital(first - 1):
        first -= 1
    return any(names.is_given_name(word.text) for word in text.words[first:place])


def _is_kin(text: Text, start: int, end: int) -> bool:
    """Whether a name is given with what relation its bearer is: "his wife, Ann Lee", "Ann Lee, his wife"."""
    before = text.words[max(0, start - _KIN_BEFORE) : start]
    link = max((at + 1 for at, word in enumerate(before) if word.text in text.rules.links), default=0)
    after = text.words[end : end + _KIN_AFTER] if text.gap(end) == "," else ()
    kin = _kin(text.rules.lang)
    return any(kin.at(part, at) for part in (before[link:], after) for at in range(len(part)))


def surname_end(text: Text, place: int, seen: Seen) -> int:
    """Where a full name that starts here ends: given names, initials, particles, one surname; else 0.

    A given name may be the surname, before a word of another kind: "Paul Ryan House leaders".
    """
    end = _family_first_end(text, place, seen)
    if end:
        return end
    end = place + 1
    while (
        end - place < _MOST_WORDS
        and text.is_joined(end)
        and (text.is_capital(end) or text.words[end].text in names.PARTICLES)
    ):
        word = text.words[end].text
        if word in {one.text for one in text.words[place:end]}:
            break
        if text.is_capital(end) and not _before_surname(word):
            if text.rules.lang == "en" and end - place > 1 and word.casefold() in seen.small:
                break
            if text.rules.is_title(word) or word.isupper():
                return 0
            given = names.is_given_name(text.words[place].text)
            return end + 2 if given and _goes_on(text, end, seen) else end + 1
        end += 1
    last = text.words[end - 1].text
    return end if end - place > 1 and names.is_usual_given_name(last) and text.is_capital(end - 1) else 0


def _family_first_end(text: Text, place: int, seen: Seen) -> int:
    """Where a name that its family name begins ends; 0 where none does, or capitals go on behind it."""
    for end in (place + 3, place + 2):
        following = range(place + 1, end)
        whole = all(text.is_joined(at) and text.is_capital(at) for at in following)
        if not whole or (text.is_joined(end) and text.is_capital(end)):
            continue
        small = any(text.words[at].text.casefold() in seen.small for at in following)
        if not small and not text.suffix(end - 1) and names.is_family_first(text.spelled(place, end)):
            return end
    return 0


def _before_surname(word: str) -> bool:
    """Whether a capital stands before a surname: another given name, an initial, a particle ("Le")."""
    return names.is_usual_given_name(word) or _is_short(word)


def _is_short(word: str) -> bool:
    return is_initial(word) or word.casefold() in names.PARTICLES


def _goes_on(text: Text, place: int, seen: Seen) -> bool:
    """Whether the surname is the next word: that one stands alone in the event, this one never does."""
    if not text.is_joined(place + 1) or text.words[place].text in seen.alone:
        return False
    if not _can_be_given(text.words[place].text, text.rules):
        return False
    word, rules = text.words[place + 1].text, text.rules
    usual = word.isalpha() and not word.isupper() and not _means_else(word, rules, seen)
    return usual and word in seen.alone | seen.speakers


def _means_else(word: str, rules: Grammar, seen: Seen) -> bool:
    """Whether a capital may be no surname: a word printed small too, a body, a title, a day, a place."""
    plain = word.casefold()
    listed = plain in seen.small or plain in rules.bodies or plain in rules.media or rules.is_title(word)
    return listed or word in lexicons.words("calendar", "forms") or names.is_place((word,))


def _looks_like_a_person(text: Text, place: int, end: int, seen: Seen) -> bool:
    """For given names that no list has: two capitals within a sentence that speak or have an apposition.

    Only in English, where nouns have no capitals, and where neither word is printed small or names a place.
    """
    if (
        text.rules.lang != "en"
        or text.place == "headline"
        or end - place != 2
        or not is_within_sentence(text, place)
    ):
        return False
    first, surname = text.words[place].text, text.words[end - 1].text
    if {first.casefold(), surname.casefold()} & seen.small or _place_names() & {first, surname}:
        return False
    if _is_part(text, place, end) or not _can_be_given(first, text.rules) or surname.isupper():
        return False
    after = text.words[end].text if text.gap(end) == "," else ""
    return surname in seen.speakers or after in _APPOSITION or _beside_verb(text, place, end)


def _is_part(text: Text, start: int, end: int) -> bool:
    """Whether two capitals belong to a longer name: "Parks and Human Services", "Senate Roads Committee"."""
    if text.is_joined(end) and text.is_capital(end) and not text.rules.is_title(text.words[end].text):
        return True
    if start < 2 or not text.words[start].joined:
        return False
    before = text.words[start - 1].text
    joined = before in text.rules.joining and text.is_joined(start - 1) and text.is_capital(start - 2)
    return before in text.rules.determiners or joined


def _can_be_given(word: str, rules: Grammar) -> bool:
    """Whether a word can be a given name: no abbreviation ("AP"), no compound ("Oslo-based"), no verb."""
    parts = word.split("-")
    compound = any(part[0].islower() for part in parts if part)
    plain = word.casefold()
    other = plain in rules.closed or plain in rules.auxiliaries or plain in rules.verbs
    return not compound and not word.isupper() and (plain in names.PARTICLES or not other)


def is_within_sentence(text: Text, place: int) -> bool:
    if not place or follows_capital(text, place):
        return False
    return text.words[place].joined or text.words[place].gap.strip() == ","


def follows_capital(text: Text, place: int) -> bool:
    """Whether the word follows another capital that is no title or particle, as in a longer name."""
    if not place or not text.words[place].joined or not text.is_capital(place - 1):
        return False
    before = text.words[place - 1].text
    return not text.rules.is_title(before) and before.casefold() not in names.PARTICLES


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
