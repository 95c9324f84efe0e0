"""Names of persons: finding them in a phrase, and telling whether two spellings mean one person.

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
from aggregator.compare.grammar import Grammar

_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?\.?")
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


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as words without titles: given names, then the surname."""

    words: tuple[str, ...]

    @property
    def surname(self) -> str:
        return self.words[-1]

    @property
    def given(self) -> tuple[str, ...]:
        return self.words[:-1]

    def __str__(self) -> str:
        return " ".join(self.words)


@lru_cache(maxsize=50_000)
def romanise(text: str) -> str:
    """Small Latin letters without diacritics; Cyrillic letter by letter."""
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
def _given_groups() -> dict[str, tuple[int, str]]:
    groups: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(lexicons.rows("given_names")):
        for form in lexicons.split(row["forms"]):
            groups[romanise(form)] = (number, row["gender"])
    return groups


def gender(name: Name) -> str:
    """``m`` or ``f`` where the given name tells, else empty."""
    for word in name.given:
        known = _given_groups().get(romanise(word))
        if known is not None:
            return known[1]
    return ""


def is_given_name(word: str) -> bool:
    return romanise(word) in _given_groups()


def same_person(one: Name, other: Name) -> bool:
    """Whether two names can mean one person: the surnames sound alike and no given name contradicts."""
    return _same_surname(one.surname, other.surname) and _given_agree(one.given, other.given)


def _same_surname(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    keys = {key for key in skeletons(one) & skeletons(other) if len(key) >= _SHORTEST_KEY}
    if keys and _vowels_agree(one, other):
        return True
    return romanise(one) == romanise(other) or _inflected(one, other) or _inflected(other, one)


def _vowels_agree(one: str, other: str) -> bool:
    """Guards the skeleton: the words have about the same length ("Norman" is no "Nrmn" of "Neuromann")."""
    return abs(len(romanise(one)) - len(romanise(other))) <= 4


def _inflected(stem: str, form: str) -> bool:
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
        or _inflected(one, other)
        or _inflected(other, one)
    )


def find(phrase: str, rules: Grammar) -> Name | None:
    """The name in a phrase: its last run of capitalised words in the head, without titles; None without one.

    The head ends at the first comma or bracket after a name, so that an apposition's names do not count.
    """
    head = re.split(r"\s[–—-]\s|[;(]", phrase)[0]
    for part in head.split(","):
        for run in reversed(_capital_runs(part)):
            words = without_titles(run, rules)
            if words:
                return Name(words)
    return None


def without_titles(run: Sequence[str], rules: Grammar) -> tuple[str, ...]:
    """What of a run of capitals is the name: the words after its last title ("Ohio Gov. Rui Melo")."""
    words = list(run)
    while words and rules.is_title(words[-1]):
        words.pop()
    last = max((at + 1 for at, word in enumerate(words) if rules.is_title(word)), default=0)
    return tuple(words[last:])


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


def _capital_runs(text: str) -> list[list[str]]:
    runs: list[list[str]] = []
    run: list[str] = []
    for match in _WORD.finditer(text):
        word = _without_possessive(match.group())
        if word[0].isupper():
            run.append(word)
            if match.group() != word:
                runs.append(run)
                run = []
        elif run and word in PARTICLES:
            run.append(word)
        else:
            runs.append(run)
            run = []
    runs.append(run)
    return [trimmed for run in runs if (trimmed := _without_trailing_particles(run))]


def _without_possessive(word: str) -> str:
    bare = re.sub(r"['’]s$|['’]$", "", word)
    return bare if len(bare) == 2 or not bare.endswith(".") or len(bare) <= 3 else bare.rstrip(".")


def _without_trailing_particles(run: list[str]) -> list[str]:
    while run and run[-1] in PARTICLES:
        run = run[:-1]
    return run


def is_personal(phrase: str, name: Name, rules: Grammar) -> bool:
    """Whether a phrase is a name with nothing but titles before it, so that it can be another spelling."""
    words = re.findall(r"[\w'’.-]+", phrase)
    bare = [word for word in words if not rules.is_title(word)]
    return len(bare) == len(name.words) and words[-1:] == [name.surname]
