from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aggregator.collect import pages
from aggregator.types import Article

NOW = datetime(2024, 7, 10, tzinfo=UTC)
URL = "https://post.example/ferry"
KNOWN = Article("a1", "Harbour Post", "Ferry hits quay in fog", "A ferry hit the quay.", URL,
                text_available="summary", first_seen=NOW)  # fmt: skip
SENTENCE = "The ferry hit the quay in thick fog on Monday and nobody was hurt, the harbour master said. "


def _page(paragraphs: int = 6, head: str = "", lead: str = SENTENCE) -> bytes:
    body = "".join(f"<p>{lead * 2} Part {number}.</p>" for number in range(paragraphs))
    return (
        f"<html><head><title>Ferry hits quay in fog</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Ferry hits quay in fog</h1>{body}</article><footer>Imprint</footer></body></html>"
    ).encode()


def _read(body: bytes, article: Article = KNOWN) -> Article:
    return pages.read(body, url=URL, article=article, now=NOW)


def test_the_page_gives_the_full_text_without_headline_and_menu() -> None:
    article = _read(_page())
    assert article.text_available == "full"
    assert article.text.count("\n\n") == 5
    assert article.text.startswith(SENTENCE) and article.text.endswith("Part 5.")
    assert "Imprint" not in article.text
    assert (article.id, article.title, article.url) == (KNOWN.id, KNOWN.title, KNOWN.url)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-07-08T14:00:00+02:00">',
        "<meta content='2024-07-08T12:00:00Z' itemprop='datePublished'>",
        '<script type="application/ld+json">{"datePublished": "2024-07-08T12:00:00Z"}</script>',
    ],
)
def test_a_missing_date_is_read_where_the_page_declares_it(head: str) -> None:
    article = _read(_page(head=head))
    assert (article.published, article.published_origin) == (datetime(2024, 7, 8, 12, tzinfo=UTC), "page")


def test_known_dates_and_authors_stay() -> None:
    known = replace(KNOWN, published=NOW, published_origin="feed", author="A. Writer")
    head = '<meta name="author" content="B Other"><meta name="date" content="2024-07-08">'
    article = _read(_page(head=head), known)
    assert (article.published, article.published_origin, article.author) == (NOW, "feed", "A. Writer")
    assert _read(_page(head=head)).author == "B Other"


def test_an_undeclared_or_impossible_date_stays_empty() -> None:
    assert _read(_page()).published is None
    assert _read(_page(head='<meta name="date" content="2054-01-01">')).published is None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\0\0", b"<html></html>", b"<p>Short.</p>", b"%PDF-1.7", b"<div>" * 200_000,
        _page(lead="We and our partners use cookies to store your choice on this device, please agree. "),
    ],
)  # fmt: skip
def test_pages_that_yield_less_or_something_else_change_nothing(body: bytes) -> None:
    assert _read(body) is KNOWN


def test_what_a_page_says_to_its_visitor_makes_its_text_no_longer() -> None:
    known = replace(KNOWN, text=SENTENCE * 3)
    notice = "We use cookies on this website to show you what happens in the fog; change your settings. "
    page = _page(1).replace(b"</article>", f"<p>{notice * 20}</p></article>".encode())
    assert _read(page, known) is known
    assert _read(page.replace(notice.encode(), SENTENCE.encode()), known) is not known


def test_a_longer_text_of_the_feed_stays() -> None:
    known = replace(KNOWN, text=SENTENCE * 50, text_available="full")
    assert _read(_page(), known) is known


def test_behind_a_paywall_the_text_is_a_summary() -> None:
    head = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    article = _read(_page(head=head))
    assert article.text.startswith(SENTENCE)
    assert article.text_available == "summary"
