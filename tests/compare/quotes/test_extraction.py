"""Which words are taken for speech, with which offsets."""

from __future__ import annotations

import time

import pytest

from aggregator.compare import quotes
from aggregator.types import Article, Quotation
from tests.timing import is_linear


def extract(text: str, lang: str = "en", title: str = "") -> tuple[Quotation, ...]:
    article = Article("a1", "The Ferryman", title, text, lang=lang)
    found = quotes.extract(article)
    for quotation in found:
        for part in quotation.parts:
            source = title if part.span.place == "headline" else text
            assert source[part.span.start : part.span.end] == part.text
    return found


def parts(text: str, lang: str = "en") -> list[list[str]]:
    return [[part.text for part in quotation.parts] for quotation in extract(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "“The gate stays shut tonight,” Rui Melo said.", "The gate stays shut tonight,"),
        ("en", '"The gate stays shut tonight," Rui Melo said.', "The gate stays shut tonight,"),
        ("en", "‘The gate stays shut tonight,’ Rui Melo said.", "The gate stays shut tonight,"),
        ("en", "'The gate stays shut tonight,' Rui Melo said.", "The gate stays shut tonight,"),
        ("de", "„Das Tor bleibt heute zu“, sagte Rui Melo.", "Das Tor bleibt heute zu"),
        ("de", "»Das Tor bleibt heute zu«, sagte Rui Melo.", "Das Tor bleibt heute zu"),
        ("pl", "„Brama zostaje dziś zamknięta” – powiedział Rui Melo.", "Brama zostaje dziś zamknięta"),
        ("pl", "– Brama zostaje dziś zamknięta – powiedział Rui Melo.", "Brama zostaje dziś zamknięta"),
        ("fr", "« La porte reste fermée ce soir », a dit Rui Melo.", "La porte reste fermée ce soir"),
        ("es", "«La puerta queda cerrada hoy», dijo Rui Melo.", "La puerta queda cerrada hoy"),
        ("ru", "«Ворота сегодня останутся закрыты», — сказал Руи Мело.", "Ворота сегодня останутся закрыты"),
        (
            "uk",
            "«Ворота сьогодні лишаться зачинені», — сказав Руй Мелу.",
            "Ворота сьогодні лишаться зачинені",
        ),
    ],
)
def test_all_marks_in_use_are_read(lang: str, text: str, words: str) -> None:
    (quotation,) = extract(text, lang)
    assert quotation.text == words
    assert quotation.attribution.speaker not in {"", "unknown"}


def test_an_odd_number_of_marks_loses_only_the_unfinished_quote() -> None:
    text = "“We sail at noon today,” said Melo. “Bring your own bread\n\n“And we return at dusk,” Costa said."
    assert any("And we return at dusk," in run for run in parts(text))
    assert parts(text)[0][0] == "We sail at noon today,"


def test_a_mark_missing_at_the_end_of_a_paragraph_ends_the_quote_there() -> None:
    text = "Melo said: “The pumps ran all night long.\n\nNobody slept in the lower town."
    assert parts(text) == [["The pumps ran all night long."]]


def test_a_quote_that_begins_the_article_is_found() -> None:
    assert parts("“Nobody told us anything at all,” said Ana Costa.") == [["Nobody told us anything at all,"]]


def test_a_quote_split_by_its_attribution_is_one_quotation_with_two_parts() -> None:
    text = "“We came at dawn,” Ana Costa said, “and we left before noon.”"
    assert parts(text) == [["We came at dawn,", "and we left before noon."]]


def test_a_short_part_belongs_to_its_quotation() -> None:
    text = "“No,” Ana Costa said, “we will not leave the island.”"
    assert parts(text) == [["No,", "we will not leave the island."]]


def test_a_quote_continued_over_paragraphs_is_one_quotation() -> None:
    text = "Melo said: “The pumps ran all night.\n\n“Then the last of them stopped.”"
    assert parts(text) == [["The pumps ran all night.", "Then the last of them stopped."]]


def test_two_quotes_in_one_sentence_stay_two() -> None:
    text = "Melo called it “a sad day for us” and “an insult to every sailor”."
    assert parts(text) == [["a sad day for us"], ["an insult to every sailor"]]


def test_apostrophes_that_begin_words_open_nothing() -> None:
    text = (
        "'Tis a shame, and rock 'n' roll is dead since the '90s. 'We play on tonight, boys,' said Ana Costa."
    )
    assert parts(text) == [["We play on tonight, boys,"]]


def test_a_possessive_ends_no_single_quote() -> None:
    text = "‘The sailors’ strike is over now,’ said Ana Costa."
    assert parts(text) == [["The sailors’ strike is over now,"]]


def test_inches_and_feet_are_no_marks() -> None:
    text = 'The door is 6\'2" high. "I am 5\'11" in my socks," said Rui Melo. He bought a 12" pan.'
    assert parts(text) == [["I am 5'11\" in my socks,"]]


def test_titles_of_books_and_ships_are_no_speech() -> None:
    text = (
        "Costa wrote the novel “The Long Way to the Sea”. He crossed on the ship “Queen of the Far North”. "
        "They saw “A Night at the Mill” twice."
    )
    assert parts(text) == []
    assert parts("Sie lasen den Roman „Der lange Weg zum Meer“.", "de") == []
    assert parts("Die „Kampagne für ein freies Ufer“ tagte in Bonn.", "de") == []


def test_scare_quotes_and_single_words_are_no_speech() -> None:
    assert parts("The “experts” met in a “safe house” on Monday, and Melo “resigned”.") == []


def test_a_quote_inside_a_quote_is_given_to_its_own_speaker() -> None:
    text = "“Costa told me, ‘Leave the harbour before it freezes,’ and so we left,” said Rui Melo."
    outer, inner = extract(text)
    assert outer.attribution.speaker == "Rui Melo"
    assert inner.text == "Leave the harbour before it freezes,"
    assert inner.attribution.as_printed == "Costa"


def test_a_quote_in_a_headline_is_found_by_its_cue_or_by_the_body() -> None:
    text = "“We will not leave the island before spring,” said Ana Costa."
    named = extract(text, title="Costa: “We will not leave the island”")
    bare = extract(text, title="“WE WILL NOT LEAVE THE ISLAND”")
    assert [q.parts[0].span.place for q in named] == ["headline", "body"]
    assert [q.attribution.speaker for q in bare] == ["Ana Costa", "Ana Costa"]


def test_dialogue_goes_on_after_its_attribution_in_polish() -> None:
    text = "Wójt zwołał radę. – Most zamkniemy jutro o świcie – powiedziała Irena Maj. – Objazd będzie długi."
    assert parts(text, "pl") == [["Most zamkniemy jutro o świcie", "Objazd będzie długi."]]


def test_dialogue_up_to_the_next_dash_ends_with_its_last_word() -> None:
    text = (
        "Wójt zwołał radę. – Most zamkniemy jutro o świcie – powiedziała Irena Maj. – Objazd będzie długi. "
        "– Nie wiem tego jeszcze dzisiaj – odparł Adam Kos."
    )
    assert parts(text, "pl") == [
        ["Most zamkniemy jutro o świcie", "Objazd będzie długi."],
        ["Nie wiem tego jeszcze dzisiaj"],
    ]


def test_a_dash_within_a_sentence_opens_no_dialogue() -> None:
    assert parts("Maj – wójt od lat – powiedziała, że most jest stary.", "pl") == []


def test_a_transcripts_label_is_no_part_of_the_words() -> None:
    text = '"MELO: We have been pumping since midnight, madam."'
    (quotation,) = extract(text)
    assert quotation.text == "We have been pumping since midnight, madam."
    assert quotation.attribution.as_printed == "MELO"


def test_ids_are_stable_and_distinct() -> None:
    text = "“We sail at noon today,” said Melo.\n\n“We sail at noon today,” said Costa."
    once, again = extract(text), extract(text)
    assert [q.id for q in once] == [q.id for q in again]
    assert len({q.id for q in once}) == 2


def test_an_article_without_text_has_no_quotations() -> None:
    assert extract("") == ()


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        "“‘",
        "“a ",
        "«»",
        '"a b c d e" ',
        "A “b c d e,” ",
        "— a ",
        "‘a ",
        "“a b c d,” she said, ",
        "``a b c d'' ",
        ",,a b c d'' ",
        "Ana Costa ",
        "Mr. ",
        "the mayor, Ana, ",
        "'tis ",
        "”“„«»\"'‘’‚ ",
        '12" ',
    ],
)
@pytest.mark.parametrize("lang", ["en", "pl", "de"])
def test_time_grows_no_faster_than_the_text(piece: str, lang: str) -> None:
    assert is_linear(lambda text: extract(text, lang), piece)


def test_time_grows_no_faster_than_the_number_of_persons_who_speak() -> None:
    def seconds(number: int) -> float:
        names = [f"Ana Cost{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}o" for n in range(number)]
        text = "\n\n".join(f"“The gate stays shut tonight,” said {name}, the mayor." for name in names)
        started = time.process_time()
        assert len(extract(text)) == number
        return time.process_time() - started

    small = min(seconds(60) for _ in range(3))
    assert min(seconds(480) for _ in range(2)) < 24 * max(small, 0.004)


def test_a_transcript_gives_every_turn_to_its_speaker() -> None:
    text = (
        "Ana Costa and Rui Melo met on the air.\n\n“COSTA: Do you still trust the old pumps?\n\n"
        "“MELO: We have been pumping since midnight, madam.\n\n“COSTA: And will they last until dawn?”"
    )
    assert [quotation.attribution.speaker for quotation in extract(text)] == [
        "Ana Costa",
        "Rui Melo",
        "Ana Costa",
    ]


def test_three_hundred_quotes_in_one_article_are_all_found() -> None:
    text = "\n\n".join(f"“Gate number {n} opens at dawn,” said Rui Melo." for n in range(300))
    assert len(extract(text)) == 300


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "``The gate stays shut tonight,'' Rui Melo said.", "The gate stays shut tonight,"),
        ("en", "``It's the sailors' gate tonight,'' Rui Melo said.", "It's the sailors' gate tonight,"),
        ("en", "Melo said: ``Costa told me 'go home' that night.''", "Costa told me 'go home' that night."),
        ("pl", ",,Brama zostaje dziś zamknięta'' – powiedział Rui Melo.", "Brama zostaje dziś zamknięta"),
        ("pl", ",,Brama zostaje dziś zamknięta” – powiedział Rui Melo.", "Brama zostaje dziś zamknięta"),
    ],
)
def test_double_marks_typed_as_two_signs_are_read(lang: str, text: str, words: str) -> None:
    (quotation,) = extract(text, lang)
    assert quotation.text == words


@pytest.mark.parametrize(
    "text",
    [
        "“Shut the gate,” Rui Melo said.",
        "Rui Melo said: “Shut the gate!”",
        "Rui Melo told the crew to “shut the gate.”",
    ],
)
def test_three_words_that_close_as_a_sentence_beside_a_verb_of_saying_are_speech(text: str) -> None:
    assert len(parts(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rui Melo said the “old shut gate” was late.",
        "The port has an “old shut gate,” and nobody cares.",
        "“Not now,” Rui Melo said.",
    ],
)
def test_three_words_without_either_and_two_words_are_none(text: str) -> None:
    assert parts(text) == []


def test_a_short_title_is_no_speech_and_carries_no_speaker_on() -> None:
    text = (
        "“We keep it open for the boats,” said Rui Melo of the plan dubbed “Keeping Gates Open.”\n\n"
        "“This will not end the harbour.”"
    )
    assert [one.attribution.speaker for one in extract(text)] == ["Rui Melo", "Rui Melo"]


def test_links_pasted_into_the_sentence_are_no_part_of_the_speaker() -> None:
    text = 'It rained. "We will mend the old wall," said Sen. Rui MeloFerry owner may be fined MORE (Hull).'
    (found,) = extract(text)
    assert (found.attribution.speaker, found.attribution.as_printed) == ("Rui Melo", "Sen. Rui Melo (Hull)")


def test_a_title_that_begins_its_text_is_read_there_and_nowhere_else() -> None:
    text = "“The gate stays shut tonight,” Rui Melo said. It was late, and nobody came to the harbour."
    made = "“The gate stays shut tonight,” Rui Melo said. It was late, and…"
    assert [quotation.parts[0].span.place for quotation in extract(text, title=made)] == ["body"]
    printed = "“The gate stays shut tonight,” says Melo"
    assert [one.parts[0].span.place for one in extract(text, title=printed)] == ["headline", "body"]


def test_a_closing_guillemet_whose_partner_is_lost_opens_nothing() -> None:
    assert extract("La puerta queda cerrada esta noche», dijo Rui Melo cuando el barco entraba.", "es") == ()


@pytest.mark.parametrize("opening", ["Watch commander", "Related costs will rise,"])
def test_somebody_who_says_it_makes_speech_of_what_looks_like_a_pointer(opening: str) -> None:
    assert extract(f"{opening} Rui Melo said: “The gate will stay shut tonight.”")


@pytest.mark.parametrize("pointer", ["Related reads", "Read (from March 15)", "Watch"])
def test_the_title_of_another_text_is_no_speech(pointer: str) -> None:
    assert not extract(f"Ana Costa was there.\n\n{pointer}: “The gate will stay shut tonight”")
