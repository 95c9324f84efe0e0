"""What the blocks say: counts as in the tables, differences by mark and word, feed text as text."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks import (
    article,
    beside,
    compare,
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
from aggregator.types import Article, Comparison, Correction, Dossier, Feed, Sentence, Span
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


def test_a_cell_that_differs_shows_what_differs(lookup: Lookup) -> None:
    fact, cell = next(
        (fact, cell)
        for fact in lookup.dossier.comparison.facts
        for cell in fact.cells
        if cell.state == "different" and lookup.value(fact, cell.statement)
    )
    span = replace(cell.statement.span, end=cell.statement.span.start + 3)
    elsewhere = replace(cell, statement=replace(cell.statement, trigger=span))
    changed = replace(fact, cells=tuple(elsewhere if one is cell else one for one in fact.cells))
    html = facts.matrix(lookup, [changed], lookup.outlets, False, "")
    assert cell.statement.text[:3] in re.findall(r'px-value"[^>]*>([^<]*)<', html)


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


def test_what_one_outlet_alone_repeats_is_not_counted_as_agreement(lookup: Lookup) -> None:
    made = lookup.dossier
    [line] = made.comparison.lines
    own = replace(made.comparison.quantities[0], id="again")
    repeated = replace(line, id="own", verdict="agree", quantity_ids=("q-wire-1", "again"))
    quantities = (*made.comparison.quantities, own)
    shown = Lookup(
        replace(made, comparison=replace(made.comparison, quantities=quantities, lines=(repeated, line)))
    )
    text = numbers.summary(shown).striptags()
    assert "1 quantity can be compared: 1 in conflict, 0 updated, 0 in agreement." in text
    assert "1 quantity one outlet alone repeats." in text
    assert [one.id for one in numbers.ordered(shown)] == ["line-cars", "own"]
    assert "one outlet alone" in numbers.card(shown, repeated)
    assert "agree" not in numbers.card(shown, repeated)


def test_an_unknown_outlet_is_said_and_counted_against_no_other() -> None:
    made = invented.dossier()
    articles = tuple(
        replace(a, outlet="unknown") if a.id in ("wire-1", "herald-1") else a for a in made.articles
    )
    shown = Lookup(replace(made, articles=articles))
    first = made.comparison.facts[0]
    assert facts.count_words(shown, first, False) == "3 of 5 outlets"
    assert "outlet unknown" in head.chips(shown)
    matrix = facts.matrix(shown, [first], shown.outlets, False, "")
    assert ">outlet unknown<" in matrix
    assert ">unknown<" not in matrix
    [row] = tables(replace(made, articles=articles))["events"]
    assert row["outlets"] == 5


# --- columns -------------------------------------------------------------------------------------


def test_an_outlet_is_one_column_and_its_other_articles_are_named(lookup: Lookup) -> None:
    shown = compare.columns(lookup, lookup.outlets)
    assert [column.lead.outlet for column in shown] == list(lookup.outlets)
    html = compare.table(lookup, shown, lookup.articles["wire-1"])
    assert html.count('<th scope="col">') == 7
    assert "2 articles; this is of 10:20" in html
    assert "load test set for Friday" in html.split("Its other articles")[1]


def test_facts_of_a_column_are_those_of_the_outlet_in_facts_csv(lookup: Lookup) -> None:
    rows = [
        row for row in tables(lookup.dossier)["facts"] if row["outlet"] == "Radio Halm" and row["sentence"]
    ]
    html = compare.table(lookup, compare.columns(lookup, ["Radio Halm"]), lookup.articles["wire-1"])
    told = len({row["fact_id"] for row in rows})
    assert f"<b>{told}</b> of 5" in html
    assert "in its 2 articles" in html


def test_the_most_fully_read_article_stands_for_its_outlet(lookup: Lookup) -> None:
    made = lookup.dossier
    poor = tuple(replace(a, text_available="headline") if a.id == "radio-1" else a for a in made.articles)
    [column] = compare.columns(Lookup(replace(made, articles=poor)), ["Radio Halm"])
    assert column.lead.id == "radio-2"


def test_columns_stand_in_the_order_of_the_articles_that_they_show(lookup: Lookup) -> None:
    made = lookup.dossier
    first, *others = made.articles
    late = replace(others[-1], outlet=first.outlet)
    moved = (replace(first, text="", text_available="headline"), *others[:-1], late)
    shown = compare.columns(Lookup(replace(made, articles=moved)), lookup.outlets[:3])
    assert [column.lead.outlet for column in shown][-1] == first.outlet
    assert shown[-1].lead.id == late.id
    named = compare.columns(lookup, lookup.outlets, by_name=True)
    assert [column.lead.outlet for column in named] == sorted(lookup.outlets, key=str.casefold)


def test_articles_of_one_outlet_are_told_apart_by_number_and_time(lookup: Lookup) -> None:
    assert lookup.columns["radio-2"] == "Radio Halm, article 2 of 2 (18:00)"
    assert lookup.columns["wire-1"] == "Coast Wire"


@pytest.mark.parametrize(
    "opening", ["Ada Field", "By Ada Field, staff writer", "MARROW BRIDGE SHUT, agency says"]
)
def test_bylines_and_the_headline_again_are_no_opening(opening: str) -> None:
    made = invented.dossier()
    head = Sentence(Span("herald-1", 0, len(opening)), opening)
    sentences = (head, *made.comparison.sentences)
    shown = Lookup(replace(made, comparison=replace(made.comparison, sentences=sentences)))
    html = compare.table(shown, compare.columns(shown, ["Tesk Herald"]), shown.articles["wire-1"])
    row = html.split('class="px-row-opening"')[1].split("</tr>")[0]
    assert opening not in row
    assert "Engineers closed the Marrow Bridge" in row


def test_what_a_page_says_to_its_visitor_is_marked_and_opens_no_article() -> None:
    made = invented.dossier()
    text = "Please accept the cookies of this website.\n\nThe bridge was shut at noon."
    articles = tuple(replace(one, text=text) if one.id == "herald-1" else one for one in made.articles)
    sentences = (
        Sentence(Span("herald-1", 0, 42), text[:42], 0),
        Sentence(Span("herald-1", 44, len(text)), text[44:], 1),
    )
    shown = Lookup(replace(made, articles=articles, comparison=Comparison("e", (), sentences=sentences)))
    table = compare.table(shown, compare.columns(shown, ["Tesk Herald"]), shown.articles["herald-1"])
    assert "The bridge was shut at noon." in table
    assert "cookies" not in table
    annotated = article.Annotated(shown, shown.articles["herald-1"])
    assert [note.kind for note in annotated.notes] == ["notice", ""]
    assert "page notice" in article.text(annotated, None)
    assert "1 page notice, not compared" in article.summary(annotated)


def test_an_article_known_by_its_headline_says_so_where_no_fact_could_be_told() -> None:
    made = invented.dossier()
    articles = tuple(replace(one, text="", text_available="headline") for one in made.articles)
    shown = Lookup(replace(made, articles=articles, comparison=replace(made.comparison, facts=())))
    html = beside.beside(article.Annotated(shown, shown.articles["herald-1"]))
    assert "Only the headline was read" in html
    assert "no fact could be told in this event" in html


@pytest.mark.parametrize(("similarity", "asked"), [(0.41, True), (0.93, False)])
def test_a_cell_that_may_be_only_about_the_same_asks_for_a_look(
    lookup: Lookup, similarity: float, asked: bool
) -> None:
    fact = lookup.dossier.comparison.facts[0]
    told = next(cell for cell in fact.cells if cell.statement)
    assert told.statement is not None
    cell = replace(told, statement=replace(told.statement, similarity=similarity))
    html = facts.matrix(lookup, [replace(fact, cells=(cell,))], lookup.outlets, False, "1 fact")
    assert (">check<" in html) is asked
    assert ("check whether it states the same" in html) is asked


def test_a_sentence_that_begins_with_by_is_an_opening() -> None:
    made = invented.dossier()
    first = Sentence(Span("herald-1", 0, 30), "By Tuesday noon the bridge was shut.")
    shown = Lookup(
        replace(made, comparison=replace(made.comparison, sentences=(first, *made.comparison.sentences)))
    )
    html = compare.table(shown, compare.columns(shown, ["Tesk Herald"]), shown.articles["wire-1"])
    assert "By Tuesday noon" in html


def test_headline_only_is_said_so_in_every_view() -> None:
    made = invented.dossier()
    articles = tuple(
        replace(a, text_available="headline") if a.id == "whistle-1" else a for a in made.articles
    )
    bare = Lookup(replace(made, articles=articles))
    matrix = facts.matrix(bare, made.comparison.facts, ["Evening Whistle"], False, "")
    columns = compare.columns(bare, ["Evening Whistle"])
    pieces = (
        matrix,
        compare.table(bare, columns, bare.articles["wire-1"]),
        quotes.card(bare, made.comparison.utterances[0]),
        head.chips(bare),
        timeline.table(bare),
    )
    for piece in pieces:
        assert "headline only" in piece
        assert "summary only" not in piece


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
        feeds.story(Feed(HOSTILE, HOSTILE, error=HOSTILE), whole=True),
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


def test_a_word_that_stands_twice_is_struck_where_it_is_left_out() -> None:
    found = diff.runs("Senator Ann Lee met Ann Lee", "Senator Ann Lee met Lee", ["Ann"], [])
    assert [(run.kind, run.text) for run in found] == [
        ("same", "Senator Ann Lee met"),
        ("left out", "Ann"),
        ("same", "Lee"),
    ]


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
    assert "not found: Coast Wire, Tesk Herald, Market Daily, Channel One Orv, Flussbote" in text
    assert "not read: Evening Whistle (summary only)" in text


def test_what_one_outlet_alone_prints_is_folded_under_its_number(lookup: Lookup) -> None:
    shared, alone = lookup.dossier.comparison.utterances
    assert (quotes.is_shared(lookup, shared), quotes.is_shared(lookup, alone)) == (True, False)
    folded = quotes.alone(lookup, [alone], opened=False)
    assert "<details" in folded
    assert "1 quote that is printed by one outlet alone" in folded
    assert "Nobody warned us" in folded
    groups = {row["quote_group_id"] for row in tables(lookup.dossier)["quotes"]}
    assert len(groups) == 2
    assert "1 quote is printed by two or more outlets, whole or in part; 1 more by one alone." in (
        quotes.summary(1, 1)
    )


def test_the_comma_before_the_verb_is_not_shown_and_stays_in_the_table(lookup: Lookup) -> None:
    assert (
        "“Nobody warned us”" in quotes.alone(lookup, lookup.dossier.comparison.utterances, True).striptags()
    )
    assert "Nobody warned us," in [row["text"] for row in tables(lookup.dossier)["quotes"]]


def test_beside_a_speaker_stands_a_role_and_no_pronoun(lookup: Lookup) -> None:
    first = lookup.dossier.comparison.utterances[0]

    def printed(*words: str) -> str:
        pairs = zip(first.printings, (*words, *[""] * len(first.printings)), strict=False)
        named = tuple(
            replace(
                p,
                quotation=replace(
                    p.quotation, attribution=replace(p.quotation.attribution, as_printed=as_printed)
                ),
            )
            for p, as_printed in pairs
        )
        head, _, _ = quotes.card(lookup, replace(first, printings=named)).partition("</header>")
        return Markup(head).striptags()

    assert printed("she", "Nadia Torv, head of the office").startswith("Nadia Torv head of the office“")
    assert printed("she", "the minister").startswith("Nadia Torv “")


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
    assert 'href="article?article=radio-1&amp;at=66-118&amp;view=Facts"' in html


def test_a_value_that_differs_is_no_word_of_certainty(lookup: Lookup) -> None:
    fact = lookup.dossier.comparison.facts[2]
    cell = next(cell for cell in fact.cells if cell.state == "different")
    assert cell.statement is not None
    firmer = replace(fact.headline, certainty="will")
    cells = tuple(replace(c, statement=firmer) if c.statement == fact.headline else c for c in fact.cells)
    html = firmness.ladders(lookup, [replace(fact, cells=cells)])
    assert "11,000 cars" in html.striptags()
    assert '<u class="px-trigger">' not in html
    assert lookup.hedge(cell.statement) == ""
    assert lookup.hedge(lookup.dossier.comparison.facts[1].statements[3]) == "examine whether"


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


def test_a_sighting_is_shown_as_one_and_takes_no_part_in_the_span() -> None:
    made = invented.dossier()
    *dated, last = made.articles
    undated = replace(last, published=None, first_seen=invented.NOW + timedelta(days=3000))
    shown = Lookup(replace(made, articles=(undated, *dated)))
    assert shown.clock(undated) == "date unknown"
    assert shown.lag(undated).startswith("first seen here 26 Jul 2039")
    assert "date unknown, first seen here" in article.head(shown, undated)
    assert "2039" not in timeline.chart(shown)
    assert timeline.summary(shown).endswith("1 article without a trusted time takes no part.")
    assert timeline.table(shown).index("Coast Wire") < timeline.table(shown).index("Evening Whistle")


def test_dates_without_a_time_of_day_are_days_and_tell_no_first() -> None:
    made = invented.dossier()
    days = Lookup(replace(made, articles=tuple(replace(a, published=invented.DAY) for a in made.articles)))
    assert {days.clock(one) for one in days.dossier.articles} == {"6 May"}
    assert {days.lag(one) for one in days.dossier.articles} == {"on the first day"}
    assert not any(timeline.first_with(days).values())
    assert "a date without a time does not tell who was first" in timeline.summary(days)
    assert "00:00" not in timeline.table(days) + head.chips(days) + head.facts_line(days)


def test_an_hour_of_a_later_day_is_after_a_day(lookup: Lookup) -> None:
    first, *rest = lookup.dossier.articles
    earlier = replace(first, published=invented.DAY - timedelta(days=1))
    shown = Lookup(replace(lookup.dossier, articles=(earlier, *rest)))
    assert shown.lag(earlier) == "first in this collection"
    assert shown.lag(rest[0]) == "+1 day"


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


def test_one_of_a_unit_is_singular() -> None:
    one = replace(invented.quantities()[0], value=1.0, unit="days")
    assert numbers.value_words(one) == "1 day"
    assert numbers.value_words(replace(one, value_max=2.0)) == "1–2 days"


def test_a_time_of_day_is_written_as_one() -> None:
    time = replace(invented.quantities()[0], value=905.0, unit="time")
    assert numbers.value_words(time) == "09:05"
    assert numbers.value_words(replace(time, value_max=1630.0)) == "09:05–16:30"


def test_an_outlets_own_texts_share_a_chip(lookup: Lookup) -> None:
    chips = [chip.split("<li>")[1] for chip in head.chips(lookup).split("</li>")[:-1]]
    assert len(chips) == 6
    [radio] = [Markup(chip).striptags() for chip in chips if "Radio Halm" in chip]
    assert radio == "origin C origin FRadio Halm 2 articles"


def test_letters_go_on_after_z(lookup: Lookup) -> None:
    articles = tuple(Article(f"a{n}", f"o{n}", "t") for n in range(30))
    made = replace(lookup.dossier, articles=articles)
    letters = list(Lookup(made).letters.values())
    assert letters[0] == "A"
    assert letters[25:28] == ["Z", "AA", "AB"]


def test_the_spark_line_is_said_in_words(lookup: Lookup) -> None:
    assert "8 articles over the event’s time" in events.spark(lookup.dossier.summary.times)
    assert events.spark(()) == ""
    assert events.spark(lookup.dossier.summary.times[:1] * 3) == ""


def test_an_unknown_language_keeps_its_code() -> None:
    assert language("xx") == "xx"


@pytest.mark.parametrize("error", ["http 404", "timeout", "not a feed: login page", "something new"])
def test_every_failure_of_a_feed_has_an_advice(error: str) -> None:
    assert feeds.advice(Feed("a", "b", error=error)).endswith(".")


def test_a_chip_counts_which_articles_of_an_outlet_were_not_read(lookup: Lookup) -> None:
    made = lookup.dossier
    unread = [
        replace(article, text_available="summary") if article.id == "radio-1" else article
        for article in made.articles
    ]
    html = head.chips(Lookup(replace(made, articles=tuple(unread)))).striptags()
    assert "Radio Halm 2 articles, 1 summary only" in html


def test_what_an_article_prints_of_an_utterance_stands_in_one_row_and_is_the_fullest_as_a_whole(
    lookup: Lookup,
) -> None:
    first = lookup.dossier.comparison.utterances[0]
    one = first.printings[first.reference]
    [part] = one.quotation.parts
    article = lookup.articles[one.quotation.article_id]
    words = [(0, 5), (6, 20)]
    halves = [
        replace(
            one,
            variant="full",
            missing=(),
            added=(),
            quotation=replace(
                one.quotation,
                id=f"half-{start}",
                parts=(replace(part, span=Span(article.id, start, end), text=article.text[start:end]),),
            ),
        )
        for start, end in words
    ]
    html = quotes.card(lookup, replace(first, printings=tuple(halves), reference=1, indirect=()))
    shown = html.striptags()
    assert article.text[:5].strip() in shown and article.text[6:20].strip() in shown
    assert "the only printing" in shown
    assert html.count("In the article") == 2
