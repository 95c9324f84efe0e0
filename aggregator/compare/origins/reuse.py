"""Reused words: which sentences of an article are printed in another, the same or lightly edited.

A sentence is reused as far as its words stand in runs of four that the source prints too. Words between
quotation marks are anybody's who was there, and so are statements and posts printed without marks: they
count as told, but never as evidence of copying.

After Clough, Gaizauskas, Piao and Wilks, "METER: MEasuring TExt Reuse", ACL 2002, where the share of
words in common runs parts newspaper copy that is wholly, partly and not derived from a wire.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from aggregator import lexicons
from aggregator.compare.language.marks import marked_spans
from aggregator.types import Article, Sentence

RUN = 4
"""Words in a run: shorter ones are idiom, longer ones miss edited copy."""

Gram = tuple[str, ...]

_TOLD = 0.5
_COPIED = 0.6
_COPIED_WORDS = 8
_STATEMENT = 0.2
_CARRIERS = 20
_CANDIDATES = 5
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_POST = re.compile(r"!|@\w|#\w|\b(?:https?:|www\.|t\.co/|\w+\.twitter\.com)|^[A-Z][A-Z. ]+:|^[—–-]{1,2}\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as words in small letters; ``own`` marks those outside quotation marks."""

    sentence: Sentence
    words: tuple[str, ...]
    own: tuple[bool, ...]
    speech: bool
    """Looks like somebody's words although no marks say so."""

    @property
    def grams(self) -> Iterator[Gram]:
        return zip(*(self.words[at:] for at in range(RUN)), strict=False)


@dataclass(frozen=True, slots=True)
class Text:
    """An article ready to be compared."""

    article: Article
    lines: tuple[Line, ...]
    grams: frozenset[Gram]
    names: frozenset[str]
    """Numbers, and the first four letters of words with a capital inside a sentence (endings change)."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """What of an article stands in a source: lines by their place in the article."""

    told: tuple[int, ...]
    """Half or more of the words are the source's, quoted ones included."""
    prose: tuple[int, ...]
    """Those of ``told`` whose words outside marks are the source's as well."""
    copied: Mapping[int, int]
    """Evidence: lines that are copied in words which nobody was quoted with, and how many words."""
    complete: bool
    """Every line is printed almost word for word in the source."""

    @property
    def words(self) -> int:
        return sum(self.copied.values())


def read(article: Article, sentences: Sequence[Sentence]) -> Text:
    """Prepare the sentences of one article."""
    marks = [(span.outer_start, span.outer_end) for span in marked_spans(article.text) if span.depth == 0]
    lines = tuple(_line(sentence, marks, article.lang) for sentence in sentences)
    grams = frozenset(gram for line in lines for gram in line.grams)
    names = frozenset(
        word[:4].casefold()
        for line in lines
        for word in _WORD.findall(line.sentence.text)[1:]
        if not word[0].islower() and (word[0].isdigit() or len(word) > 2)
    )
    return Text(article, lines, grams, names)


def _line(sentence: Sentence, marks: Sequence[tuple[int, int]], lang: str) -> Line:
    start = sentence.span.start
    near = [(begin, end) for begin, end in marks if begin < sentence.span.end and end > start]
    outside = sentence.text
    for opens, closes in near:
        begin, end = max(opens - start, 0), min(closes - start, len(outside))
        outside = outside[:begin] + " " * (end - begin) + outside[end:]
    found = list(_WORD.finditer(sentence.text))
    words = tuple(match.group().casefold().replace("’", "'") for match in found)
    own = tuple(outside[match.start()] != " " for match in found)
    said = any(
        mine and word in _first_person(lang) and (len(word) == 1 or not match.group().isupper())
        for word, mine, match in zip(words, own, found, strict=True)
    )
    return Line(sentence, words, own, said or bool(_POST.search(outside)))


@cache
def _first_person(lang: str) -> frozenset[str]:
    return lexicons.words("speech_signs", "forms", lang or "en")


def quoted_grams(texts: Sequence[Text]) -> frozenset[Gram]:
    """Runs of words that any of the articles prints between quotation marks: speech, wherever it stands."""
    return frozenset(
        gram
        for text in texts
        for line in text.lines
        if not all(line.own)
        for at, gram in enumerate(line.grams)
        if not any(line.own[at : at + RUN])
    )


def candidates(texts: Sequence[Text]) -> list[list[int]]:
    """For each text the places of the earlier texts that share most runs with it, best first.

    ``texts`` are in order of time. Of each run only the earliest carriers are kept, which are the ones
    sought: so the time needed grows with the words and not with the pairs of articles.
    """
    printed = Counter(chain.from_iterable(text.grams for text in texts))
    carriers: defaultdict[Gram, list[int]] = defaultdict(list)
    found = []
    for place, text in enumerate(texts):
        repeated = [gram for gram in text.grams if printed[gram] > 1]
        shared = Counter(earlier for gram in repeated for earlier in carriers[gram])
        found.append(sorted(shared, key=lambda earlier: (-shared[earlier], earlier))[:_CANDIDATES])
        for gram in repeated:
            if len(carriers[gram]) < _CARRIERS:
                carriers[gram].append(place)
    return found


def compare(text: Text, source: Text, quoted: frozenset[Gram]) -> Reuse:
    """Which lines of ``text`` are told in words of ``source``, and which of them show copying."""
    unquoted = source.grams - quoted
    told, prose, copied, whole = [], [], {}, 0
    for place, line in enumerate(text.lines):
        if source.grams.isdisjoint(line.grams):
            continue
        hits = _hits(line, source.grams)
        if sum(hits) < _TOLD * len(hits):
            continue
        told.append(place)
        whole += sum(hits) >= 0.9 * len(hits)
        own = [hit for hit, mine in zip(hits, line.own, strict=True) if mine]
        if len(own) > RUN and sum(own) >= _TOLD * len(own):
            prose.append(place)
        unspoken = _hits(line, unquoted)
        count = sum(hit and mine for hit, mine in zip(unspoken, line.own, strict=True))
        if count >= max(_COPIED_WORDS, _COPIED * len(own)):
            copied[place] = count
    evidence = _without_statements(text, told, copied)
    return Reuse(tuple(told), tuple(prose), evidence, complete=whole == len(text.lines) > 0)


def _hits(line: Line, printed: frozenset[Gram]) -> list[bool]:
    """For each word of a line whether it stands in a run that is printed in the source."""
    hits = [False] * len(line.words)
    for at, gram in enumerate(line.grams):
        if gram in printed:
            hits[at : at + RUN] = [True] * RUN
    return hits


def _without_statements(text: Text, told: Sequence[int], copied: Mapping[int, int]) -> dict[int, int]:
    """The copied lines outside of statements: told lines in a row of which some look like speech."""
    kept: dict[int, int] = {}
    for block in _blocks(told):
        before, after = block[0] - 1, block[-1] + 1
        introduced = before >= 0 and text.lines[before].sentence.text.endswith(":")
        signed = after < len(text.lines) and bool(re.match(r"[—–-]|@", text.lines[after].sentence.text))
        spoken = sum(text.lines[place].speech for place in block)
        if not (introduced or signed or (spoken and spoken >= _STATEMENT * len(block))):
            kept.update((place, copied[place]) for place in block if place in copied)
    return kept


def _blocks(places: Sequence[int]) -> list[list[int]]:
    """Places in a row."""
    blocks: list[list[int]] = []
    for place in places:
        if blocks and blocks[-1][-1] == place - 1:
            blocks[-1].append(place)
        else:
            blocks.append([place])
    return blocks


def passage(line: Line, source: Text) -> Line:
    """The line of the source that shares most runs with this one; the first of equals."""
    grams = set(line.grams)
    return max(source.lines, key=lambda other: len(grams.intersection(other.grams)))
