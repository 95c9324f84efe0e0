"""A dateline is no part of what a sentence states."""

import pytest

from aggregator.compare.facts import datelines

STATED = "The ferry sank on Monday."


@pytest.mark.parametrize(
    "dateline",
    [
        "TOLLEN, March 4 (AP) - ",
        "Tollen Bay, Marl (Reuters) — ",
        "(Reuters) - ",
        "(CNN) ",
        "Tollen Bay, Marl (CNN) ",
        "TOLLEN—",
    ],
)
def test_a_sentence_begins_behind_its_dateline(dateline: str) -> None:
    assert datelines.end(dateline + STATED, len(dateline + STATED)) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        STATED,
        "The Harbour Board (HB) Council met on Monday.",
        "Pilots of the port (CNN) saw it go down.",
        "The ferry – built in 1980 – sank on Monday.",
    ],
)
def test_other_brackets_and_dashes_open_no_sentence(text: str) -> None:
    assert datelines.end(text, len(text)) == 0
