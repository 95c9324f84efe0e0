"""Links that were pasted into sentences are no part of them."""

from aggregator.compare.language.pasted import without_pasted
from tests.timing import is_linear


def test_links_pasted_into_a_sentence_are_blank_and_the_rest_keeps_its_place() -> None:
    text = "Sen. Ann LeeFerry owner may be fined Harbour votes on wall MORE (Ind.) said it rained."
    plain = without_pasted(text)
    assert plain.split() == ["Sen.", "Ann", "Lee", "(Ind.)", "said", "it", "rained."]
    assert len(plain) == len(text)
    assert without_pasted("The McRae family wants MORE boats.") == "The McRae family wants MORE boats."


def test_the_name_that_the_links_begin_with_is_blanked_with_them() -> None:
    text = "Chairman Cal Lee Calvin (Cal) Rui LeeFerry owner fined again Gate shut MORE (Ind.) said so."
    assert " ".join(without_pasted(text).split()) == "Chairman Cal Lee (Ind.) said so."
    assert len(without_pasted(text)) == len(text)
    for plain in ("Ann Lee met Calvin (Cal) Rui Lee. MORE", "Ann Lee Ann May Lee wanted MORE of it."):
        assert without_pasted(plain) == plain


def test_time_is_linear_in_names_that_look_as_if_links_followed() -> None:
    assert is_linear(lambda text: without_pasted(text + " MORE"), "Lee (A) LeeB ")
