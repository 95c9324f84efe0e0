"""Corrections made on the event's page stand in the store and are seen on the page."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from aggregator import pipeline
from aggregator.dashboard.screens import articles as screen
from aggregator.group import events
from aggregator.store import Store
from tests.dashboard.conftest import Open, home, page_html, page_text
from tests.pipeline.conftest import NOW

Correct = Callable[..., AppTest]


@pytest.fixture
def correct(open_page: Open, db: Path) -> Correct:
    """Open a popover of an article's event, fill its form (a widget's label -> its value), and send it."""

    def corrected(article_id: str, popover: str, send: str, kind: str = "", **fields: object) -> AppTest:
        app = open_page("event", db=db, event=home(db, article_id), view="Articles")
        app.session_state[f"px-popover-{popover}-0"] = True
        app.run()
        if kind:
            app.segmented_control[0].set_value(kind).run()
        given = {"Reason": "it tells of another thing", "Your name": "Ada"} | fields
        for widget in (*app.text_input, *app.selectbox, *app.multiselect):
            if (label := widget.label.split(",")[0].split(" (")[0]) in given:
                if isinstance(widget, Selectbox):
                    widget.options.append(str(given[label]))  # what is typed is no option for the test runner
                widget.set_value(given[label])
        next(button for button in app.button if button.label == send).click().run()
        assert not app.exception, app.exception[0].value
        return app

    return corrected


def test_an_article_is_put_into_an_event_of_its_own(correct: Correct, db: Path) -> None:
    app = correct("a0", "a1", "Move the article")
    assert home(db, "a1") != home(db, "a0") == home(db, "a2")
    text = page_text(app)
    assert "Outlet 1’s article is in an event of its own now" in text
    assert "2 outlets" in text
    assert "Ada put “Tollbury: Marrowgate bridge opens again” into an event of its own" in text
    assert "it tells of another thing" in text
    assert "Kept apart: a person decided so." in text
    assert app.session_state["px-who"] == "Ada"


def test_an_article_is_moved_by_the_start_of_an_events_id(correct: Correct, db: Path) -> None:
    start = home(db, "a3")[:8]
    app = correct("a0", "a2", "Move the article", **{"Put this article into": start})
    assert home(db, "a2") == home(db, "a3")
    assert "Outlet 2’s article is in another event now" in page_text(app)
    assert f"event={home(db, 'a3')}" in page_html(app)


def test_a_lone_article_that_is_moved_takes_the_page_along(correct: Correct, db: Path) -> None:
    target = home(db, "a3")
    app = correct("a5", "a5", "Move the article", **{"Put this article into": target})
    assert app.query_params["event"] == home(db, "a5") == home(db, "a3")
    text = page_text(app)
    assert "3 outlets" in text
    assert "by hand Placed here by a person." in text


def test_an_event_is_renamed(correct: Correct) -> None:
    app = correct("a0", "event", "Rename the event", **{"New title": "The bridge of Tollbury"})
    text = page_text(app)
    assert "The event is renamed" in text
    assert "renamed the event to “The bridge of Tollbury”" in text
    assert "<h1" in page_html(app)
    assert page_html(app).count("The bridge of Tollbury") == 2  # the page's title and the list


def test_an_event_is_locked_merged_and_split(correct: Correct, db: Path) -> None:
    assert "locked the event with 3 articles" in page_text(correct("a0", "event", "Lock the event", "Lock"))
    app = correct("a5", "event", "Merge the event", "Merge", **{"Make one event of this and": home(db, "a3")})
    assert home(db, "a5") == home(db, "a3")
    assert "The two are one event now" in page_text(app)
    app = correct("a3", "event", "Split the event", "Split", **{"Take these articles out": ["a3", "a4"]})
    assert home(db, "a3") == home(db, "a4") != home(db, "a5")
    assert "They are in an event of their own now" in page_text(app)


def test_the_last_correction_is_undone(correct: Correct, db: Path) -> None:
    app = correct("a0", "a1", "Move the article")
    next(button for button in app.button if button.label == "Undo the last correction").click().run()
    assert not app.exception
    assert home(db, "a1") == home(db, "a0")
    text = page_text(app)
    assert "The last correction is undone" in text
    assert "None of them stands." in text
    assert "3 outlets" in text
    assert not [button for button in app.button if button.label.startswith("Undo")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"Put this article into": "nowhere"}, "There is no event 'nowhere'."),
        ({"Reason": " "}, "Give a reason and your name"),
        ({"Your name": ""}, "Give a reason and your name"),
    ],
)
def test_what_cannot_be_done_is_said(correct: Correct, db: Path, fields: dict[str, str], words: str) -> None:
    [refused] = correct("a0", "a1", "Move the article", **fields).warning
    assert words in refused.value.replace("\\", "")
    assert home(db, "a1") == home(db, "a0")


def test_another_writer_is_named(correct: Correct, db: Path) -> None:
    store = Store.open(db)
    with store.writing("update", NOW):
        [refused] = correct("a0", "a1", "Move the article").warning
        assert "is being written by 'parallax update'" in refused.value.replace("\\", "")
    store.close()


def test_a_read_only_database_is_shown_without_forms(
    open_page: Open, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = home(db, "a0")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != db)
    app = open_page("event", db=db, event=event_id, view="Articles")
    assert "The database is read-only" in page_text(app)
    assert len(app.get("popover")) == 2  # to export and to cite


@pytest.mark.parametrize(("similarity", "said"), [(0.9, "one of the two is locked"), (0.3, "2 days apart")])
def test_a_lock_keeps_apart_only_what_would_come_together(
    db: Path, monkeypatch: pytest.MonkeyPatch, similarity: float, said: str
) -> None:
    bridge, flood = home(db, "a0"), home(db, "a3")
    with closing(Store.open(db)) as store:
        pipeline.Desk(store, "Ada", NOW).lock(bridge, "done")
        [event] = store.events.get([bridge])
        near = [events.Related(flood, "a0", similarity, "2 days apart")]
        monkeypatch.setattr(pipeline, "related", lambda store, event: near)
        [(summary, apart)] = screen._related(store, event, store.corrections.all())
    assert (summary.event_id, apart) == (flood, said)
