"""A real headless Chromium, and the dashboard served for it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.dashboard.invented import database

WATCHED = Path(__file__).with_name("watched")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        missing = (
            "no Chromium was found (tried " + ", ".join(NAMES) + "); install one to run the browser tests"
        )
        if os.environ.get("PARALLAX_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """The address of a dashboard over the invented event."""
    yield from serve(database(tmp_path_factory.mktemp("browser") / "invented.db"))


def serve(db: Path, *options: str) -> Iterator[str]:
    """Run ``parallax serve`` over a database for as long as the address is used.

    What it says stands in ``said.txt`` beside the database. It must not have asked any other host, also
    where the user's own settings would have Streamlit count.
    """
    with socket.socket() as asked:  # a port of its own: two workers may start at once
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    said, contacts = db.with_name("said.txt"), db.with_name("contacts.txt")
    environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key} | {
        "PYTHONPATH": os.pathsep.join([str(WATCHED), str(WATCHED.parents[2])]),
        "PYTHONUNBUFFERED": "1",
        "PARALLAX_CONTACTS": str(contacts),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    }
    command = [sys.executable, "-m", "aggregator", "--db", str(db), "serve", "--port", str(port), *options]
    with said.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
    try:
        yield _announced(process, said)
    finally:
        process.terminate()
        process.wait(20)
    assert set(contacts.read_text().splitlines()) == {"watched"}


def _announced(process: subprocess.Popen[bytes], said: Path) -> str:
    """The address, once it is said."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if found := re.search(r"http://[^/\s]+", said.read_text()):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"the dashboard did not start: {said.read_text()}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    """Wait until the app's script has run and nothing is a placeholder any more."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)
    page.wait_for_function('document.querySelectorAll("[data-testid=stSkeleton]").length === 0')


def visit(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def turn_to(page: Page, view: str) -> None:
    """Open a view of the event that is shown, as a reader would: faster than by its address."""
    page.get_by_role("tab", name=view).click()
    expect(page.get_by_role("tabpanel", name=view).locator(".stHtml").first).to_be_attached()
    settle(page)
