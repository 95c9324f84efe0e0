"""Printings of one utterance over the articles of an event."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from aggregator.compare import quotes, utterances
from aggregator.compare.utterances import indirect
from aggregator.types import Article, Encoders, Matrix, Printing, Utterance
from tests.encoders import HashEncoder, hash_encoders

FULL = (
    "We will open the gate slowly, but only when the gauge passes four metres, and nobody sails before that."
)
START = datetime(2024, 7, 8, 9, tzinfo=UTC)


def article(name: str, text: str, *, lang: str = "en", title: str = "", minutes: int = 0) -> Article:
    published = START + timedelta(minutes=minutes)
    return Article(name, f"outlet {name}", title, text, published=published, lang=lang)


def said(words: str, speaker: str = "Rui Melo") -> str:
    return f"{speaker} said: “{words}”"


def line_up(*articles: Article, encoders: Encoders | None = None) -> tuple[Utterance, ...]:
    found = [quotation for one in articles for quotation in quotes.extract(one)]
    lined_up = utterances.line_up(articles, found, encoders or hash_encoders())
    printed = [printing.quotation.id for one in lined_up for printing in one.printings]
    assert sorted(printed) == sorted(quotation.id for quotation in found)
    return lined_up


def printing(utterance: Utterance, article_id: str) -> Printing:
    return next(one for one in utterance.printings if one.quotation.article_id == article_id)


def joining(first: str, second: str, both: str) -> tuple[Printing, tuple[str, ...]]:
    """The printing that joins two statements which others print apart, and the other utterances' ids."""
    lined_up = line_up(
        article("a", said(first)), article("b", said(second), minutes=3), article("c", said(both), minutes=5)
    )
    own = next(one for one in lined_up if any(p.quotation.article_id == "c" for p in one.printings))
    return printing(own, "c"), tuple(one.id for one in lined_up if one is not own)


def against_the_full(words: str) -> Printing:
    (utterance,) = line_up(article("a", said(FULL)), article("b", said(words), minutes=5))
    assert utterance.printings[utterance.reference].quotation.article_id == "a"
    return printing(utterance, "b")


def test_the_same_words_are_full_whatever_case_and_punctuation() -> None:
    words = FULL.upper().replace(",", " –").replace(".", "!")
    assert against_the_full(words).variant == "full"


def test_words_left_out_at_the_end_without_a_sign_are_trimmed_unmarked() -> None:
    found = against_the_full("We will open the gate slowly.")
    assert found.variant == "trimmed_unmarked"
    assert found.missing == ("but only when the gauge passes four metres, and nobody sails before that",)
    assert found.added == ()


def test_an_ellipsis_owns_up_to_a_cut() -> None:
    found = against_the_full("We will open the gate slowly … and nobody sails before that.")
    assert found.variant == "trimmed_marked"
    assert found.missing == ("but only when the gauge passes four metres",)


def test_brackets_own_up_to_a_change() -> None:
    found = against_the_full(
        "[The port] will open the gate slowly, but only when the gauge passes four metres."
    )
    assert found.variant == "trimmed_marked"
    assert "The port" in found.added


def test_a_letter_in_brackets_only_changes_its_case() -> None:
    found = against_the_full(FULL.replace("We will", "[W]e will"))
    assert (found.variant, found.missing, found.added) == ("full", (), ())


def test_words_in_brackets_of_the_reference_are_nobodys_to_leave_out() -> None:
    explained = FULL.replace("the gauge", "[the tide] gauge").replace("nobody", "nobody [here]")
    for plain in (FULL, FULL.replace("the gauge", "that gauge")):
        (utterance,) = line_up(article("a", said(explained)), article("b", said(plain), minutes=5))
        assert printing(utterance, "b").variant == "full"


def test_brackets_make_no_printing_the_longest() -> None:
    explained = "[The port says that] we will open the gate, but only when the gauge passes four metres."
    (utterance,) = line_up(article("a", said(explained)), article("b", said(FULL), minutes=5))
    assert utterance.printings[utterance.reference].quotation.article_id == "b"


def test_words_before_or_behind_those_of_the_reference_are_no_change() -> None:
    found = against_the_full("Today, we will open the gate slowly, but only when the gauge passes four.")
    assert found.variant == "trimmed_unmarked"
    assert found.added == ()


def test_a_word_put_in_between_is_altered() -> None:
    found = against_the_full("We will not open the gate slowly, but only when the gauge passes four metres.")
    assert (found.variant, found.added) == ("altered", ("not",))


def test_another_first_word_is_altered() -> None:
    found = against_the_full("They will open the gate slowly, but only when the gauge passes four metres.")
    assert (found.variant, found.added) == ("altered", ("They",))


def test_pieces_in_another_order_are_no_change() -> None:
    turned = (
        "“Nobody sails before that, and nobody asks me for leave,” Rui Melo said.\n\nIt was late.\n\n"
        "Rui Melo said: “We will open the gate slowly, but only when the gauge passes four metres.”"
    )
    whole = (
        "We will open the gate slowly, but only when the gauge passes four metres. Nobody sails before that, "
        "and nobody asks me for leave."
    )
    (utterance,) = line_up(article("a", said(whole)), article("b", turned, minutes=5))
    assert {one.variant for one in utterance.printings} == {"full"}


def test_a_changed_word_is_altered_also_when_shortened_too() -> None:
    found = against_the_full("We will open the gate quickly, but only when the gauge passes four metres.")
    assert found.variant == "altered"
    assert "slowly" in found.missing
    assert found.added == ("quickly",)


def test_a_quote_split_by_its_attribution_is_compared_as_a_whole() -> None:
    split = (
        "“We will open the gate slowly,” Rui Melo said, “but only when the gauge passes four metres, "
        "and nobody sails before that.”"
    )
    (utterance,) = line_up(article("a", said(FULL)), article("b", split, minutes=5))
    assert [one.variant for one in utterance.printings] == ["full", "full"]


def test_two_pieces_of_one_article_are_compared_as_a_whole() -> None:
    pieces = (
        "Melo said: “We will open the gate slowly, but only when the gauge passes four metres.”\n\n"
        "It was late.\n\nMelo said again: “and nobody sails before that”."
    )
    (utterance,) = line_up(article("a", said(FULL)), article("b", pieces, minutes=5))
    assert {one.variant for one in utterance.printings} == {"full"}


def test_what_an_article_prints_in_its_next_quotation_is_not_left_out() -> None:
    rest = "We lose the harbour in a week otherwise, and the boats, the nets and all the fish with it too"
    whole = article("a", said("The gate stays shut tonight. We lose the harbour in a week otherwise."))
    parted = article("b", said("The gate stays shut tonight.") + f"\n\nHe sat down. “{rest},” Melo said.")
    cut = article("c", said("The gate stays shut tonight."))
    found = {
        one.quotation.article_id: one
        for utterance in line_up(whole, parted, cut)
        for one in utterance.printings
        if one.quotation.text.startswith("The gate")
    }
    assert (found["b"].variant, found["b"].missing) == ("full", ())
    assert found["c"].variant == "trimmed_unmarked"


def test_british_and_american_spelling_are_one_word() -> None:
    (utterance,) = line_up(
        article("a", said("Our defence of the harbour was well organised.")),
        article("b", said("Our defense of the harbor was well organized.")),
    )
    assert {one.variant for one in utterance.printings} == {"full"}


def test_two_utterances_of_one_speaker_on_one_subject_stay_apart() -> None:
    first = "The gauge has to pass four metres before anybody opens the gate."
    second = "Nobody at the port has read the gauge since Tuesday evening."
    assert len(line_up(article("a", said(first)), article("b", said(second)))) == 2


def test_a_name_in_another_spelling_is_the_same_speaker() -> None:
    (utterance,) = line_up(
        article("a", said(FULL, "Oleksandr Verbytskyi")),
        article("b", said(FULL, "Alexander Verbitsky"), minutes=5),
        article("c", said(FULL, "Oleksandr Verbytskyi"), minutes=9),
    )
    assert utterance.speaker == "Oleksandr Verbytskyi"
    assert not any(one.other_speaker for one in utterance.printings)


def test_the_same_words_given_to_another_speaker_are_flagged() -> None:
    (utterance,) = line_up(
        article("a", said(FULL)),
        article("b", said(FULL), minutes=5),
        article("c", said(FULL, "Ana Costa"), minutes=9),
    )
    assert utterance.speaker == "Rui Melo"
    assert [one.other_speaker for one in utterance.printings] == [False, False, True]


def test_a_headline_that_the_body_does_not_bear_out_is_flagged() -> None:
    bent = article("a", said(FULL), title="Melo: “We will open the gate at once”")
    kept = article("b", said(FULL), title="Melo: “We will open the gate slowly”", minutes=5)
    (utterance,) = line_up(bent, kept)
    flagged = {
        one.quotation.article_id: one.headline_only
        for one in utterance.printings
        if one.quotation.parts[0].span.place == "headline"
    }
    assert flagged == {"a": True, "b": False}


def test_indirect_speech_is_linked_and_never_a_printing() -> None:
    told = article(
        "b", "Rui Melo said that they will open the gate slowly when the gauge passes four metres.", minutes=5
    )
    (utterance,) = line_up(article("a", said(FULL)), told)
    assert len(utterance.printings) == 1
    (sentence,) = utterance.indirect
    assert sentence.span.article_id == "b"
    assert sentence.attribution.as_printed == "Rui Melo"


def test_what_an_article_quotes_itself_is_not_linked_to_its_other_sentences() -> None:
    again = " Rui Melo said that they will open the gate slowly when the gauge passes four metres."
    (utterance,) = line_up(article("a", said(FULL) + again))
    assert utterance.indirect == ()


def test_who_says_it_and_the_verb_take_no_part_in_what_is_reported() -> None:
    told = article("b", "Rui Melo said that they will open the gate slowly.")
    (found,) = indirect.find(told, [])
    assert found.content == "that they will open the gate slowly"


class _Bridge(HashEncoder):
    """Knows one German sentence as a rendering of FULL."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        known = [FULL if text.startswith("Wir öffnen") else text for text in texts]
        return np.asarray(super().encode(known), dtype=np.float32)


def test_a_translation_joins_its_original_and_is_no_reference() -> None:
    german = "Rui Melo sagte: „Wir öffnen das Tor langsam, aber erst ab vier Metern am Pegel.“"
    encoders = Encoders(HashEncoder("en", frozenset({"en"})), _Bridge("many"))
    (utterance,) = line_up(
        article("a", german, lang="de"), article("b", said(FULL), minutes=5), encoders=encoders
    )
    assert utterance.printings[utterance.reference].quotation.article_id == "b"
    assert printing(utterance, "a").variant == "translated"


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [
        article("a", said(FULL)),
        article("b", said("We will open the gate slowly."), minutes=5),
        article("c", said("Nobody at the port has read the gauge since Tuesday evening."), minutes=9),
        article("d", said(FULL, "Ana Costa"), minutes=12),
    ]
    expected = line_up(*articles)
    for seed in range(3):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert line_up(*shuffled) == expected


def test_no_quotations_make_no_utterances() -> None:
    assert line_up(article("a", "It rained all day.")) == ()


def test_two_statements_joined_by_an_ellipsis_are_told() -> None:
    first = "We will look at every gate in the harbour before the end of the month."
    second = "Nobody at the port has read the gauge since Tuesday evening."
    both = f"We can look at every gate (…) {second}"
    found, others = joining(first, second, both)
    assert found.variant == "altered"
    assert found.joined == others


def test_two_statements_joined_word_for_word_are_a_marked_cut() -> None:
    first = "We will look at every gate in the harbour before the end of the month."
    second = "Nobody at the port has read the gauge since Tuesday evening."
    found, _ = joining(first, second, f"{first[:-1]} ... {second}")
    assert (found.variant, found.added, len(found.joined)) == ("trimmed_marked", (), 1)


def test_two_parts_of_one_statement_joined_by_an_ellipsis_are_a_marked_cut() -> None:
    found = against_the_full("We will open the gate slowly (…) and nobody sails before that.")
    assert (found.variant, found.joined) == ("trimmed_marked", ())


def test_a_noun_alone_gives_way_to_a_fuller_name_of_who_speaks() -> None:
    (utterance,) = line_up(
        article("a", f"“{FULL}” a spokesman said."),
        article("b", f"“{FULL}” a Porto Line spokesman said.", minutes=5),
    )
    assert utterance.speaker == "Porto Line spokesman"


def test_three_words_of_another_speaker_are_another_utterance() -> None:
    long = article("a", said("I told them shut the gate before the water comes in."))
    same = article("b", said("Shut the gate."), minutes=5)
    other = article("c", said("Shut the gate.", "Ana Costa"), minutes=9)
    assert len(line_up(long, same)) == 1
    assert len(line_up(long, other)) == 2


def test_the_rest_of_a_sentence_joined_to_another_statement_is_altered() -> None:
    first = "We will look whether we can open every gate in the harbour this month."
    second = "Nobody at the port has read the gauge since Tuesday evening."
    found, _ = joining(first, second, f"We can open every gate in the harbour (…) {second}")
    assert (found.variant, len(found.joined)) == ("altered", 1)
