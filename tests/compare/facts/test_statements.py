"""What is read from a sentence before facts are lined up, and what states nothing."""

import pytest

from aggregator.compare import quotes, sentences
from aggregator.compare.facts.statements import Candidate, candidates
from aggregator.types import Article


def read(text: str, lang: str = "en") -> tuple[Candidate, ...]:
    article = Article("a", "Gazette", "Title", text, lang=lang)
    return candidates([article], sentences.split(article), quotes.extract(article))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Rui Melo tweeted on Tuesday."),
        ("en", "Mr. Melo said."),
        ("en", "As the guild's charter states:"),
        ("en", "Ana Reis asked quietly."),
        ("en", "She wrote on her page."),
        ("de", "Melo schrieb auf seiner Seite."),
    ],
)
def test_that_somebody_spoke_states_nothing(lang: str, text: str) -> None:
    assert not read(text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "Melo declined to comment on Tuesday.",
        "Melo declined comment on the report.",
        "Police reported no injuries.",
        "Melo confirmed the toll.",
        "The mayor did not elaborate.",
        "Rui Melo said in the town hall on Tuesday that tolls rose.",
    ],
)
def test_what_somebody_told_or_did_not_tell_is_stated(text: str) -> None:
    assert [one.text for one in read(text)] == [text]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The fire continued on Monday."),
        ("en", "Protests continued in Hull on Monday."),
        ("en", "Rescue work continued after dark."),
        ("en", "Heavy rain continued on Monday night."),
        ("en", "Soldiers reported to duty in May."),
        ("en", "Melo reported to jail on Monday."),
        ("de", "Ein Notarzt rief in Hull an."),
    ],
)
def test_a_verb_that_says_something_only_beside_words_states_what_happened(lang: str, text: str) -> None:
    assert [one.text for one in read(text, lang)] == [text]


def test_before_a_colon_such_a_verb_only_says_that_somebody_spoke() -> None:
    assert not read("Rui Melo of Tollen continued:")
    assert not read("Rui Melo answered on Monday:")
    assert not read("Der alte Mann rief laut:", "de")


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        (
            "“The wall is older than the town,” Rui Melo, a pilot of Tollen and a friend, told the Gazette.",
            True,
        ),
        ("“No more tolls!” shouted Rui Melo, who had come by boat with his two sons and a dog.", True),
        ("“The wall is older than the town” hung in red letters over the door of the harbour office.", False),
        ("The mayor called the wall, which is older than the town, “a matter of years to come.”", False),
    ],
)
def test_a_whole_quotation_with_its_speaker_is_speech_however_long_he_is_introduced(
    text: str, speech: bool
) -> None:
    assert [one.speech for one in read(text)] == [speech]


def test_no_clause_begins_inside_links_that_a_page_has_pasted() -> None:
    text = "Sen. Ann LeeFerry owner was fined, and the harbour was shut Council votes on wall MORE said so."
    assert [one.text for one in read(text)] == [text]
