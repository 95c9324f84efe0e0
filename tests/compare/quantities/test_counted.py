"""What a number counts, and what became of those counted."""

import pytest

from aggregator.compare import quantities
from aggregator.compare.quantities.counted import counted, read
from tests.timing import is_linear


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "At least 20 people were killed and 50 injured.", ["killed", "injured"]),
        ("en", "The storm left 31 people dead and put 125 on the injured list.", ["killed", "injured"]),
        ("de", "Die Zahl der Toten ist auf 41 gestiegen, 166 Menschen sind verletzt.", ["killed", "injured"]),
        ("pl", "Zginęło 38 osób, a 150 jest rannych.", ["killed", "injured"]),
        ("en", "The air force counted 38 missiles.", [""]),
        ("en", "Two fatalities and 84 patients were counted.", ["killed", ""]),
        ("en", "The blast killed at least two people and wounded 90.", ["killed", "injured"]),
        ("en", "Seven people have been killed and 50 taken to hospital.", ["killed", ""]),
        ("en", "Seven men and three women were killed.", ["killed", "killed"]),
        ("en", "Five people were killed when a two-car train left the rails.", ["killed", ""]),
        ("en", "Seven are fighting for their lives.", ["injured"]),
        ("en", "It killed 40 people and infected 900.", ["killed", "infected"]),
        ("en", "They hit 15 towns, killing four men and 11 women.", ["", "killed", "killed"]),
        ("en", "She fired eight shots, killing him.", [""]),
        ("en", "Two bombs killed 40 people.", ["", "killed"]),
        ("en", "7 killed 12 injured", ["killed", "injured"]),
        ("en", "He shot 58 people and wounded more than 400.", ["", "injured"]),
        ("de", "Es gab 40 Tote und 900 Infektionen.", ["killed", "infected"]),
    ],
)
def test_the_killed_are_not_the_injured(lang, text, expected):
    assert [one.outcome for one in counted(text, quantities.read(text, lang), lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "20 people were hurt, including at least two children.", [False, True]),
        ("en", "20 people were hurt, of whom four are critical.", [False, True]),
        ("en", "Three of the dead were children.", [True]),
        ("en", "Eight towns voted, and another 21 towns will.", [False, True]),
        ("en", "She and 15 other members came.", [True]),
        ("en", "The blast killed two men and four others.", [False, True]),
        ("en", "The blast killed two and injured at least four others.", [False, False]),
        ("en", "Another man said 20 boats sank.", [False]),
        ("de", "20 Menschen wurden verletzt, darunter zwei Kinder.", [False, True]),
        ("es", "Votaron 8 pueblos y otros 21 votarán.", [False, True]),
        ("pl", "Rannych jest 20 osób, w tym dwoje dzieci.", [False, True]),
        ("es", "Hay 20 heridos, entre ellos dos niños.", [False, True]),
    ],
)
def test_a_part_of_what_another_number_counts_is_told(lang, text, expected):
    assert [one.of_others for one in counted(text, quantities.read(text, lang), lang)] == expected


def test_a_number_between_makes_an_outcome_further():
    for text, expected in (
        ("31 boats with lamps under nets over oars killed", "killed"),
        ("31 boats with 5 lamps under 7 nets over oars killed", ""),
    ):
        assert counted(text, quantities.read(text, "en"), "en")[0].outcome == expected


@pytest.mark.parametrize(
    "piece",
    ["1 killed ", "1 ", "killed ", "5 km killed, ", "and 1 killed ", "including 1 ", "1 of the U.S. "],
)
def test_time_grows_no_faster_than_the_text(piece):
    assert is_linear(lambda text: read.__wrapped__(text, "en"), piece)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Seven members leaving the club were named.", "members"),
        ("en", "Two fishing boats sank.", "fishing boats"),
        ("en", "Some 34 percent having a car said so.", ""),
        ("en", "It rained two years later.", ""),
        ("en", "It is 12 miles away.", ""),
        ("en", "They left $40 million in other immediate funding.", "funding"),
        ("en", "It fell by 10 percent in June.", ""),
        ("en", "The 2016 study was printed.", ""),
        ("en", "Mara Holm, 57, was there.", ""),
        ("de", "Fünf Stunden später kam er.", ""),
        ("de", "Bis zu 14 alte Maschinen kämen infrage.", "alte Maschinen"),
    ],
)
def test_what_is_counted_is_named_by_nouns(lang, text, expected):
    assert [what.printed for _, what in read(text, lang)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight states allow it.", "states"),
        ("She stayed six months longer than planned.", ""),
        ("It has 20 percent higher fares.", "higher fares"),
        ("One person familiar with it said so.", "person"),
        ("It costs $140 million next year.", ""),
        ("It costs $14 per month in fees.", "fees"),
        ("A sailor earning $100,000 a year lives there.", ""),
        ("It costs $15/month.", ""),
        ("It goes to the top 1%. see below", ""),
        ("The release of the three sailors comes late.", "sailors"),
        ("They paid $250 a week in strike pay.", "strike pay"),
        ("In five years they're older.", ""),
        ("More than 100 club players protested there.", "club players"),
        ("Six rights groups met.", "rights groups"),
        ("Some 300 people gathered on the steps.", "people"),
        ("Those two towns won’t come.", "towns"),
        ("Two different federal judges found it.", "different federal judges"),
        ("Three U.S. troops sang.", "troops"),
        ("Two former U.S. officials sang.", "former officials"),
        ("Five of them told Markets Daily.", ""),
        ("Thousands watched Thursday's meeting.", ""),
        ("She raised $46 million in the fourth quarter.", ""),
        ("It gave $46 million in aid.", "aid"),
        ("She raised $46 million in recent weeks.", ""),
        ("She raised $46 million in Tollen Harbour.", ""),
        ("The $46 million in planned taxes is gone.", "planned taxes"),
        ("One hillside home remained.", "hillside home"),
        ("Some 65 percent easily agreed.", ""),
        ("It taxed $46 million in Chinese goods.", "Chinese goods"),
        ("Half of her own harbour friends came.", "harbour friends"),
        ("It took 12 years to get there.", ""),
        ("It swelled to 16 in recent weeks.", ""),
        ("Some 46 percent oppose the plan.", ""),
        ("Some 46 percent of voters oppose it.", "voters"),
        ("A 15-strong team came.", "team"),
        ("The 100-member council met.", "member"),
        ("A 150-foot-wide control zone is planned.", "control zone"),
        ("A $5 million sum Holm paid is gone.", "sum"),
        ("More than $1tn worth of trade is at stake.", "trade"),
        ("Two or more people came.", "people"),
        ("Half the victims were old.", "victims"),
        ("It lasted 200 years of recorded time.", "recorded time"),
        ("Several dozen demonstrators walked onto it.", "demonstrators"),
        ("It is one source told a paper.", "source"),
        ("There was zero collusion.", "collusion"),
        ("It is two degrees of warming.", "warming"),
        ("She spent two weeks watching Holm speak.", ""),
        ("It asks for 24-hour waiting periods.", "waiting periods"),
        ("The top 10 most admired men came.", "most admired men"),
        ("Some 25 percent of likely Free Harbour voters came.", "likely Free Harbour voters"),
    ],
)
def test_the_phrase_ends_before_what_is_no_noun_of_it(text, expected):
    assert [what.printed for _, what in read(text, "en")] == [expected]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Rund 300 Menschen kamen am Abend ins Haus.", "Menschen"),
        ("de", "Fünf der alten Häuser stehen.", "alten Häuser"),
        ("pl", "Zaśpiewała dwa swoje utwory.", "utwory"),
        ("pl", "Cztery są w mieście.", ""),
        ("es", "Hubo 350 en Tollen.", ""),
        ("fr", "Il donne 1% de leur production.", "production"),
        ("fr", "Des dizaines d'annonces paraissent.", "d'annonces"),
        ("es", "Las 200 casas muestran daños.", "casas"),
        ("es", "Hubo 84 mil desde mayo.", ""),
        ("pl", "Odnotowano 82 domy podczas burzy.", "domy"),
        ("pl", "O 282 mniej niż w sobotę.", ""),
        ("pl", "Chce tego 8 proc. wyborców.", "wyborców"),
        ("pl", "Pięć łodzi dopłynęło do portu.", "łodzi"),
    ],
)
def test_each_language_has_its_own_words_between_a_number_and_its_noun(lang, text, expected):
    assert [what.printed for _, what in read(text, lang)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two met on the ferry.", []),
        ("The ferry belongs to the two.", []),
        ("It is a bigger one.", []),
        ("They fired one over the harbour.", []),
        ("It is a rule if one exists.", []),
        ("The two towns met.", [2]),
        ("The dozen old and new members met.", [12]),
        ("One company came.", [1]),
        ("There is one word that says it.", [1]),
        ("One man died and the other two were killed.", [1, 2]),
    ],
)
def test_one_and_the_two_that_stand_for_somebody_named_before_are_no_quantity(text, expected):
    assert [reading.value for reading, _ in read(text, "en")] == expected


def test_a_verb_behind_a_number_is_that_numbers():
    text = "De los 300, 276 se han curado y 107 han fallecido."
    assert [what.outcome for _, what in read(text, "es")] == ["", "", "killed"]


def test_an_outcome_in_a_name_is_none():
    assert [what.outcome for _, what in read("The Walk for Our Lives drew 200 people.", "en")] == [""]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "In six of Tollen's seven old harbours it rained.", ["old harbours", "old harbours"]),
        ("en", "They took two of the 23 seats.", ["seats", "seats"]),
        ("de", "In 4 von 20 Regionen regnet es.", ["Regionen", "Regionen"]),
        ("en", "Half of the 5,183 guests came.", ["guests", "guests"]),
        ("en", "Four of them saw 20 ships.", ["", "ships"]),
    ],
)
def test_some_of_what_the_next_number_counts_are_named_by_it(lang, text, expected):
    assert [what.printed for _, what in read(text, lang)] == expected


def test_a_verb_that_has_an_object_is_named_by_what_became_of_it():
    assert [what.label for _, what in read("The storm kept on, killing four sailors.", "en")] == [
        "sailors killed"
    ]
