"""How rare a word is in the news, and whether it is a name: counts frozen with the release.

The counts come from a large background collection (``benchmarks/background.py`` made the file), never
from the articles at hand: adding unrelated articles changes nothing about an event. The file holds single
words only, one a line: the folded word, in how many of the items it stands, and how often in a hundred
it had a capital where a capital says something.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aggregator.group.words import Printed

_UNSEEN_IS_NAME = 100


@dataclass(frozen=True, slots=True)
class Background:
    """Counts of ``items`` background items; ``words``: word -> its items and its percentage of capitals."""

    items: int
    words: Mapping[str, tuple[int, int]]

    def rarity(self, word: str) -> float:
        """Inverse document frequency in nats (Spärck Jones 1972); highest for a word never seen."""
        return math.log((self.items + 1) / (self.words.get(word, (0, 0))[0] + 1))

    def is_name(self, token: Printed) -> bool:
        """Whether a word is printed as a name: a number, or a capital on a word that usually has one."""
        if token.word[0].isdigit():
            return True
        return token.capital and self.words.get(token.word, (0, _UNSEEN_IS_NAME))[1] > 50


@cache
def background() -> Background:
    """The counts of this release, read once."""
    packed = (files(__package__) / "background.tsv.gz").read_bytes()
    head, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
    words = {}
    for line in lines:
        word, items, capitals = line.split("\t")
        words[word] = (int(items), int(capitals))
    return Background(int(head), words)
