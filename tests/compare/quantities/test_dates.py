"""Days as articles name them."""

from datetime import UTC, date, datetime

import pytest

from aggregator.compare import quantities
from aggregator.compare.quantities import dates
from aggregator.types import Article
from tests.timing import is_linear


def article(text: str, lang: str = "en") -> Article:
    published = datetime(2025, 3, 12, 8, tzinfo=UTC)
    return Article("a", "O", "Title", text, lang=lang, published=published)


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
        ("en", "The council on Monday will vote.", date(2025, 3, 17)),
        ("de", "Am Montag soll es regnen.", date(2025, 3, 17)),
        ("en", "It rained on Saturday, March 1, 2025.", date(2025, 3, 1)),
        ("en", "On Sunday, the old mayor will speak.", date(2025, 3, 16)),
        ("en", "On Sunday, she said she will speak.", date(2025, 3, 9)),
        ("es", "Llovió el 2 de enero de 2024.", date(2024, 1, 2)),
        ("en", "It rained on Frİday.", date(2025, 3, 7)),
        ("en", "Rain is due on 8 Aprıl.", date(2025, 4, 8)),
    ],
)
def test_days_are_resolved_by_the_articles_own_date(lang, text, expected):
    assert [day.day for day in dates.named_days(text, article(text, lang=lang))] == [expected]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The new law, signed by the mayor on Tuesday, is kind.", date(2025, 3, 11)),
        ("en", "They marched for the third night Tuesday.", date(2025, 3, 11)),
        ("en", "She had not seen it before Monday's hearing.", date(2025, 3, 10)),
        ("en", "By Monday, the rain had stopped.", date(2025, 3, 10)),
        ("en", "They must answer by Monday.", date(2025, 3, 17)),
        ("en", "It has to end before the Monday of the vote.", date(2025, 3, 17)),
        ("en", "They have to vote on the old harbour wall and its mending on Tuesday.", date(2025, 3, 18)),
        ("en", "The man who will mend the old harbour wall came on Tuesday.", date(2025, 3, 11)),
        ("de", "Die Schulen bleiben bis Montag zu.", date(2025, 3, 17)),
        ("pl", "Przyjechali do Tollen we wtorek.", date(2025, 3, 11)),
        ("pl", "Szkoły są zamknięte do wtorku.", date(2025, 3, 18)),
        ("ru", "Школы закрыты до понедельника.", date(2025, 3, 17)),
        ("ru", "Он приехал до обеда в понедельник.", date(2025, 3, 10)),
        ("es", "Las escuelas cierran hasta el lunes.", date(2025, 3, 17)),
        ("fr", "Ils viennent lundi prochain.", date(2025, 3, 17)),
    ],
)
def test_a_weekday_is_ahead_only_right_behind_until_or_beside_a_verb_of_the_future(lang, text, expected):
    assert [day.day for day in dates.named_days(text, article(text, lang=lang))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The note that the mayor wrote on August 2 is short.", date(2024, 8, 2)),
        ("It occurred on the night of Aug. 2.", date(2024, 8, 2)),
        ("The trial was held, she said on August 2.", date(2024, 8, 2)),
        ("They agreed to meet on August 2.", date(2025, 8, 2)),
        ("The vote was scheduled on August 2.", date(2025, 8, 2)),
        ("She said the fair ends on August 2.", date(2025, 8, 2)),
        ("The August 2 fair is on.", date(2025, 8, 2)),
        ("This page was updated on March 14.", date(2025, 3, 14)),
    ],
)
def test_a_day_behind_a_verb_of_the_past_has_gone_by(text, expected):
    assert [day.day for day in dates.named_days(text, article(text))] == [expected]


def test_today_in_a_name_is_no_day():
    assert dates.named_days("It stood in ERA TODAY and in the New Today.", article("")) == []
    assert dates.named_days("They voted on Super Tuesday.", article("")) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "A like fire killed two six months ago.", {202409}),
        ("en", "It rained 2 years earlier.", {2023}),
        ("en", "It came five days after a storm.", {-5}),
        ("en", "It rained two days ago.", set()),
        ("de", "Es brannte vor sechs Monaten.", {202409}),
        ("es", "Llovió hace seis meses.", {202409}),
    ],
)
def test_what_is_some_time_ago_is_placed_as_far_as_it_can_be(lang, text, expected):
    told = [
        dates.gone_by(text, one.start, one.end, one.value, one.unit.name, article(text, lang))
        for one in quantities.read(text, lang)
    ]
    assert frozenset().union(*told) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It rained in October 2009.", [200910]),
        ("de", "Von Dezember 1992 bis August 1993 regnete es.", [199212, 199308]),
        ("es", "Llovió en mayo de 2011.", [201105]),
        ("en", "It rained on 3 May 2011 and in the May of war.", []),
    ],
)
def test_a_month_with_its_year_is_named_where_no_day_is(lang, text, expected):
    assert [value for _, _, value in dates.named_months(text, lang)] == expected


def test_impossible_days_and_unknown_dates_are_left_alone():
    assert dates.named_days("On 31 June it rained.", article("")) == []
    assert dates.named_days("On Monday it rained.", Article("a", "o", "t", lang="en")) == []


@pytest.mark.parametrize(
    "piece",
    ["2020 ", "in 2020 ", "Monday ", "8 July ", "Monday 8 July ", "last week ", "wrote on ", "wrote "],
)
def test_time_grows_no_faster_than_the_text(piece):
    assert is_linear(lambda text: dates.printed_dates(text, article(text)), piece)


def test_a_year_dates_something_only_behind_its_word():
    text = "It rained in 2019. The 2016 law. Twin 2018."
    assert [named for _, _, named in dates.printed_dates(text, article(text))] == [2019]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair begins Monday.", 7),
        ("The trial resumes on Monday.", 7),
        ("The fair that began Monday is over.", 0),
    ],
)
def test_what_begins_on_a_weekday_is_ahead(text, expected):
    latest = dates.named_days("It rained on Monday.", article(text))[0].day
    assert [(day.day - latest).days for day in dates.named_days(text, article(text))] == [expected]


def test_what_is_to_be_held_on_a_day_has_not_gone_by():
    held, planned = "It was held on 12 June.", "It will not be held on 12 June when it was due."
    days = [dates.named_days(text, article(text))[0].day for text in (held, planned)]
    assert days[1].year == days[0].year + 1


def test_a_colon_may_follow_a_day():
    assert [day.day.day for day in dates.named_days("March 3: it rained. March 4:30 p.m.", article(""))] == [
        3
    ]


def test_bloody_sunday_is_a_name():
    assert dates.named_days("They recalled Bloody Sunday.", article("")) == []
