"""Logins as people meet them, and what comes from elsewhere."""

import base64
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from aggregator.dashboard import access
from tests.browser.conftest import serve, visit
from tests.dashboard.invented import BRIDGE, database

pytestmark = pytest.mark.browser
WORDS = "lantern under the bridge"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, Path]]:
    """A dashboard on which an editor and a reader have logins, and its folder."""
    db = database(tmp_path_factory.mktemp("guarded") / "invented.db")
    access.save(
        access.beside(db), [access.admit("Ada", "editor", WORDS), access.admit("Rita", "reader", WORDS)]
    )
    for address in serve(db):
        yield address, db.parent


@pytest.fixture(scope="module")
def networked(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, Path]]:
    """A dashboard that is open to a network without logins, and its folder."""
    db = database(tmp_path_factory.mktemp("networked") / "invented.db")
    for address in serve(db, "--host", "0.0.0.0"):
        yield address, db.parent


def sign_in(page: Page, name: str, password: str = WORDS) -> None:
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("textbox", name="Password").press("Enter")


def test_a_link_to_an_event_is_followed_after_signing_in_and_pages_loaded_anew_know_who(
    page: Page, guarded: tuple[str, Path]
) -> None:
    address, _ = guarded
    visit(page, f"{address}/event?event={BRIDGE}&view=Facts")
    assert page.locator("table.px-facts").count() == 0
    sign_in(page, "rita")
    page.locator("td button.px-open").first.click()
    page.locator(".px-popover:popover-open").get_by_role("link", name="Read in the article").click()
    page.wait_for_url("**/article?article=**")
    expect(page.locator(".px-here")).to_be_visible()
    page.reload()
    expect(page.locator(".px-here")).to_be_visible()
    visit(page, f"{address}/event?event={BRIDGE}&view=Articles")
    expect(page.get_by_text("You are signed in as a reader; editors correct.")).to_be_visible()
    expect(page.get_by_role("button", name="Correct")).to_have_count(0)
    expect(page.get_by_role("button", name="Export CSV")).to_be_visible()


def test_signing_out_forgets_the_cookie_and_ends_the_other_windows(
    page: Page, guarded: tuple[str, Path]
) -> None:
    address, _ = guarded
    visit(page, address)
    sign_in(page, "Ada")
    expect(page.get_by_role("link", name="Ada")).to_be_visible()
    [kept] = [cookie for cookie in page.context.cookies() if cookie["name"].startswith("parallax-")]
    assert kept["sameSite"] == "Strict"
    other = page.context.new_page()
    visit(other, f"{address}/outlets")
    expect(other.get_by_text("7 outlets")).to_be_visible()
    page.get_by_role("link", name="Ada").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.wait_for_function('!document.cookie.includes("parallax-")')
    other.get_by_text("feeds that failed").click()
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    visit(page, f"{address}/event?event={BRIDGE}")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_another_browser_is_not_signed_in_and_no_secret_is_logged(
    page: Page, browser: Browser, guarded: tuple[str, Path]
) -> None:
    address, folder = guarded
    visit(page, address)
    sign_in(page, "Ada", "not the right words")
    expect(page.get_by_text("The name or the password is wrong.")).to_be_visible()
    sign_in(page, "Ada")
    expect(page.get_by_role("link", name="Ada")).to_be_visible()
    [token] = [one["value"] for one in page.context.cookies() if one["name"].startswith("parallax-")]
    context = browser.new_context()
    visit(stranger := context.new_page(), address)
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    context.close()
    said = (folder / "said.txt").read_text()
    assert "http://" in said
    assert not [secret for secret in (WORDS, "not the right words", token) if secret in said]


def test_a_network_without_logins_reads_and_is_told_why_it_cannot_correct(
    page: Page, networked: tuple[str, Path]
) -> None:
    address, folder = networked
    assert "nobody can correct" in (folder / "said.txt").read_text()
    visit(page, f"{address}/event?event={BRIDGE}&view=Articles")
    expect(page.get_by_text("open to a network and nobody has a login")).to_be_visible()
    expect(page.get_by_role("button", name="Correct")).to_have_count(0)


def upgrade(address: str, **headers: str) -> str:
    """The first line of the answer to a connection such as a page opens, with other headers."""
    host, port = address.removeprefix("http://").split(":")
    lines = {
        "Host": f"{host}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    } | headers
    request = "GET /_stcore/stream HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request.encode() + b"\r\n")
        return connection.recv(200).decode().partition("\r\n")[0]


def test_pages_of_other_sites_cannot_connect_and_make_the_server_ask_nobody(
    served: str, networked: tuple[str, Path]
) -> None:
    for address in (served, networked[0]):
        assert "101" in upgrade(address, Origin=address)
        assert "403" in upgrade(address, Origin="https://elsewhere.example")


def test_a_name_of_another_site_that_leads_to_this_desk_is_refused(served: str) -> None:
    port = served.rpartition(":")[2]
    elsewhere = f"elsewhere.example:{port}"
    assert "403" in upgrade(served, Host=elsewhere, Origin=f"http://{elsewhere}")
    assert "101" in upgrade(served, Host=f"127.0.0.1:{port}", Origin=f"http://127.0.0.1:{port}")
