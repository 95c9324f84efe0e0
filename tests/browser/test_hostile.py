"""Feed text that would be more than text, and requests that would leave their folder."""

import http.client
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from aggregator import pipeline
from aggregator.types import Outlet
from tests.browser.conftest import serve, turn_to, visit
from tests.encoders import hash_encoders
from tests.pipeline.conftest import articles, filled

pytestmark = pytest.mark.browser

REMOTE = "http://elsewhere.example"
HOSTILE = (
    f'<img src="{REMOTE}/a.png" onerror="alert(1)"> ![m]({REMOTE}/b.png) **bold** :tada: $x^2$ '
    f"<script>alert(2)</script> <style>@import '{REMOTE}/c.css';</style> "
    f'<iframe src="{REMOTE}/d"></iframe> [l](javascript:alert(3)) <a href="{REMOTE}">go</a>'
)
VIEWS = ("Facts", "Quotes", "Numbers", "Timeline", "Compare", "Articles")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, str, Path]]:
    """A dashboard whose every printed word is hostile, the event of a bridge in it, and its folder."""
    folder = tmp_path_factory.mktemp("hostile")
    brought = [
        replace(
            article,
            outlet=f"{article.outlet} {HOSTILE[:170]}",
            title=f"{article.title} {HOSTILE}"[:500],
            text=f"{article.text} “We saw {HOSTILE} on 14 bridges,” said Edda Quill. {HOSTILE} opened.",
            author=HOSTILE,
            url=f"{REMOTE}/{number}?<img src=x>",
        )
        for number, article in enumerate(articles())
    ]
    store = filled(folder / "hostile.db", brought)
    with store.transaction():
        store.articles.put(replace(brought[0], text=f"{brought[0].text} Again."), brought[1].first_seen)
        store.sources.put_outlets(
            [Outlet(brought[0].outlet, f"{REMOTE}/home", kind=HOSTILE, owner=HOSTILE, tags=(HOSTILE,))]
        )
    pipeline.group_and_compare(store, hash_encoders())
    event_id = store.events.of_articles(["a0"])["a0"]
    store.close()
    for address in serve(folder / "hostile.db"):
        yield address, event_id, folder


@pytest.fixture
def watched(page: Page, hostile: tuple[str, str, Path]) -> Iterator[Page]:
    """A page that asks no other host, over the web or a socket, and runs nothing of a feed's."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.on("websocket", lambda socket: asked.add(socket.url.split("/")[2]))
    page.on("dialog", lambda dialog: asked.add(f"alert {dialog.message}"))
    yield page
    assert asked == {hostile[0].removeprefix("http://")}


def expect_text_only(page: Page) -> None:
    """What was printed stands there as it was printed, and became no element."""
    for made in ("img[src*=elsewhere]", "iframe", "strong:text-is('bold')", ".katex", "a:text-is('go')"):
        expect(page.locator(made)).to_have_count(0)
    expect(page.locator("[href^='javascript:']")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/article?article=a0", "/outlets", "/export", "/about"])
def test_pages_show_what_feeds_bring_as_text(
    watched: Page, hostile: tuple[str, str, Path], path: str
) -> None:
    visit(watched, hostile[0] + path)
    expect_text_only(watched)
    if path not in ("/export", "/about"):
        expect(watched.get_by_text(f'<img src="{REMOTE}/a.png"').first).to_be_attached()
        expect(watched.get_by_text("**bold**").first).to_be_attached()


def test_views_show_what_feeds_bring_as_text(watched: Page, hostile: tuple[str, str, Path]) -> None:
    address, event_id, _ = hostile
    visit(watched, f"{address}/event?event={event_id}")
    for view in VIEWS:
        turn_to(watched, view)
        expect_text_only(watched)
        shown = watched.get_by_role("tabpanel", name=view)
        expect(shown.get_by_text(f'<img src="{REMOTE}/a.png"').first).to_be_attached()
    watched.get_by_role("button", name="Cite").click()
    expect(watched.get_by_test_id("stCode")).to_contain_text("**bold**")
    watched.keyboard.press("Escape")
    watched.get_by_role("button", name="Correct", exact=True).first.click()
    expect(watched.get_by_role("button", name="Move the article")).to_be_visible()
    expect_text_only(watched)


@pytest.mark.parametrize(
    "path",
    [
        *("/../../../../etc/passwd", "/..%2f..%2f..%2f..%2fetc%2fpasswd", "/static/../../../../etc/passwd"),
        *("/media/..%2f..%2fhostile.db", "/app/static/../hostile.db", "/component/x/..%2f..%2fhostile.db"),
        *("/event/../../hostile.db", "/static//etc/passwd", "/media/%00", "/_stcore/upload_file/../../x"),
    ],
)
def test_no_path_leads_out_of_what_is_served(hostile: tuple[str, str, Path], path: str) -> None:
    host, port = hostile[0].removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status >= 400 or b"<title>Streamlit</title>" in body
    assert b"root:" not in body
    assert b"SQLite format" not in body


def test_an_upload_that_nobody_asked_for_is_refused(hostile: tuple[str, str, Path]) -> None:
    host, port = hostile[0].removeprefix("http://").split(":")
    before = sorted(hostile[2].iterdir())
    for session in ("none", "..%2f..%2f", "../.."):
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="../../x"\r\n\r\nx\r\n--b--\r\n'
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        connection.request("PUT", f"/_stcore/upload_file/{session}/..%2fx", body, kind)
        assert connection.getresponse().status >= 400
        connection.close()
    assert sorted(hostile[2].iterdir()) == before
