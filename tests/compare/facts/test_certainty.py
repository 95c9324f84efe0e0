"""How firmly a clause states what it states, whatever is written in it."""

import pytest

from aggregator.compare.facts.certainty import firmness
from tests.timing import is_linear


def test_a_trigger_with_turkish_letters_is_read() -> None:
    assert firmness("The council mİght close the bridge.", "en").certainty == "may"


def test_a_future_that_is_reported_is_a_future() -> None:
    assert firmness("She said it would rain.", "en").certainty == "will"
    assert firmness("It would rain, she said.", "en").certainty != "will"


@pytest.mark.parametrize(
    "piece", ["it may rain ", "she said it would rain ", "was reported dead, ", "reported lives, ", "would "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    assert is_linear(lambda text: firmness(text, "en"), piece)
