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


def test_a_letter_in_brackets_belongs_to_its_word() -> None:
    read = wording("[W]e need[ed] it, [sic] and sa[i]d so")
    assert [word.key for word in read.spoken] == ["we", "need", "it", "and", "sa", "d", "so"]
    assert read.inserted == ("ed", "sic", "i")


def test_words_may_be_left_out_at_both_ends_at_ellipses_and_at_brackets() -> None:
    assert wording("We go … now [all of us] home").gaps == {0, 2, 3, 4}
