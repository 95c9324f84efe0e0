"""Links that were pasted into sentences are no part of them."""

from aggregator.compare.language.pasted import without_pasted


def test_links_pasted_into_a_sentence_are_blank_and_the_rest_keeps_its_place() -> None:
    text = "Sen. Ann LeeFerry owner may be fined Harbour votes on wall MORE (Ind.) said it rained."
    plain = without_pasted(text)
    assert plain.split() == ["Sen.", "Ann", "Lee", "(Ind.)", "said", "it", "rained."]
    assert len(plain) == len(text)
    assert without_pasted("The McRae family wants MORE boats.") == "The McRae family wants MORE boats."
