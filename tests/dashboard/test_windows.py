"""Two windows over one database: what one changes, the other meets kindly."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from aggregator.pipeline import Desk
from aggregator.store import Store
from tests.dashboard.conftest import Open, home, page_html, page_text
from tests.dashboard.invented import LONE
from tests.pipeline.conftest import NOW

VIEWS = ("Compare", "Facts", "Quotes", "Numbers", "Timeline", "Articles")


@pytest.fixture
def window(open_page: Open, db: Path) -> AppTest:
    """The flood of a3 and a4, with the form of its first article open and filled in."""
    app = open_page("event", db=db, event=home(db, "a3"), view="Articles")
    app.session_state["px-popover-a3-0"] = True
    app.run()
    for field in app.text_input:
        field.set_value("why not")
    return app


def meanwhile(db: Path) -> tuple[Store, Desk]:
    store = Store.open(db)
    return store, Desk(store, "Another", NOW)


def send(app: AppTest) -> AppTest:
    next(button for button in app.button if button.label == "Move the article").click().run()
    assert not app.exception, app.exception[0].value
    return app


def test_a_window_follows_an_event_that_another_one_merged(window: AppTest, db: Path) -> None:
    store, desk = meanwhile(db)
    desk.merge([home(db, "a0"), home(db, "a3")], "one story")
    store.close()
    window.run()
    assert not window.exception
    assert "not compared yet" in page_text(window)


def test_a_form_that_is_out_of_date_moves_nothing_twice(window: AppTest, db: Path) -> None:
    store, desk = meanwhile(db)
    desk.split(["a3"], "alone")
    store.close()
    moved = home(db, "a3")
    app = send(window)
    assert home(db, "a3") == moved
    store = Store.open(db)
    assert [one.who for one in store.corrections.all()] == ["Another"]
    store.close()
    assert "not compared yet" in page_text(app)


def test_what_one_window_undid_the_other_cannot_undo_again(open_page: Open, db: Path) -> None:
    store, desk = meanwhile(db)
    desk.lock(home(db, "a0"), "as it is")
    app = open_page("event", db=db, event=home(db, "a0"), view="Articles")
    desk.undo()
    next(button for button in app.button if button.label == "Undo the last correction").click().run()
    assert not app.exception
    assert len(store.corrections.all()) == 1
    store.close()
    assert "None of them stands." in page_text(app)


@pytest.mark.parametrize("page", ["event", "article", "events"])
def test_a_window_survives_its_database(open_page: Open, db: Path, page: str) -> None:
    app = open_page(page, db=db, event=home(db, "a0"), article="a0")
    for file in db.parent.glob("test.db*"):
        file.unlink()
    app.run()
    assert not app.exception
    assert "There is no database yet." in page_text(app)


def test_two_windows_keep_their_own_filters(open_page: Open) -> None:
    one, other = open_page(search="bakery"), open_page()
    one.run()
    assert "1 event, 1 article" in page_text(one)
    assert "3 events, 10 articles" in page_text(other)


@pytest.mark.parametrize("view", VIEWS)
def test_an_event_of_one_source_says_so_in_every_view(open_page: Open, view: str) -> None:
    app = open_page("event", event=LONE, view=view)
    assert "1 outlet · 1 origin" in page_text(app)
    words = {"Facts": "No facts to line up.", "Quotes": "No quotes.", "Numbers": "No"}
    assert words.get(view, "Radio Halm") in page_text(app)
    assert "<h1" in page_html(app)
