"""Finds quotations of other utterances that print a part of one: outlets cut a speech at different places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import Match, SequenceMatcher
from itertools import combinations

from aggregator.compare.utterances.pairing import Printed, may_be_same
from aggregator.types import Overlap

RUN = 8
"""Words in a row that no two statements share by chance: by reading, all of a dozen runs so long were of one
speech, and two of eleven that were a little shorter."""
_COMMONEST = 40
"""Words in a row that stand in more quotations than this say nothing about which belong together."""


def find(
    printed: Sequence[Printed], groups: Sequence[Sequence[int]], ids: Sequence[str]
) -> list[list[Overlap]]:
    """For each group, in order, the quotations of other groups that print ``RUN`` of its words in a row.

    Of an article that prints the group's words itself none is told, of any other the one that shares most.
    """
    home = {number: place for place, group in enumerate(groups) for number in group}
    told = [{printed[number].quotation.article_id for number in group} for group in groups]
    best: list[dict[str, tuple[int, int, Overlap]]] = [{} for _ in groups]
    for a, b in sorted(_pairs(printed, home)):
        run = _longest_run(printed[a], printed[b])
        for own, other, start in ((a, b, run.b), (b, a, run.a)):
            article_id = printed[other].quotation.article_id
            if article_id in told[home[own]]:
                continue
            words = _words(printed[other], start, run.size)
            found = run.size, -other, Overlap(ids[home[other]], printed[other].quotation, words)
            known = best[home[own]].get(article_id)
            if known is None or found[:2] > known[:2]:
                best[home[own]][article_id] = found
    return [[overlap for _, _, overlap in sorted(one.values(), key=lambda found: -found[1])] for one in best]


def _pairs(printed: Sequence[Printed], home: Mapping[int, int]) -> set[tuple[int, int]]:
    """Quotations in one language that share a run, of two groups and of one who may be the same."""
    places: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, item in enumerate(printed):
        keys = item.wording.keys
        for start in range(len(keys) - RUN + 1):
            places[item.lang, *keys[start : start + RUN]].add(number)
    return {
        (a, b)
        for numbers in places.values()
        if len(numbers) <= _COMMONEST
        for a, b in combinations(sorted(numbers), 2)
        if home[a] != home[b] and may_be_same(printed[a], printed[b])
    }


def _longest_run(a: Printed, b: Printed) -> Match:
    """The most words in a row that both print."""
    return SequenceMatcher(None, a.wording.keys, b.wording.keys, autojunk=False).find_longest_match()


def _words(printed: Printed, start: int, size: int) -> str:
    """So many words from the one numbered ``start``, as they are printed."""
    words = printed.wording.words[start : start + size]
    return printed.quotation.text[words[0].start : words[-1].end]
