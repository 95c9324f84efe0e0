"""What a number counts, and what became of those counted."""

import pytest

from aggregator.compare import quantities
from aggregator.compare.quantities.counted import counted, read
from tests.timing import is_linear


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "At least 20 people were killed and 50 injured.", ["killed", "injured"]),
        ("en", "The storm left 31 people dead and put 125 on the injured list.", ["killed", "injured"]),
        ("de", "Die Zahl der Toten ist auf 41 gestiegen, 166 Menschen sind verletzt.", ["killed", "injured"]),
        ("pl", "Zginęło 38 osób, a 150 jest rannych.", ["killed", "injured"]),
        ("en", "The air force counted 38 missiles.", [""]),
    ],
)
def test_the_killed_are_not_the_injured(lang, text, expected):
    assert [one.outcome for one in counted(text, quantities.read(text, lang), lang)] == expected


def test_a_number_between_makes_an_outcome_further():
    for text, expected in (
        ("31 boats with lamps and nets and oars killed", "killed"),
        ("31 boats with 5 lamps and 7 nets and oars killed", ""),
    ):
        assert counted(text, quantities.read(text, "en"), "en")[0].outcome == expected


@pytest.mark.parametrize("piece", ["1 killed ", "1 ", "killed ", "5 km killed, "])
def test_time_grows_no_faster_than_the_text(piece):
    assert is_linear(lambda text: read.__wrapped__(text, "en"), piece)
