"""Sentences keep their place, and no text is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.compare.sentences import split
from aggregator.types import Article
from tests.timing import is_linear


def article(text: str, lang: str = "en") -> Article:
    return Article("a", "Outlet", "Title", text, lang=lang)


def texts(text: str, lang: str = "en") -> list[str]:
    return [sentence.text for sentence in split(article(text, lang))]


def test_sentences_stand_where_their_span_says():
    text = "Dr. Hale left at 5 p.m. on Monday. It rained.\nThe shop shut.\n\n \n  A new start. The end.\n"
    found = split(article(text))
    assert [text[s.span.start : s.span.end] for s in found] == [s.text for s in found]
    assert [s.paragraph for s in found] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Gen. Hart spoke. Lt. Moss slept.", ["Gen. Hart spoke.", "Lt. Moss slept."]),
        ("en", "Ann Hart, D-N. Pl., met Jo Moss.", ["Ann Hart, D-N. Pl., met Jo Moss."]),
        ("en", "Rep. Holm, D-N.Y., left. J. K. Moss sat.", ["Rep. Holm, D-N.Y., left.", "J. K. Moss sat."]),
        ("en", "“We wait. We hope,” she said. He left.", ["“We wait. We hope,” she said.", "He left."]),
        ("en", 'It was condemned. "We wait," she said. He left.',
         ["It was condemned.", '"We wait," she said.', "He left."]),
        ("en", 'He said: "We wait. " He left.', ['He said: "We wait. "', "He left."]),
        ("de", "Am 8. Juli regnete es. Rund 1,2 Mio. Euro fehlen.",
         ["Am 8. Juli regnete es.", "Rund 1,2 Mio. Euro fehlen."]),
        ("pl", "Prof. Nowik wyszedł o godz. 5 rano. W dniu 8 lipca 2024 r. padało.",
         ["Prof. Nowik wyszedł o godz. 5 rano.", "W dniu 8 lipca 2024 r. padało."]),
        ("pl", "„Czekamy. Trwamy” – dodał. Wyszedł.", ["„Czekamy. Trwamy” – dodał.", "Wyszedł."]),
        ("fr", "M. Lanoy part. Il reste 5 euros.", ["M. Lanoy part.", "Il reste 5 euros."]),
        ("xx", "One. Two.", ["One.", "Two."]),
    ],
)  # fmt: skip
def test_abbreviations_and_quotations_do_not_end_a_sentence(lang, text, expected):
    assert texts(text, lang) == expected


def test_an_empty_text_has_no_sentences():
    assert split(article("")) == split(article(" \n\n ")) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aB1. ,\n\t„”“\"'«»!?–…\u00a0", max_size=400))
def test_no_text_is_lost(text):
    found = split(article(text, "pl"))
    spans = [(s.span.start, s.span.end) for s in found]
    assert spans == sorted(spans)
    assert "".join(s.text for s in found).split() == "".join(text[a:b] for a, b in spans).split()
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(char.isspace() for i, char in enumerate(text) if i not in covered)


@pytest.mark.parametrize("unit", ["„", "a\n", "Gen. ", "x", "\n \n", '"a. ', "«", "“‘", "1.", "? ", "J. K. "])
def test_time_grows_no_faster_than_the_text(unit):
    assert is_linear(lambda text: split(article(text, "pl")), unit)


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000"])
def test_a_wide_space_after_an_initial_stops_nothing(space):
    text = f"It was A{space}. Later it rained."
    assert " ".join(sentence.text for sentence in split(article(text, "en"))) == text


def test_headlines_that_a_page_has_pasted_into_a_sentence_do_not_end_it():
    text = "Sen. Ann LeeWho owns the ferry? Harbour votes on wall MORE (Ind.) said so. It rained."
    assert texts(text) == [text[: -len(" It rained.")], "It rained."]
