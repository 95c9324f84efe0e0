"""Quantities are read as printed, brought to base units, and compared only where they can be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aggregator.compare import facts, numbers, quantities, sentences
from aggregator.types import Article, NumberLine, Quantity
from tests.encoders import hash_encoders


def article(text: str, *, name: str = "a", outlet: str = "", hour: int = 8, lang: str = "en") -> Article:
    published = datetime(2025, 3, 12, hour, tzinfo=UTC)
    return Article(name, outlet or name, "Title", text, lang=lang, published=published)


def lined(*articles: Article) -> tuple[list[Quantity], tuple[NumberLine, ...]]:
    split = {one.id: sentences.split(one) for one in articles}
    everything = [sentence for one in articles for sentence in split[one.id]]
    told = facts.line_up(articles, everything, hash_encoders())
    printed = [quantity for one in articles for quantity in numbers.extract(one, split[one.id])]
    found, lines = numbers.line_up(articles, printed, told)
    return list(found), lines


def test_what_is_counted_is_named_in_printed_words():
    (found,) = numbers.extract(
        article("At least 20 people were killed."),
        sentences.split(article("At least 20 people were killed.")),
    )
    assert (found.of_what, found.qualifier, found.printed) == ("people killed", "at least", "20")


def test_a_day_is_a_quantity_of_its_own():
    one = article("It rained on Monday.")
    (found,) = numbers.extract(one, sentences.split(one))
    assert (found.value, found.unit, found.printed) == (20250310, "date", "Monday")


def test_a_value_below_zero_keeps_its_sign():
    one = article("It was -5 degrees, and the port lost -$4 million.")
    found = numbers.extract(one, sentences.split(one))
    assert [(q.value, q.unit, q.printed) for q in found] == [
        (-5, "degrees", "-5 degrees"),
        (-4_000_000, "USD", "-$4 million"),
    ]


def test_a_month_takes_its_year_and_a_day_too():
    one = article("It rained in October 2009 and on 3 May 2011, not in 2012.")
    found = numbers.extract(one, sentences.split(one))
    assert [(q.value, q.unit) for q in found] == [(200910, "month"), (20110503, "date"), (2012, "year")]


def test_a_number_behind_a_month_is_no_day_where_more_belongs_to_it():
    text = "In May 5 million guests came to the old harbour feast."
    found, (line,) = lined(article(text), article(text, name="b"))
    assert [(q.printed, q.unit) for q in found] == [("5 million", ""), ("5 million", "")]
    assert line.verdict == "agree"


def test_links_pasted_into_a_sentence_name_no_day():
    one = article("Sen. Ann LeeFerry owner fined on 3 May 2011 MORE (Hull) came on 4 May 2011.")
    assert [q.printed for q in numbers.extract(one, sentences.split(one))] == ["4 May 2011"]


def test_spans_stand_on_the_printed_number():
    one = article("Good news. The town counted about 1,450 guests on Monday.")
    found = numbers.extract(one, sentences.split(one))
    assert [one.text[q.span.start : q.span.end] for q in found] == ["1,450", "Monday"]


def test_equal_values_agree_and_one_outlets_numbers_are_not_compared():
    found, (line,) = lined(
        article("The old harbour wall cost 38 million crowns to mend."),
        article("The old harbour wall cost 38 million crowns to mend, officials say.", name="b"),
        article("Ducks bred in 14 village ponds.", name="c"),
    )
    assert line.verdict == "agree"
    assert [q.verdict for q in found] == ["agree", "agree", ""]
    assert found[2].line_id == ""


def test_a_line_is_named_in_the_language_that_most_print_it_in():
    polish = "Stary mur portu Tollen kosztował 38 tysięcy nowych cegieł."
    _, (line,) = lined(
        article(polish, name="a", lang="pl"),
        article(polish, name="b", lang="pl"),
        article("The harbour wall of Tollen took 38 thousand bricks.", name="c"),
        article("The harbour wall of Tollen took 38 thousand big bricks.", name="d"),
    )
    assert line.of_what in {"bricks", "big bricks"}


def test_values_further_apart_than_their_qualifiers_allow_conflict():
    found, (line,) = lined(
        article("The old harbour wall cost 38 million crowns to mend."),
        article("The old harbour wall cost 45 million crowns to mend.", name="b", hour=12),
    )
    assert line.verdict == "conflict"
    assert {q.line_id for q in found} == {line.id}


def test_a_toll_that_rises_with_time_is_updated():
    _, (line,) = lined(
        article("At least 20 people were killed in the harbour storm."),
        article("At least 31 people were killed in the harbour storm.", name="b", hour=12),
    )
    assert (line.verdict, line.of_what) == ("updated", "people killed")


def test_a_toll_that_falls_with_time_is_a_conflict():
    _, (line,) = lined(
        article("Some 31 people were killed in the harbour storm."),
        article("Some 20 people were killed in the harbour storm.", name="b", hour=12),
    )
    assert line.verdict == "conflict"


def verdicts(*texts: str) -> list[str]:
    """Of articles that follow each other by an hour."""
    told = [article(text, name=chr(97 + at), hour=8 + at) for at, text in enumerate(texts)]
    return [line.verdict for line in lined(*told)[1]]


def test_a_figure_that_one_outlet_alone_repeats_is_no_comparison():
    wall = "The old harbour wall cost 38 million crowns to mend."
    assert lined(article(wall, outlet="Gazette"), article(wall, name="b", outlet="Gazette"))[1] == ()


WALL = "The old harbour wall cost {} crowns to mend."
CROWD = "Some {} guests came to the old harbour feast."
WELL = "The boy fell into a {} deep shaft of the old harbour."
ROBBERY = "The old harbour robbery was told by {} on the ferry."
STORM = "{} were killed in the old harbour storm."


@pytest.mark.parametrize(
    ("text", "one", "other", "expected"),
    [
        pytest.param(WALL, "38 million", "45 million", ["conflict"], id="near each other"),
        pytest.param(WALL, "38 million", "380 million", [], id="far apart"),
        pytest.param(WALL, "38,000", "38 million", ["conflict"], id="a thousand printed for a million"),
        pytest.param(CROWD, "5,000", "12,000", ["conflict"], id="counts of one noun"),
        pytest.param(CROWD, "5,000", "22,000", [], id="counts of one noun, far apart"),
        pytest.param(CROWD, "about 1,000", "850", ["conflict"], id="a round number is not that loose"),
        pytest.param(ROBBERY, "one young woman", "two young women", [], id="one counts nobody"),
        pytest.param(WELL, "80 m", "130 feet", ["conflict"], id="in two units"),
        pytest.param(WELL, "80 m", "12 km", [], id="in two units, far apart"),
        pytest.param(STORM, "Four people", "Twenty people", ["updated"], id="tolls"),
        pytest.param(STORM, "One fisherman", "Twenty people", [], id="one person is no toll"),
    ],
)
def test_values_are_rivals_where_they_can_count_one_thing(text, one, other, expected):
    assert verdicts(text.format(one), text.format(other)) == expected


def test_what_stands_beside_the_others_value_is_no_rival():
    assert verdicts(
        "Some 180 guests came to the old harbour feast, down from 223 before.",
        "Some 223 guests came to the old harbour feast.",
    ) == ["agree"]  # fmt: skip


def test_a_part_is_no_rival_of_the_whole():
    assert verdicts(
        "The harbour storm hurt 20 people of the old town.",
        "The harbour storm hurt people of the old town, including 15 of the old men.",
    ) == []  # fmt: skip


def test_values_that_one_article_prints_side_by_side_are_no_rivals():
    lead = "Holm's lead in the harbour race is {} points."
    both = "Holm's lead in the harbour race was 19 points. Holm's lead in the harbour race is 12 points."
    told = [both, lead.format(19), lead.format(19), lead.format(12)]
    found, lines = lined(*(article(text, name=chr(97 + at)) for at, text in enumerate(told)))
    assert [line.verdict for line in lines] == ["agree"]
    assert {quantity.value for quantity in found if quantity.line_id} == {19}


def test_figures_are_updated_only_where_their_times_are_known():
    storm = "At least {} people were killed in the harbour storm."
    told = [
        replace(article(storm.format(number), name=name), published=None)
        for name, number in (("a", 20), ("b", 31))
    ]
    assert [line.verdict for line in lined(*told)[1]] == ["conflict"]


def test_an_outlet_that_corrects_itself_is_updated():
    _, (line,) = lined(
        article("The town invited 200 guests to the harbour feast.", outlet="Gazette"),
        article("The town invited 240 guests to the harbour feast.", name="b", outlet="Gazette", hour=12),
        article("The town invited 240 guests to the harbour feast.", name="c", hour=13),
    )
    assert line.verdict == "updated"


def test_a_figure_of_an_earlier_year_is_not_compared_with_one_of_now():
    _, lines = lined(
        article("The harbour storm killed 31 people."),
        article("The harbour storm killed 31 people.", name="c"),
        article("In 1998 a harbour storm killed 212 people.", name="b"),
    )
    assert [line.verdict for line in lines] == ["agree"]


def test_equal_figures_agree_where_one_outlet_leaves_out_their_year():
    assert verdicts(
        "Holm was paid 150,000 crowns in August 2019 by the old harbour.",
        "Holm was paid 150,000 crowns by the old harbour.",
    ) == ["agree"]  # fmt: skip
    assert verdicts(
        "Holm was paid 150,000 crowns in 2019 by the old harbour.",
        "Holm is paid 150,000 crowns this year by the old harbour.",
    ) == []  # fmt: skip


def test_a_vague_figure_makes_no_rivals_of_a_part_and_a_whole():
    assert verdicts(
        "The harbour storm hurt more than 800 people of the old town.",
        "The harbour storm hurt hundreds of people of the old town.",
        "The harbour storm hurt an old man and 400 others of the old town.",
    ) == ["agree"]  # fmt: skip


def test_another_number_is_no_rival_of_the_total():
    assert verdicts(
        "Eight towns sell the old harbour beer, and another 21 towns will sell it.",
        "The old harbour beer is sold in 29 towns.",
    ) == []  # fmt: skip


def test_the_injured_are_rivals_beside_an_equal_number_of_dead():
    assert verdicts(
        "Four men were killed and at least four others were injured in the harbour storm.",
        "Four men were killed and three men were injured in the harbour storm.",
    ) == ["agree", "conflict"]  # fmt: skip


def test_outlets_that_print_one_value_in_common_are_not_at_odds():
    tax = "The new tax is 45 percent on ten rooms and 50 percent on forty rooms."
    _, lines = lined(article(tax), article(tax, name="b"))
    assert {line.verdict for line in lines} <= {"agree"}


def test_small_bare_counts_that_agree_are_no_line():
    text = "The two harbour towns mended their old sea wall."
    assert lined(article(text), article(text, name="b"))[1] == ()


def test_the_order_of_articles_changes_nothing():
    given = [
        article("At least 20 people were killed in the harbour storm. The wall cost 38 million crowns."),
        article(
            "At least 31 people were killed in the harbour storm. The wall cost 45 million crowns.",
            name="b",
            hour=12,
        ),
    ]
    assert sorted(lined(*given)[1], key=lambda line: line.id) == sorted(
        lined(*reversed(given))[1], key=lambda line: line.id
    )


def test_nothing_to_compare_gives_no_lines():
    assert lined() == ([], ())
    assert lined(article("")) == ([], ())


def test_a_currency_is_one_however_its_words_are_joined() -> None:
    for printed in ("5 US-Dollar", "5 US Dollar", "5 US\u00a0Dollar"):
        [reading] = quantities.read(f"Das kostet {printed}.", "de")
        assert (reading.value, reading.unit.name) == (5.0, "USD")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The old harbour storm killed 17 sailors.", "The old harbour storm killed 20 soldiers."),
        (
            "It closed two foreign harbours in the old town.",
            "It closed six fishing harbours in the old town.",
        ),
        ("The tax is on 818 harbour goods.", "The tax is on 1,333 harbour goods groups."),
        (
            "The number of old harbour guests is 6,000.",
            "The number of old harbour guests could grow to 10,000.",
        ),
        (
            "The harbour storm killed 18,000 people.",
            "The harbour storm killed 5,000 people in the past 24 hours.",
        ),
        ("The old harbour took $500 million in goods.", "The old harbour had a $375 million trade deficit."),
    ],
)
def test_figures_of_two_things_are_no_rivals(one, other):
    assert verdicts(one, other) == []


def test_people_may_be_any_of_those_counted():
    assert verdicts(
        "The old harbour storm killed 20 sailors.", "The old harbour storm killed 17 people."
    ) == ["conflict"]  # fmt: skip


def test_two_counts_that_two_articles_print_side_by_side_are_no_rivals():
    both = "The old harbour storm killed 12 of the guards. The old harbour storm killed 19 of the thieves."
    _, lines = lined(article(both), article(both, name="b"))
    assert [line.verdict for line in lines] == ["agree", "agree"]
