"""The ways in which seven languages say who speaks: verb before subject, clauses, dashes, hearers."""

from __future__ import annotations

import pytest

from aggregator.compare import quotes
from aggregator.types import Article, Attribution


def attributed(text: str, lang: str) -> Attribution:
    (quotation,) = quotes.extract(Article("a1", "o", "", text, lang=lang))
    return quotation.attribution


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("„Das Tor bleibt heute zu“, sagte am Freitag Rui Melo.", "Rui Melo", "sagte"),
        ("Wie Rui Melo sagte, ist „das Tor heute den ganzen Tag zu“.", "Rui Melo", "sagte"),
        ("Rui Melo, der den Plan als „völlig aus der Zeit gefallen“ bezeichnete, ging.", "Rui Melo", None),
        ("Rui Melo hat betont: „Das Tor bleibt heute den ganzen Tag zu.“", "Rui Melo", "betont"),
        ("Dazu führte Rui Melo aus, dass das Tor „heute den ganzen Tag zu“ bleibe.", "Rui Melo", "führte"),
        ("Rui Melo kam spät und nannte den Plan „völlig aus der Zeit gefallen“.", "Rui Melo", "nannte"),
        ("„Das Tor bleibt heute zu“, sagte Rui Melo der „Hafenzeitung“ (Montag).", "Rui Melo", "sagte"),
        ("Der Zeitung sagte Rui Melo: „Das Tor bleibt heute den ganzen Tag zu.“", "Rui Melo", "sagte"),
        ("Laut Rui Melo ist das Tor „heute den ganzen Tag zu“.", "Rui Melo", "Laut"),
        ("Rui Melo zufolge ist das Tor „heute den ganzen Tag zu“.", "Rui Melo", None),
        ("„Das Tor bleibt heute zu“, so Rui Melo weiter.", "Rui Melo", "so"),
        ("Hafen: Rui Melo: „Das Tor bleibt heute den ganzen Tag zu“", "Rui Melo", ""),
        ("„Das Tor bleibt heute zu“, erklärt Rui Melo das Verfahren.", "Rui Melo", "erklärt"),
        ("Das Tor sei zu, sagte Rui Melo. „Wir öffnen es erst am Montag früh.“", "Rui Melo", "sagte"),
        ("„Das Tor bleibt zu heute“, sagte die Leiterin des Amts, Ana Costa.", "Ana Costa", "sagte"),
        ("Gestern rechtfertigte Rui Melo die Sperrung: „Das Tor bleibt heute zu.“", "Rui Melo", None),
    ],
)
def test_german(text: str, speaker: str, verb: str | None) -> None:
    found = attributed(text, "de")
    assert found.speaker == speaker
    assert verb is None or found.verb == verb


def test_a_german_participle_before_its_noun_is_no_verb() -> None:
    text = "Rui Melo sprach nach dem neu formulierten Gesetz von einem „schweren Rückschlag für alle“."
    assert attributed(text, "de").speaker == "Rui Melo"


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("— Most zamykamy jutro rano — powiedział Jan Maj.", "Jan Maj", "powiedział"),
        ("„Most zamykamy jutro rano” – powiedział w piątek Jan Maj.", "Jan Maj", "powiedział"),
        ("„Most zamykamy jutro rano” – powiedział PAP Jan Maj.", "Jan Maj", "powiedział"),
        ("„Most zamykamy jutro rano” – powiedział w rozmowie z radiem Jan Maj.", "Jan Maj", "powiedział"),
        ("„Most zamykamy jutro rano” – pisze na portalu jedna z mieszkanek.", None, "pisze"),
        ("Zdaniem Jana Maja „most trzeba zamknąć już jutro”. Jan Maj wyszedł.", "Jan Maj", "Zdaniem"),
        ("Jak powiedział Jan Maj, „most zamykamy już jutro rano”.", "Jan Maj", "powiedział"),
        ("Według Jana Maja „most trzeba zamknąć już jutro”. Jan Maj wyszedł.", "Jan Maj", "Według"),
        ("Jan Maj wyszedł przed ratusz. Podkreślił, że „most zamykamy już jutro”.", "Jan Maj", "Podkreślił"),
        ("„Most zamykamy jutro rano” – mówił z kolei Jan Maj.", "Jan Maj", "mówił"),
        ("Jan Maj: „Most zamykamy już jutro rano”", "Jan Maj", ""),
        (
            "Most będzie zamknięty, przekazał Jan Maj. „Otwieramy go dopiero w piątek”.",
            "Jan Maj",
            "przekazał",
        ),
    ],
)
def test_polish(text: str, speaker: str | None, verb: str) -> None:
    found = attributed(text, "pl")
    assert found.verb == verb
    assert speaker is None or found.speaker == speaker


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "verb"),
    [
        ("uk", "«Міст зачиняємо завтра вранці», — сказав Іван Гай.", "Іван Гай", "сказав"),
        (
            "uk",
            "За словами Івана Гая, «міст зачиняють уже завтра». Іван Гай пішов.",
            "Іван Гай",
            "За словами",
        ),
        ("uk", "— Міст зачиняємо завтра вранці, — сказав Іван Гай.", "Іван Гай", "сказав"),
        ("uk", "Вийшов Іван Гай. Він наголосив, що «міст зачиняють уже завтра».", "Іван Гай", "наголосив"),
        ("ru", "«Мост закроем завтра утром», — сообщил ТАСС Иван Орлов.", "Иван Орлов", "сообщил"),
        ("ru", "По словам Ивана Орлова, «мост закроют уже завтра». Иван Орлов ушёл.", "Иван Орлов", None),
        ("ru", "Иван Орлов заявил: «Мост закроем уже завтра утром».", "Иван Орлов", "заявил"),
        ("ru", "Вышел Иван Орлов. Подчеркнул, что «мост закроют уже завтра».", "Иван Орлов", "Подчеркнул"),
        ("fr", "« Le pont ferme dès demain matin », a déclaré Luc Morel au journal.", "Luc Morel", None),
        ("fr", "Selon Luc Morel, « le pont ferme dès demain matin ».", "Luc Morel", "Selon"),
        ("fr", "Luc Morel assure que « le pont ferme dès demain matin ».", "Luc Morel", "assure"),
        ("fr", "— Le pont ferme dès demain matin, dit Luc Morel.", None, None),
        ("es", "«El puente cierra mañana temprano», dijo a la prensa Ana Ríos.", "Ana Ríos", "dijo"),
        ("es", "Según Ana Ríos, «el puente cierra mañana temprano».", "Ana Ríos", "Según"),
        (
            "es",
            "Llegó Ana Ríos. En ese sentido, destacó que «el puente cierra mañana».",
            "Ana Ríos",
            "destacó",
        ),
        ("es", "«El puente cierra mañana temprano», dijo la jefa del puerto, Ana Ríos.", "Ana Ríos", "dijo"),
    ],
)
def test_other_languages(lang: str, text: str, speaker: str | None, verb: str | None) -> None:
    found = [q.attribution for q in quotes.extract(Article("a1", "o", "", text, lang=lang))]
    if speaker is None:
        assert len(found) <= 1
        return
    assert found[0].speaker == speaker
    assert verb is None or found[0].verb == verb


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rui Melo told the Hull Herald: “The gate stays shut tonight.”", "Rui Melo"),
        ("“The gate stays shut tonight,” Rui Melo told Reuters.", "Rui Melo"),
        ("Rui Melo came late after telling the Hull Herald “the gate stays shut tonight”.", "Rui Melo"),
        ("“The gate stays shut tonight,” Rui Melo said, according to the Hull Herald.", "Rui Melo"),
        ("Rui Melo wrote: “The gate stays shut tonight”, the Hull Herald reported.", "Rui Melo"),
        ("“The gate stays shut tonight,” the Hull Herald reported.", "Hull Herald"),
        ("According to the Hull Herald, the gate is “rusty from end to end”.", "Hull Herald"),
        ("The gate would stay shut, said Rui Melo. “We open it on Monday morning.”", "Rui Melo"),
        ("The Hull Herald's Ana Costa wrote: “The gate stays shut tonight.”", "Ana Costa"),
    ],
)
def test_who_was_told_and_who_passes_on_are_not_who_spoke(text: str, speaker: str) -> None:
    assert attributed(text, "en").speaker == speaker


def test_a_name_that_ends_as_adverbs_do_is_a_name() -> None:
    assert attributed("“The gate stays shut tonight,” Connolly said.", "en").speaker == "Connolly"


def test_a_passive_speaks_of_who_was_told() -> None:
    assert attributed("Rui Melo was told “the gate stays shut tonight”.", "en").speaker == "unknown"


def test_a_noun_that_looks_like_a_verb_can_be_the_speaker() -> None:
    text = "The report says Rui Melo is “far too slow for this harbour”."
    assert attributed(text, "en").as_printed == "The report"


def test_an_apposition_with_its_own_preposition_belongs_to_the_name() -> None:
    text = "Ana Costa, a fellow on safety at the Dock Club, a group in Hull, said it is “far too slow now”."
    assert attributed(text, "en").speaker == "Ana Costa"


def test_who_is_told_is_never_the_speaker() -> None:
    (found,) = quotes.extract(
        Article("a1", "o", "", "It told the Hull Herald: “The gate stays shut tonight.”")
    )
    assert "Herald" not in found.attribution.speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The newspaper quoted Rui Melo as saying: “The gate stays shut tonight.”", "Rui Melo"),
        ("“The gate stays shut tonight,” the paper quotes Rui Melo as saying.", "Rui Melo"),
        ("“The gate stays shut tonight,” Rui Melo was quoted as saying.", "Rui Melo"),
        ("“The gate stays shut tonight,” Melo said, according to prepared remarks.", "Melo"),
        ("“I think the gate stays shut” in the harbour case, said Rui Melo.", "Rui Melo"),
        ("White House Chief of Staff Rui Melo told us, “The gate stays shut tonight.”", "Rui Melo"),
        ("The gate is, as a recent Hull study states, “the most useful of all”.", "recent Hull study"),
        ("Rui Melo left. But Melo insisted it would stay. “We open on Monday,” he said.", "Rui Melo"),
    ],
)
def test_the_one_who_spoke_is_told_from_what_stands_nearer(text: str, speaker: str) -> None:
    assert attributed(text, "en").speaker == speaker


def test_a_show_on_which_something_was_said_is_no_quotation() -> None:
    text = "“Facts are stubborn things here,” Rui Melo said on “Facing the Nation Today” on Sunday."
    assert attributed(text, "en").speaker == "Rui Melo"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Rui Melo said the crew was clearly told that “the gate stays shut all night”.", "Rui Melo"),
        ("As Rui Melo noted when the pilot was charged: “The gate stays shut all night.”", "Rui Melo"),
        ("Only belatedly did the port change its rules, “which keep the gate shut all night”.", "the port"),
        ("The port sees its task as “keeping the gate shut all night”.", "The port"),
        (
            "The board shut the gate, with harbour master Rui Melo saying that “it stays shut all night”.",
            "harbour master Rui Melo",
        ),
        (
            "The boats have to stay, the sailors say, adding that “the gate stays shut all night”.",
            "the sailors",
        ),
        ("Melo, who once bragged, “I never shut the gate,” had been adamant that it was safe.", "Melo"),
        (
            "“I shut it myself,” said Rui Melo, who added that boats left and “the gate stays shut tonight”.",
            "Rui Melo",
        ),
    ],
)
def test_the_subject_of_another_clause_is_not_the_speaker(text: str, printed: str) -> None:
    *_, found = quotes.extract(Article("a1", "o", "", text, lang="en"))
    assert found.attribution.as_printed == printed


@pytest.mark.parametrize(
    ("text", "printed", "speaker"),
    [
        ("Ana Costa, Rui Melo and Eva Lind said {}.", "Ana Costa, Rui Melo and Eva Lind", "Ana Costa"),
        ("In Hull Harbour, Rui Melo and Eva Lind said {}.", "Rui Melo and Eva Lind", "Rui Melo"),
        ("Rui Melo, chief officer in charge of the Hull gate said {}.", None, "Rui Melo"),
        ("Asked in Hull Harbour, former Mayor Rui Melo said {}.", "former Mayor Rui Melo", "Rui Melo"),
        ("Rui Melo, of Porto Line, a Hull company, told Ana Costa {}.", None, "Rui Melo"),
        ("Rui Melo, a pilot at Hull Port, in England, and a father, said {}.", None, "Rui Melo"),
        ("In Hull, the mayor, Rui Melo, said {}.", "the mayor, Rui Melo", "Rui Melo"),
        ("Hull’s mayor in England, Rui Melo, said {}.", "Hull’s mayor in England, Rui Melo", "Rui Melo"),
        ("Sen. Rui Melo (D-Ohio) spoke late, writing {}.", "Sen. Rui Melo (D-Ohio)", "Rui Melo"),
        ("{} wrote the authors of the Porto report.", "the authors of the Porto report", None),
        ("The town of Hull—for which he worked—said {}.", None, "town of Hull"),
        ("Rui Melo said he met Ana Costa, whom he called {}.", "Rui Melo", "Rui Melo"),
        (
            "Rui Melo, whom Ana Costa once said was late because it rained, called the old gate in Hull {}.",
            "Rui Melo",
            "Rui Melo",
        ),
    ],
)
def test_the_printed_phrase_is_whole(text: str, printed: str | None, speaker: str | None) -> None:
    found = attributed(text.format("“the gate stays shut all night,”"), "en")
    assert printed is None or found.as_printed == printed
    assert speaker is None or found.speaker == speaker


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Her talk drew a reply from Mayor Rui Melo, who called it “a waste of all our time”.",
            "Mayor Rui Melo",
        ),
        (
            "It helped men such as Rui Melo of Porto, who called it “a waste of our time”.",
            "Rui Melo of Porto",
        ),
        (
            "Writing for the board, chairman Rui Melo, said the gate was “shut for the day”.",
            "chairman Rui Melo",
        ),
        ("Shortly after the vote, Rui Melo called it “a waste of all our time”.", "Rui Melo"),
        ("More recently, Rui Melo called it “a waste of all our time”.", "Rui Melo"),
        ("The board’s office sent out a note saying it is “a waste of all our time”.", "The board’s office"),
        (
            "The League, whose members are Costa, Lind and Maj, said “the fight is not over”.",
            "The League, whose members are Costa, Lind and Maj",
        ),
    ],
)
def test_who_speaks_is_told_from_the_clauses_beside(text: str, printed: str) -> None:
    assert attributed(text, "en").as_printed == printed


def test_whom_something_is_done_to_is_not_the_speaker() -> None:
    text = "Rui Melo also said Ana Costa would be cracked “like an egg on a stone” at the hearing."
    assert attributed(text, "en").speaker == "Rui Melo"
    text = "The mayor, who had come late, was called “a man of the last century” by the whole town."
    assert attributed(text, "en").speaker == "unknown"


def test_of_a_heading_in_capitals_the_subject_of_its_verb_speaks() -> None:
    found = attributed("Rui Melo Scolds Ana Costa: “The Gate Stays Shut All Night”", "en")
    assert (found.speaker, found.verb) == ("Rui Melo", "Scolds")
    found = attributed("Harbour Master Rui Melo: “The Gate Stays Shut All Night”", "en")
    assert (found.speaker, found.verb) == ("Rui Melo", "")


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("es", "“La puerta queda cerrada hoy”, comentó este martes la ministra Ana García.", "Ana García"),
        ("es", "“La puerta queda cerrada hoy”, dijo el martes Ana García.", "Ana García"),
        ("de", "„Das Tor bleibt heute zu“, sagte Freitag Rui Melo.", "Rui Melo"),
        ("en", "“The gate stays shut tonight,” said Tuesday Rui Melo.", "Rui Melo"),
    ],
)
def test_the_day_between_a_verb_and_its_subject_is_nobody(lang: str, text: str, speaker: str) -> None:
    assert attributed(text, lang).speaker == speaker


def test_a_party_and_state_behind_a_surname_are_no_speaker() -> None:
    text = "Senator Rui Melo came late. “The gate stays shut tonight,” Melo, R-S.C. said."
    assert attributed(text, "en").as_printed == "Melo, R-S.C."


def test_a_particle_belongs_to_the_name_that_it_begins() -> None:
    found = attributed("Bill de Lind came late. “The gate stays shut tonight,” de Lind said.", "en")
    assert found.as_printed == "de Lind"


@pytest.mark.parametrize(
    ("text", "printed", "verb"),
    [
        ("“The gate stays shut tonight,” Rui Melo pointed out.", "Rui Melo", "pointed"),
        ("“The gate stays shut tonight,” Rui Melo points out.", "Rui Melo", "points"),
        ("The talking points read that “the gate stays shut tonight.”", "The talking points", "read"),
        ("“The gate stays shut tonight,” the letter read.", "the letter", "read"),
        ("“The gate stays shut tonight,” the court ruled.", "the court", "ruled"),
        ("“The gate stays shut tonight,” Rui Melo will testify.", "Rui Melo", "testify"),
        ("Rui Melo said that Costa will describe “the gate as it is today.”", "Rui Melo", "said"),
        (
            "On the day of the vote, 8 November, Rui Melo wrote a column, describing it as “a shady little "
            "game of cards.”",
            "Rui Melo",
            "describing",
        ),
        ("The mayors, he claimed, continue to go through “the five stages of a bad cold.”", "he", "claimed"),
        (
            "“This leaves people stranded here,” Eva Lind, chief of policy for the Hull Centre, one of the "
            "plaintiffs, said.",
            "Eva Lind, chief of policy for the Hull Centre, one of the plaintiffs",
            "said",
        ),
        (
            "Six Democratic committee chairs, led by Rui Melo, wrote to Hull, arguing for a vote “without "
            "any delay at all.”",
            "Six Democratic committee chairs",
            "arguing",
        ),
        (
            "(HNN) A tired Rui Melo told reporters that “the gate stays shut tonight.”",
            "A tired Rui Melo",
            None,
        ),
        ("PORTO – Mayor Rui Melo said that “the gate stays shut tonight.”", "Mayor Rui Melo", "said"),
        (
            "It is a win for Mayor Ana Costa, a Democrat, who said the court “clears the way for our plan.”",
            "Mayor Ana Costa",
            "said",
        ),
    ],
)
def test_english_phrases_end_where_they_end(text: str, printed: str, verb: str | None) -> None:
    found = attributed(text, "en")
    assert found.as_printed == printed
    assert verb is None or found.verb == verb


def test_the_name_of_a_show_that_was_told_is_no_speech() -> None:
    text = "“The gate stays shut tonight,” Rui Melo said. Melo told “Morning Harbour.”"
    assert len(quotes.extract(Article("a1", "o", "", text, lang="en"))) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The committee's top member, Adam Lind, sent a letter to Hull charging that the paper “is not "
            "the same document at all.”",
            "Adam Lind",
        ),
        (
            "The last straw was the mayor's doubt about Ana Costa's angry letter saying “the gate will stay "
            "shut tonight.”",
            "Ana Costa",
        ),
        ("Hours after Ana Costa left, Rui Melo wrote “the gate stays shut tonight.”", "Rui Melo"),
        ("Rui Melo argued that the gate allows “vicious dogs and ruthless cats” to come in.", "Rui Melo"),
        ("“The gate stays shut tonight,” according to Polish intelligence.", "Polish intelligence"),
        (
            "“The gate stays shut tonight,” Eva Lind, the head of the National Institute of Gates and Locks "
            "and a top adviser of the mayor on the question of what to shut at night, told Radio Hull.",
            "Eva Lind",
        ),
    ],
)
def test_english_sentences_name_their_speaker(text: str, speaker: str) -> None:
    assert attributed(text, "en").speaker == speaker


def test_a_nickname_is_no_speech() -> None:
    text = "“The gate stays shut tonight,” said James “Spider” Lind."
    assert len(quotes.extract(Article("a1", "o", "", text, lang="en"))) == 1


def test_what_whatever_begins_is_no_cue() -> None:
    text = "Eva Lind wrote that it was a “symbol of the town,” whatever its other uses."
    assert attributed(text, "en").speaker == "Eva Lind"
