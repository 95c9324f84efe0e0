"""What a guest, a reader and an editor may see and do, also where the page was not asked."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from aggregator.dashboard import access, login
from aggregator.dashboard.access import Guest
from aggregator.dashboard.screens import correcting
from aggregator.dashboard.visit import Visit
from aggregator.errors import InputError
from aggregator.pipeline import Desk
from aggregator.store import Store
from aggregator.types import Feed
from tests.dashboard.conftest import Open, home, page_html, page_text
from tests.dashboard.invented import BRIDGE, database
from tests.pipeline.conftest import NOW

WORDS = "lantern under the bridge"
PAGES = ("events", "event", "article", "outlets", "export", "about", "account")
SignIn = Callable[..., AppTest]


@pytest.fixture(scope="module")
def known() -> dict[str, access.Person]:
    return {"ada": access.admit("Ada", "editor", WORDS), "rita": access.admit("Rita", "reader", WORDS)}


@pytest.fixture
def guarded(db: Path, known: dict[str, access.Person]) -> Path:
    access.save(access.beside(db), known.values())
    return db


def enter(app: AppTest, name: str, password: str = WORDS) -> AppTest:
    app.text_input[0].set_value(name)
    app.text_input[1].set_value(password)
    app.button[0].click().run()
    assert not app.exception, app.exception[0].value
    return app


def corrections(db: Path) -> list[tuple[str, str]]:
    store = Store.open(db)
    found = [(one.who, one.kind) for one in store.corrections.all()]
    store.close()
    return found


@pytest.mark.parametrize("page", PAGES)
def test_without_a_login_no_page_shows_anything(open_page: Open, guarded: Path, page: str) -> None:
    app = open_page(page, db=guarded, event=home(guarded, "a0"), article="a0")
    assert page_text(app).startswith("Sign in Whoever runs this dashboard gives logins.")
    assert page_text(app).endswith("You stay signed in for twelve hours.")
    assert len(page_text(app)) < 100
    assert [button.label for button in app.button] == ["Sign in"]
    assert not app.get("download_button")


def test_a_wrong_password_lets_nobody_in(open_page: Open, guarded: Path) -> None:
    app = enter(open_page(db=guarded), "Ada", "lantern over the bridge")
    assert "The name or the password is wrong" in app.warning[0].value
    assert [button.label for button in app.button] == ["Sign in"]


def test_a_reader_sees_and_exports_and_finds_no_form(open_page: Open, guarded: Path) -> None:
    app = enter(open_page("event", db=guarded, event=home(guarded, "a0"), view="Articles"), "rita")
    text = page_text(app)
    assert "3 outlets" in text
    assert "You are signed in as a reader; editors correct." in text
    assert [popover.proto.popover.label for popover in app.get("popover")] == ["Export CSV", "Cite"]
    assert not [button for button in app.button if "Undo" in button.label]


def test_an_editor_corrects_under_the_logins_name(open_page: Open, guarded: Path) -> None:
    app = enter(open_page("event", db=guarded, event=home(guarded, "a0"), view="Articles"), "ada")
    app.session_state["px-popover-event-0"] = True
    app.run()
    assert "Your name" not in [field.label for field in app.text_input]
    next(field for field in app.text_input if field.label == "Reason").set_value("clearer")
    next(button for button in app.button if button.label == "Rename the event").click().run()
    assert not app.exception
    assert corrections(guarded) == [("Ada", "rename")]
    next(button for button in app.button if button.label == "Undo the last correction").click().run()
    assert "None of them stands." in page_text(app)


ACTS: dict[str, Callable[[Desk, Path], object]] = {
    "move": lambda desk, db: desk.move("a0", None, "why"),
    "split": lambda desk, db: desk.split(["a0"], "why"),
    "merge": lambda desk, db: desk.merge([home(db, "a0"), home(db, "a3")], "why"),
    "rename": lambda desk, db: desk.rename(home(db, "a0"), "Another title", "why"),
    "lock": lambda desk, db: desk.lock(home(db, "a0"), "why"),
    "undo": lambda desk, db: desk.undo(),
}


@pytest.mark.parametrize("kind", ACTS)
@pytest.mark.parametrize("refusal", [login.READS_ONLY, login.OPEN_TO_ALL], ids=["reader", "network"])
def test_what_a_reader_may_not_do_is_refused_without_a_button(db: Path, kind: str, refusal: str) -> None:
    store = Store.open(db)
    with store.writing("correct", NOW):
        Desk(store, "Ada", NOW).lock(home(db, "a5"), "it stays")
    before = corrections(db), home(db, "a0")
    with pytest.raises(InputError, match="correct"):
        correcting.carry_out(Visit(store, Guest("Rita", refusal)), "Ada", lambda d: ACTS[kind](d, db))
    assert (corrections(db), home(db, "a0")) == before
    assert not store.corrections.all()[0].undone
    correcting.carry_out(Visit(store, Guest("Ada")), "Mallory", lambda d: ACTS[kind](d, db))
    assert (corrections(db)[-1], home(db, "a0")) != before or store.corrections.all()[0].undone
    assert {who for who, _ in corrections(db)} == {"Ada"}
    store.close()


def test_an_editor_who_became_a_reader_cannot_send_the_form_that_stands_open(
    open_page: Open, guarded: Path, known: dict[str, access.Person]
) -> None:
    app = enter(open_page("event", db=guarded, event=home(guarded, "a0"), view="Articles"), "ada")
    app.session_state["px-popover-event-0"] = True
    app.run()
    next(field for field in app.text_input if field.label == "Reason").set_value("clearer")
    access.save(access.beside(guarded), [access.Person("Ada", "reader", known["ada"].proof)])
    next(button for button in app.button if button.label == "Rename the event").click().run()
    assert corrections(guarded) == []
    assert "editors correct" in page_text(app)


def test_whoever_loses_the_login_is_out_at_the_next_click(
    open_page: Open, guarded: Path, known: dict[str, access.Person]
) -> None:
    app = enter(open_page(db=guarded), "ada")
    assert "3 events" in page_text(app)
    access.save(access.beside(guarded), [known["rita"]])
    assert "Sign in" in page_text(app.run())
    assert "3 events" not in page_text(app)


def test_signing_out_ends_what_other_windows_and_the_browser_keep(open_page: Open, guarded: Path) -> None:
    app = enter(open_page("account", db=guarded), "Rita")
    assert "Signed in as Rita" in page_text(app)
    token = app.session_state[login.TOKEN]
    [told] = [one.body for one in app.html if "document.cookie" in one.body]
    assert f"parallax-8501={token}; path=/; max-age=43200; samesite=strict" in told
    app.button[0].click().run()
    assert "Signed in" not in page_text(app)
    assert any("parallax-8501=; path=/; max-age=0" in one.body for one in app.html)
    other = open_page(db=guarded)
    other.session_state[login.TOKEN] = token
    assert "3 events" not in page_text(other.run())


def test_a_damaged_file_of_logins_opens_no_page(open_page: Open, guarded: Path) -> None:
    access.beside(guarded).write_text("{")
    text = page_text(open_page("event", db=guarded, event=home(guarded, "a0")))
    assert "is damaged, so nobody can sign in" in text
    assert "outlets" not in text


def test_on_a_network_without_logins_everything_is_seen_and_nothing_corrected(
    open_page: Open, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "is_local", lambda address: False)
    app = open_page("event", db=db, event=home(db, "a0"), view="Articles")
    assert "open to a network and nobody has a login, so nothing can be corrected" in page_text(app)
    assert len(app.get("popover")) == 2  # to export and to cite
    assert "nobody has a login" in page_text(open_page("about", db=db))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_what_a_proxy_passes_on_comes_from_a_network(
    open_page: Open, db: Path, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: {header: "for=203.0.113.9"}))
    assert "nobody has a login" in page_text(open_page("about", db=db))


def test_only_this_desk_is_shown_its_paths_and_whole_addresses(
    open_page: Open, tmp_path: Path, known: dict[str, access.Person]
) -> None:
    path = database(tmp_path / "paths.db")
    store = Store.open(path)
    for feed in (
        Feed("https://radio.example/f?key=s3cret", "Radio Halm", errors=1, error=f"file: {tmp_path}/f"),
        Feed(f"{tmp_path}/stored.xml", "Radio Halm"),
    ):
        store.sources.put_feed(feed)
    store.close()
    secrets = str(tmp_path), "s3cret"
    desk = [page_html(open_page(page, db=path)) for page in ("outlets", "about")]
    assert all(any(secret in page for page in desk) for secret in secrets)
    access.save(access.beside(path), known.values())
    broken = tmp_path / "broken.db"
    broken.write_text("no database at all, but long enough to be read as one" * 20)
    access.save(access.beside(broken), known.values())
    said = page_text(enter(open_page(db=broken), "ada"))
    assert "This cannot be shown. broken.db is not a Parallax database" in said
    for page in ("outlets", "about"):
        seen = page_html(enter(open_page(page, db=path), "ada"))
        assert "stored.xml" in seen or "paths.db" in seen
        assert not [secret for secret in secrets if secret in seen]


def test_an_event_of_the_sample_is_still_asked_for_after_signing_in(
    open_page: Open, tmp_path: Path, known: dict[str, access.Person]
) -> None:
    path = database(tmp_path / "own.db")
    access.save(access.beside(path), known.values())
    app = enter(open_page("event", db=path, event=BRIDGE, view="Facts"), "Rita")
    assert "How firmly" in page_text(app)
