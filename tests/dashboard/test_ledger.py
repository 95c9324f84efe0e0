"""What the ledger of quotes says of a verb."""

from dataclasses import replace

import pytest

from aggregator.dashboard.blocks import quotes
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.types import Attribution, Overlap
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


def card(words: str, as_printed: str = "Nadia Torv") -> str:
    """The card of an utterance that one outlet prints in full and another with these words alone."""
    lookup = Lookup(invented.dossier())
    first = lookup.dossier.comparison.utterances[0]
    whole = next(one for one in first.printings if one.quotation.article_id == "wire-1")
    short = next(one for one in first.printings if one.quotation.article_id == "one-1")
    told = replace(whole.quotation.attribution, as_printed=as_printed)
    [part] = short.quotation.parts
    kept = replace(short.quotation, parts=(replace(part, text=words),))
    printings = (replace(whole, quotation=replace(whole.quotation, attribution=told)), short)
    printings = (printings[0], replace(short, quotation=kept, added=()))
    return quotes.card(lookup, replace(first, printings=printings, reference=0, indirect=()))


def test_of_a_few_words_the_rest_is_counted_and_not_struck() -> None:
    small = card("open one lane")
    assert "3 words of 16; the others are left out" in small
    assert "px-out" not in small
    large = card("We will open one lane early, but only when the beam has passed")
    assert "px-out" in large
    assert "the others are left out" not in large


@pytest.mark.parametrize(
    ("as_printed", "role"),
    [
        ("Dr. Nadia Torv, head of the transport office", "Dr., head of the transport office"),
        ("the engineer Nadia Torv", "the engineer"),
        ("Nadia Torv, head of the office,", "head of the office"),
    ],
)
def test_what_stands_around_a_speakers_name_is_joined_in_one_role(as_printed: str, role: str) -> None:
    assert f'<b>Nadia Torv</b> <span class="px-quiet">{role}</span>' in card("open one lane", as_printed)


def test_a_part_in_another_quotation_is_shown_with_the_words_that_both_print() -> None:
    lookup = Lookup(invented.dossier())
    first, alone, *_ = lookup.dossier.comparison.utterances
    wire = next(one for one in first.printings if one.quotation.article_id == "wire-1").quotation
    words = "one lane early, but only"
    shared = replace(alone, overlaps=(Overlap(first.id, wire, words),))
    card = quotes.card(lookup, shared)
    assert f"“We will open <b>{words}</b> when the beam has passed a load test,”" in card
    assert ("a part in 1 more outlet" in card, quotes.is_shared(lookup, shared)) == (True, True)
    assert ("the only printing" in quotes.card(lookup, alone), "the only printing" in card) == (True, False)
    assert not quotes.is_shared(lookup, alone)
    left = card.split("not found:")[1]
    assert ("Coast Wire" in left, "Tesk Herald" in left) == (False, True)


def test_an_outlet_that_prints_the_quote_is_no_more_outlet_for_a_part_in_another_of_its_articles() -> None:
    dossier = invented.dossier()
    first, alone, *_ = dossier.comparison.utterances
    wire = next(one for one in first.printings if one.quotation.article_id == "wire-1").quotation
    [own] = {one.quotation.article_id for one in alone.printings}
    outlet = next(one.outlet for one in dossier.articles if one.id == own)
    articles = tuple(replace(one, outlet=outlet) if one.id == "wire-1" else one for one in dossier.articles)
    lookup = Lookup(replace(dossier, articles=articles))
    shared = replace(alone, overlaps=(Overlap(first.id, wire, "one lane early, but only"),))
    assert "more outlet" not in quotes.card(lookup, shared)
    assert not quotes.is_shared(lookup, shared)


@pytest.mark.parametrize(
    ("attribution", "said"),
    [
        (
            Attribution(),
            '<span class="px-quiet">no verb</span><br><span class="px-quiet">nobody named</span>',
        ),
        (Attribution(as_printed="Torv", verb="warned", verb_class="warning"), "(warning)</span><br>"),
    ],
)
def test_a_part_tells_of_its_verb_what_a_printing_does(attribution: Attribution, said: str) -> None:
    lookup = Lookup(invented.dossier())
    first, alone, *_ = lookup.dossier.comparison.utterances
    wire = next(one for one in first.printings if one.quotation.article_id == "wire-1").quotation
    part = Overlap(first.id, replace(wire, attribution=attribution), "one lane early, but only")
    assert said not in quotes.card(lookup, alone)
    assert said in quotes.card(lookup, replace(alone, overlaps=(part,)))
