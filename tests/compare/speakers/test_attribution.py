"""Who is said to have spoken, in the article's words and by the fullest name it gives."""

from __future__ import annotations

import pytest

from aggregator.compare import quotes
from aggregator.types import UNKNOWN, Article, Attribution


def attributions(text: str, lang: str = "en") -> list[Attribution]:
    return [quotation.attribution for quotation in quotes.extract(Article("a1", "o", "", text, lang=lang))]


@pytest.mark.parametrize(
    ("lang", "text", "printed", "verb"),
    [
        ("en", "“The gate stays shut tonight,” Rui Melo said.", "Rui Melo", "said"),
        ("en", "“The gate stays shut tonight,” said Rui Melo.", "Rui Melo", "said"),
        ("en", "Rui Melo said: “The gate stays shut tonight.”", "Rui Melo", "said"),
        ("en", "“The gate stays shut tonight,” according to Rui Melo.", "Rui Melo", "according to"),
        ("en", "“The gate stays shut tonight.” — Rui Melo", "Rui Melo", ""),
        ("en", "Rui Melo: “The gate stays shut tonight.”", "Rui Melo", ""),
        ("en", "“The gate stays shut,” said the harbour master.", "the harbour master", "said"),
        ("de", "Nach der Sitzung sagte Rui Melo: „Das Tor bleibt heute zu.“", "Rui Melo", "sagte"),
        ("de", "„Das Tor bleibt heute zu“, so Rui Melo.", "Rui Melo", "so"),
        ("de", "„Das Tor bleibt heute zu“, resümierte Rui Melo.", "Rui Melo", "resümierte"),
        ("pl", "Rui Melo powiedział: „Brama zostaje dziś zamknięta”.", "Rui Melo", "powiedział"),
        ("fr", "« La porte reste fermée ce soir », explique Rui Melo.", "Rui Melo", "explique"),
    ],
)
def test_the_cue_stands_before_after_or_is_a_name_alone(
    lang: str, text: str, printed: str, verb: str
) -> None:
    (found,) = attributions(text, lang)
    assert (found.as_printed, found.verb) == (printed, verb)
    assert found.speaker_span is not None
    assert text[found.speaker_span.start : found.speaker_span.end] == printed


def test_a_colon_at_the_end_of_a_paragraph_opens_the_next_one() -> None:
    text = (
        "The gate was shut.\n\nAna Costa, who ran it, wrote:\n\n“The gate stays shut tonight.”\n\nIt rained."
    )
    (found,) = attributions(text)
    assert (found.speaker, found.verb) == ("Ana Costa", "wrote")
    after_a_stop = text.replace("wrote:", "slept.")
    assert all(not one.verb for one in attributions(after_a_stop))


def test_a_number_behind_its_abbreviation_ends_no_sentence() -> None:
    (found,) = attributions("“The gate stays shut tonight,” Rui Melo, the No. 2 engineer, said on Monday.")
    assert (found.speaker, found.as_printed) == ("Rui Melo", "Rui Melo, the No. 2 engineer")


def test_an_apposition_belongs_to_the_printed_speaker() -> None:
    (found,) = attributions("“Nobody sleeps in the lower town,” said Ana Costa, a nurse from Porto.")
    assert found.as_printed == "Ana Costa, a nurse from Porto"
    assert found.speaker == "Ana Costa"


def test_a_surname_means_the_full_name_given_earlier() -> None:
    text = "Minister Ana Costa arrived late.\n\n“Nobody sleeps in the lower town,” Costa said."
    assert attributions(text)[0].speaker == "Ana Costa"


def test_a_role_means_the_one_person_who_holds_it() -> None:
    text = "The mayor, Ana Costa, arrived late.\n\n“Nobody sleeps in the lower town,” the mayor said."
    assert attributions(text)[0].speaker == "Ana Costa"


def test_a_deputy_is_not_the_person_whose_deputy_he_is() -> None:
    (found,) = attributions("“Nobody sleeps in the lower town,” said Costa's deputy.")
    assert found.speaker == "Costa's deputy"
    (found,) = attributions("“Nobody sleeps in the lower town,” said a spokesman for Ana Costa.")
    assert found.speaker == "spokesman for Ana Costa"


def test_a_pronoun_means_the_last_speaker() -> None:
    text = "“We sail at noon today,” Maria Costa said.\n\n“The sea is calm enough,” she added."
    assert [found.speaker for found in attributions(text)] == ["Maria Costa", "Maria Costa"]
    assert attributions(text)[1].as_printed == "she"


def test_she_with_two_women_before_stays_unknown() -> None:
    text = "Maria Costa met Helen Brandt at the gate. “The sea is calm enough today,” she said."
    (found,) = attributions(text)
    assert (found.as_printed, found.speaker) == ("she", UNKNOWN)


def test_a_speaker_named_in_the_next_sentence_does_not_take_the_quote() -> None:
    text = "“The sea is calm enough today,” Maria Costa said. Helen Brandt disagreed with all of it."
    (found,) = attributions(text)
    assert found.speaker == "Maria Costa"


def test_a_quote_alone_in_its_paragraph_continues_the_speaker_before() -> None:
    text = "“We sail at noon today,” said Rui Melo.\n\n“The sea has never been so calm before.”"
    assert [found.speaker for found in attributions(text)] == ["Rui Melo", "Rui Melo"]


def test_a_participle_shares_the_subject_of_its_sentence() -> None:
    text = "Rui Melo closed the harbour on Friday, saying “no boat is worth a single life”."
    assert attributions(text)[0].as_printed == "Rui Melo"


def test_a_noun_that_looks_like_a_verb_is_no_cue() -> None:
    text = "Rui Melo said of the council's latest request: “It is a bad joke, nothing more.”"
    assert attributions(text)[0].as_printed == "Rui Melo"


def test_the_verb_is_classed() -> None:
    expected = {"said": "neutral", "claimed": "doubting", "admitted": "conceding", "insisted": "stressing"}
    for verb, verb_class in (expected | {"warned": "warning"}).items():
        (found,) = attributions(f"“The gate stays shut tonight,” Rui Melo {verb}.")
        assert (found.verb, found.verb_class) == (verb, verb_class)


def test_in_a_transcript_the_cue_inside_the_turn_wins() -> None:
    text = 'HOST: And then Rui Melo said, "Nobody leaves this harbour tonight."'
    assert attributions(text)[0].as_printed == "Rui Melo"


def test_a_polish_verb_without_subject_speaks_of_who_spoke_before() -> None:
    text = "– Most zamkniemy jutro rano – powiedziała Irena Maj.\n\n– Objazd będzie naprawdę krótki – dodała."
    first, second = attributions(text, "pl")
    assert (second.speaker, second.verb) == ("Irena Maj", "dodała")
    assert first.speaker == "Irena Maj"


def test_german_reported_speech_carries_the_speaker_on() -> None:
    text = "Irene Maar kritisierte den Entwurf. Er sei „in jeder Hinsicht ein Rückschritt“ für die Stadt."
    assert attributions(text, "de")[0].as_printed == "Irene Maar"


@pytest.mark.parametrize(
    ("lang", "text", "printed", "speaker"),
    [
        ("en", "“The gate stays shut tonight,” said (Rui Melo).", "Rui Melo", "Rui Melo"),
        ("en", "“The gate stays shut tonight,” said (the mayor).", "the mayor", "mayor"),
        ("de", "„Das Tor bleibt heute zu“, sagte (Rui Melo).", "Rui Melo", "Rui Melo"),
        ("en", "“The gate stays shut tonight,” said Rui Melo (Hull).", "Rui Melo (Hull)", "Rui Melo"),
        ("fr", "« La porte reste fermée ce soir », explique ( le maire.", "le maire", "maire"),
    ],
)  # fmt: skip
def test_brackets_around_a_speaker_are_no_part_of_the_phrase(
    lang: str, text: str, printed: str, speaker: str
) -> None:
    (found,) = attributions(text, lang)
    assert (found.as_printed, found.speaker) == (printed, speaker)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Potem powiedział) „Brama zostaje dziś zamknięta”."),
        ("pl", "„Brama zostaje dziś zamknięta”, powiedział ”."),
        ("ru", "«Ворота сегодня закрыты весь день», рассказывал»."),
        ("en", "“The gate stays shut tonight,” he said of the (, “Gate.”"),
    ],
)
def test_marks_without_a_word_are_nobody(lang: str, text: str) -> None:
    (found, *_) = attributions(text, lang)
    assert found.speaker == UNKNOWN
    assert found.as_printed == "" or any(char.isalpha() for char in found.as_printed)


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "verb"),
    [
        ("pl", "Port czeka na prom. „Brama zostaje dziś zamknięta” – powiedział.", UNKNOWN, "powiedział"),
        ("pl", "Zakaz dotyczył „łodzi pełniących dziś służbę w porcie”.", UNKNOWN, ""),
        ("es", "El puerto espera. «La puerta sigue cerrada esta noche», dijo.", UNKNOWN, "dijo"),
        ("pl", "Rui Melo czeka. „Brama zostaje dziś zamknięta” – powiedział.", "Rui Melo", "powiedział"),
        ("pl", "Rzeczniczka czeka. „Brama jest dziś zamknięta” – powiedziała.", "Rzeczniczka", "powiedziała"),
    ],
)  # fmt: skip
def test_where_words_stand_in_any_order_the_first_of_a_sentence_speaks_only_where_it_is_somebody(
    lang: str, text: str, speaker: str, verb: str
) -> None:
    (found,) = attributions(text, lang)
    assert (found.speaker, found.verb) == (speaker, verb)


def test_whose_office_it_is_makes_no_name() -> None:
    said = "Die Sprecherin der Reederei kam nach Hull. „Das Tor bleibt heute zu“, sagte sie."
    (found,) = attributions(said, "de")
    assert (found.speaker, found.as_printed) == (UNKNOWN, "sie")
    (found,) = attributions("„Das Tor bleibt heute zu“, sagte die Sprecherin der Reederei.", "de")
    assert (found.speaker, found.is_person) == ("Sprecherin der Reederei", False)
    (found,) = attributions("Präsidentin von der Marsch kam. „Das Tor bleibt heute zu“, sagte sie.", "de")
    assert (found.speaker, found.is_person) == ("von der Marsch", True)


def test_a_few_small_words_go_on_with_what_somebody_said() -> None:
    text = (
        "The protest is backed by six mayors of the coast who called it an “abuse of the public purse” "
        "to “please one side of a long quarrel.”"
    )
    assert [found.as_printed for found in attributions(text)] == ["six mayors of the coast"] * 2


def test_words_inside_a_sentence_of_others_continue_nothing_that_a_paragraph_before_said() -> None:
    told = "Ana Costa said on Monday that “we have a lot of work at home.”\n\n"
    others = told + "About 130 people stood outside, some with placards such as “I am a tired citizen.”"
    his_own = told + "Costa wrote on the placard that she held “I am a tired citizen.”"
    assert [found.speaker for found in attributions(others)] == ["Ana Costa", UNKNOWN]
    assert [found.speaker for found in attributions(his_own)] == ["Ana Costa", "Ana Costa"]


def test_what_a_comma_sets_apart_may_follow_a_signature() -> None:
    text = "“I did not want any of this.” — Rui Melo, 50, waiting for the ferry in Hull."
    assert attributions(text)[0].speaker == "Rui Melo"


def test_words_that_open_a_quotation_tell_more_than_a_signature_behind_it() -> None:
    text = "The spokeswoman for Ana Costa says: “The gate will stay shut tonight.” — Rui Melo (@melo)"
    assert attributions(text)[0].as_printed == "The spokeswoman for Ana Costa"
