"""Whether a word of the future tells one."""

import pytest

from aggregator.compare.facts.certainty import firmness
from tests.timing import is_linear


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat wird die Brücke im Mai sperren.",
        "Die Brücke wird gesperrt werden.",
        "Sie werden am Montag nach Pellen gehen und dort reden.",
        "Die Minister von Pellen, Sund und Arn werden Pläne, Karten und Boote zeigen.",
        "Die Stadt wird eine Brücke erhalten.",
        "Der Termin wird zwischen dem 1. bis zum 19. Juli liegen.",
        "Er wird sich (nach § 239a) verantworten müssen.",
        "Die Mittel werden ab 2031 gekürzt.",
        "Die Brücke wird nächste Woche gesperrt.",
        "Die Stadt sagte, dass sie zahlen werde.",
        "Er werde im Rat bleiben.",
    ],
)
def test_german_werden_with_an_infinitive_or_a_time_to_come_is_the_future(text: str) -> None:
    assert firmness(text, "de").certainty == "will"


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke wird derzeit gesperrt.",
        "Der Turm wird in alten Schriften beschrieben.",
        "Das Haus wird leer aufgefunden.",
        "Der Pegel wird in den alten und neuen Häfen überschritten.",
        "Der Markt wird zu einem Fest.",
        "Der Eintritt wird teurer.",
        "Die Brücke muss gesperrt werden.",
        "Die Karte, die eigens gedruckt wird, ist neu.",
        "Die Gäste, die kommen werden, haben bezahlt.",
    ],
)
def test_the_passive_and_becoming_are_none(text: str) -> None:
    assert firmness(text, "de").certainty == "done"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "La ciudad cerrará el puente."),
        ("es", "Habrá una fiesta."),
        ("es", "Los vecinos tendrán que pagar."),
        ("es", "La fiesta se celebrará el viernes."),
        ("es", "La ciudad dijo que cerrará el puente."),
        ("es", "La máxima será de 20 grados, mientras que la mínima bajará."),
        ("fr", "La ville fermera le pont."),
        ("fr", "Les voisins viendront lundi."),
        ("fr", "Le maire prendra la parole."),
        ("fr", "Nous fermerons le pont."),
        ("pl", "Wybory odbędą się w maju."),
        ("pl", "Rada wybierze burmistrza."),
        ("uk", "Місто працюватиме без світла."),
        ("uk", "Зустріч відбудеться в понеділок."),
        ("ru", "Встреча состоится в понедельник."),
    ],
)
def test_a_future_without_an_auxiliary_is_read(lang: str, text: str) -> None:
    assert firmness(text, lang).certainty == "will"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El puente cayó detrás del muro en Irán."),
        ("es", "Irán cerró el puente."),
        ("es", "Queremos un puente."),
        ("es", "La ley que entrará en vigor fue aprobada."),
        ("fr", "Le train entra dans le tunnel et le maire se montra."),
        ("fr", "Il tira une balle dans la caméra."),
        ("fr", "Le front avance."),
        ("fr", "Alexandra a fermé le pont."),
        ("fr", "Nous espérons un pont."),
    ],
)
def test_past_tenses_nouns_and_clauses_about_a_noun_are_no_future(lang: str, text: str) -> None:
    assert firmness(text, lang).certainty == "done"


def test_a_clause_about_a_noun_ends_with_its_verb() -> None:
    assert firmness("El puente que era viejo cerrará.", "es").certainty == "will"


@pytest.mark.parametrize(
    ("lang", "piece"),
    [("de", "wird "), ("de", "er wird gehen und "), ("es", "que cerrará "), ("es", "rá"), ("fr", "qu'era ")],
)
def test_time_grows_no_faster_than_the_text(lang: str, piece: str) -> None:
    assert is_linear(lambda text: firmness(text, lang), piece)
