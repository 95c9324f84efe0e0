"""One outlet or forty, five facts or three hundred: the page stays whole and light."""

import time
from pathlib import Path

import pytest

from aggregator.dashboard.blocks import article as article_blocks
from aggregator.dashboard.blocks import compare, facts, timeline
from aggregator.dashboard.blocks.beside import beside
from aggregator.dashboard.blocks.lookup import Lookup
from tests.dashboard.conftest import Open, page_html, page_text
from tests.dashboard.crowded import ID, database, dossier

LIGHT = 1_500_000
"""Characters of HTML that a browser lays out without a pause."""


@pytest.mark.parametrize(("outlets", "number"), [(1, 5), (2, 5), (40, 300)])
def test_a_page_of_the_matrix_is_light_and_shows_every_outlet(outlets: int, number: int) -> None:
    lookup = Lookup(dossier(outlets, number))
    shown = lookup.dossier.comparison.facts[: facts.rows_on_a_page(outlets)]
    html = facts.matrix(lookup, shown, lookup.outlets, False, "")
    assert len(html) < LIGHT
    assert all(f">{name}<" in html for name in lookup.outlets)
    assert html.count('<th scope="row">') == len(shown)
    assert ("40 outlets: scroll sideways" in html) == (outlets == 40)


def test_all_facts_are_reached_by_paging(open_page: Open, tmp_path: Path) -> None:
    path = database(tmp_path / "crowded.db", 40, 300)
    on_a_page = facts.rows_on_a_page(40)
    for page in ("1", "2", str(300 // on_a_page)):
        html = page_html(open_page("event", db=path, event=ID, view="Facts", page=page))
        assert html.count('class="px-printed px-fact"') == on_a_page
    assert "300 facts" in page_text(open_page("event", db=path, event=ID, view="Facts", page="20"))


def test_forty_facts_are_shown_and_all_when_asked_for(open_page: Open, tmp_path: Path) -> None:
    path = database(tmp_path / "long.db", 3, 94)
    app = open_page("event", db=path, event=ID, view="Facts")
    assert [toggle.label for toggle in app.toggle] == ["Show all 94 facts on one page"]
    assert "94 facts, 40 of them here" in page_text(app)
    assert page_html(app).count('class="px-printed px-fact"') == 40
    everything = page_html(open_page("event", db=path, event=ID, view="Facts", all="true"))
    assert everything.count('class="px-printed px-fact"') == 94


@pytest.mark.parametrize("page", ["0", "-1", "21", "nine", "1e9", ""])
def test_a_page_that_is_not_there_is_passed_over(open_page: Open, tmp_path: Path, page: str) -> None:
    path = database(tmp_path / "crowded.db", 40, 300)
    assert "300 facts" in page_text(open_page("event", db=path, event=ID, view="Facts", page=page))


def test_the_list_of_events_is_paged(open_page: Open, tmp_path: Path) -> None:
    path = database(tmp_path / "many.db", 2, 5, events=60)
    assert page_html(open_page(db=path)).count("px-event-title") == 25
    assert page_html(open_page(db=path, page="3")).count("px-event-title") == 10


def test_every_block_of_a_wide_event_is_made_in_a_moment() -> None:
    lookup = Lookup(dossier(40, 300))
    article = lookup.dossier.articles[3]
    started = time.process_time()
    compare.table(lookup, compare.columns(lookup, lookup.outlets), article)
    timeline.table(lookup)
    annotated = article_blocks.Annotated(lookup, article)
    article_blocks.text(annotated, None)
    beside(annotated)
    assert time.process_time() - started < 3
