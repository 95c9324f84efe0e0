"""Quantities are read as printed and brought to base units."""

import math

import pytest

from aggregator.compare import quantities
from tests.timing import is_linear


def read(text: str, lang: str = "en") -> list[tuple[str, float, float | None, str, str]]:
    return [
        (text[r.start : r.end], r.value, r.value_max, r.unit.name, r.qualifier)
        for r in quantities.read(text, lang)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the new Nauta 8 and its case",
        "the O&P 500 rose",
        "both 3M and the others",
        "a hotel at 12 Old Harbour Road",
        "a four-star admiral",
        "a one-on-one talk",
        "in the first half of the game",
        "good test scores",
        "the twenty-sixth of the boats",
        "the one they have to follow",
        "see https://example.org/2B3Ix and example.org/99b",
        "11.",
        "5/ They want it now",
        "on June 10 to 16, she said",
        "Slideshow (4 Images)",
        "on the 8chan board and with 5G",
        "the spire of One Harbour Trade Tower is lit",
        "on Air Force One while they flew",
        "the Nauta Co. 737-800 fell",
        "a six-to-three vote",
        "a two-faced answer",
        "911 calls came",
        "they dialled 999",
        "call toll-free 1-844-555-0199",
        "call +48 22 555 01 90",
        "call 020 7946 0958",
        "call (844) 555-0199",
        "call 0800 123 456",
    ],
)
def test_what_is_in_a_name_a_link_or_a_list_is_no_quantity(text):
    assert read(text) == []


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
        ("es", "el 50 por ciento", [("50 por ciento", 50, None, "%", "")]),
        ("fr", "50 pour cent des voix", [("50 pour cent", 50, None, "%", "")]),
        ("de", "sie zahlten 20 Euro ein", [("20 Euro", 20, None, "EUR", "")]),
        ("en", "2½ million boats", [("2½ million", 2_500_000, None, "", "")]),
        ("en", "half a dozen boats", [("half a dozen", 6, None, "", "")]),
        ("en", "a half-dozen boats", [("a half-dozen", 6, None, "", "")]),
        ("en", "millions of dollars", [("millions of dollars", 2_000_000, None, "USD", "millions")]),
        ("es", "60,000 barcos", [("60,000", 60_000, None, "", "")]),
        ("es", "1,834 barcos", [("1,834", 1834, None, "", "")]),
        ("es", "2,345 millones", [("2,345 millones", 2_345_000, None, "", "")]),
        ("de", "60,000 Boote", [("60,000", 60_000, None, "", "")]),
        ("en", "12 inches of snow", [("12 inches", 12, None, "inches", "")]),
        ("en", "tens of thousands of boats", [("tens of thousands", 20_000, None, "", "tens of thousands")]),
        ("en", "several hundred boats", [("several hundred", 200, None, "", "several hundred")]),
        ("de", "mehrere tausend Boote", [("mehrere tausend", 2000, None, "", "mehrere tausend")]),
        ("en", "one in ten boats", [("one in ten", 10, None, "%", "")]),
        ("en", "two out of three boats", [("two out of three", 66.7, None, "%", "")]),
        ("es", "tres de cada cuatro barcos", [("tres de cada cuatro", 75, None, "%", "")]),
        ("en", "from 18 to 27 percent", [("18", 18, None, "%", ""), ("27 percent", 27, None, "%", "")]),
        ("en", "from $4 to $5 million", [("$4", 4e6, None, "USD", ""), ("$5 million", 5e6, None, "USD", "")]),
        ("en", "30 boats or more", [("30", 30, None, "", "at least")]),
        ("de", "30 Boote oder weniger", [("30", 30, None, "", "up to")]),
        ("en", "within 30 miles", [("30 miles", 30, None, "miles", "up to")]),
        ("pl", "26 stycznia 2020 roku", [("2020", 2020, None, "year", "")]),
        ("pl", "przez 20 lat", [("20 lat", 20, None, "years", "")]),
        ("en", "40 baht", [("40 baht", 40, None, "THB", "")]),
        ("en", "when she turned 17", [("17", 17, None, "years old", "")]),
        ("es", "2.000 metros cuadrados", [("2.000 metros cuadrados", 2000, None, "m²", "")]),
        ("en", "5 square miles", [("5 square miles", 5, None, "square miles", "")]),
        ("en", "200 grams", [("200 grams", 200, None, "g", "")]),
        ("en", "died at the age of 92", [("92", 92, None, "years old", "")]),
        ("de", "im Alter von 92 Jahren", [("92 Jahren", 92, None, "years", "")]),
        ("en", "2 mınutes", [("2 mınutes", 2, None, "minutes", "")]),
        ("en", "3 mİles", [("3 mİles", 3, None, "miles", "")]),
        ("en", "several dozen boats", [("several dozen", 24, None, "", "several dozen")]),
        ("en", "in 2015-17", [("2015-17", 2015, 2017, "year", "")]),
        ("en", "four more years", [("four more years", 4, None, "years", "")]),
        ("en", "two degrees Celsius", [("two degrees Celsius", 2, None, "degrees", "")]),
        ("ru", "5 градусов Цельсия", [("5 градусов Цельсия", 5, None, "degrees", "")]),
        ("en", "3 degrees Fahrenheit", [("3 degrees Fahrenheit", 3, None, "degrees Fahrenheit", "")]),
        ("en", "300-400 boats", [("300-400", 300, 400, "", "")]),
        ("de", "1.234.567.890 Kronen", [("1.234.567.890 Kronen", 1_234_567_890, None, "crowns", "")]),
        ("en", "1) ask; 2) sell (about 5) boats", [("5", 5, None, "", "about")]),
        ("en", "less than the $5 boats", [("$5", 5, None, "USD", "less than")]),
    ],
)  # fmt: skip
def test_a_printed_quantity_is_read_in_base_units(lang, text, expected):
    assert read(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "30, 60 or 90 days", [(30, "days"), (60, "days"), (90, "days")]),
        ("en", "two or four more years", [(2, "years"), (4, "years")]),
        ("en", "5 or 6 million boats", [(5_000_000, ""), (6_000_000, "")]),
        ("de", "20 oder 25 Prozent", [(20, "%"), (25, "%")]),
        ("pl", "20 lub 25 tys. złotych", [(20_000, "PLN"), (25_000, "PLN")]),
        ("en", "between the ages of 15 and 44.", [(15, "years old"), (44, "years old")]),
        ("en", "she turned 17 and 20 boats came", [(17, "years old"), (20, "")]),
        ("en", "12 boats or 30 days", [(12, ""), (30, "days")]),
    ],
)
def test_numbers_joined_by_or_share_the_unit_of_the_last(lang, text, expected):
    assert [(value, unit) for _, value, _, unit, _ in read(text, lang)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "walked up to the two men",
        "it revolved around two men",
        "over the 200 years",
        "she asked about two men",
    ],
)
def test_a_preposition_is_no_qualifier(text):
    assert [qualifier for *_, qualifier in read(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "an F-16 jet", "Line 4 is shut", "the 8th floor", "at 10:30", "at 3 o'clock", "on 8 July",
        "July 8 was hot", "the second quarter", "one of them", "one without a roof", "Lap 14", "9" * 400,
        "10^400", "10**6", "1e400", "1.2E-3", "5×10⁴", "5 x 10^4",
        "they won 8-7", "a 5-0 vote", "a 3–1 lead", "game seven",
        "House Bill 500", "a one-piece", "no-one came", "at one time",
        "10² boats", "2024¹", "²", "①②", "5Ⅷ", "9 " + "trillion " * 40, "nine " + "trillion " * 40,
        "nothing at all", "",
    ],
)  # fmt: skip
def test_names_ordinals_scores_dates_and_times_of_either_half_of_the_day_are_no_quantities(text):
    assert read(text) == []


def test_a_day_of_a_spanish_month_is_no_count():
    assert read("el 15 de marzo", "es") == []


def test_no_value_is_infinite():
    texts = ["1" + "0" * 400, "9" * 11 + " trillion", "9" * 15 + " trillion trillion", "1e999"]
    values = [value for text in texts for _, value, *_ in read(text)]
    assert values and all(math.isfinite(value) for value in values)


def test_a_german_numeral_in_one_word_has_an_end():
    assert read("zwei" + "tausend" * 2000, "de") == []


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "one hundred ",
        "8-7 ",
        "half a dozen ",
        "5-",
        "$5 million ",
        "half a ",
        "twenty-",
        "1,234,",
        "at 3:1",
        "3 ",
        "12:30 GMT ",
        "1-844-",
        "020 79",
        "5 or ",
        "1) ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit):
    assert is_linear(lambda text: quantities.read(text, "en"), unit)


def test_time_grows_no_faster_than_the_times_of_day():
    assert is_linear(lambda text: quantities.read(text, "de"), "um 3 Uhr, ")


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
        ("at 3 p.m.", "at 15:12", True),
        ("at 3:10 p.m.", "at 15:12", False),
    ],
)
def test_values_agree_within_qualifier_and_rounding(one, two, agree):
    (first,), (second,) = quantities.read(one, "en"), quantities.read(two, "en")
    assert first.agrees(second) is second.agrees(first) is agree


def test_a_number_behind_a_name_is_an_age():
    assert read("Mara Holm, 57, said so") == [("57", 57, None, "years old", "")]


@pytest.mark.parametrize(
    ("lang", "text", "printed", "below"),
    [
        ("en", "It was -5 degrees in Hull.", "-5 degrees", True),
        ("en", "Output moved by −3.2 percent.", "−3.2 percent", True),
        ("en", "The gap was -$4 million.", "-$4 million", True),
        ("de", "Es waren minus 5 Grad.", "minus 5 Grad", True),
        ("en", "Between 5-7 percent of them came.", "5-7 percent", False),
        ("en", "They lost – 5 percent of all votes.", "5 percent", False),
        ("en", "The post-2020 5 percent rule", "5 percent", False),
        ("en", "The margin is plus or minus 4.8 percent.", "4.8 percent", False),
        ("en", "The margin is plus-or-minus 4.8 percent.", "4.8 percent", False),
    ],
)
def test_a_sign_before_a_measure_puts_it_below_zero(lang: str, text: str, printed: str, below: bool) -> None:
    found = quantities.read(text, lang)[-1]
    assert (text[found.start : found.end], found.negative) == (printed, below)
    assert found.value > 0


def test_what_is_below_zero_does_not_agree_with_what_is_above() -> None:
    [cold], [warm] = (quantities.read(f"It was {sign}5 degrees.", "en") for sign in ("-", ""))
    assert not cold.agrees(warm) and cold.agrees(cold)
    assert cold.interval == (-warm.interval[1], -warm.interval[0])


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Four or five boats sank.", [(4, 5)]),
        ("en", "It takes 20 or 30 days.", [(20, 30)]),
        ("de", "Zwei oder drei Boote sanken.", [(2, 3)]),
        ("en", "Four or seven boats sank.", [(4, None), (7, None)]),
    ],
)
def test_a_number_or_the_next_one_is_a_range(lang, text, expected):
    assert [(low, high) for _, low, high, _, _ in read(text, lang)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She sailed for 5 1/2 years.", [(5.5, "years")]),
        ("It costs hundreds of billions of dollars.", [(2e11, "USD")]),
        ("It costs $1,150 dollars.", [(1150, "USD")]),
        ("It lasts 2-1/2 hours.", [(2.5, "hours")]),
        (
            "1540 were hurt. The hall seats 1650. Melo earned 1750 a month in 1852.",
            [(1540, ""), (1650, ""), (1750, ""), (1852, "year")],
        ),
        (
            "An 1852 speech was printed in 1885, when 1807 boats sank.",
            [(1852, "year"), (1885, "year"), (1807, "")],
        ),
        ("She sang at the age of nine, and turned two tables.", [(9, "years old"), (2, "")]),
        ("The May 9-10 poll asked 400 sailors.", [(400, "")]),
    ],
)
def test_a_number_is_read_to_its_end(text, expected):
    assert [(value, unit) for _, value, _, unit, _ in read(text, "en")] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("pl", "Chce tego 8,6 proc. wyborców.", [(8.6, "%")]),
        ("pl", "Przyszły tysiące ludzi.", [(2000, "")]),
        ("pl", "Przyszło dziesięć tysięcy ludzi.", [(10_000, "")]),
        ("pl", "Przyszło kilkadziesiąt tysięcy ludzi.", [(20_000, "")]),
        ("pl", "Kosztuje 1 mln 200 tys. złotych.", [(1_200_000, "PLN")]),
        ("pl", "W 1 mln 200 osób.", [(1_000_000, ""), (200, "")]),
        ("pl", "To 1500. rocznica portu.", []),
        ("pl", "Jedna z nich wygrała, a jedna osoba nie.", [(1, "")]),
        ("pl", "Z jednej strony tak.", []),
        ("es", "Hay 31 mil 522 casas.", [(31_522, "")]),
        ("es", "Hay tres mil 160 casas.", [(3160, "")]),
        ("es", "Pagan 630 mil pesos.", [(630_000, "pesos")]),
        ("es", "Vino en medio de la noche.", []),
        ("es", "Vino un hombre de 45 años.", [(45, "years old")]),
        ("es", "Duró 45 años.", [(45, "years")]),
        ("fr", "C'est son 3e mandat.", []),
        ("fr", "Des millions de personnes dansent.", [(2_000_000, "")]),
        ("fr", "Appelez le 450 555-3303.", []),
        ("de", "Am 21. Spieltag kamen 30 Leute.", [(30, "")]),
        ("de", "Auf der B 27 stehen 30 Autos.", [(30, "")]),
        ("de", "Der A & B 500 stieg um 30 Punkte.", [(30, "")]),
        ("de", "Millionen Menschen kamen.", [(2_000_000, "")]),
        ("pl", "Adres IP: 207.241.233.112", []),
    ],
)
def test_numbers_are_written_in_each_language_in_its_own_way(lang, text, expected):
    assert [(value, unit) for _, value, _, unit, _ in read(text, lang)] == expected
