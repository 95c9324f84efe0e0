"""Sentences are parted into the clauses that stand on their own, and into no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.compare.facts.clauses import leans, spans
from tests.timing import is_linear


def clauses(text: str, lang: str = "en") -> list[str]:
    return [text[start:end] for start, end in spans(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Four sailors died, and the harbour was evacuated.",
         ["Four sailors died", "the harbour was evacuated."]),
        ("en", "Four sailors died and the harbour was evacuated.",
         ["Four sailors died", "the harbour was evacuated."]),
        ("en", "The bridge was closed, said Holm, adding that tolls would rise.",
         ["The bridge was closed, said Holm", "adding that tolls would rise."]),
        ("en", "Four sailors died; the rest waited.", ["Four sailors died", "the rest waited."]),
        ("en", "The union counted 620 drivers, while the company counted 410.",
         ["The union counted 620 drivers", "the company counted 410."]),
        ("de", "Vier Matrosen starben, und der Hafen wurde geräumt.",
         ["Vier Matrosen starben", "der Hafen wurde geräumt."]),
        ("pl", "Zginęły cztery osoby, a szpital został ewakuowany.",
         ["Zginęły cztery osoby", "szpital został ewakuowany."]),
    ],
)  # fmt: skip
def test_a_sentence_that_says_two_things_is_parted(lang: str, text: str, expected: list[str]) -> None:
    assert clauses(text, lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dispute between the bank and the union was settled.",
        "It was signed by Mara Holm and Anna Lind of the harbour board.",
        "Mara Holm said that the bridge was closed and the harbour was evacuated.",
        "“We closed the bridge, and the harbour was evacuated.”",
        "The bridge was closed while they were still at sea.",
        "The mayor, who was ill, stayed at home and slept.",
        "The United States and the harbour board have agreed on a truce.",
        "They met when they were children and he was in his thirties.",
        "A boy of 15, two women passengers and the driver were killed.",
        "Even if the reason for his visit and the names of his hosts are known, it ended badly.",
        "The toll passed by 67 votes as Rui Melo and many of his friends called for it.",
        "The council talked about the tolls, the wall, and the proposed new law.",
        "Rain and wind.",
        "",
    ],
)
def test_in_doubt_a_sentence_stays_whole(text: str) -> None:
    assert clauses(text) == [text]


@given(st.text(alphabet="ab ,;.and the was“”()", max_size=120))
def test_clauses_stand_in_order_inside_the_text(text: str) -> None:
    found = spans(text, "en")
    flat = [place for span in found for place in span]
    assert flat == sorted(flat)
    assert all(0 <= start <= end <= len(text) for start, end in found)


def test_a_statement_that_leans_on_what_stands_before_is_told() -> None:
    assert leans("Its jets are going east.", "en")
    assert leans("– Aber der Rat tagt heute.", "de")
    assert not leans("The council met on Friday.", "en")
    assert not leans("", "en")


@pytest.mark.parametrize(
    "piece", ["a b c and d e f ", "; said that a b c d ", "Ana and Rui ", "it fell and "]
)
def test_time_grows_no_faster_than_the_text(piece):
    assert is_linear(lambda text: spans(text, "en"), piece)
