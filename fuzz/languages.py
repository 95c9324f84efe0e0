"""Texts of one language: a few words of its lexicons in disorder, among marks and names.

Where pieces of all languages are joined, a verb, an office and a pronoun of one language hardly ever meet,
and what reads that language is not reached.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from random import Random

from hypothesis import strategies as st

from aggregator import lexicons

LANGUAGES = ("en", "de", "pl", "uk", "ru", "fr", "es", "tr", "")
MARKS = (*"\"'“”„‟‘’‚‛«»`,.!?:;–—-()[]…%$€/", "\n", "\n\n", "\t", "\u00a0")
NAMES = (
    *("Ana Costa", "Melo", "Rui", "MELO", "No", "Mr.", "Dr", "5", "6", "1.2m", "90s", "12:30", "ß", "İ", "É"),
)
_WORDS, _PIECES = (5, 20, 60), (4, 10, 30, 90)
"""How many words a text is made of, so that the same come again, and how long it is."""


def language(data: bytes, at: int = 0) -> str:
    """The language of an input's text number ``at``, which the input's length tells."""
    return LANGUAGES[(len(data) + at) % len(LANGUAGES)]


def inputs(texts: int) -> st.SearchStrategy[bytes]:
    """So many texts, each in the language that ``language`` tells for its number."""
    return st.integers(0, 2**32).map(lambda seed: _made(Random(seed), texts))


def _made(draw: Random, texts: int) -> bytes:
    """Blanks behind the texts make the length that tells their languages."""
    first = draw.randrange(len(LANGUAGES))
    written = "\x1f".join(_text(draw, LANGUAGES[(first + at) % len(LANGUAGES)]) for at in range(texts))
    data = written.encode("utf-8")
    return data + b" " * ((first - len(data)) % len(LANGUAGES))


def _text(draw: Random, lang: str) -> str:
    known = [*_words(lang), *_words("")]
    few = draw.sample(known, min(len(known), draw.choice(_WORDS)))
    marks, names = draw.random() * 0.6, draw.random() * 0.2
    return "".join(_piece(draw, few, marks, names) for _ in range(draw.choice(_PIECES)))


def _piece(draw: Random, words: list[str], marks: float, names: float) -> str:
    """A mark, a name or a word, mostly with a blank behind it."""
    chance = draw.random()
    if chance < marks:
        return draw.choice(MARKS) + draw.choice(("", " "))
    word = draw.choice(NAMES) if chance < marks + names else draw.choice(words)
    word = word.capitalize() if draw.random() < 0.15 else word
    return word + draw.choice((" ", " ", " ", ""))


@cache
def _words(lang: str) -> list[str]:
    """All words and phrases that the lexicons have for a language; for "" those of none or all."""
    lists = sorted(file.name for file in files(lexicons).iterdir() if file.name.endswith(".csv"))
    cells = (
        cell
        for name in lists
        for row in lexicons.rows(name.removesuffix(".csv"))
        if row.get("lang", "").strip("*") == lang
        for column, cell in row.items()
        if column != "lang"
    )
    return sorted({form.strip("*~# ") for cell in cells for form in lexicons.split(cell or "")} - {""})
