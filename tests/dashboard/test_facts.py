"""The matrix of facts: how much of each sentence it shows, and what it can be narrowed to."""

from dataclasses import replace

from aggregator.dashboard.blocks import facts
from aggregator.dashboard.blocks.lookup import Lookup
from tests.dashboard import invented
from tests.dashboard.conftest import Open, page_text
from tests.dashboard.invented import BRIDGE


def matrix(outlets: int) -> tuple[Lookup, str]:
    """The matrix of the first outlets alone."""
    lookup = Lookup(invented.dossier())
    html = facts.matrix(lookup, lookup.dossier.comparison.facts, lookup.outlets[:outlets], False, "")
    return lookup, html


def test_beside_two_or_three_outlets_each_cell_shows_its_sentence() -> None:
    lookup, html = matrix(3)
    shown = html.count('class="px-statement"')
    told = [
        cell
        for fact in lookup.dossier.comparison.facts
        for cell in fact.cells
        if cell.statement and lookup.articles[cell.article_id].outlet in lookup.outlets[:3]
        if facts.is_shared(lookup, fact)
    ]
    assert shown == len(told) > 0
    assert "its words head this row" in html
    assert "a cell opens where it stands" in html


def test_among_many_outlets_and_for_one_alone_a_mark_opens_the_sentence() -> None:
    for outlets in (1, 4):
        _, html = matrix(outlets)
        assert "px-statement" not in html
        assert "a mark opens its sentence" in html


def test_facts_of_several_outlets_are_counted_and_can_be_shown_alone(open_page: Open) -> None:
    text = page_text(open_page("event", event=BRIDGE, view="Facts"))
    assert "3 facts are told by two or more outlets, 2 by one alone." in text
    alone = page_text(open_page("event", event=BRIDGE, view="Facts", facts="two or more outlets"))
    assert "3 of 5 facts" in alone


def test_a_row_is_disputed_by_what_it_states_and_not_by_what_one_of_its_sentences_adds() -> None:
    made = invented.dossier()
    cars = next(fact for fact in made.comparison.facts if fact.id == "f-cars")
    agreeing = tuple(replace(c, state="stated") if c.state == "different" else c for c in cars.cells)
    lookup = Lookup(made)
    assert lookup.disputed(replace(cars, cells=agreeing))  # its headline prints a figure in conflict
    weeks = next(fact for fact in made.comparison.facts if fact.id == "f-weeks")
    added = tuple(replace(q, fact_id=weeks.id) for q in made.comparison.quantities)
    assert not Lookup(replace(made, comparison=replace(made.comparison, quantities=added))).disputed(weeks)


def test_facts_of_one_outlet_are_not_counted_as_compared() -> None:
    made = invented.dossier()
    alone = Lookup(replace(made, articles=made.articles[:1]))
    assert facts.summary(alone).striptags() == "One outlet: nothing to compare yet."
