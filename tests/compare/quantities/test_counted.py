"""What a number counts, and what became of those counted."""

import pytest

from aggregator.compare import quantities
from aggregator.compare.quantities.counted import counted


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
