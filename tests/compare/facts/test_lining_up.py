"""Facts side by side: who states what, how firmly, and what was not found."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from aggregator.compare import facts, quotes, sentences
from aggregator.compare.facts import certainty, clusters
from aggregator.types import Article, Fact, TextAvailable
from tests.encoders import HashEncoder, hash_encoders


def article(name: str, text: str, *, lang: str = "en", have: TextAvailable = "full") -> Article:
    published = datetime(2025, 3, 12, 8, tzinfo=UTC)
    return Article(name, f"Outlet {name}", "Title", text, lang=lang, published=published, text_available=have)


def lined(*articles: Article) -> tuple[Fact, ...]:
    split = [sentence for one in articles for sentence in sentences.split(one)]
    spoken = [quotation for one in articles for quotation in quotes.extract(one)]
    return facts.line_up(articles, split, hash_encoders(), spoken)


def states(fact: Fact) -> list[str]:
    return [cell.state for cell in fact.cells]


FERRY = "The ferry Anna Lind sank near Tollen island."
WATCH = "Harbour pilots watched the evening rescue."


def test_sentences_that_state_the_same_are_one_fact_and_every_article_has_a_cell():
    told = lined(
        article("a", f"{FERRY} {WATCH}"),
        article("b", "The ferry Anna Lind sank near Tollen island at dawn."),
        article("c", "Bakers raised prices again."),
    )
    assert states(told[0]) == ["stated", "stated", "not found"]
    assert [cell.article_id for cell in told[0].cells] == ["a", "b", "c"]
    assert told[0].headline.text in {statement.text for statement in told[0].statements}


def test_what_one_outlet_alone_tells_is_a_fact_too():
    told = lined(article("a", f"{FERRY} {WATCH}"), article("b", FERRY))
    assert [states(fact) for fact in told] == [["stated", "stated"], ["stated", "not found"]]
    assert told[1].headline.text == WATCH


def test_facts_that_most_outlets_tell_come_first():
    told = lined(article("a", f"{WATCH} {FERRY}"), article("b", f"{FERRY} {WATCH}"), article("c", FERRY))
    assert [fact.headline.text for fact in told] == [FERRY, WATCH]


def test_a_summary_that_lacks_a_fact_is_text_unavailable_not_not_found():
    told = lined(article("a", FERRY), article("b", WATCH, have="summary"), article("c", FERRY))
    assert states(told[0]) == ["stated", "text unavailable", "stated"]


def test_another_value_is_different_and_its_place_is_the_trigger():
    texts = {
        name: f"The harbour wall cost {value} million crowns to mend."
        for name, value in zip("abc", (38, 38, 45), strict=True)
    }
    told = lined(*(article(name, text) for name, text in texts.items()))
    assert states(told[0]) == ["stated", "stated", "different"]
    trigger = told[0].cells[2].statement.trigger
    assert texts["c"][trigger.start : trigger.end] == "45 million crowns"


def test_another_value_of_what_a_sentence_adds_is_no_difference():
    plain = "The storm over Tollen island killed 31 people."
    adds = "The storm over Tollen island killed 31 people, with {} injured."
    texts = [plain, plain, adds.format(125), adds.format(150)]
    told = lined(*(article(name, text) for name, text in zip("abcd", texts, strict=True)))
    assert told[0].headline.text == plain
    assert states(told[0]) == ["stated"] * 4


def test_the_killed_are_not_the_injured():
    told = lined(article("a", "The storm killed 26 people."), article("b", "The storm injured 26 people."))
    assert all(sum(cell.statement is not None for cell in fact.cells) == 1 for fact in told)


def test_a_plan_is_the_same_fact_at_another_certainty():
    told = lined(
        article("a", "The council closed the castle bridge to cars."),
        article("b", "The council may close the castle bridge to cars."),
    )
    assert [(cell.state, cell.statement.certainty) for cell in told[0].cells] == [
        ("stated", "done"),
        ("hedged", "may"),
    ]
    assert told[0].headline.certainty == "done"


def test_a_sentence_may_belong_to_two_facts():
    both = "The ferry Anna Lind sank near Tollen island and harbour pilots watched the evening rescue."
    told = lined(article("a", both), article("b", f"{FERRY} {WATCH}"), article("c", f"{FERRY} {WATCH}"))
    assert [states(fact) for fact in told] == [["stated"] * 3] * 2


def test_a_clause_meets_its_neighbours_and_stands_where_its_span_says():
    both = "The ferry Anna Lind sank near Tollen island, and the harbour pilots watched the evening rescue."
    given = [article("a", both), article("b", f"{FERRY} The {WATCH[0].lower()}{WATCH[1:]}")]
    told = lined(*given)
    assert [states(fact) for fact in told] == [["stated", "stated"]] * 2
    assert {fact.cells[0].statement.text for fact in told} == {
        "The ferry Anna Lind sank near Tollen island",
        "the harbour pilots watched the evening rescue.",
    }
    for statement in (cell.statement for fact in told for cell in fact.cells):
        text = next(one.text for one in given if one.id == statement.span.article_id)
        assert text[statement.span.start : statement.span.end] == statement.text


def test_clauses_without_a_like_are_told_as_one_sentence():
    both = "Bakers raised prices again, and the town hall clock was mended."
    told = lined(article("a", f"{FERRY} {both}"), article("b", FERRY))
    assert [fact.headline.text for fact in told] == [told[0].headline.text, both]


def test_furniture_is_in_no_fact():
    caption = "Image caption The ferry Anna Lind near Tollen island"
    told = lined(article("a", f"{caption}\n\n{FERRY}"), article("b", f"{caption}\n\n{FERRY}"))
    assert [fact.headline.text for fact in told] == [FERRY]


def test_a_few_words_that_name_nothing_and_lean_on_others_are_a_fact_only_where_two_outlets_have_them():
    told = lined(
        article("a", f"{FERRY} They seem relaxed. It had two decks, said Rui Melo."), article("b", FERRY)
    )
    assert [fact.headline.text for fact in told] == [FERRY, "It had two decks, said Rui Melo."]
    both = lined(*(article(name, f"{FERRY} They seem relaxed.") for name in "ab"))
    assert [fact.headline.text for fact in both] == [FERRY, "They seem relaxed."]


def test_a_sentence_without_pasted_links_heads_a_fact():
    pasted = FERRY.replace("Anna Lind", "Anna LindBakers raise prices again Harbour votes on wall MORE")
    told = lined(article("a", pasted), article("b", FERRY))
    assert [fact.headline.text for fact in told] == [FERRY]


def test_a_sentence_that_a_page_repeats_is_one_fact():
    told = lined(article("a", f"{FERRY} {WATCH}\n\n{WATCH}"), article("b", FERRY))
    assert [fact.headline.text for fact in told] == [FERRY, WATCH]


def test_another_printed_date_is_different_and_a_weekday_is_not():
    text = "The harbour wall at Tollen was opened on {} by the town council."
    given = [
        article(name, text.format(day))
        for name, day in zip("abcd", ("4 March", "4 March", "5 March", "Monday"), strict=True)
    ]
    (fact,) = lined(*given)
    assert states(fact) == ["stated", "stated", "different", "stated"]
    trigger = fact.cells[2].statement.trigger
    assert given[2].text[trigger.start : trigger.end] == "5 March"


def test_speech_alone_is_no_fact():
    spoken = "“We counted every boat twice before the wind came up,” said Mara Holm."
    told = lined(article("a", f"{FERRY} {spoken}"), article("b", f"{FERRY} {spoken}"))
    assert [fact.headline.text for fact in told] == [FERRY]


def test_nothing_depends_on_the_order_of_articles():
    given = [
        article("a", f"{FERRY} {WATCH}"), article("b", f"{WATCH} Bakers raised prices again."),
        article("c", f"{FERRY} The council may close the castle bridge."),
    ]  # fmt: skip
    forward, backward = lined(*given), lined(*reversed(given))
    assert [replace(fact, cells=fact.cells[::-1]) for fact in backward] == list(forward)


def test_ids_stay_when_another_article_joins_elsewhere():
    before = lined(article("a", FERRY), article("b", FERRY))
    after = lined(article("a", FERRY), article("b", FERRY), article("c", "Bakers raised prices again."))
    assert before[0].id == after[0].id


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), (FERRY,), (FERRY,) * 12, ("…",), ("A b.", "c")])
def test_odd_events_have_facts_or_none_but_never_fail(texts):
    given = [article(str(place), text) for place, text in enumerate(texts)]
    told = lined(*given)
    assert all(len(fact.cells) == len(given) for fact in told)
    assert len(told) == (1 if any(len(text.split()) > 2 for text in texts) else 0)


def test_vectors_of_zeros_give_single_facts():
    class Zeros(HashEncoder):
        def encode(self, texts):
            return np.zeros((len(texts), 8), dtype=np.float32)

    encoders = replace(hash_encoders(), english=Zeros("zero"), multilingual=Zeros("zero"))
    given = [article("a", FERRY), article("b", WATCH)]
    split = [sentence for one in given for sentence in sentences.split(one)]
    assert len(facts.line_up(given, split, encoders)) == 2


@pytest.mark.parametrize(
    ("lang", "text", "expected", "trigger"),
    [
        ("en", "The council closed the bridge.", "done", None),
        ("en", "The council will close the bridge.", "will", "will"),
        ("en", "The council plans to close the bridge.", "plans", "plans to"),
        ("en", "The council agreed to close the bridge.", "plans", "agreed to"),
        ("en", "The council could close the bridge.", "may", "could"),
        ("en", "The council would close the bridge.", "may", "would"),
        ("en", "The council announced it would close the bridge.", "will", "would"),
        ("en", "The council is examining a closure.", "considers", "examining"),
        ("en", "The council denied that it would close the bridge.", "denied", "denied"),
        ("de", "Die Stadt könnte die Brücke sperren.", "may", "könnte"),
        ("pl", "Rada rozważa zamknięcie mostu.", "considers", "rozważa"),
        ("uk", "Рада планує закрити міст.", "plans", "планує"),
        ("ru", "Совет может закрыть мост.", "may", "может"),
        ("fr", "La ville pourrait fermer le pont.", "may", "pourrait"),
        ("es", "La ciudad podría cerrar el puente.", "may", "podría"),
        ("xx", "La urbo fermos la ponton.", "done", None),
    ],
)  # fmt: skip
def test_the_ladder_of_certainty(lang, text, expected, trigger):
    found = certainty.firmness(text, lang)
    assert found.certainty == expected
    assert (text[slice(*found.trigger)] if found.trigger else None) == trigger


def test_attribution_hedges_without_moving_on_the_ladder():
    found = certainty.firmness("Officials said the council closed the bridge.", "en")
    assert (found.certainty, found.hedged) == ("done", True)


def test_what_will_be_is_stated():
    found = certainty.firmness("The council will close the bridge.", "en")
    assert (found.certainty, found.hedged) == ("will", False)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor, who may resign, closed the bridge."),
        ("en", "If it rains, which could happen, the bridge is shut."),
        ("en", "The council closed the bridge in May."),
        ("en", "The council kept its promise."),
        ("en", "No damage was reported."),
        ("en", "The storm has claimed 31 lives."),
        ("en", "The letter says nothing of the bridge."),
        ("pl", "Burmistrz, który może odejść, zamknął most."),
    ],
)
def test_words_that_are_about_something_else_do_not_hedge(lang, text):
    assert certainty.firmness(text, lang).trigger is None


@pytest.mark.parametrize(
    ("lang", "text", "trigger"),
    [
        ("en", "The bridge was closed, police said.", "said"),
        ("en", "adding that the bridge was closed.", "adding that"),
        ("en", "The owner admitted that the ferry was late.", "admitted"),
        ("de", "Die Brücke ist gesperrt, wie die Polizei mitteilte.", "mitteilte"),
        ("pl", "Most jest zamknięty, podała policja.", "podała"),
    ],
)
def test_the_words_of_attribution_are_shown(lang, text, trigger):
    found = certainty.firmness(text, lang)
    assert found.hedged
    assert text[slice(*found.trigger)] == trigger


def test_words_inside_a_quotation_do_not_hedge_the_sentence():
    text = "The council closed the bridge, a move called “the best we could ever have hoped for”."
    assert not certainty.firmness(text, "en").hedged


def test_average_linkage_joins_the_nearest_and_stops():
    scores = np.zeros((4, 4), dtype=np.float32)
    scores[0, 1] = scores[1, 0] = 0.9
    scores[1, 2] = scores[2, 1] = 0.6
    scores[0, 2] = scores[2, 0] = 0.1
    owners = np.array([0, 1, 2, 3])
    assert clusters.average_linkage(scores, owners) == [(0, 1), (2,), (3,)]


def grouped(size: int, pairs: dict[tuple[int, int], float], owners: list[int], speech: tuple[int, ...] = ()):
    scores = np.zeros((size, size), dtype=np.float32)
    for (one, two), probability in pairs.items():
        scores[one, two] = scores[two, one] = probability
    spoken = np.isin(np.arange(size), speech)
    return clusters.facts(scores, np.array(owners), spoken)


def test_a_pair_makes_a_fact_from_the_cut_on():
    assert grouped(2, {(0, 1): clusters.TOGETHER - 0.01}, [0, 1]) == [(0,), (1,)]
    assert grouped(2, {(0, 1): clusters.TOGETHER + 0.01}, [0, 1]) == [(0, 1)]


def test_a_statement_of_another_fact_joins_where_its_article_tells_the_fact_nowhere_else():
    pairs = {(0, 1): 0.95, (2, 3): 0.95, (0, 2): 0.52, (0, 3): 0.12, (1, 3): 0.92}
    assert grouped(4, pairs, owners=[0, 1, 1, 2]) == [(0, 1, 3), (2, 3)]


def test_what_stands_alone_is_drawn_to_what_several_tell():
    sure = {(0, 1): 0.9, (0, 2): 0.3, (1, 2): 0.3}
    assert grouped(3, sure, [0, 1, 2]) == [(0, 1, 2)]
    assert grouped(2, {(0, 1): 0.3}, [0, 1]) == [(0,), (1,)]


def test_an_article_is_drawn_to_a_fact_by_its_nearest_statement_only():
    sure = {(0, 1): 0.9, (0, 2): 0.3, (1, 2): 0.3, (0, 3): 0.4, (1, 3): 0.4}
    assert grouped(4, sure, [0, 1, 2, 2]) == [(0, 1, 3), (2,)]


def test_all_printings_of_an_utterance_support_the_fact_that_it_states():
    sure = {(0, 1): 0.9, (2, 3): 0.95, (0, 2): 0.8, (1, 3): 0.35}
    assert grouped(4, sure, [0, 1, 2, 3], speech=(2, 3)) == [(0, 1, 2, 3)]
    assert grouped(4, {**sure, (0, 2): 0.5}, [0, 1, 2, 3], speech=(2, 3)) == [(0, 1)]


def test_an_utterance_supports_the_nearest_fact_alone():
    sure = {(0, 1): 0.9, (2, 3): 0.9, (0, 4): 0.8, (2, 4): 0.7}
    assert grouped(5, sure, [0, 1, 0, 1, 2], speech=(4,)) == [(0, 1, 4), (2, 3)]


def test_groups_that_are_nearly_the_same_are_one():
    sure = {
        (0, 1): 0.9,
        (0, 2): 0.9,
        (1, 2): 0.9,
        (3, 4): 0.9,
        **{(a, b): 0.6 for a in (0, 1, 2) for b in (3, 4)},
    }
    assert grouped(5, sure, [0, 1, 2, 1, 2]) == [(0, 1, 2, 3, 4)]


def test_a_statement_begins_behind_an_agencys_dateline():
    text = f"TOLLEN, March 12 (Hill Wire) - {FERRY}"
    [told] = lined(article("a", text))
    assert told.headline.text == FERRY
    assert text[told.headline.span.start : told.headline.span.end] == FERRY
    [alone] = lined(article("a", "TOLLEN, March 12 (Hill Wire) - "), article("b", FERRY))
    assert alone.headline.text == FERRY
