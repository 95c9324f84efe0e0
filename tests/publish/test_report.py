"""The comparison in words."""

from dataclasses import replace
from datetime import UTC, datetime

from aggregator.publish import report, tables
from aggregator.types import Member, Overlap, Span
from tests.publish.dossiers import small_dossier


def test_the_terminal_text_shows_headlines_facts_quotes_and_numbers() -> None:
    text = report.as_text(small_dossier())
    assert "Wed 12 Mar 2025, 09:12 – 10:05 UTC · 2 outlets · 1 origin · 2 languages · id e1" in text
    assert "=Spark: trimmed without a mark; left out: “until both sides have voted”" in text
    assert "NUMBERS that can be compared: 0" in text  # one outlet alone prints the only one
    assert "FACTS told by more than one outlet: 0 of 1" in text


def test_quotes_of_several_outlets_are_listed_before_those_of_one() -> None:
    made = small_dossier()
    [shared] = made.comparison.utterances
    alone = replace(shared, id="u0", speaker="Ada Field", printings=shared.printings[:1], reference=0)
    both = replace(made.comparison, utterances=(alone, shared))
    text = report.as_text(replace(made, comparison=both))
    assert "QUOTES printed by more than one outlet, whole or in part: 1 of 2" in text
    assert text.index(f"{shared.speaker}: ") < text.index("Ada Field: ")


def test_a_number_of_two_outlets_is_listed_with_its_verdict() -> None:
    made = small_dossier()
    [number], [line] = made.comparison.quantities, made.comparison.lines
    other = replace(number, id="n2", span=Span("a1", 0, 3), printed="1,200")
    both = replace(line, quantity_ids=("n1", "n2"))
    compared = replace(made.comparison, quantities=(number, other), lines=(both,))
    text = report.as_text(replace(made, comparison=compared))
    assert "people left – agree: Some 1,200 (=Spark); 1,200 (Nordwire)" in text


def test_an_article_without_a_date_is_listed_without_one() -> None:
    made = small_dossier()
    first, second = made.articles
    undated = replace(second, published=None, first_seen=datetime(2026, 11, 23, tzinfo=UTC))
    text = report.as_text(replace(made, articles=(first, undated)))
    assert "date unknown  =Spark" in text
    assert "2026" not in text


def test_the_reason_speaks_of_days_where_only_days_are_known() -> None:
    made = small_dossier()
    member = made.event.members[1]
    first, second = made.articles
    assert report.reason(member, second, first).endswith("53 min apart.")
    day = replace(first, published=datetime(2025, 3, 12, tzinfo=UTC))
    assert report.reason(member, second, day).endswith("both of the same day.")
    assert "apart" not in report.reason(member, replace(second, published=None), first)


def test_a_citation_names_the_event_and_the_day() -> None:
    cited = report.citation(small_dossier(), datetime(2025, 4, 1, 23, tzinfo=UTC))
    assert cited.startswith("“Accord on the dam” (event e1): 2 outlets")
    assert cited.endswith("Compared with Parallax, Tue 1 Apr 2025.")


def test_a_place_that_deserves_a_look_says_why() -> None:
    first, second = small_dossier().articles
    loose = Member(second.id, 0.97, first.id, band="check")
    why = "worth a look, as the other articles are less like it."
    assert report.reason(loose, second, first).endswith(f"53 min apart; {why}")
    centre = report.reason(replace(loose, centre=True), second, first)
    assert centre.startswith("Centre of the event, 97% sure") and centre.endswith(why)
    far = report.reason(replace(loose, similarity=0.6), second, first)
    assert far.endswith("; worth a look.")
    alone = report.reason(replace(loose, centre=True, similarity=None), second, None)
    assert alone == "Stands alone: no other article tells this event."


def test_a_part_printed_in_another_quote_is_told_below_the_whole() -> None:
    made = small_dossier()
    [shared] = made.comparison.utterances
    part = Overlap("u2", shared.printings[1].quotation, "Nothing is final")
    alone = replace(shared, printings=shared.printings[:1], overlaps=(part,))
    dossier = replace(made, comparison=replace(made.comparison, utterances=(alone,)))
    text = report.as_text(dossier)
    assert "QUOTES printed by more than one outlet, whole or in part: 1 of 1" in text
    assert "=Spark: part of it, in another quote: “Nothing is final”" in text
    assert [row["overlaps"] for row in tables.tables(dossier)["quotes"]] == ["u2"]
