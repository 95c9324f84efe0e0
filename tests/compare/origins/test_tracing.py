"""Copies, rewrites and translations are found; shared quotes, names and facts make none."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from aggregator.compare import origins, sentences
from aggregator.compare.origins import reuse
from aggregator.types import (
    Article,
    Attribution,
    Encoders,
    Matrix,
    Origin,
    Part,
    Printing,
    Quotation,
    Span,
    Utterance,
)
from tests.encoders import hash_encoders

NOON = datetime(2024, 3, 4, 12, tzinfo=UTC)

WIRE = (
    "VELLMAR, March 4 (Northline) - A freight train with grain left the rails on the Orsa bridge on Monday. "
    "Nobody was hurt, but two wagons fell into the river below, the fire service said. "
    "The line between Vellmar and Tondal will stay shut until the end of the week. "
    "“We heard one long scream of metal and then nothing,” said Ilse Brandauer, who lives by the bridge. "
    "Inspectors had asked for new sleepers on that stretch in the autumn. "
    "The operator said it had ordered them in January and was waiting for delivery."
)
OWN = (
    "Commuters in Tondal woke up to a timetable without trains. "
    "Buses take twice as long, and the first of them were full before the second stop. "
    "“We heard one long scream of metal and then nothing,” Ilse Brandauer told this newspaper. "
    "Her kitchen window looks out on the two wagons in the Orsa. "
    "The mayor wants the bridge checked by engineers from outside the region. "
    "Grain merchants fear for the spring deliveries."
)


def article(
    id: str, text: str, hours: float | None = 0, *, outlet: str = "", author: str = "", lang: str = "en"
) -> Article:
    published = None if hours is None else NOON + timedelta(hours=hours)
    return Article(
        id, outlet or f"outlet {id}", "A title", text, author=author, published=published, lang=lang
    )


def trace(
    *articles: Article, utterances: Sequence[Utterance] = (), encoders: Encoders | None = None
) -> dict[str, Origin]:
    split = [sentence for one in articles for sentence in sentences.split(one)]
    found = origins.trace(articles, split, utterances, encoders or hash_encoders())
    assert [origin.article_id for origin in found] == [one.id for one in articles]
    return {origin.article_id: origin for origin in found}


def classes(found: Mapping[str, Origin]) -> dict[str, tuple[str, str]]:
    return {id: (origin.origin_class, origin.origin_id) for id, origin in found.items()}


def test_an_article_alone_is_original() -> None:
    assert classes(trace(article("a", WIRE))) == {"a": ("original", "a")}
    assert trace() == {}


def test_a_copy_is_counted_once_as_origin() -> None:
    found = trace(article("wire", WIRE), article("paper", WIRE, 2))
    assert classes(found) == {"wire": ("original", "wire"), "paper": ("wholly", "wire")}


def test_a_lightly_edited_copy_is_wholly_its_sources() -> None:
    edited = WIRE.replace("VELLMAR, March 4 (Northline) - ", "").replace("Nobody was", "No one was")
    edited = edited.replace("until the end of the week", "till Sunday").replace(
        "in the autumn", "last autumn"
    )
    assert classes(trace(article("wire", WIRE), article("paper", edited, 2)))["paper"] == ("wholly", "wire")


def test_the_evidence_is_a_passage_in_both_texts() -> None:
    wire, paper = article("wire", WIRE), article("paper", f"Nothing moves in Tondal. {WIRE}", 2)
    found = trace(wire, paper)["paper"]
    assert found.passage is not None
    assert found.source_passage is not None
    assert found.passage.article_id == "paper"
    assert found.source_passage.article_id == "wire"
    printed = paper.text[found.passage.start : found.passage.end]
    assert printed == wire.text[found.source_passage.start : found.source_passage.end]


def test_own_reporting_with_copied_prose_is_partly_derived_and_keeps_its_origin() -> None:
    borrowed = " ".join(WIRE.split(". ")[place] + "." for place in (1, 2))
    found = trace(article("wire", WIRE), article("paper", f"{OWN} {borrowed}", 2))
    assert classes(found)["paper"] == ("partly", "paper")


def test_two_reports_from_one_press_conference_are_not_copies() -> None:
    said = (
        "We did not wait a single hour",
        "Every wagon was weighed in Vellmar",
        "I will not resign over rust",
    )
    a = " ".join(f"“{words},” the director of the railway said before the cameras." for words in said)
    b = " ".join(f"“{words},” Odo Renner told a crowded hall." for words in said)
    assert {kind for kind, _ in classes(trace(article("a", a), article("b", b, 1))).values()} == {"original"}


def test_shared_names_numbers_and_one_quote_make_no_copy() -> None:
    assert classes(trace(article("wire", WIRE), article("paper", OWN, 2)))["paper"] == ("original", "paper")


POST = (
    "My thoughts are with the people of Tondal tonight! The bridge will be standing again before the summer, "
    "and nobody will have to pay for it twice. That is a promise from the whole of the board of this railway."
)


def test_a_statement_printed_without_marks_makes_no_copy() -> None:
    a = article("a", f"The head of the railway posted:\n\n{POST}\n\n{OWN}")
    b = article("b", f"Critics were not amused by what the railway wrote.\n\n{POST}\n\nThey want a date.", 1)
    assert classes(trace(a, b))["b"] == ("original", "b")


def test_words_in_marks_anywhere_are_speech_everywhere() -> None:
    words = "The bridge was closed for the night at ten and no train had leave to enter it until the morning"
    again = "The driver had been told so twice by radio and had signed for the order in the book at Vellmar"
    a = article("a", f"He wrote down the following. {words}. {again}. Then he left.")
    b = article("b", f"The log is short. {words}. {again}. So it ends.", 1)
    c = article("c", f"“{words},” it says. “{again},” it goes on.", 2)
    assert classes(trace(a, b))["b"][0] == "wholly"
    assert classes(trace(a, b, c))["b"][0] == "original"


def test_a_country_in_capitals_is_no_first_person() -> None:
    text = WIRE.replace("freight train", "US freight train").replace("Inspectors", "US inspectors")
    assert classes(trace(article("wire", text), article("paper", text, 2)))["paper"][0] == "wholly"


def test_one_standing_sentence_is_no_derivation() -> None:
    line = "The line between Vellmar and Tondal was opened in 1911 and carries forty trains on a working day."
    found = trace(article("a", f"{WIRE} {line}"), article("b", f"{OWN} {line}", 1))
    assert classes(found)["b"] == ("original", "b")


def test_a_teaser_printed_word_for_word_is_a_copy() -> None:
    teaser = (
        "A freight train carrying grain left the rails on the Orsa bridge on Monday, and nobody was hurt."
    )
    assert classes(trace(article("a", teaser), article("b", teaser, 1)))["b"] == ("wholly", "a")
    short = "Train leaves the rails."
    assert classes(trace(article("a", short), article("b", short, 1)))["b"] == ("original", "b")


def test_chains_lead_to_the_root() -> None:
    cut = " ".join(WIRE.split(". ")[:4]) + "."
    found = classes(trace(article("c", cut, 3), article("b", WIRE, 2), article("a", WIRE, 1)))
    assert found == {"a": ("original", "a"), "b": ("wholly", "a"), "c": ("wholly", "a")}


def test_the_earliest_known_carrier_is_the_origin_whatever_the_order_given() -> None:
    given = [article("x", WIRE, 5), article("y", WIRE, 1), article("z", WIRE, None), article("v", WIRE, 3)]
    for seed in range(4):
        random.Random(seed).shuffle(given)
        assert {origin for _, origin in classes(trace(*given)).values()} == {"y"}


def test_an_article_without_a_date_is_as_old_as_the_moment_it_was_first_seen() -> None:
    """Seen before another was published it is the earlier one; seen later it is not known to be."""
    dated = article("wire", WIRE, 2)
    for hours, origin in ((1, "paper"), (3, "wire")):
        seen = replace(article("paper", WIRE, None), first_seen=NOON + timedelta(hours=hours))
        assert {found.origin_id for found in trace(dated, seen).values()} == {origin}


def test_without_times_the_one_that_credits_the_other_is_the_copy() -> None:
    a = article("a", f"{WIRE} Northline contributed to this report.", None)
    b = article("b", WIRE.replace("(Northline) ", ""), None, outlet="Northline")
    assert classes(trace(a, b)) == {"a": ("wholly", "b"), "b": ("original", "b")}


def test_an_agencys_last_version_is_the_source_of_copies_dated_before_it() -> None:
    agency = article("agency", WIRE + " " + OWN, 20, outlet="Northline")
    assert classes(trace(article("paper", WIRE, 0), agency))["paper"] == ("wholly", "agency")
    late = article("agency", WIRE + " " + OWN, 90, outlet="Northline")
    assert classes(trace(article("paper", WIRE, 0), late))["paper"] == ("original", "paper")


def test_an_outlet_draws_on_nobody_by_repeating_its_own_background() -> None:
    later = f"{OWN} {' '.join(WIRE.split('. ')[1:3])}."
    found = trace(article("a", WIRE, 0, outlet="Post"), article("b", later, 9, outlet="Post"))
    assert classes(found)["b"] == ("original", "b")


@pytest.mark.parametrize(
    "credit",
    [
        "Northline reported.",
        "That is according to Northline.",
        "So berichtet die Agentur Northline.",
        "Jak podaje agencja Northline.",
    ],
)
def test_a_credit_supports_few_shared_sentences(credit: str) -> None:
    shared = "Nobody was hurt, the fire service said. The line will stay shut until Sunday."
    wire = article("wire", f"{WIRE} {shared}", outlet="Northline")
    uncredited = article("paper", f"{OWN} {shared}", 2)
    assert classes(trace(wire, uncredited))["paper"] == ("original", "paper")
    credited = article("paper", f"{OWN} {shared} {credit}", 2)
    assert classes(trace(wire, credited))["paper"] == ("partly", "paper")


def test_a_credit_alone_marks_nothing() -> None:
    wire = article("wire", WIRE, outlet="Northline")
    paper = article("paper", f"{OWN} Northline reported.", 2, author="Northline")
    assert classes(trace(wire, paper))["paper"] == ("original", "paper")


# --- retold in other words -----------------------------------------------------------------------

TOLD = [f"Fact {number} about the bridge at Orsa stands here." for number in range(9)]
RETOLD = [f"Zum Vorgang {number} an der Brücke von Orsa heißt es so." for number in range(9)]


class Meanings:
    """Sentences of one meaning (the digit in them) get near vectors."""

    model_id = "meanings"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def knows(self, lang: str) -> bool:
        return lang in {"en", "de"}

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.asked += texts
        vectors = np.zeros((len(texts), 40), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, next((int(one) for one in text if one.isdigit()), 30)] = 0.9
            vectors[row, 20 + text.startswith("Zum")] = 0.436
        return vectors


def meanings() -> Encoders:
    return Encoders(Meanings(), Meanings())


def quoted(*articles: Article) -> list[Utterance]:
    """One utterance that all of these print at their start."""
    said = [
        Quotation(one.id, (Part(Span(one.id, 0, 4), one.text[:4]),), Attribution(), one.lang)
        for one in articles
    ]
    return [Utterance("u", "unknown", tuple(Printing(one, "full") for one in said), 0)]


def test_a_translation_in_order_is_wholly_its_sources() -> None:
    wire, paper = article("wire", " ".join(TOLD)), article("paper", " ".join(RETOLD), 2, lang="de")
    assert classes(trace(wire, paper, encoders=meanings()))["paper"] == ("wholly", "wire")


def test_the_same_facts_in_another_order_are_no_translation() -> None:
    paper = article("paper", " ".join(RETOLD[::-1]), 2, lang="de")
    assert (
        classes(trace(article("wire", " ".join(TOLD)), paper, encoders=meanings()))["paper"][0] == "original"
    )


def test_a_report_with_much_of_its_own_is_no_translation() -> None:
    own = ["Das weiß in Orsa sonst noch keiner so genau." for _ in range(4)]
    paper = article(
        "paper", " ".join(one for pair in pairwise([*RETOLD, *own]) for one in pair), 2, lang="de"
    )
    assert (
        classes(trace(article("wire", " ".join(TOLD)), paper, encoders=meanings()))["paper"][0] == "original"
    )


def test_a_rewrite_within_one_language_needs_the_same_quotes() -> None:
    wire, paper = article("wire", " ".join(TOLD)), article("paper", " ".join(RETOLD), 2)
    assert classes(trace(wire, paper, encoders=meanings()))["paper"][0] == "original"
    found = trace(wire, paper, utterances=quoted(wire, paper), encoders=meanings())
    assert classes(found)["paper"] == ("wholly", "wire")


def test_no_vectors_are_made_where_words_decide_or_nothing_can_be_compared() -> None:
    asked = Meanings()
    encoders = Encoders(asked, asked)
    trace(article("a", WIRE), encoders=encoders)
    trace(article("a", WIRE), article("b", WIRE, 1), encoders=encoders)
    trace(article("a", ""), article("b", "", 1), article("c", "Short.", 2), encoders=encoders)
    assert asked.asked == []


def test_a_language_that_no_encoder_knows_is_compared_by_words_alone() -> None:
    wire = article("wire", " ".join(TOLD), lang="vi")
    assert (
        classes(trace(wire, article("b", wire.text, 1, lang="vi"), encoders=meanings()))["b"][0] == "wholly"
    )
    assert classes(trace(wire, article("b", " ".join(RETOLD), 1), encoders=meanings()))["b"][0] == "original"


# --- odd input -----------------------------------------------------------------------------------


def test_zero_vectors_and_empty_texts_do_no_harm() -> None:
    class Zeros(Meanings):
        def encode(self, texts: Sequence[str]) -> Matrix:
            return np.zeros((len(texts), 4), dtype=np.float32)

    found = trace(
        article("a", " ".join(TOLD)),
        article("b", " ".join(RETOLD), 1),
        article("c", ""),
        encoders=Encoders(Zeros(), Zeros()),
    )
    assert {kind for kind, _ in classes(found).values()} == {"original"}


def test_a_story_in_hundreds_of_outlets_is_traced_quickly() -> None:
    words = random.Random(3)
    filler = [f"{words.choice('abcdefgh')}{number}" for number in range(400)]
    copies = [
        article(f"{place:03}", WIRE + " " + " ".join(words.sample(filler, 60)) + ".", place)
        for place in range(250)
    ]
    begin = time.process_time()
    found = classes(trace(*copies))
    assert time.process_time() - begin < 10
    assert {origin for _, origin in found.values()} == {"000"}


def test_runs_of_words_are_matched_across_punctuation_and_case() -> None:
    a, b = (
        article("a", "The line will stay shut until Sunday."),
        article("b", "THE LINE WILL STAY, SHUT: until Sunday"),
    )
    texts = [reuse.read(one, sentences.split(one)) for one in (a, b)]
    assert reuse.compare(texts[1], texts[0], frozenset()).complete
