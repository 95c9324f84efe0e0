"""How firmly a clause states what it states, whatever is written in it."""

import pytest

from aggregator.compare.facts.certainty import firmness
from tests.timing import is_linear


def test_a_trigger_with_turkish_letters_is_read() -> None:
    assert firmness("The council mİght close the bridge.", "en").certainty == "may"


def test_a_future_that_is_reported_is_a_future() -> None:
    assert firmness("She said it would rain.", "en").certainty == "will"
    assert firmness("It would rain, she said.", "en").certainty != "will"


@pytest.mark.parametrize(
    ("lang", "text", "rung"),
    [
        ("en", "The mayor denied the charges.", "denied"),
        ("en", "Envoys were denied permission to visit the harbour.", "done"),
        ("en", "There is no denying that tolls rose.", "done"),
        ("en", "The board declined to confirm or deny the report.", "done"),
        ("en", "A second wave could not be ruled out.", "may"),
        ("en", "The move was considered unusual.", "done"),
        ("en", "The move is being considered by the board.", "considers"),
        ("en", "The crates held mud weighing five tonnes.", "done"),
        ("en", "Police suspect arson.", "may"),
        ("en", "One suspect had been caught by noon.", "done"),
        ("en", "It's unclear whether the board will accept the plan.", "may"),
        ("en", "The union won, as expected.", "done"),
        ("en", "That could change the law.", "may"),
        ("en", "The board made a plan that could fail.", "done"),
        ("en", "This plan to mend the wall was printed.", "done"),
        ("en", "The board won't vote on it.", "will"),
        ("en", "The mayor is scheduled to speak.", "will"),
        ("en", "The judge denied the motion.", "done"),
        ("en", "They stayed because the wall could fall.", "done"),
        ("en", "Booms could be heard in the harbour.", "done"),
        ("en", "Police found a number of alleged thieves.", "done"),
        ("en", "The club finished first, showing that its reserves will do.", "done"),
        ("en", "For the first time in years, borrowing is about to become cheaper.", "will"),
        ("en", "The mayor could not resist a remark.", "done"),
        ("en", "The clinics do not provide what the town might need.", "done"),
        ("en", "It is unclear what the town might need.", "may"),
        ("en", "The mayor didn't propose a toll.", "done"),
        ("en", "The law lets them deny coverage.", "done"),
        ("en", "Boats took away the guests who could not swim.", "done"),
        ("en", "Guests who have pledged money met on Monday.", "done"),
        ("en", "The wall fell on Monday – a collapse that is likely to cost the mayor his office.", "done"),
        ("en", "The flood, perhaps the worst in years, closed the bridge.", "done"),
        ("en", "Perhaps the flood closed the bridge.", "may"),
        ("en", "The guild has not agreed to a toll.", "done"),
        ("en", "Tolls rose faster than expected.", "done"),
        ("en", "The mayor asked the board to consider a toll.", "done"),
        ("en", "She left the board to explore the coast.", "done"),
        ("en", "Two pilots were held for allegedly stealing boats.", "done"),
        ("en", "The guild and the board met on plans for the wall.", "done"),
        ("en", "Tolls are projected to fall by half.", "may"),
        ("en", "The mayor offered boats to all if they agreed to leave.", "done"),
        ("en", "Planned works on the wall are over.", "done"),
        ("en", "She sold the house, known as “the last toll,” after it could not be mended.", "done"),
        ("en", "Police were called over alleged fraud.", "done"),
        ("de", "Er soll den Wirt bedroht haben.", "may"),
        ("de", "Männer, die ihn bedroht haben sollen, schweigen.", "may"),
        ("de", "Sie wurden wegen mutmaßlichen Betrugs verhaftet.", "done"),
        ("de", "Der Rat möchte die Brücke sperren.", "plans"),
        ("de", "Später sollten andere Städte folgen.", "plans"),
        ("de", "Sollte es regnen, wird der Rat die Brücke sperren.", "will"),
        ("de", "Das wäre die erste Brücke.", "may"),
        ("de", "Würde es regnen, bekäme die Brücke Risse.", "may"),
        ("de", "Die Tore würden bald schließen, schrieb Melo.", "will"),
        ("de", "Die Tore würden nachts geschlossen, schrieb Melo.", "done"),
        ("es", "Procesaron a Melo por presunto fraude.", "done"),
        ("es", "El presunto ladrón huyó.", "done"),
        ("es", "Se investiga un caso que habría ocurrido en mayo.", "done"),
        ("fr", "Compte tenu des risques, le pont est fermé.", "done"),
        ("fr", "La ville compte fermer le pont.", "plans"),
        ("pl", "Pisano o rzekomo starym moście.", "done"),
        ("pl", "O zasiłek mogą ubiegać się osoby bez pracy.", "done"),
        ("de", "Die Kisten sollen im Hafen gefunden worden sein.", "may"),
        ("de", "Die Brücke soll 2027 gebaut werden.", "plans"),
        ("de", "Es ist unklar, ob der Rat zustimmen wird.", "may"),
        ("de", "Die Partei gewann wie erwartet.", "done"),
        ("pl", "Tego nie ma w umowie.", "done"),
        ("pl", "Most ma zostać zamknięty.", "plans"),
        ("pl", "Miasto ma otworzyć most.", "will"),
        ("uk", "Місто має відкрити міст.", "will"),
        ("uk", "Місто має новий міст.", "done"),
    ],
)
def test_a_word_counts_in_the_sense_that_moves_a_statement(lang: str, text: str, rung: str) -> None:
    assert firmness(text, lang).certainty == rung


@pytest.mark.parametrize(
    ("lang", "piece"),
    [
        ("en", "it may rain "),
        ("en", "she said it would rain "),
        ("en", "was reported dead, "),
        ("en", "reported lives, "),
        ("en", "would "),
        ("en", ", saying "),
        ("de", "soll "),
    ],
)
def test_time_grows_no_faster_than_the_text(lang: str, piece: str) -> None:
    assert is_linear(lambda text: firmness(text, lang), piece)


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        ("The wall fell, the Gazette reports.", True),
        ("There were no reports of arrests.", False),
        ("The mayor testified the wall fell.", True),
        ("Rui Melo claimed victory late on Tuesday.", False),
    ],
)
def test_nouns_and_other_senses_give_a_statement_to_nobody(text: str, attributed: bool) -> None:
    assert firmness(text, "en").attributed == attributed
