"""Quantities are read as printed, brought to base units, and compared only where they can be."""

import math
import time
from datetime import UTC, date, datetime

import pytest

from aggregator.compare import dates, facts, numbers, quantities, sentences
from aggregator.compare.counted import counted
from aggregator.types import Article, NumberLine, Quantity
from tests.encoders import hash_encoders


def article(text: str, *, name: str = "a", outlet: str = "", hour: int = 8, lang: str = "en") -> Article:
    published = datetime(2025, 3, 12, hour, tzinfo=UTC)
    return Article(name, outlet or name, "Title", text, lang=lang, published=published)


def read(text: str, lang: str = "en") -> list[tuple[str, float, float | None, str, str]]:
    return [
        (text[r.start : r.end], r.value, r.value_max, r.unit.name, r.qualifier)
        for r in quantities.read(text, lang)
    ]


def lined(*articles: Article) -> tuple[list[Quantity], tuple[NumberLine, ...]]:
    split = {one.id: sentences.split(one) for one in articles}
    everything = [sentence for one in articles for sentence in split[one.id]]
    told = facts.line_up(articles, everything, hash_encoders())
    printed = [quantity for one in articles for quantity in numbers.extract(one, split[one.id])]
    found, lines = numbers.line_up(articles, printed, told)
    return list(found), lines


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "about 1.2m people", [("1.2m", 1_200_000, None, "", "about")]),
        ("de", "rund 1,2 Mio. Menschen", [("1,2 Mio.", 1_200_000, None, "", "about")]),
        ("pl", "ponad 100 tys. osób", [("100 tys.", 100_000, None, "", "more than")]),
        ("uk", "понад 5 тис. людей", [("5 тис.", 5_000, None, "", "more than")]),
        ("en", "some 5-7 boats", [("5-7", 5, 7, "", "about")]),
        ("en", "between 5 and 7 boats", [("5 and 7", 5, 7, "", "")]),
        ("pl", "od 5 do 7 łodzi", [("5 do 7", 5, 7, "", "")]),
        ("en", "5 to 7 million euros", [("5 to 7 million euros", 5_000_000, 7_000_000, "EUR", "")]),
        ("en", "a dozen boats", [("a dozen", 12, None, "", "")]),
        ("en", "dozens of boats", [("dozens", 24, None, "", "dozens")]),
        ("en", "two thirds of the boats", [("two thirds", 66.7, None, "%", "")]),
        ("en", "half a million boats", [("half a million", 500_000, None, "", "")]),
        ("en", "two and a half million boats", [("two and a half million", 2_500_000, None, "", "")]),
        ("en", "two hundred and forty boats", [("two hundred and forty", 240, None, "", "")]),
        ("de", "achtunddreißig Boote", [("achtunddreißig", 38, None, "", "")]),
        ("pl", "dwudziestu ośmiu rybaków", [("dwudziestu ośmiu", 28, None, "", "")]),
        ("en", "$5 or 5 USD", [("$5", 5, None, "USD", ""), ("5 USD", 5, None, "USD", "")]),
        ("en", "€40bn", [("€40bn", 40_000_000_000, None, "EUR", "")]),
        ("de", "38 Mio. Kronen", [("38 Mio. Kronen", 38_000_000, None, "crowns", "")]),
        ("en", "1,640 boats", [("1,640", 1640, None, "", "")]),
        ("de", "1.640 Boote", [("1.640", 1640, None, "", "")]),
        ("de", "4,75 Prozent", [("4,75 Prozent", 4.75, None, "%", "")]),
        ("en", "25 basis points", [("25 basis points", 25, None, "basis points", "")]),
        ("en", "up to 12 km", [("12 km", 12, None, "km", "up to")]),
        ("en", "a 48-hour ban", [("48-hour", 48, None, "hours", "")]),
        ("en", "a nine-year-old girl", [("nine-year-old", 9, None, "years old", "")]),
        ("en", "a tremor of magnitude 6.1", [("6.1", 6.1, None, "magnitude", "")]),
    ],
)  # fmt: skip
def test_a_printed_quantity_is_read_in_base_units(lang, text, expected):
    assert read(text, lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        "an F-16 jet", "Line 4 is shut", "the 8th floor", "at 12:30", "at 11 p.m.", "on 8 July",
        "July 8 was hot", "the second quarter", "one of them", "one without a roof", "Lap 14", "9" * 400,
        "nothing at all", "",
    ],
)  # fmt: skip
def test_names_ordinals_and_times_are_no_quantities(text):
    assert read(text) == []


def test_no_value_is_infinite():
    texts = ["1" + "0" * 400, "9" * 15 + " trillion trillion", "1e999"]
    assert all(math.isfinite(value) for text in texts for _, value, *_ in read(text))


@pytest.mark.parametrize("unit", ["1 ", "one hundred ", "5-", "$5 million ", "half a ", "twenty-"])
def test_long_odd_texts_are_read_quickly(unit):
    begin = time.perf_counter()
    quantities.read(unit * (20_000 // len(unit)), "en")
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("about 1,450 people", "1,450 people", True),
        ("some 1,200 people", "1,450 people", False),
        ("more than a thousand people", "1,200 people", True),
        ("more than a thousand people", "1,700 people", False),
        ("up to ten jets", "14 jets", False),
        ("€1.6bn", "1,640,000,000 euros", True),
        ("1.2%", "1.3%", False),
        ("dozens of boats", "40 boats", True),
        ("72 hours", "three days", True),
        ("3 miles", "5 km", True),
        ("31 people", "38 people", False),
    ],
)
def test_values_agree_within_qualifier_and_rounding(one, two, agree):
    (first,), (second,) = quantities.read(one, "en"), quantities.read(two, "en")
    assert first.agrees(second) is second.agrees(first) is agree


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "At least 20 people were killed and 50 injured.", ["killed", "injured"]),
        ("en", "The storm left 31 people dead and put 125 on the injured list.", ["killed", "injured"]),
        ("de", "Die Zahl der Toten ist auf 41 gestiegen, 166 Menschen sind verletzt.", ["killed", "injured"]),
        ("pl", "Zginęło 38 osób, a 150 jest rannych.", ["killed", "injured"]),
        ("en", "The air force counted 38 missiles.", [""]),
    ],
)
def test_the_killed_are_not_the_injured(lang, text, expected):
    assert [one.outcome for one in counted(text, quantities.read(text, lang), lang)] == expected


def test_what_is_counted_is_named_in_printed_words():
    (found,) = numbers.extract(
        article("At least 20 people were killed."),
        sentences.split(article("At least 20 people were killed.")),
    )
    assert (found.of_what, found.qualifier, found.printed) == ("people killed", "at least", "20")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It rained on Monday.", date(2025, 3, 10)),
        ("en", "Schools stay shut until Monday.", date(2025, 3, 17)),
        ("en", "It rained on Wednesday of last week.", date(2025, 3, 5)),
        ("en", "It rained on March 3.", date(2025, 3, 3)),
        ("en", "It rained on 30 December.", date(2024, 12, 30)),
        ("de", "Am 3. März regnete es.", date(2025, 3, 3)),
        ("pl", "W środę padało.", date(2025, 3, 12)),
        ("uk", "Учора падав дощ.", date(2025, 3, 11)),
    ],
)
def test_days_are_resolved_by_the_articles_own_date(lang, text, expected):
    assert [day.day for day in dates.named_days(text, article(text, lang=lang))] == [expected]


def test_impossible_days_and_unknown_dates_are_left_alone():
    assert dates.named_days("On 31 June it rained.", article("")) == []
    assert dates.named_days("On Monday it rained.", Article("a", "o", "t", lang="en")) == []


def test_a_day_is_a_quantity_of_its_own():
    one = article("It rained on Monday.")
    (found,) = numbers.extract(one, sentences.split(one))
    assert (found.value, found.unit, found.printed) == (20250310, "date", "Monday")


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


def test_outlets_that_print_one_value_in_common_are_not_at_odds():
    tax = "The new tax is 45 percent on ten rooms and 50 percent on forty rooms."
    _, lines = lined(article(tax), article(tax, name="b"))
    assert {line.verdict for line in lines} <= {"agree"}


def test_small_bare_counts_that_agree_are_no_line():
    text = "The two harbour towns mended their old sea wall."
    assert lined(article(text), article(text, name="b"))[1] == ()


def test_a_number_behind_a_name_is_an_age():
    assert read("Mara Holm, 57, said so") == [("57", 57, None, "years old", "")]


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
