"""What the blocks say: counts as in the tables, differences by mark and word, feed text as text."""

from dataclasses import replace
from datetime import timedelta

import pytest
from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks import (
    corrections,
    diff,
    events,
    evidence,
    facts,
    feeds,
    firmness,
    head,
    markup,
    members,
    numbers,
    quotes,
    timeline,
)
from aggregator.dashboard.blocks.lookup import Lookup, language
from aggregator.publish.tables import tables
from aggregator.types import Article, Correction, Dossier, Feed, Span
from tests.dashboard import invented

HOSTILE = '<img src=x onerror="alert(1)">&amp;\'"<b>[a](http://e.example)**x**'


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(invented.dossier())


# --- counts --------------------------------------------------------------------------------------


def test_outlets_counted_on_the_page_are_those_of_facts_csv(lookup: Lookup) -> None:
    rows = tables(lookup.dossier)["facts"]
    for fact in lookup.dossier.comparison.facts:
        telling = {
            row["outlet"]
            for row in rows
            if row["fact_id"] == fact.id and row["state"] in ("stated", "hedged", "different")
        }
        assert facts.count_words(lookup, fact, False) == f"{len(telling)} of 7 outlets"


def test_origins_counted_on_the_page_are_those_of_articles_csv(lookup: Lookup) -> None:
    made = tables(lookup.dossier)
    origins = {row["article_id"]: row["origin_id"] for row in made["articles"]}
    assert len(lookup.letters) == len(set(origins.values()))
    for fact in lookup.dossier.comparison.facts:
        told = {
            origins[row["article_id"]]
            for row in made["facts"]
            if row["fact_id"] == fact.id and row["sentence"]
        }
        assert facts.count_words(lookup, fact, True) == f"{len(told)} of 7 origins"


def test_cells_of_the_matrix_are_as_many_as_rows_with_a_sentence(lookup: Lookup) -> None:
    everything = lookup.dossier.comparison.facts
    html = facts.matrix(lookup, everything, lookup.outlets, False, "")
    told = [row for row in tables(lookup.dossier)["facts"] if row["sentence"]]
    assert html.count("popovertargetaction") == len(told)


def test_numbers_in_conflict_are_as_many_as_lines_in_the_table(lookup: Lookup) -> None:
    rows = tables(lookup.dossier)["numbers"]
    lines = {row["line_id"] for row in rows if row["verdict"] == "conflict"}
    assert f"{len(lines)} in conflict" in numbers.summary(lookup).striptags()
    assert "1 more number has no counterpart" in numbers.summary(lookup)


def test_no_disagreement_says_how_many_numbers_were_comparable() -> None:
    made = invented.dossier()
    agreeing = replace(made.comparison.lines[0], verdict="agree")
    calm = Lookup(replace(made, comparison=replace(made.comparison, lines=(agreeing,))))
    assert "No disagreement found among 1 comparable number." in numbers.summary(calm)


# --- what feeds bring ----------------------------------------------------------------------------


def test_feed_text_comes_out_as_text_everywhere(lookup: Lookup) -> None:
    made = lookup.dossier
    articles = tuple(
        replace(a, outlet=HOSTILE, title=HOSTILE, author=HOSTILE, url="javascript:alert(1)", lang='"><x')
        for a in made.articles
    )
    event = replace(made.event, title=HOSTILE)
    hostile = Lookup(Dossier(event, articles, {}, made.comparison, replace(made.summary, title=HOSTILE)))
    correction = Correction(1, invented.NOW, HOSTILE, "move", HOSTILE, {"articles": ["wire-1"]})
    everything = [
        head.title(hostile),
        head.facts_line(hostile),
        head.chips(hostile),
        facts.matrix(hostile, made.comparison.facts, hostile.outlets, False, HOSTILE),
        firmness.ladders(hostile, made.comparison.facts),
        *(members.row(hostile, member, article) for member, article in members.ordered(hostile)),
        members.related([(hostile.dossier.summary, HOSTILE)]),
        corrections.history([correction], {"wire-1": HOSTILE}),
        timeline.chart(hostile),
        timeline.table(hostile),
        *(quotes.card(hostile, utterance) for utterance in made.comparison.utterances),
        *(numbers.card(hostile, line) for line in made.comparison.lines),
        feeds.story(Feed(HOSTILE, HOSTILE, error=HOSTILE)),
    ]
    for piece in everything:
        assert isinstance(piece, Markup)
        assert "<img" not in piece
        assert "<b>[a]" not in piece
        assert "javascript:" not in piece
        assert '"><x' not in piece


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "", "http:///x", "http://[x"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert markup.outside_link(url, "there") == ""


def test_labels_are_escaped_for_markdown() -> None:
    assert address.as_label("*a* [b](c) `d` $e$ <f>") == r"\*a\* \[b\]\(c\) \`d\` \$e\$ \<f\>"
    assert ":smile" not in address.as_label(":smile:").replace("\\", "")


def test_the_place_in_an_address_is_read_back_and_nothing_else_is() -> None:
    for span in (Span("a", 3, 9), Span("a", 0, 38, "headline")):
        assert address.read_place(address.place(span), "a") == span
    for junk in ("", "9-3", "a-b", "1-2-3", "-1-4", "99999999999-999999999999", "３-９x"):
        assert address.read_place(junk, "a") is None


# --- quotes --------------------------------------------------------------------------------------


def test_words_left_out_stand_at_their_place() -> None:
    found = diff.runs("We pay all of it at once.", "We pay at once.", ["all of it"], [])
    assert [(run.kind, run.text) for run in found] == [
        ("same", "We pay"),
        ("left out", "all of it"),
        ("same", "at once."),
    ]


def test_a_changed_word_is_struck_before_it_is_added() -> None:
    found = diff.runs("They may empty it", "They may use it", ["empty"], ["use"])
    assert [run.kind for run in found] == ["same", "left out", "added", "same"]


def test_a_difference_in_spelling_alone_is_none() -> None:
    assert [run.kind for run in diff.runs("The colour is new", "The color is new", [], [])] == ["same"]


def test_a_difference_that_was_not_lined_up_is_aligned_anew() -> None:
    found = diff.runs("One two three", "One three", [], [])
    assert ("left out", "two") in [(run.kind, run.text) for run in found]


def test_differences_are_said_for_screen_readers_and_in_a_plain_line() -> None:
    html = diff.marked("a b c", "a c d", ["b"], ["d"])
    assert "[left out: " in html
    assert "[added: " in html
    assert "left out: “b”; added: “d”" in diff.listed(["b"], ["d"]).striptags()


def test_quotes_keep_the_marks_that_the_outlet_set(lookup: Lookup) -> None:
    german = next(p for p in lookup.dossier.comparison.utterances[0].printings if p.quotation.lang == "de")
    assert quotes.as_printed(lookup, german).startswith("„")
    assert quotes.as_printed(lookup, german).endswith("“")


def test_a_card_names_who_has_no_such_quote_and_who_was_not_read(lookup: Lookup) -> None:
    text = quotes.card(lookup, lookup.dossier.comparison.utterances[1]).striptags()
    assert "not foundCoast Wire, Tesk Herald, Market Daily, Channel One Orv, Flussbote" in text
    assert "Evening Whistle: the article itself was not read." in text


def test_paraphrases_are_shown_and_not_counted(lookup: Lookup) -> None:
    text = quotes.card(lookup, lookup.dossier.comparison.utterances[0]).striptags()
    assert "6 of 7 outlets · 5 origins" in text
    assert "paraphrase, not counted" in text


# --- evidence and the rest -----------------------------------------------------------------------


def test_a_cell_opens_its_sentence_with_the_trigger_and_its_place(lookup: Lookup) -> None:
    fact = lookup.dossier.comparison.facts[1]
    statement = fact.statements[3]
    html = evidence.statement_evidence(lookup, statement, "hedged")
    assert '<u class="px-trigger">examine whether</u>' in html
    assert "characters 66–118 · similarity 0.91" in html
    assert 'href="article?article=radio-1&amp;at=66-118"' in html


def test_an_event_over_several_days_shows_the_day(lookup: Lookup) -> None:
    made = lookup.dossier
    first, *rest = made.articles
    assert first.published
    later = replace(first, published=first.published - timedelta(days=2))
    assert Lookup(replace(made, articles=(later, *rest))).clock(later) == "4 May 08:00"


def test_articles_without_a_trusted_time_are_never_first(lookup: Lookup) -> None:
    made = lookup.dossier
    undated = tuple(replace(a, published=None) for a in made.articles)
    calm = Lookup(replace(made, articles=undated))
    assert "none can be called first" in timeline.summary(calm)
    assert not any(timeline.first_with(calm).values())


def test_the_chart_survives_articles_at_one_minute() -> None:
    made = invented.dossier()
    same = tuple(replace(a, published=invented.DAY) for a in made.articles)
    assert timeline.chart(Lookup(replace(made, articles=same)))


@pytest.mark.parametrize(
    ("value", "words"),
    [(1450, "1,450"), (38e6, "38 million"), (1.6e9, "1.6 billion"), (0.5, "0.5"), (0, "0"), (-3, "-3")],
)
def test_values_are_written_as_people_read_them(value: float, words: str) -> None:
    quantity = replace(invented.quantities()[0], value=value)
    assert numbers.value_words(quantity) == words


def test_letters_go_on_after_z(lookup: Lookup) -> None:
    articles = tuple(Article(f"a{n}", f"o{n}", "t") for n in range(30))
    made = replace(lookup.dossier, articles=articles)
    letters = list(Lookup(made).letters.values())
    assert letters[0] == "A"
    assert letters[25:28] == ["Z", "AA", "AB"]


def test_the_spark_line_is_said_in_words(lookup: Lookup) -> None:
    assert "8 articles over the event’s time" in events.spark(lookup.dossier.summary.times)
    assert events.spark(()) == ""


def test_an_unknown_language_keeps_its_code() -> None:
    assert language("xx") == "xx"


@pytest.mark.parametrize("error", ["http 404", "timeout", "not a feed: login page", "something new"])
def test_every_failure_of_a_feed_has_an_advice(error: str) -> None:
    assert feeds.advice(Feed("a", "b", error=error)).endswith(".")
