"""Whom an article's phrases and pronouns mean, and what is no person at all."""

from __future__ import annotations

import pytest

from aggregator.compare import quotes
from aggregator.types import UNKNOWN, Article
from tests.timing import is_linear


def speakers(text: str, lang: str = "en", title: str = "") -> list[str]:
    article = Article("a1", "o", title, text, lang=lang)
    return [quotation.attribution.speaker for quotation in quotes.extract(article)]


def test_a_pronoun_goes_on_with_the_speaker_who_opens_the_sentence_before() -> None:
    text = (
        "“The pumps failed at dawn,” Rui Melo said.\n\nMelo blamed Paul Brandt for the leak.\n\n"
        "“Nobody looked at the valves,” he said."
    )
    assert speakers(text)[1] == "Rui Melo"


def test_a_pronoun_is_followed_through_a_sentence_that_opens_with_it() -> None:
    text = (
        "Rui Melo came home on Friday. He gave Paul Brandt a list of the valves.\n\n"
        "“Nobody looked at them,” he said."
    )
    assert speakers(text) == ["Rui Melo"]


def test_a_pronoun_means_nobody_who_is_only_named_inside_a_quotation() -> None:
    text = (
        "“I told Paul Brandt about the valves,” Rui Melo said. “Nobody listened to me then,” he said.\n\n"
        "“And Karl Adler was no better,” he added."
    )
    assert set(speakers(text)) == {"Rui Melo"}


def test_a_pronoun_means_no_place_and_no_body() -> None:
    text = "The bridge links New York to the harbour.\n\n“It sways in every storm now,” she said."
    assert speakers(text) == [UNKNOWN]
    text = "Reporters waited outside the White House.\n\n“It sways in every storm now,” he said."
    assert speakers(text) == [UNKNOWN]


def test_a_pronoun_means_no_words_that_only_have_capitals() -> None:
    text = (
        "Rui Melo spoke at noon. (Photo: Harbour Images) After the meeting, Melo said that he was tired.\n\n"
        "“It sways in every storm now,” he said."
    )
    assert speakers(text) == ["Rui Melo"]


def test_a_pronoun_means_a_surname_that_was_heard() -> None:
    text = "“It will hold for a year,” Quorlby said.\n\n“It sways in every storm now,” he added."
    assert speakers(text) == ["Quorlby", "Quorlby"]


def test_it_is_nobody_who_could_be_named() -> None:
    assert speakers("The harbour firm was angry. “We lose a lot of money every day,” it said.") == [UNKNOWN]


def test_a_relative_named_in_full_is_not_whom_the_surname_alone_means() -> None:
    text = (
        "President Melo met his staff. First lady Ana Melo stayed at home.\n\n"
        "“I have told my people to go on,” Melo said. “It is a long road for all of us,” said Ana Melo."
    )
    assert speakers(text) == ["Melo", "Ana Melo"]
    assert speakers(text.replace("First lady Ana", "His rival Ana"))[0] == "Ana Melo"


def test_a_possessive_is_not_the_one_a_pronoun_means() -> None:
    text = "Ana Costa criticised Rui Melo's plan.\n\n“It is far too slow,” he said."
    assert speakers(text) == [UNKNOWN]


def test_the_one_who_speaks_is_meant_before_one_who_is_spoken_of() -> None:
    text = "Rui Melo, the mayor of Hull, said Paul Brandt would stay.\n\n“He is a good man,” he said."
    assert speakers(text) == ["Rui Melo"]


def test_a_role_with_a_body_before_it_does_not_take_the_bare_role() -> None:
    text = (
        "President Rui Melo spoke first, then Dockers Union President Paul Brandt.\n\n"
        "“The harbour stays shut today,” the president said."
    )
    assert speakers(text) == ["Rui Melo"]


def test_an_official_is_nobody_who_is_named() -> None:
    text = "Rui Melo, an official in Hull, left early.\n\n“The harbour stays shut today,” the official said."
    assert speakers(text) == ["official"]


def test_a_headline_in_capitals_makes_no_name() -> None:
    text = "“We will not leave the island at all,” Ana Costa said."
    title = "COSTA HINTS: “We will not leave the island”"
    assert speakers(text, title=title) == ["Ana Costa", "Ana Costa"]
    assert speakers("It rained.", title="STORM HINTS: “We will not leave the island”") == [UNKNOWN]


def test_a_heading_in_the_text_makes_no_name() -> None:
    text = (
        "Ana Costa Speaks Out On Storm\n\nAna Costa came to the harbour late.\n\n"
        "“Nobody sleeps in the lower town,” Costa said."
    )
    assert speakers(text) == ["Ana Costa"]


def test_a_name_that_a_page_repeats_and_joins_to_the_next_word_is_cut() -> None:
    text = "“Nobody sleeps in the lower town,” said Sen. Ana Costa Ana Maria CostaStorm hits the harbour."
    assert speakers(text)[0] == "Ana Costa"


def test_words_that_begin_a_sentence_are_no_name() -> None:
    text = "Apparently the “gates of the old harbour” are rusty. Nor is “the bridge of the north” any better."
    assert not {"Apparently", "Nor"} & set(speakers(text))


def test_a_surname_that_stands_first_is_known_by_itself() -> None:
    text = "Minister Ri Tong Ho came late.\n\n“The gate stays shut tonight,” Mr Ri said."
    assert speakers(text) == ["Ri Tong Ho"]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("pl", "Przyszła Irena Majewska.\n\n„Most jest dziś zamknięty” – powiedziała ona.", "Irena Majewska"),
        ("de", "Der Minister Hans Adler kam. „Das Tor bleibt heute zu“, sagte er.", "Hans Adler"),
        ("fr", "Le maire, Luc Morel, est venu. « La porte reste fermée ce soir », a-t-il dit.", "Luc Morel"),
        ("es", "Vino Ana Ríos. «La puerta queda cerrada hoy», dijo ella.", "Ana Ríos"),
        ("uk", "Прийшла Олена Гай. «Ворота сьогодні лишаться зачинені», — сказала вона.", "Олена Гай"),
        ("ru", "Пришёл Иван Орлов. «Ворота сегодня останутся закрыты», — сказал он.", "Иван Орлов"),
    ],
)
def test_pronouns_are_followed_in_every_language(lang: str, text: str, speaker: str) -> None:
    assert speakers(text, lang) == [speaker]


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("Friends of Hull President Rui Melo", "Rui Melo"),
        ("A Department of Harbours spokesperson", "Department of Harbours spokesperson"),
        ("the Hull Republican", "Hull Republican"),
        ("Rui Melo of Hull", "Rui Melo"),
        ("A Costa appointee", "Costa appointee"),
        ("Hull's foreign minister Rui Melo", "Rui Melo"),
        ("Reuters Rui Melo", "Rui Melo"),
        ("PST Rui Melo", "Rui Melo"),
    ],
)
def test_the_name_in_a_phrase_is_the_persons(phrase: str, speaker: str) -> None:
    assert speakers(f"“The gate stays shut tonight,” {phrase} said.") == [speaker]


def test_a_show_is_no_second_part_of_a_quotation() -> None:
    text = "“The gate stays shut tonight,” Rui Melo said on “Hull at Noon” on Sunday."
    (quotation,) = quotes.extract(Article("a1", "o", "", text, lang="en"))
    assert [part.text for part in quotation.parts] == ["The gate stays shut tonight,"]


def test_a_full_name_tells_the_gender_of_a_title_and_surname_before_it() -> None:
    text = (
        "President Melo came late. Rui Melo had met Ana Costa at noon.\n\n"
        "“The gate stays shut tonight,” Melo said. Costa left.\n\n“We open it on Monday,” he said."
    )
    assert speakers(text) == ["Rui Melo", "Rui Melo"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("the Justice Department", "Justice Department"),
        ("The Hull Police Department", "Hull Police Department"),
        ("the Friends for Porto leaders", "Friends for Porto leaders"),
        ("Sailors for Porto", "Sailors for Porto"),
        ("Deputy Counsel Rui Melo", "Rui Melo"),
    ],
)
def test_no_title_or_link_takes_words_from_the_name_of_a_body(source: str, speaker: str) -> None:
    assert speakers(f"“The gate stays shut all night,” {source} told the harbour master.") == [speaker]


def test_a_body_and_what_stands_behind_it_are_no_person() -> None:
    text = (
        "It stood on the official White House Ledger page.\n\nAna Costa wrote to Ledger.\n\n"
        "“The gate stays shut all night,” Ledger said."
    )
    assert speakers(text) == ["Ledger"]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("The Porto Harbour Board met.", "Porto Harbour Board"),
        ("It is a duty of the board of Hull to watch.", "board of Hull"),
        ("The Porto Board met the Hull Board.", "board"),
        ("Nobody met.", "board"),
    ],
)
def test_a_body_is_called_by_the_one_name_that_the_text_before_gives_it(before: str, speaker: str) -> None:
    assert speakers(f"{before}\n\n“The gate stays shut all night,” the board said.") == [speaker]


def test_a_body_named_only_later_is_not_meant() -> None:
    text = "“The gate stays shut all night,” the board said.\n\nThe Porto Board met."
    assert speakers(text) == ["board"]
    assert is_linear(
        lambda text: speakers(text + " “It stays shut all night,” the board said."), "Porto Board "
    )


@pytest.mark.parametrize("piece", ["M", "M-", "Ma ", "Ana de "])
def test_time_is_linear_in_text_that_could_be_names(piece: str) -> None:
    assert is_linear(lambda text: speakers(f"{text}. “It stays shut all night,” Ana Costa said."), piece)


def test_a_surname_before_a_link_is_no_person_where_a_noun_is_meant() -> None:
    text = "Ana Friends ran it.\n\n“The gate stays shut,” the Friends for Hull leaders said."
    assert speakers(text) == ["Friends for Hull leaders"]


def test_a_pronoun_goes_on_with_a_role_that_spoke_last_while_nobody_is_named() -> None:
    text = (
        "Rui Melo came home on Friday.\n\n“The pumps failed at dawn again,” the engineer said.\n\n"
        "“Nobody looked at them,” he added."
    )
    assert speakers(text) == ["engineer", "engineer"]
    text = text.replace("“Nobody", "Melo was told. “Nobody")
    assert speakers(text)[1] == "Rui Melo"


def test_it_is_the_body_that_spoke_last() -> None:
    text = (
        "“The pumps failed at dawn again,” the company said in a statement.\n\n"
        "It added that “nobody had looked at the old valves”."
    )
    assert speakers(text) == ["company", "company"]
    assert speakers("It rained. It added “a new note to the old song of the port”.") == [UNKNOWN]


def test_an_age_before_a_name_in_commas_is_no_part_of_it() -> None:
    assert speakers("Another activist, 18-year-old Ana Costa, said “the gate stays shut”.") == ["Ana Costa"]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Lind Shipping issued a statement on the delay.", "Lind Shipping"),
        ("Rui Melo, the mayor, said in a statement that he was tired.", "Rui Melo"),
        ("The harbour office sent out a short letter from Ana Costa on Friday.", "Ana Costa"),
        ("The apology pleased Lind Shipping, which noted it in a statement.", ""),
        ("Rui Melo was praised by many, according to a statement on the school's site.", ""),
        ("The Hull Herald said Rui Melo and six others had all signed a statement on the delay.", ""),
        ("Lind Shipping responded with a statement on Friday.", "Lind Shipping"),
        ("Rui Melo criticised a statement.", ""),
        ("Rui Melo was named in a statement.", ""),
        ("Rui Melo was sent a letter.", ""),
        ("Rui Melo received a letter on Monday.", ""),
        ("There was a response to a statement from the statement.", ""),
    ],
)
def test_a_message_speaks_for_who_is_told_to_have_written_it(before: str, speaker: str) -> None:
    noun = "letter" if "letter" in before else "statement"
    text = f"{before}\n\n“The ferry will sail again in the spring,” the {noun} read."
    assert speakers(text) == [speaker or noun]


def test_an_article_in_the_paragraph_before_introduces_no_message() -> None:
    text = "He got an\n\nLetter writers came. The letter said “the pumps failed at dawn again.”"
    assert speakers(text) == ["letter"]


def test_a_message_from_a_message_from_a_message_is_nobodys() -> None:
    chain = "There was a letter from the letter. " * 2000
    assert speakers(f"{chain}\n\n“The ferry will sail again in the spring,” the letter read.") == ["letter"]


def test_it_goes_on_with_who_wrote_the_message() -> None:
    text = (
        "Ana Costa issued a statement. “The ferry will sail in the spring,” the statement said.\n\n"
        "It continued, “We will be glad to see all of you there.”"
    )
    assert speakers(text) == ["Ana Costa", "Ana Costa"]


def test_a_message_that_is_somebodys_speaks_for_him() -> None:
    text = "Rui Melo wrote on Friday. Melo's letter says the ferry “will sail again in the spring.”"
    assert speakers(text) == ["Rui Melo"]
    body = "The Lind Shipping statement said the ferry “will sail again in the spring.”"
    assert speakers(body) == ["Lind Shipping"]
    a_people = "The North Korean statement called the drill “a rude and silly game.”"
    assert speakers(a_people) == ["North Korean statement"]


def test_a_pronoun_means_the_subject_behind_a_clause_that_opens_the_sentence() -> None:
    text = (
        "Paul Brandt said he was done. “I am done with it all,” Brandt said.\n\n"
        "Moments after Brandt spoke, Rui Melo, the mayor, came in to defend the plan.\n\n"
        "“Nobody looked at the valves,” he said."
    )
    assert speakers(text)[-1] == "Rui Melo"
    asked = (
        "Paul Brandt runs the pumps.\n\nAsked whether he thought Brandt would go, Rui Melo said that would "
        "be a loss.\n\n“Nobody looked at the valves,” he said."
    )
    assert speakers(asked) == ["Rui Melo"]


def test_who_answers_is_not_who_asks() -> None:
    text = (
        "“The pumps failed at dawn,” Rui Melo said. When Paul Brandt asked if the valves were old, he "
        "answered, “I like your hat a lot.”"
    )
    assert speakers(text) == ["Rui Melo", "Rui Melo"]
    asked = text.replace("When Paul Brandt asked", "When Paul Brandt was asked")
    assert speakers(asked) == ["Rui Melo", "Paul Brandt"]


def test_who_asks_for_something_speaks_himself() -> None:
    deeds = ["questioned the plan on Monday", "asked for calm", "asked the crew to leave", "pressed on"]
    for deed in deeds:
        text = f"Paul Brandt left early. Rui Melo {deed}.\n\n“Nobody looked at the valves,” he said."
        assert speakers(text) == ["Rui Melo"], deed


@pytest.mark.parametrize(
    "before",
    [
        "Ahmed Lind met the mayor, Rui Melo.",
        "Ana Costa was late. Karl Adler was there. Adler on Monday met the harbour chief, Rui Melo.",
    ],
)
def test_a_sentence_that_opens_with_a_name_opens_with_no_clause(before: str) -> None:
    assert speakers(f"{before}\n\n“Nobody looked at the valves,” he said.") != ["Rui Melo"]


def test_one_long_sentence_full_of_messages_takes_time_in_line_with_its_length() -> None:
    again = "The letter says “a b c d e f” and then sent a letter, "
    assert is_linear(lambda text: speakers("Rui Melo sent a letter. " + text), again)


def test_another_is_nobody_who_could_be_named() -> None:
    text = (
        "One guest asked Rui Melo, “Are you going to sail with us today?”\n\n"
        "“The other boat is much nicer,” another shouted."
    )
    assert speakers(text) == ["One guest", UNKNOWN]


def test_a_party_before_an_office_makes_another_office_of_it() -> None:
    text = (
        "Council Leader Ana Costa spoke first. The Republican leader said the plan was “the worst of all "
        "the plans.” The leader said it was “not a good plan at all.”"
    )
    assert speakers(text) == ["Republican leader", "Ana Costa"]


def test_an_office_that_each_place_has_is_its_holders_with_the_place_before_it() -> None:
    text = (
        "Hull senator Ana Costa came late. “The gate stays shut,” the Porto senator said, who wore a hat. "
        "The mayor slept."
    )
    assert speakers(text) == ["Ana Costa"]


def test_initials_belong_to_a_name() -> None:
    text = "The D.N. Embassy on Sunday called the vote “the worst of all the votes.”"
    assert speakers(text) == ["D.N. Embassy"]
    bare = "J Edgar Melo was there. “The gate stays shut tonight,” said J Edgar Melo."
    assert speakers(bare) == ["J Edgar Melo"]


def test_a_role_may_stand_between_the_comma_and_the_subject() -> None:
    text = (
        "Paul Brandt wrote a letter. Earlier this year, when doubts arose about the sums that Brandt named, "
        "attorney Rui Melo stood by him.\n\n“Nobody looked at the valves,” he said."
    )
    assert speakers(text) == ["Rui Melo"]


def test_whom_a_body_acts_for_is_not_who_speaks() -> None:
    text = "“The gate stays shut tonight,” the lawyers representing Hull wrote."
    assert speakers(text) == ["lawyers representing Hull"]
    assert speakers("“The gate stays shut tonight,” the engineering professor Rui Melo wrote.") == [
        "Rui Melo"
    ]


def test_a_relative_speaks_by_the_name_in_commas_whatever_office_stands_before_it() -> None:
    text = "“The gate stays shut tonight,” said Costa's father, former President Karl Costa, on Monday."
    assert speakers(text) == ["Karl Costa"]


def test_a_given_name_alone_means_the_one_person_who_bears_it() -> None:
    text = "Michele Costa was there.\n\n“The gate stays shut tonight,” Michele said on the quay."
    assert speakers(text) == ["Michele Costa"]
    two = "Michele Lind slept. " + text
    assert speakers(two) == ["Michele"]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "es",
            "El ministro de la Marina llegó tarde. «El muelle sigue cerrado hoy», dijo el ministro.",
            "ministro",
        ),
        ("de", "Die Polizei von Spanien kam. „Das Tor bleibt heute zu“, sagte er.", UNKNOWN),
        ("de", "Ministerin von der Linde kam. „Das Tor bleibt heute zu“, sagte sie.", "von der Linde"),
        ("de", "RTL antwortete umgehend: „Das Tor bleibt heute den ganzen Tag zu.“", "RTL"),
    ],
)
def test_what_an_office_is_of_is_nobodys_name(lang: str, text: str, speaker: str) -> None:
    assert speakers(text, lang) == [speaker]


def test_a_possessive_may_be_part_of_a_bodys_name() -> None:
    assert speakers("“The gate stays shut tonight,” the Women's March said.") == ["Women's March"]
    outlet = "Rui Melo was there. “The gate stays shut tonight,” the Herald's Melo said."
    assert speakers(outlet) == ["Rui Melo"]


def test_initials_without_a_space_stay_with_the_name() -> None:
    text = "Mayor T.J. Costa-Lind was there. “The gate stays shut tonight,” Costa-Lind said."
    assert speakers(text) == ["T.J. Costa-Lind"]


def test_who_once_held_an_office_is_not_who_holds_it() -> None:
    text = "Former Mayor Ana Costa came. “The gate stays shut tonight,” the mayor said."
    assert speakers(text) == ["mayor"]
    assert speakers(text.replace("the mayor", "the former mayor")) == ["Ana Costa"]


def test_who_is_compared_with_somebody_is_not_spoken_of_next() -> None:
    text = "Ana Costa said that many liken him to Rui Melo. “The gate stays shut tonight,” he said."
    assert speakers(text) == [UNKNOWN]


def test_a_pronoun_means_who_speaks_in_the_main_clause() -> None:
    text = (
        "Rui Melo said the vote did not worry him, since Paul Brandt promised an open debate.\n\n"
        "“I think that is rather healthy,” he said."
    )
    assert speakers(text) == ["Rui Melo"]
