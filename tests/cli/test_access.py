"""Giving and taking logins, and what is said when the dashboard is opened to a network."""

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aggregator.cli import app
from aggregator.dashboard import access, server
from aggregator.store import Store

WORDS = "lantern under the bridge"
Run = Callable[..., Result]
Typed = Callable[..., None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What is typed where a password is asked for."""

    def types(*passwords: str) -> None:
        waiting = iter(passwords)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: next(waiting))

    return types


@pytest.fixture
def opened(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """The arguments with which the dashboard would have been started; a database is there."""
    Store.open(Path("parallax.db")).close()
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(server, "run", lambda *words, **_: calls.append(words))
    return calls


def test_logins_are_given_listed_changed_and_taken(run: Run, typed: Typed) -> None:
    assert "Nobody has a login" in run("access", "list").output
    typed(WORDS, WORDS)
    given = run("access", "add", "Ada", "--role", "editor")
    assert "Ada may sign in as editor. From now on nobody sees parallax.db without a login." in given.output
    typed(WORDS, WORDS)
    assert run("access", "add", "Rita").exit_code == 0
    assert run("access", "list").output.splitlines() == ["Ada  editor", "Rita  reader"]
    typed(WORDS, WORDS)
    run("access", "add", "ada", "--role", "reader")
    assert run("access", "list").output.splitlines() == ["ada  reader", "Rita  reader"]
    assert "ADA has no login any more. 1 login left." in run("access", "remove", "ADA").output
    assert "Nobody is left: no login is asked for." in run("access", "remove", "Rita").output


def test_a_password_is_asked_for_twice_and_never_printed(run: Run, typed: Typed, tmp_path: Path) -> None:
    typed(WORDS, WORDS + "s")
    differed = run("access", "add", "Ada")
    assert differed.exit_code == 1
    assert "The two passwords differ. Nothing was changed." in str(differed.exception)
    assert not list(tmp_path.iterdir())
    typed(WORDS, WORDS)
    said = run("access", "add", "Ada").output
    assert WORDS not in said
    assert WORDS not in Path("parallax.db.access").read_text()
    assert run("access", "add", "Ada", WORDS).exit_code == 2
    assert run("access", "add", "Ada", "--password", WORDS).exit_code == 2


def test_what_will_not_do_is_said(run: Run, typed: Typed) -> None:
    typed("short", "short")
    assert "12 to 200 characters" in str(run("access", "add", "Ada").exception)
    assert "'owner' is none of reader, editor." in run("access", "add", "Ada", "--role", "owner").output
    assert "'Ada' has no login." in str(run("access", "remove", "Ada").exception)
    assert not Path("parallax.db.access").exists()
    typed(WORDS, WORDS)
    nowhere = run("--db", "nowhere/x.db", "access", "add", "Ada")
    assert "x.db.access cannot be written: No such file or directory." in str(nowhere.exception)


def test_at_one_desk_nothing_is_said_and_nothing_listens_elsewhere(
    run: Run, opened: list[tuple[object, ...]]
) -> None:
    assert run("serve").output == ""
    assert opened[0][-1] == "localhost"


def test_a_network_is_told_that_nobody_has_a_login(run: Run, opened: list[tuple[object, ...]]) -> None:
    said = run("serve", "--host", "0.0.0.0").output
    assert opened[0][-1] == "0.0.0.0"
    assert "open to the network" in said
    assert "everybody who reaches it reads everything, and nobody can correct" in said
    access.save(access.beside(Path("parallax.db")), [access.admit("Ada", "editor", WORDS)])
    said = run("serve", "--host", "0.0.0.0").output
    assert "1 login given. Passwords cross the network as they are typed" in said
    assert "nobody can correct" not in said


@pytest.mark.parametrize("host", ["192.0.2.7", "desk.example", "", "0.0.0.0:80"])
def test_an_address_of_another_machine_is_said(run: Run, opened: list[tuple[object, ...]], host: str) -> None:
    failed = run("serve", "--host", host)
    assert failed.exit_code == 1
    assert "is not an address of this machine. --host 0.0.0.0" in str(failed.exception)
    assert not opened


def test_a_damaged_file_of_logins_is_said_before_anything_opens(
    run: Run, opened: list[tuple[object, ...]]
) -> None:
    Path("parallax.db.access").write_text("{")
    failed = run("serve")
    assert failed.exit_code == 1
    assert "nobody can sign in" in str(failed.exception)
    assert not opened
