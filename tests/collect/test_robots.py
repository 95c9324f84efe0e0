from __future__ import annotations

import time as wall

import pytest

from aggregator.collect import net, robots
from aggregator.collect.lanes import JITTER
from aggregator.types import Fetched
from tests.collect.server import Server, redirect, response
from tests.collect.visitor import Time, failure


def _permits(text: str, path: str) -> bool:
    return robots.parse(text.encode(), "Parallax").permits(f"https://paper.example{path}")


@pytest.mark.parametrize(
    ("rules", "path", "permitted"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /\nUser-agent: parallax\nDisallow:", "/x", True),
        ("User-agent: other\nUser-agent: Parallax\nDisallow: /a", "/a/b", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/world", "/news/world/1", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news", "/news", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*/print", "/a/b/print", False),
        ("User-agent: *\nDisallow: /*?page=", "/a?page=2", False),
        ("User-agent: *\nDisallow: /%C3%A4", "/ä", False),
        ("User-agent: *\nDisallow: / # all", "/robots.txt", True),
        ("nonsense\nUser-agent: *\nCrawl-delay: x\nDisallow: /a", "/a", False),
        ("Disallow: /", "/x", True),
    ],
)
def test_rules_are_read_as_in_the_standard(rules: str, path: str, permitted: bool) -> None:
    assert _permits(rules, path) is permitted


def test_many_wildcards_take_linear_time() -> None:
    began = wall.perf_counter()
    _permits("User-agent: *\nDisallow: /" + "*a" * 2000 + "$", "/" + "a" * 2000 + "b")
    assert wall.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("", 0),
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 2.5 # please", 2.5),
        ("User-agent: *\nCrawl-delay: 86400", robots.LONGEST_DELAY),
        ("User-agent: *\nCrawl-delay: 0", 0),
        ("User-agent: *\nCrawl-delay: -5", 0),
        ("User-agent: *\nCrawl-delay: nan", 0),
        ("User-agent: *\nCrawl-delay: 1e9", 0),
        ("User-agent: *\nCrawl-delay: ten", 0),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: Parallax\nDisallow: /a", 0),
        ("User-agent: other\nCrawl-delay: 50\nUser-agent: *\nCrawl-delay: 5", 5),
        ("User-agent: other\nUser-agent: Parallax\nCrawl-delay: 7", 7),
    ],
)
def test_the_delay_is_that_of_our_group_and_within_reason(rules: str, seconds: float) -> None:
    assert robots.parse(rules.encode(), "Parallax").delay == seconds


def test_robots_txt_is_asked_for_once_and_obeyed(server: Server, outside: net.Client) -> None:
    server.answers |= {
        "/robots.txt": response(body=b"User-agent: Parallax\nDisallow: /closed\n"),
        "/open": response(body=b"<p>"),
    }
    assert isinstance(outside.fetch_page(server.url("/open", "paper.example")), Fetched)
    assert failure(outside.fetch_page(server.url("/closed/1", "paper.example"))) == "robots"
    assert server.paths() == ["/robots.txt", "/open"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 No", ""),
        ("403 No", ""),
        ("500 Oops", "no robots.txt"),
        ("503 Wait", "no robots.txt"),
        ("429 Wait", "no robots.txt"),
    ],
)
def test_a_missing_robots_txt_allows_and_a_broken_one_forbids(
    status: str, reason: str, server: Server, outside: net.Client
) -> None:
    server.answers |= {"/robots.txt": response(status), "/x": response(body=b"<p>")}
    outcome = outside.fetch_page(server.url("/x", "paper.example"))
    assert ("" if isinstance(outcome, Fetched) else failure(outcome)) == reason
    assert ("/x" in server.paths()) == (not reason)


def test_a_page_behind_a_redirect_is_under_the_rules_of_its_own_site(
    server: Server, outside: net.Client
) -> None:
    server.answers |= {
        "links.example/1": redirect(server.url("/closed/1", "paper.example")),
        "paper.example/robots.txt": response(body=b"User-agent: *\nDisallow: /closed\n"),
        "paper.example/closed/1": response(body=b"<p>"),
    }
    assert failure(outside.fetch_page(server.url("/1", "links.example"))) == "robots"
    assert server.paths() == ["/robots.txt", "/1", "/robots.txt"]


def test_the_pause_that_robots_txt_asks_for_is_kept(server: Server, outside: net.Client, time: Time) -> None:
    server.answers |= {
        "slow.example/robots.txt": response(body=b"User-agent: *\nCrawl-delay: 20\n"),
        "/a": response(body=b"<p>"),
    }
    for host in ("slow.example", "slow.example", "slow.example", "quick.example", "quick.example"):
        assert isinstance(outside.fetch_page(server.url("/a", host)), Fetched)
    after_robots, *between_pages, quick_robots, quick = time.waits
    assert len(between_pages) == 2 and all(20 <= wait <= 20 * (1 + JITTER) for wait in between_pages)
    assert max(after_robots, quick_robots, quick) < 2


def test_feeds_are_asked_for_without_robots_txt(server: Server, outside: net.Client) -> None:
    """Who subscribes to a feed is no robot; only pages that nobody named are under its rules."""
    server.answers["/feed"] = response(body=b"<rss/>")
    outside.fetch(server.url("/feed", "paper.example"))
    assert server.paths() == ["/feed"]
