"""Every page in the states it can be in, run by Streamlit's own test runner."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from markupsafe import Markup, escape
from streamlit.testing.v1 import AppTest

from aggregator.dashboard.screens.event import _safe as safe_name
from aggregator.dashboard.screens.export import archive
from aggregator.store import Store
from tests.dashboard import crowded
from tests.dashboard.conftest import Open, page_html, page_text
from tests.dashboard.invented import BRIDGE, LONE, NOW, WAITING, database
from tests.earlier import compared_by_an_earlier_release

PAGES = ("events", "event", "article", "outlets", "export", "about")
VIEWS = ("Compare", "Facts", "Quotes", "Numbers", "Timeline", "Articles")


def listed(app: AppTest) -> list[str]:
    return [Markup(title).striptags() for title in re.findall(r"<h2.*?</h2>", page_html(app))]


def test_the_events_are_listed_with_single_articles_at_the_end(open_page: Open) -> None:
    app = open_page()
    assert listed(app) == [
        "Marrow Bridge closed after crack found in main beam",
        "Bakery by the lock opens again",
        "Harvest begins on the Tesk",
    ]
    text = page_text(app)
    assert (
        "3 events, 10 articles. 1 can be compared; 2 told by one outlet alone are listed at the end." in text
    )
    assert "1 quote trimmed without a mark" in text
    assert "Outlets and articles are invented." in text


def test_events_of_one_outlet_stand_below_a_line_that_counts_them(open_page: Open, tmp_path: Path) -> None:
    text = page_text(open_page())
    assert text.index("Told by one outlet alone: 2 events") > text.index("Coast Wire · Tesk Herald")
    path = crowded.database(tmp_path / "single.db", 1, 2, events=30)
    first, second = (page_text(open_page(db=path, page=page)) for page in ("1", "2"))
    assert first.count("Told by one outlet alone: 30 events") == 1
    assert second.count("Told by one outlet alone: 30 events") == 1


def test_a_search_in_the_address_filters_the_events(open_page: Open) -> None:
    assert listed(open_page(search="bakery")) == ["Bakery by the lock opens again"]
    assert listed(open_page(search="crack beam", outlets=["Flussbote"]))[0].startswith("Marrow")
    assert "No event fits." in page_text(open_page(search="zeppelin"))


@pytest.mark.parametrize("page", ["events", "export"])
def test_the_search_says_how_words_are_found(open_page: Open, page: str) -> None:
    [search] = open_page(page).text_input
    assert "“flood” also finds “floods”" in search.help


def test_the_newest_days_are_counted_from_the_newest_article(open_page: Open) -> None:
    assert len(listed(open_page(time="Newest day"))) == 3


def test_an_event_in_the_address_of_the_list_opens_the_event(open_page: Open) -> None:
    assert "Marrow Bridge closed" in page_text(open_page(event="bridge"))


def test_an_event_leads_back_to_the_list_as_it_was_filtered(open_page: Open) -> None:
    there = re.search(
        r'href="event\?event=([\w-]+)&amp;from=([^"]+)"', page_html(open_page(search="crack beam"))
    )
    assert there is not None
    back = {"event": there[1], "from": unquote(there[2])}
    assert 'href="./?search=crack+beam"' in page_html(open_page("event", **back))
    assert 'href="./"' in page_html(open_page("event", event=there[1]))
    many = "&".join(f"outlets=Outlet+{number}" for number in range(60))
    assert f'href="./?{escape(many)}"' in page_html(open_page("event", event=there[1], **{"from": many}))
    junk = page_html(open_page("event", event=there[1], **{"from": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in junk


def test_an_article_leads_back_to_the_view_it_was_opened_from(open_page: Open) -> None:
    quotes = page_html(open_page("event", event=BRIDGE, view="Quotes"))
    there = re.search(r'href="article\?article=([\w-]+)&amp;at=([\d-]+)&amp;view=Quotes"', quotes)
    assert there is not None
    article = page_html(open_page("article", article=there[1], at=there[2], view="Quotes"))
    assert f'href="event?event={BRIDGE}&amp;view=Quotes"' in article


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_an_event_opens_by_its_address(open_page: Open, view: str) -> None:
    app = open_page("event", event="bridge", view=view)
    assert [tab.label for tab in app.tabs] == list(VIEWS)
    assert "7 outlets · 7 origins · 2 languages" in page_text(app)


@pytest.mark.parametrize("asked", [BRIDGE, "bridge-8", "former-bridge", " bridge "])
def test_an_event_opens_by_the_start_of_its_id_and_by_a_former_id(open_page: Open, asked: str) -> None:
    assert "title is Coast Wire’s headline" in page_text(open_page("event", event=asked))


def test_pinned_outlets_alone_are_compared(open_page: Open) -> None:
    text = page_text(open_page("event", event=BRIDGE, pin=["Radio Halm", "Flussbote"]))
    assert "What is known about the crack" in text
    assert "BRIDGE OF" not in text


def test_another_headline_can_be_the_reference(open_page: Open) -> None:
    text = page_text(open_page("event", event=BRIDGE, reference="Market Daily"))
    assert "words that Market Daily’s headline does not have" in text


def test_facts_are_filtered_by_the_address(open_page: Open) -> None:
    text = page_text(open_page("event", event=BRIDGE, view="Facts", facts="disputed"))
    assert "1 of 5 facts" in text
    assert "11,000" in text
    assert "Shares of the toll operator" not in text


def test_facts_are_counted_by_origins(open_page: Open) -> None:
    text = page_text(open_page("event", event=BRIDGE, view="Facts", count="origins"))
    assert "5 of 7 origins" in text


def test_quotes_of_several_outlets_stand_before_those_of_one(open_page: Open) -> None:
    app = open_page("event", event=BRIDGE, view="Quotes")
    html = page_html(app)
    assert html.index("one lane early") < html.index("<details") < html.index("Nobody warned us")
    assert '<details class="px-card px-alone">' in html  # closed
    assert 'px-alone" open' in page_html(open_page("event", event=BRIDGE, view="Quotes", speaker="unknown"))


def test_quotes_are_filtered_by_speaker(open_page: Open) -> None:
    text = page_text(open_page("event", event=BRIDGE, view="Quotes", speaker="unknown"))
    assert "Nobody warned us" in text
    assert "one lane early" not in text


JUNK = {
    "event": "<script>alert(1)</script>%_'\"; DROP TABLE events",
    "view": "Nothing",
    "pin": ["x"] * 40,
    "facts": "%",
    "page": "-3",
    "count": "cheese",
    "search": '"AND OR ((" NEAR/*',
    "outlets": ["nobody", ""],
    "time": "99",
    "order": "sideways",
    "at": "9-2",
    "article": "\u202e\x00",
    "since": "yesterday",
    "least": "many",
    "format": "pdf",
    "show": "x",
}


@pytest.mark.parametrize("page", PAGES)
def test_junk_in_the_address_is_ignored_kindly(open_page: Open, page: str) -> None:
    open_page(page, **JUNK)
    open_page(page, **JUNK | {"event": BRIDGE, "article": "radio-1", "page": "999999"})


@pytest.mark.parametrize("page", PAGES)
def test_without_a_database_each_page_says_what_to_do(open_page: Open, page: str, tmp_path: Path) -> None:
    text = page_text(open_page(page, db=tmp_path / "none.db"))
    assert "There is no database yet." in text
    assert "parallax demo" in text


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_database_is_a_friendly_state(open_page: Open, page: str, tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db").close()
    text = page_text(open_page(page, db=tmp_path / "empty.db"))
    words = {
        "event": "No event is chosen.",
        "article": "No article is chosen.",
        "about": "0 articles in 0 events",
    }
    assert words.get(page, "No events yet.") in text


def test_a_file_of_another_kind_is_said_and_not_raised(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("no database at all, but long enough to be read as one" * 20)
    assert "is not a Parallax database" in page_text(open_page(db=tmp_path / "other.db"))


def test_a_view_is_found_in_any_case_and_one_that_is_not_there_is_said(open_page: Open) -> None:
    assert "How firmly" in page_text(open_page("event", event=BRIDGE, view="facts"))
    text = page_text(open_page("event", event=BRIDGE, view="Gossip"))
    assert "There is no view “Gossip”. Compare is shown; the views are Compare, Facts" in text
    assert "There is no view" not in page_text(open_page("event", event=BRIDGE))


def test_an_event_that_vanished_names_near_ones(open_page: Open) -> None:
    text = page_text(open_page("event", event="bridge-9"))
    assert "This event is not here." in text
    assert BRIDGE in text


def test_an_event_that_is_not_compared_yet_says_the_next_step(open_page: Open) -> None:
    text = page_text(open_page("event", event=WAITING))
    assert "not compared yet" in text
    assert "parallax group" in text
    assert "not compared yet" in page_text(open_page("article", article=f"{WAITING}-a"))


def test_one_outlet_alone_has_every_view(open_page: Open) -> None:
    for view in VIEWS:
        open_page("event", event=LONE, view=view)


def test_an_article_shows_what_others_tell_and_what_it_lacks(open_page: Open) -> None:
    text = page_text(open_page("article", article="radio-1"))
    assert "also in 4" in text
    assert "quote, only here" in text
    assert "Shares of the toll operator fell" in text  # told elsewhere, not found here


def test_the_sentence_of_the_address_is_highlighted(open_page: Open) -> None:
    html = page_html(open_page("article", article="radio-1", at="66-118"))
    assert html.count("px-here") == 2  # the sentence, and the script that brings it into view
    assert "is not in the text any more" in page_text(open_page("article", article="radio-1", at="9000-9001"))


def test_former_versions_of_an_article_are_kept(open_page: Open, tmp_path: Path) -> None:
    path = database(tmp_path / "versions.db")
    store = Store.open(path)
    [article] = store.articles.get(["radio-2"])
    with store.transaction():
        changed = type(article)(article.id, article.outlet, "New title", article.text, lang="en")
        store.articles.put(changed, NOW)
    store.close()
    text = page_text(open_page("article", article="radio-2", db=path))
    assert "load test set for Friday" in text


def test_a_feed_that_failed_says_what_to_do(open_page: Open) -> None:
    text = page_text(open_page("outlets"))
    assert "failed, 3 times in a row" in text
    assert "The address is gone." in text
    assert "Radio Halm" not in page_text(open_page("outlets", show="feeds that failed"))


def test_the_banner_stands_on_the_sample_alone(open_page: Open, tmp_path: Path) -> None:
    assert "invented" not in page_text(open_page(db=database(tmp_path / "own.db", sample=False)))


def test_the_export_page_takes_a_selection(open_page: Open) -> None:
    assert "1 event with 8 articles will be in the files." in page_text(open_page("export", least="2"))


def test_pages_say_what_an_earlier_release_compared(open_page: Open, tmp_path: Path) -> None:
    own = database(tmp_path / "own.db")
    assert "earlier release" not in page_text(open_page("export", db=own))
    assert "earlier release" not in page_text(open_page("event", event=BRIDGE, db=own))
    compared_by_an_earlier_release(own)
    event = page_text(open_page("event", event=BRIDGE, db=own))
    assert "An earlier release of Parallax compared this event. Run parallax group" in event
    text = page_text(open_page("export", db=own))
    assert "Compared by an earlier release of Parallax: 2 events." in text
    assert "Run parallax group, then download the tables." in text


@pytest.mark.parametrize("event_id", ["../../etc/x", "..\\x", "a/b\0c", "CON\n", "ü" * 300])
def test_a_download_has_a_name_that_stays_in_its_folder(event_id: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9-]{1,60}", safe_name(event_id))


def test_the_archive_holds_what_the_command_writes(filled: Path) -> None:
    import io
    import zipfile

    made = zipfile.ZipFile(io.BytesIO(archive(filled, [BRIDGE, LONE], "plain", texts=True)))
    assert "texts.csv" in made.namelist()
    assert made.read("events.csv").decode().count("\n") == 3
