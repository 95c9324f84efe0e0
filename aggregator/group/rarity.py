"""How rare a word is, and whether it is a name: counts frozen with the release, one set a language.

Adding unrelated articles changes nothing about an event, so the counts never come from the articles at hand.
For English they come from a large collection of news (``benchmarks/background.py`` made the file: single
words only, one a line, the folded word, in how many of the items it stands, and how often in a hundred it
had a capital where a capital says something). For other languages they come from general frequencies of
words (the package wordfreq; Speer 2022). In a language that it does not know, short words are common ones.
What is counted of the words is put together by their stems, as if words stood in articles independently.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aggregator.group.words import Printed, fold, stem

_WORDS_OF_AN_ARTICLE = 300
"""By this a frequency among words becomes a share of articles."""
_MOSTLY = 50
"""Percentage of capitals from which a word is a name where it has one."""
_RARE_NAME = 3.0
"""Where no list tells: the rarity from which a word with a capital is a name; one article in twenty."""
_LISTED_AS = {"hr": "sh", "sr": "sh", "bs": "sh", "no": "nb", "nn": "nb", "tl": "fil"}
"""Languages that the package has under another code."""
_LONG = 6
"""Letters from which a stem is as rare as can be, where nothing is known of its language."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a language: ``stem -> rarity`` in nats, and by word the percentage of capitals."""

    highest: float
    """The rarity of a word that was never seen."""
    known: Mapping[str, float]
    capitals: Mapping[str, int]

    def rarity(self, start: str) -> float:
        """Inverse document frequency of a stem in nats (Spärck Jones 1972)."""
        if self.known or start[0].isdigit():
            return self.known.get(start, self.highest)
        return self.highest * min(len(start), _LONG) / _LONG

    def is_name(self, token: Printed) -> bool:
        """Whether a word is printed as a name: a number, or a capital on a word that usually has one."""
        if token.word[0].isdigit() or not token.capital:
            return token.word[0].isdigit()
        if self.capitals:
            return self.capitals.get(token.word, 100) > _MOSTLY
        return self.rarity(stem(token.word)) >= _RARE_NAME


@cache
def background(lang: str) -> Background:
    """The counts of one language (ISO 639-1; unknown is taken as English), read once."""
    return _english() if lang in ("en", "") else general(lang)


@cache
def general(lang: str) -> Background:
    """What general frequencies tell of a language (ISO 639-1), which is all there is for most."""
    english = _english()
    words = _frequencies(lang, english.highest)
    numbers = {word: rarity for word, rarity in english.known.items() if word[0].isdigit()}
    return Background(english.highest, words and {**numbers, **words}, {})


@cache
def _english() -> Background:
    packed = (files(__package__) / "background.tsv.gz").read_bytes()
    head, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
    items = int(head)
    absent: dict[str, float] = defaultdict(lambda: 1.0)  # the share of items without any word of a stem
    capitals = {}
    for line in lines:
        word, count, share = line.split("\t")
        absent[stem(word)] *= 1 - (int(count) + 1) / (items + 1)
        capitals[word] = int(share)
    known = {start: -math.log1p(-nowhere) for start, nowhere in absent.items()}
    return Background(math.log(items + 1), known, capitals)


def _frequencies(lang: str, highest: float) -> dict[str, float]:
    """The rarities of a language's stems; empty where the package does not know it."""
    import wordfreq

    lang = _LISTED_AS.get(lang, lang)
    if lang not in wordfreq.available_languages("small"):
        return {}
    listed = wordfreq.get_frequency_dict(lang, wordlist="small")
    among: dict[str, float] = defaultdict(float)
    for word, frequency in listed.items():
        if word[0].isalpha() and (folded := fold(word)):
            among[stem(folded)] += frequency
    return {
        start: min(highest, -math.log1p(-math.exp(-_WORDS_OF_AN_ARTICLE * frequency)))
        for start, frequency in among.items()
    }
