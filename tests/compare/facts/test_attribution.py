"""Whether a statement is given to somebody: verbs of saying, and the same forms where they say nothing."""

import pytest

from aggregator.compare.facts.certainty import firmness
from tests.timing import is_linear


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The wall fell, added Rui Melo."),
        ("en", "He wrote: “No toll was paid for the old bridge.”"),
        ("en", "The mayor noted it was up to the council."),
        ("en", "Some predicted the bill will lead to more tolls."),
        ("en", "Ana Reis signaled that tolls rose."),
        ("en", "“We don’t know the cause of the fire,” Melo said."),
        ("en", "Ana Reis, who called the wall “a matter of years,” said Monday it has to go."),
        ("en", "Opponents claim that the wall is old."),
        ("en", "Opponents will loudly claim that the wall is old."),
        ("en", "Melo said little has changed."),
        ("en", "Work on the wall began in May, Rui Melo added."),
        ("en", "Melo went on to say that the wall is old."),
        ("en", "adding they knew of it."),
        ("en", "adding Rui Melo knew of it."),
        ("en", "The wall fell, the harbour bulletin reports."),
        ("en", '" Press secretary Ana Reis said the wall “is no older than any other wall.”'),
        ("de", "Die Brücke ist alt, schrieb Rui Melo."),
        ("de", "Auf der Website schrieb Melo, er kommt."),
        ("de", "Sie erklärten, die Brücke ist alt."),
        ("de", "Demnach war die Brücke alt."),
        ("de", "Nach Schätzung von Fachleuten kostete sie drei Millionen."),
        ("pl", "Most jest stary, przekazał rzecznik."),
        ("pl", "Rzecznik przekazał, że most jest stary."),
        ("fr", "Le pont est vieux, a déclaré une porte-parole."),
        ("fr", "La ville a confirmé la fermeture du pont."),
        ("es", "La ciudad ha confirmado el cierre del puente."),
        ("es", "La ciudad alerta de un puente viejo."),
    ],
)
def test_what_somebody_says_is_given_to_them(lang: str, text: str) -> None:
    assert firmness(text, lang).attributed


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The town closed the bridge on the claim, later proved groundless, that it was unsafe."),
        ("en", "The lawyer successfully argued Melo before the court."),
        ("en", "The club added two rooms."),
        ("en", "The bulletin gave no proof for the claims."),
        ("en", "It should be noted that the wall fell."),
        ("en", "The report bore out the mayor's claims that tolls rose."),
        ("en", "The mayor has refused to concede."),
        ("en", "The board declined to say when the wall was built."),
        ("en", "The town shrugged at Melo's claim that the wall was old."),
        ("en", "The board shrugged at a number of damning reports and went home."),
        ("en", "In July, three dire scientific reports had no effect."),
        ("en", "The mayor will have final say on what is built."),
        ("en", "The town hoped to avoid a repeat."),
        ("en", "Repeated floods have shown the wall is weak."),
        ("en", "The boats saved those who said the wall was safe."),
        ("en", "The council undid what it had said days before."),
        ("en", "Tolls fell by 9%, more than predicted."),
        ("en", "Tolls rose by half, adding 200 crowns a day."),
        ("en", "The mayor closed the bridge by insisting on a toll."),
        ("en", "The mayor praised the crews but said little about the wall."),
        ("de", "Die Stadt feiert nach einem selbst erklärten Sieg."),
        ("pl", "Szpital przekazał sprzęt."),
        ("pl", "Mężczyźnie grozi kara do 3 lat więzienia."),
        ("fr", "Le maire a déclaré une grippe."),
        ("fr", "Recevez une alerte par message."),
        ("fr", "La ville compte un cas confirmé."),
        ("es", "Cabe destacar que el puente cerró."),
        ("es", "La ciudad tiene un caso confirmado."),
        ("es", "La alerta terminó el lunes."),
    ],
)
def test_nouns_adjectives_and_deeds_give_a_statement_to_nobody(lang: str, text: str) -> None:
    assert not firmness(text, lang).attributed


@pytest.mark.parametrize(
    "text",
    [
        "The men claim the wall fell.",
        "Women claim it fell.",
        "Children claim they saw it.",
        "The government claim it fell.",
        "The wall stood, but the town council now claim that it fell.",
        "More than 200 women openly claim tolls rose.",
    ],
)
def test_several_and_bodies_of_people_claim_what_is_stated(text: str) -> None:
    assert firmness(text, "en").attributed


@pytest.mark.parametrize(
    "text",
    [
        "The insurance claim was paid.",
        "The government claim was false.",
        "The town rejected the government claim that the wall was old.",
        "The court dismissed a poor claim the club made.",
    ],
)
def test_a_claim_that_is_a_thing_gives_a_statement_to_nobody(text: str) -> None:
    assert not firmness(text, "en").attributed


@pytest.mark.parametrize(
    "text",
    [
        "And even though the mayor tweeted that the wall would fall, the wall stands.",
        "The town closed the bridge, a step that officials say was needed.",
    ],
)
def test_what_is_said_in_an_aside_is_not_the_statement(text: str) -> None:
    assert firmness(text, "en").certainty == "done"
    assert not firmness(text, "en").attributed


def test_a_german_statement_is_given_to_somebody_by_its_mood() -> None:
    assert firmness("Die Brücke sei seit Jahren gesperrt.", "de").attributed
    assert firmness("Jeden Tag kämen Hunderte Menschen.", "de").attributed
    for plain in (
        "Das habe ich gelesen.",
        "Das war, als sei er krank.",
        "Ihnen sei gesagt: Danke.",
        "Alle kamen, es sei denn zu spät.",
    ):
        assert not firmness(plain, "de").attributed


@pytest.mark.parametrize(
    ("lang", "piece"),
    [("en", "He wrote: "), ("en", ", added Ana "), ("de", "sei "), ("de", "“sei ‘"), ("pl", "przekazał ")],
)
def test_time_grows_no_faster_than_the_text(lang: str, piece: str) -> None:
    assert is_linear(lambda text: firmness(text, lang), piece)
