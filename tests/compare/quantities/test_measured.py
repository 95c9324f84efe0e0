"""What a number behind its noun measures."""

import pytest

from aggregator.compare.quantities.counted import read
from tests.timing import is_linear


def _labels(text, lang="en"):
    return [what.label for _, what in read(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnout was 61 percent.", "turnout"),
        ("The turnout in Tollen was nearly 61 percent.", "turnout"),
        ("Officials said the ferry fare has now risen to at least $40.", "ferry fare"),
        ("The number of open harbours rose to 40.", "open harbours"),
        ("The total number of sailors claiming aid was 30,900.", "sailors"),
        ("On Friday the harbour fee fell sharply to $3.", "harbour fee"),
        ("Holm's market value is about $40 billion.", "market value"),
        ("Mending the old pier costs $3 million, and the new pier cost $9 million.", "new pier"),
        ("The storm fence reached 20 feet.", "storm fence"),
        ("The sentence was 12 years.", "sentence"),
        ("The longest sentence is four months and she served it.", "longest sentence"),
        ("The council doubled that tax to $11 million.", "tax"),
        ("Two came later, bringing the town's population to almost 59,000.", "population"),
    ],
)
def test_the_subject_of_a_verb_that_gives_it_a_value_is_measured(text, expected):
    assert _labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She paid a fine of $1,150.", ["fine"]),
        ("Winds of 100 mph hit the town.", ["winds"]),
        ("It has an average annual fee of more than $30.", ["average annual fee"]),
        ("The town has a population of 20,000.", ["population"]),
    ],
)
def test_the_noun_before_of_is_measured(text, expected):
    assert _labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Holm is 57.",
        "It was 40 percent.",
        "The ship is two miles away.",
        "The trial is two weeks off.",
        "The winner was 40.",
        "There were 40.",
        "Tollen stood at 40.",
        "The mother of three sang.",
        "Holm is her friend of two decades.",
        "The law is 100 percent on my side.",
        "The ways of thousands changed.",
        "She was found guilty of three.",
        "They danced to the tune of $40.",
        "The team they had lost was 40 percent.",
        "The union and Holm rose to 40.",
        "The vote, which is due, was 40.",
        "She heard on the average of 40.",
    ],
)
def test_nothing_is_measured_where_no_noun_surely_is(text):
    assert _labels(text) == [""]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Die Wahlbeteiligung lag bei 61 Prozent.", "Wahlbeteiligung"),
        ("de", "Am Sonntag lag die Miete bei 610 Euro.", "Miete"),
        ("de", "Er zahlte eine Strafe von 500 Euro.", "Strafe"),
        ("de", "Es kam zu einem Rückgang des Umsatzes von 5 Prozent.", ""),
        ("pl", "Frekwencja wyniosła 61 procent.", "frekwencja"),
        ("pl", "Liczba nowych domów wynosi 29 647.", "nowych domów"),
        ("fr", "Le loyer moyen était de 410 euros.", "loyer moyen"),
        ("fr", "Il a payé une amende de 500 euros.", "amende"),
        ("es", "La cifra de casas asciende a 40.", "casas"),
        ("es", "Pagó una multa de 500 euros.", "multa"),
    ],
)
def test_other_languages_measure_with_verbs_of_their_own(lang, text, expected):
    assert _labels(text, lang) == [expected]


def test_what_follows_the_number_goes_before_what_stands_ahead_of_it():
    assert _labels("The number of towns rose to 40 harbours.") == ["harbours"]


@pytest.mark.parametrize("piece", ["the toll of ", "rose to 5 ", "bring the ", "was 5 of ", "only "])
def test_time_grows_no_faster_than_the_text(piece):
    assert is_linear(lambda text: read.__wrapped__(text, "en"), piece)
