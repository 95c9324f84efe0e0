"""When two outlets dispute who spoke, and when they only name one speaker in two ways."""

from __future__ import annotations

import pytest

from aggregator.compare import quotes, utterances
from aggregator.types import Article, Utterance
from tests.encoders import hash_encoders

WORDS = "“We will open the gate slowly, but only when the gauge passes four metres,”"


def lined_up(*texts: str, lang: str = "en") -> Utterance:
    articles = [Article(f"a{number}", f"o{number}", "", text, lang=lang) for number, text in enumerate(texts)]
    found = [quotation for article in articles for quotation in quotes.extract(article)]
    (utterance,) = utterances.line_up(articles, found, hash_encoders())
    return utterance


def disputed(*texts: str, lang: str = "en") -> bool:
    return any(printing.other_speaker for printing in lined_up(*texts, lang=lang).printings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rui Melo said.", "Ana Costa said."),
        ("Rui Melo said.", "Rui Melo's deputy said."),
        ("Rui Melo said.", "the family of Rui Melo said."),
        ("the mayor said.", "the bishop said."),
        ("Rui Melo said.", "town officials said."),
    ],
)
def test_two_who_cannot_be_one_are_a_dispute(one: str, other: str) -> None:
    assert disputed(f"{WORDS} {one}", f"{WORDS} {other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rui Melo said.", "Mr Melo said."),
        ("Rui Melo said.", "he said."),
        ("Rui Melo said.", "the mayor said."),
        ("Rui Melo said.", "according to the Hull Herald."),
        ("Rui Melo said.", "according to Reuters."),
        ("Rui Melo, a spokesman for the White House, said.", "the White House said."),
        ("the White House said.", "a spokesman said."),
        ("a senior official said.", "a U.S. diplomat said."),
        ("Rui Melo said.", "a statement said."),
        ("Pedro Costa said.", "Pedro Costa Ribeiro said."),
    ],
)
def test_names_roles_offices_and_carriers_are_no_dispute(one: str, other: str) -> None:
    assert not disputed(f"{WORDS} {one}", f"{WORDS} {other}")


def test_whom_a_pronoun_means_is_no_dispute() -> None:
    assert not disputed(f"{WORDS} Rui Melo said.", f"Paul Brandt came late. {WORDS} he said.")


def test_a_person_with_a_name_is_shown_before_a_role() -> None:
    found = lined_up(f"{WORDS} the company said.", f"{WORDS} the company said.", f"{WORDS} Rui Melo said.")
    assert found.speaker == "Rui Melo"


def test_the_name_that_most_print_is_shown() -> None:
    found = lined_up(f"{WORDS} Rui Melo said.", f"{WORDS} Rui Melo said.", f"{WORDS} Rui Melo Dias said.")
    assert found.speaker == "Rui Melo"


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("pl", "powiedział wysoki rangą urzędnik.", "powiedział rozmówca agencji."),
        ("de", "sagte ein ranghoher Beamter.", "sagte eine mit der Sache vertraute Person."),
        ("uk", "сказав високопосадовець.", "сказав співрозмовник агентства."),
    ],
)
def test_two_sources_without_a_name_are_one_speaker(lang: str, one: str, other: str) -> None:
    words = {
        "pl": "„Otworzymy bramę powoli, ale dopiero gdy wodowskaz minie cztery metry”",
        "de": "„Wir öffnen das Tor langsam, aber erst wenn der Pegel vier Meter übersteigt“,",
        "uk": "«Ми відчинимо ворота повільно, але лише коли рівень перевищить чотири метри», —",
    }[lang]
    dash = " –" if lang == "pl" else ""
    assert not disputed(f"{words}{dash} {one}", f"{words}{dash} {other}", lang=lang)
