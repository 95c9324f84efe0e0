"""How well quotes are found and lined up on the sample, with pinned floors that nobody lowers silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import pytest

from aggregator.compare import quotes, utterances
from aggregator.compare.language.wording import wording
from aggregator.types import Encoders, Printing

from .measures import GoldQuote, bcubed, load_gold, sample_articles

FOUND_FLOOR = 0.97
"""Share of the gold's marked spans that are printed rows."""
GROUPING_FLOOR = 0.97
"""B-cubed F1 of the printings' groups; a span that was not found is a group of its own."""
VARIANT_FLOOR = 0.97
SPEAKER_FLOOR = 0.93
"""Share of the spans whose printed speaker shares a word with the gold's, where the gold prints one."""


Key = tuple[str, str, str]


@dataclass(frozen=True)
class Row:
    """A printed part: the utterance it was put in, and its printing."""

    utterance: str
    printing: Printing


@pytest.fixture(scope="module")
def gold() -> tuple[GoldQuote, ...]:
    return load_gold().quotes


@pytest.fixture(scope="module")
def printed(encoders: Encoders) -> dict[Key, Row]:
    by_url = sample_articles()
    rows: dict[Key, Row] = {}
    for _, of_event in groupby(load_gold().articles, key=lambda one: one.event):
        articles = [by_url[one.url] for one in of_event]
        urls = {article.id: article.url for article in articles}
        quotations = [quotation for article in articles for quotation in quotes.extract(article)]
        for utterance in utterances.line_up(articles, quotations, encoders):
            for printing in utterance.printings:
                for part in printing.quotation.parts:
                    key = (urls[part.span.article_id], part.span.place, _words(part.text))
                    rows.setdefault(key, Row(utterance.id, printing))
    return rows


def _key(one: GoldQuote) -> Key:
    return one.url, one.place, _words(one.text)


def _words(text: str) -> str:
    return " ".join(wording(text).keys)


@pytest.mark.model
def test_marked_speech_is_found(gold: tuple[GoldQuote, ...], printed: Mapping[Key, Row]) -> None:
    missed = [one.text for one in gold if _key(one) not in printed]
    assert 1 - len(missed) / len(gold) >= FOUND_FLOOR, missed


@pytest.mark.model
def test_printings_of_one_utterance_are_grouped(
    gold: tuple[GoldQuote, ...], printed: Mapping[Key, Row]
) -> None:
    wanted = {_key(one): (one.event, one.group) for one in gold}
    found = {key: printed[key].utterance if key in printed else str(key) for key in wanted}
    assert bcubed(wanted, found).f1 >= GROUPING_FLOOR


@pytest.mark.model
def test_variants_are_told(gold: tuple[GoldQuote, ...], printed: Mapping[Key, Row]) -> None:
    wrong = [
        (one.text, one.variant)
        for one in gold
        if _key(one) not in printed or printed[_key(one)].printing.variant != one.variant
    ]
    assert 1 - len(wrong) / len(gold) >= VARIANT_FLOOR, wrong


@pytest.mark.model
def test_speakers_are_named_as_printed(gold: tuple[GoldQuote, ...], printed: Mapping[Key, Row]) -> None:
    named = [one for one in gold if one.speaker_as_printed]
    wrong = [
        (one.text, one.speaker_as_printed)
        for one in named
        if _key(one) not in printed
        or not set(_words(one.speaker_as_printed).split())
        & set(_words(printed[_key(one)].printing.quotation.attribution.as_printed).split())
    ]
    assert 1 - len(wrong) / len(named) >= SPEAKER_FLOOR, wrong
