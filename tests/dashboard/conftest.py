"""A filled database, and a page of the app opened at an address."""

from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from aggregator import pipeline
from aggregator.dashboard import access, login
from aggregator.store import Store
from tests.dashboard.invented import database
from tests.encoders import hash_encoders
from tests.pipeline import conftest as happenings

APP = Path(__file__).parents[2] / "app.py"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return database(tmp_path_factory.mktemp("dashboard") / "invented.db")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bridge in a0, a1, a2, a flood in a3, a4, and chess in a5."""
    monkeypatch.setattr("aggregator.group.encode.load", lambda model: hash_encoders())
    monkeypatch.setenv("PARALLAX_FEEDS", str(tmp_path / "feeds.yaml"))
    store = happenings.filled(tmp_path / "test.db", happenings.articles())
    pipeline.group_and_compare(store, hash_encoders())
    store.close()
    return tmp_path / "test.db"


@pytest.fixture
def open_page(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """``open_page("event", event="bridge", view="Facts")`` runs the app there; no page ever raises."""

    monkeypatch.setattr(login, "DOOR", access.Door())

    def opened(screen: str = "events", /, db: Path = filled, **address: str | list[str]) -> AppTest:
        monkeypatch.setenv("PARALLAX_DB", str(db))
        app = AppTest.from_file(APP, default_timeout=30)
        app.query_params.update(address)
        # AppTest can switch to pages that are files only; ours are functions, named by their address.
        app._page_hash = calc_hash(screen)
        app.run()
        assert not app.exception, app.exception[0].value
        return app

    return opened


def page_html(app: AppTest) -> str:
    """All of our HTML on the page, without the style."""
    return "\n".join(element.body for element in app.html if not element.body.startswith("<style>"))


def page_text(app: AppTest) -> str:
    """The words of it."""
    return Markup(page_html(app)).striptags()


def home(db: Path, article_id: str) -> str:
    store = Store.open(db)
    found = store.events.of_articles([article_id])[article_id]
    store.close()
    return found
