"""What an article prints, as counts: words, and among them names and numbers.

Words are folded to plain Latin letters (accents dropped, Cyrillic and Greek transliterated), so that one
name spelt in several scripts can meet, and compared by their stems: the first letters, which most forms of a
word have in common (minister, ministra, ministrom), and often its spellings in other languages (Ukraine,
Ukrainy). Where words are inflected that finds much of what whole words miss, and it needs no rules for each
language (McNamee, Nicholas and Mayfield, SIGIR 2009). Whether a word is a name is told by its capital letter
where that says something: not at the start of a sentence, not in a headline in capitals or in title case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = r"\d+(?:[.,:]\d+)*"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile("['’][sS]?$")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SENTENCE_START = re.compile(r"(?:[.!?…:;|\n\"“”„«»‘(\[—–-])[\s\"“”„«»‘'(\[—–-]*$")
_LATIN = (
    "a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch  y  e "
    "iu ia e u j lj nj c d dz ss l o d d th ae oe i a v g d e z i th i k l m n x"
    " o p r s s t y f ch ps o"
)
_TRANSLITERATED = str.maketrans(
    dict(
        zip(
            "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяёўјљњћђџßłøđðþæœıαβγδεζηθικλμνξοπρσςτυφχψω",
            _LATIN.split(" "),
            strict=True,
        )
    )
)


_STEM = 6
"""Letters of a word that its forms share."""
_ENDING = 3
"""Letters of the longest ending that inflection adds or takes away: Selenskyj, Selenskyjs."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One word or number as it stands: its folded form, its spelling, and where it looks like a name."""

    word: str
    spelling: str
    capital: bool
    opens: bool
    """Whether it opens a sentence, where a capital says nothing."""


def printed(text: str) -> Iterator[Printed]:
    """The words and numbers of a text in order; letters that fold to nothing (a lone hard sign) are none."""
    end = 0
    for match in _TOKEN.finditer(text):
        spelling = match[0]
        between = text[end : match.start()] if end else "\n"
        opens = bool(_SENTENCE_START.search(between))
        end = match.end()
        if word := fold(spelling):
            yield Printed(word, spelling, spelling[0].isupper(), opens)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lower case plain Latin letters without a possessive; numbers without marks between thousands."""
    if word[0].isdigit():
        return re.sub("[.,]", "", word) if _GROUPED.fullmatch(word) else word.replace(",", ".")
    stem = without_possessive(word).replace("’", "'")
    plain = unicodedata.normalize("NFKD", stem.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_TRANSLITERATED)


def without_possessive(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def stem(word: str) -> str:
    """What the forms of a folded word have in common; a number is its own stem."""
    return word if word[0].isdigit() else word[:_STEM]


def same_word(one: str, other: str, inflected: bool) -> bool:
    """Whether two spellings of one stem are one word, or, where words are inflected, forms of one."""
    one, other = fold(one), fold(other)
    kept = max(len(one), len(other)) - _ENDING
    return one == other or (inflected and one[:kept] == other[:kept])
