"""Names of persons: knowing them by their words, and telling whether two spellings mean one person.

Spellings are compared by a skeleton of consonants, as phonetic codes do (Soundex; Postel, "Die Kölner
Phonetik", 1969), built here so that the common romanisations of one Cyrillic name fall together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from aggregator import lexicons

_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
_GROUPS = (
    ("schtsch", "s"), ("tsch", "s"), ("shch", "s"), ("szcz", "s"), ("tch", "s"), ("sch", "s"),
    ("cz", "s"), ("sz", "s"), ("sh", "s"), ("zh", "s"), ("rz", "s"), ("dż", "s"), ("dj", "s"), ("kh", "h"),
    ("ts", "s"), ("tz", "s"), ("ks", "ks"), ("x", "ks"), ("ph", "f"), ("th", "t"),  ("qu", "k"),
)  # fmt: skip
_LETTERS = str.maketrans(
    {"w": "v", "f": "v", "c": "s", "z": "s", "q": "k", "g": "h", "j": "", "y": "", "i": "", "a": "", "e": "",
     "o": "", "u": "", "'": "", "’": "", ".": "", "-": ""}
)  # fmt: skip
_SLAVIC_ENDINGS = ("skiego", "skiemu", "skim", "ckiego", "ckiemu", "ckim", "skoho", "skogo", "skomu", "skym")
_CASE_ENDINGS = ("owi", "em", "iem", "a", "u", "y", "ą", "ę", "ej", "s", "’s", "'s", "om", "ом", "ою")
_SHORTEST_KEY = 3
PARTICLES = {
    "de",
    "von",
    "van",
    "der",
    "den",
    "la",
    "le",
    "du",
    "di",
    "da",
    "del",
    "al",
    "el",
    "bin",
    "ben",
    "zu",
    "ter",
}
INFLECTING = frozenset({"pl", "uk", "ru"})
"""Languages that give names case endings."""
_GIVEN_ENDINGS = ("owi", "iem", "em", "a", "u", "y", "i", "e", "ie", "om", "oi", "iu")
_SURNAME_GENDERS = {
    "ska": "f", "cka": "f", "dzka": "f", "ski": "m", "cki": "m", "dzki": "m", "ська": "f", "цька": "f",
    "ський": "m", "цький": "m", "ская": "f", "цкая": "f", "ский": "m", "цкий": "m", "ова": "f", "ева": "f",
    "єва": "f", "ина": "f", "ов": "m", "ев": "m", "єв": "m", "ин": "m",
}  # fmt: skip

_HYPHENED = re.compile(
    r"[A-Z][a-z]{1,5}-(?!led|run|era|made|born|like|wide|type|free|held|hit|wing)[A-Za-z][a-z]{1,5}"
)
_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|er|ia|ie|iu|ua|ue|ui|uo|[aeiouv])"
)
_PINYIN = re.compile(rf"(?=[A-Z][a-z]{{3,}}$)(?i:{_SYLLABLE}){{2}}")
"""A given name of two syllables as Chinese is romanised: "Weiguo"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as words without titles: given names, then the surname, or the other way round."""

    words: tuple[str, ...]
    family_first: bool = False

    @property
    def surname(self) -> str:
        return self.words[0] if self.family_first else self.words[-1]

    @property
    def given(self) -> tuple[str, ...]:
        return self.words[1:] if self.family_first else self.words[:-1]

    def __str__(self) -> str:
        return " ".join(self.words)


def named(words: tuple[str, ...]) -> Name:
    """The name of these words, in the order of its language."""
    return Name(words, is_family_first(words))


def is_family_first(words: Sequence[str]) -> bool:
    """Whether a Chinese, Korean or Vietnamese family name stands first: "Kim Min Jun", "Lee So-ra"."""
    if not words:
        return False
    first, *given = words
    if len(given) == 2:
        return first in _family_names("two") and all(word.isalpha() and len(word) < 6 for word in given)
    hyphen = len(given) == 1 and first in _family_names("hyphen") and _HYPHENED.fullmatch(given[0])
    pinyin = len(given) == 1 and first in _family_names("pinyin") and _PINYIN.fullmatch(given[0])
    return bool(hyphen or (pinyin and not is_place((given[0],))))


@cache
def _family_names(kind: str) -> frozenset[str]:
    return frozenset(lexicons.forms("family_names", kind=kind))


@lru_cache(maxsize=50_000)
def romanise(text: str) -> str:
    """Small Latin letters without diacritics; Cyrillic letter by letter."""
    if text.isascii():
        return text.lower()
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in text.lower())
    plain = unicodedata.normalize(
        "NFKD", latin.replace("ł", "l").replace("ß", "ss").replace("ø", "o").replace("đ", "d")
    )
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> frozenset[str]:
    """What the spellings of one name share: its first sound and its consonants.

    Two where the word has a "ch", which is written for two sounds (English "Chaika", Polish "Chojnacki").
    """
    plain = romanise(word.removesuffix("'s").removesuffix("’s"))
    for ending in _SLAVIC_ENDINGS:
        if plain.endswith(ending):
            plain = plain[: -len(ending)] + ending[:2]
            break
    for written, sound in _GROUPS:
        plain = plain.replace(written, sound)
    return frozenset(_consonants(plain.replace("ch", sound)) for sound in ("s", "h"))


def skeleton(word: str) -> str:
    """One skeleton, to look spellings up by; a "ch" counts as in Polish and German."""
    return min(skeletons(word))


def _consonants(plain: str) -> str:
    first = "" if plain[:1] in "bcdfghklmnpqrstvwxz" else "-"
    return first + re.sub(r"(.)\1+", r"\1", plain.translate(_LETTERS))


@cache
def _places() -> tuple[frozenset[str], tuple[str, ...]]:
    """The names of countries and places, and the beginnings of those that take endings."""
    listed = [row["forms"] for row in lexicons.rows("places")]
    listed += [row[key] for row in lexicons.rows("countries") for key in ("names", "adjectives", "capitals")]
    forms = [form for cell in listed for form in lexicons.split(cell)]
    whole = frozenset(form for form in forms if "*" not in form)
    return whole, tuple(form.rstrip("*") for form in forms if form.endswith("*"))


@lru_cache(maxsize=1 << 14)
def is_place(words: tuple[str, ...]) -> bool:
    """Whether words name a country or another place of the lists, or its people ("South Korean")."""
    whole, beginnings = _places()
    if len(words) > 1 and is_given_name(words[0]):
        return False
    text = " ".join(words)
    one_word = words[-1].startswith(beginnings) and (len(words) == 1 or text.startswith(beginnings))
    return text in whole or one_word or words[-1] in whole


@cache
def _given_groups() -> dict[str, tuple[int, str]]:
    """The usual given names, romanised: which are one name's spellings, and their gender."""
    groups: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(lexicons.rows("given_names")):
        for form in lexicons.split(row["forms"]):
            groups[romanise(form)] = (number, row["gender"])
    return groups


@cache
def _given_names() -> dict[str, str]:
    """Every given name of the lists, romanised, and the gender it tells (m, f, or empty)."""
    rare = {
        form: row["gender"] for row in lexicons.rows("more_given_names") for form in row["forms"].split(";")
    }
    return rare | {form: told for form, (_, told) in _given_groups().items()}


def gender(name: Name, lang: str = "") -> str:
    """``m`` or ``f`` where the given name tells, or the surname's ending in ``lang``; else empty."""
    for word in name.given:
        if told := _given_names().get(romanise(word.split("-", maxsplit=1)[0])):
            return told
    endings = _SURNAME_GENDERS if lang in INFLECTING else {}
    return next((told for ending, told in endings.items() if name.surname.lower().endswith(ending)), "")


def is_usual_given_name(word: str) -> bool:
    """Whether a word is one of the usual given names; a rare one behind another name is rather a surname."""
    return romanise(word.split("-", maxsplit=1)[0]) in _given_groups()


def is_given_name(word: str) -> bool:
    return romanise(word.split("-", maxsplit=1)[0]) in _given_names()


def is_given(word: str, lang: str) -> bool:
    """Whether a word is a given name, in a language that inflects names also in a case form ("Annie")."""
    if is_given_name(word):
        return True
    plain = romanise(word)
    return lang in INFLECTING and any(
        plain.endswith(ending) and plain[: -len(ending)] + stem in _given_groups()
        for ending in _GIVEN_ENDINGS
        for stem in ("", "a")
    )


def same_person(one: Name, other: Name) -> bool:
    """Whether two names can mean one person: the surnames sound alike and no given name contradicts."""
    if one.family_first and other.family_first:
        return _letters(one) == _letters(other)
    if _begins(one, other) or _begins(other, one) or _letters(one) == _letters(other):
        return True
    shorter = min(len(one.words), len(other.words))
    if shorter > 1 and one.words[:shorter] == other.words[:shorter]:
        return True  # a second surname: "Ana Costa", "Ana Costa Ribeiro"
    return _same_surname(one.surname, other.surname) and _given_agree(one.given, other.given)


def _begins(one: Name, other: Name) -> bool:
    """Whether a name is the family name that stands first in the other ("Kim", "Kim Jong Un")."""
    first = other.words[0]
    alone = len(one.words) == 1 and len(other.words) > 1 and one.surname.lower() == first.lower()
    return alone and not is_given_name(first)


def _letters(name: Name) -> str:
    """All letters in a row, so that a hyphen does not count ("Jong-un", "Jong Un")."""
    return romanise("".join(name.words)).replace("-", "")


def _same_surname(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    keys = {key for key in skeletons(one) & skeletons(other) if len(key) >= _SHORTEST_KEY}
    if keys and _vowels_agree(one, other):
        return True
    return romanise(one) == romanise(other) or is_case_form(one, other) or is_case_form(other, one)


def _vowels_agree(one: str, other: str) -> bool:
    """Guards the skeleton: the words have about the same length ("Norman" is no "Nrmn" of "Neuromann")."""
    return abs(len(romanise(one)) - len(romanise(other))) <= 4


def is_case_form(stem: str, form: str) -> bool:
    """Whether ``form`` is ``stem`` with a case ending (Polish, Ukrainian, Russian, German, English)."""
    a, b = romanise(stem), romanise(form)
    longer = len(a) >= 3 and b.startswith(a) and b[len(a) :] in {romanise(ending) for ending in _CASE_ENDINGS}
    return longer or (
        len(a) >= 5
        and a.endswith("a")
        and b[: len(a) - 1] == a[:-1]
        and b[len(a) - 1 :] in {"y", "i", "ie", "e", "u", "a", "o"}
    )


def _given_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return True
    return any(_same_given(a, b) for a in one for b in other)


def _same_given(one: str, other: str) -> bool:
    a, b = romanise(one).strip("."), romanise(other).strip(".")
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    groups = _given_groups()
    if a in groups and b in groups:
        return groups[a][0] == groups[b][0]
    return (
        any(len(key) >= 2 for key in skeletons(one) & skeletons(other))
        or is_case_form(one, other)
        or is_case_form(other, one)
    )
