"""The lists of events and of outlets: where lines break, and where their words lead."""

import re
from dataclasses import replace
from pathlib import Path

from aggregator.dashboard.blocks import events, feeds, numbers
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.types import Outlet, Passage, Span
from tests.dashboard import crowded, invented
from tests.dashboard.conftest import Open, page_html

HARD = "\u00a0"


def test_a_number_and_its_word_and_a_date_stay_on_one_line() -> None:
    html = events.at_right(invented.dossier().summary).replace(HARD, "_")
    assert "7_outlets_· 7_origins_· 2_languages" in html
    assert "Tue_6_May_2031,_08:00_– 18:40_UTC" in html


def test_an_outlet_leads_to_the_events_that_it_tells() -> None:
    card = feeds.card(Outlet("Hill & Dale"), [], 2, True)
    assert '<a class="px-link" href="./?outlets=Hill+%26+Dale" target="_self">2 articles</a>' in card
    assert "<a" not in feeds.card(Outlet("Hill & Dale"), [], 0, True)


def test_of_an_outlet_of_which_nothing_is_known_nothing_is_said() -> None:
    assert "px-quiet" not in feeds.card(Outlet("Hill Times"), [], 2, True).partition("px-feeds")[0]


def test_outlets_without_feeds_are_not_asked_for_failures(open_page: Open, tmp_path: Path) -> None:
    app = open_page("outlets", db=crowded.database(tmp_path / "crowded.db", 3, 2))
    assert "Imported from files" in page_html(app)
    assert "feeds that failed" not in str(app)
    assert "feeds that failed" in str(open_page("outlets"))


def test_numbers_without_a_counterpart_say_where_they_are_listed() -> None:
    made = invented.dossier()
    assert "1 more number has no counterpart; numbers.csv lists it." in numbers.summary(Lookup(made))
    none = Lookup(replace(made, comparison=replace(made.comparison, lines=(), quantities=())))
    assert "numbers.csv" not in numbers.summary(none)


def test_an_event_that_was_searched_for_shows_where_the_words_stand(open_page: Open) -> None:
    html = page_html(open_page(search="bakery"))
    assert "px-passage" not in html  # the words stand in the title
    html = page_html(open_page(search="beam toll"))
    [passage] = re.findall(r'<p class="px-passage">.*?</p>', html)
    assert passage.startswith('<p class="px-passage"><a class="px-link" href="article?article=')
    assert re.search(r"&amp;at=\d+-\d+", passage)
    assert '<u class="px-trigger">toll</u>' in passage
    assert "px-passage" not in page_html(open_page())


def test_what_a_passage_prints_comes_out_as_text() -> None:
    summary = invented.dossier().summary
    hostile = Passage(Span("a", 0, 8), "<b>Hill</b>", "en", ("<i>", "<script>", "</i>"))
    html = events.passage(summary, hostile)
    assert "<script>" not in html and "<b>" not in html and "<i>" not in html
