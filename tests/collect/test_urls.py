from __future__ import annotations

import time

import pytest

from aggregator.collect import urls

BASE = "https://paper.example/news/feed.xml"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "file:///etc/passwd",
        "ftp://a.example/",
        "http:///", "http://a.example:99999/", "http://a.example:0/",
        "http://user:secret@a.example/", "http://[::1", "http://[fe80::1%25eth0]/", "http://[fe80::1% 1]/",
        "http://a b.example/", "http://a.example\\@b.example/", "", "   ",
        "http://" + "a" * 300 + ".example/",
        "https://a.example/" + "x" * 3000, "https://a.example/" + "<" * 700,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_none(link: str) -> None:
    assert urls.absolute(link, BASE) == ""
    assert urls.canonical_url(link) == ""


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/world/1", "https://paper.example/world/1"),
        ("story", "https://paper.example/news/story"),
        ("//cdn.example/x", "https://cdn.example/x"),
        (" https://a.example/a b\n", "https://a.example/a%20b"),
        ("HTTP://A.Example:80", "http://a.example/"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://żółw.example/ó?q=ł", "https://xn--w-uga1v8h.example/%C3%B3?q=%C5%82"),
        ("https://a.example/x?utm_source=rss&id=7&fbclid=z#top", "https://a.example/x?id=7"),
        ("https://a.example/#/story/7", "https://a.example/#/story/7"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%7%61", "https://a.example/%257a"),
    ],
)
def test_links_become_absolute_and_lose_what_tracks_readers(link: str, address: str) -> None:
    assert urls.absolute(link, BASE) == address


@pytest.mark.parametrize(
    "link",
    [
        "http://paper.example/story?id=7&page=2",
        "https://www.paper.example/story/?page=2&id=7",
        "https://m.paper.example/story?id=7&page=2&utm_medium=x#c",
        "https://amp.paper.example/story?page=2&id=7",
        "https://paper.example/story/amp?id=7&page=2",
        "https://paper.example/story?id=7&page=2&amp=1&outputType=amp",
        "https://www.google.com/amp/s/www.paper.example/story?id=7&page=2",
        "https://www-paper-example.cdn.ampproject.org/c/s/paper.example/story?id=7&page=2",
        "https://paper.example/%73tory?id=7&page=2&gclid=a&mc_cid=b",
        "https://paper.example/story//amp/?id=7&page=2",
        "https://paper.example/amp/amp/story?id=7&page=2",
        "http://paper.example:443/story?id=7&page=2",
        "https://www.google.com/amp/s/www.google.com/amp/s/paper.example/story?id=7&page=2",
    ],
)
def test_one_article_has_one_canonical_address(link: str) -> None:
    assert urls.canonical_url(link) == "https://paper.example/story?id=7&page=2"


def test_a_cache_of_nothing_is_an_address_itself() -> None:
    cache = "https://google.com/amp/%ffww.p/story"
    assert urls.canonical_url(cache) == urls.canonical_url(urls.canonical_url(cache)) != ""


def test_what_may_tell_articles_apart_stays() -> None:
    assert urls.canonical_url("https://paper.example/Story?ref=7") == "https://paper.example/Story?ref=7"
    assert urls.canonical_url("https://blog.paper.example/a") != urls.canonical_url("https://paper.example/a")
    assert urls.canonical_url("https://m.example/a") == "https://m.example/a"


def test_parameters_in_an_old_charset_stay_apart() -> None:
    for query in ("id=%E9", "id=%E8", "%FF=1", "id=%C5%82"):
        assert urls.canonical_url(f"https://paper.example/?{query}") == f"https://paper.example/?{query}"


def test_a_home_page_tells_no_article_from_another() -> None:
    assert urls.is_home_page("https://paper.example")
    assert not urls.is_home_page("https://paper.example/?p=7")
    assert not urls.is_home_page("https://paper.example/a")


def test_hosts_are_read_in_lower_case() -> None:
    assert urls.host("https://Paper.Example:8080/x") == "paper.example"
    assert urls.host("sample/feed.xml") == ""
    assert urls.host("http://[::1") == ""


def test_long_junk_takes_no_time() -> None:
    began = time.process_time()
    for junk in ("http://" + "a." * 50_000, "http://a/" + "%2" * 50_000, "?" * 50_000):
        urls.absolute(junk, BASE)
    assert time.process_time() - began < 0.2
