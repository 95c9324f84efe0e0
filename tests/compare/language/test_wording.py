"""The words of a printing, and what its brackets and ellipses own up to."""

import pytest

from aggregator.compare.language.wording import between_ellipses, wording
from tests.timing import is_linear


@pytest.mark.parametrize("piece", ["[", "[ ", ".[", "(", "(.", ". ", "…", "a [b ", "it's ", "x"])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    assert is_linear(lambda text: (wording.__wrapped__(text).signs, between_ellipses(text)), piece)


def test_a_bracket_that_is_never_closed_holds_no_words() -> None:
    read = wording("We [will stay and he [the mayor] goes")
    assert [word.key for word in read.words if word.bracketed] == ["the", "mayor"]
    assert read.inserted == ("the mayor",)
