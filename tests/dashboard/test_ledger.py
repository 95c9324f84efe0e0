"""What the ledger of quotes says of a verb."""

from dataclasses import replace

import pytest

from aggregator.dashboard.blocks import quotes
from aggregator.dashboard.blocks.lookup import Lookup
from tests.dashboard import invented


@pytest.mark.parametrize(("verb_class", "said"), [("warning", True), ("other", False), ("neutral", False)])
def test_the_class_of_a_verb_is_told_where_it_says_how_somebody_spoke(verb_class: str, said: bool) -> None:
    lookup = Lookup(invented.dossier())
    first = lookup.dossier.comparison.utterances[0]
    printings = tuple(
        replace(
            one,
            quotation=replace(
                one.quotation, attribution=replace(one.quotation.attribution, verb_class=verb_class)
            ),
        )
        for one in first.printings
    )
    assert (f"({verb_class})" in quotes.card(lookup, replace(first, printings=printings))) is said
