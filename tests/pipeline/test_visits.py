"""Visits over days, on real sockets: what is asked for again, what rests, what moves, what is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aggregator import config, pipeline
from aggregator.collect import addresses, feeds, net, schedule
from aggregator.compare import timeline
from aggregator.pipeline import collecting
from aggregator.store import Store
from aggregator.types import Feed, Intake, Outlet
from tests.collect.server import Server, redirect, remembering, response, serving
from tests.collect.visitor import Time, loopback

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rss(*items: str) -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>Hill Gazette</title>{inner}</channel></rss>'.encode()


def story(number: int, title: str = "Bridge opens", text: str = "The bridge opened.", guid: str = "") -> str:
    link = f"<link>http://hill.example/{number}</link>"
    return f"<title>{title}</title>{link}<guid>{guid or number}</guid><description>{text}</description>"


@dataclass
class World:
    """A server that is the whole Internet, and a database that is filled from it."""

    server: Server
    store: Store
    time: Time
    pages: bool = False

    def visit(self, now: datetime, *feeds: str, outlets: tuple[Outlet, ...] = ()) -> Intake:
        """One run with a client of its own, as a command has it."""
        client = net.Client("", (), loopback, self.time.clock, self.time.wait)
        chosen = outlets or (Outlet("Hill Gazette", feeds=tuple(self.url(feed) for feed in feeds)),)
        settings = config.Settings(fetch_pages=self.pages)
        return pipeline.collect(self.store, config.Config(settings, chosen), client, now)

    def url(self, address: str) -> str:
        host, _, path = address.partition("/")
        return self.server.url(f"/{path}", host)

    def feed(self, address: str) -> Feed:
        return self.store.sources.feeds()[self.url(address)]

    def asked(self) -> list[str]:
        """What was asked for since the last call."""
        heads, self.server.requests = self.server.requests, []
        return [head.split("Host: ")[1].split(":")[0] + head.split(" ")[1] for head in heads]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1")
    with serving() as server:
        yield World(server, Store.open(tmp_path / "test.db"), Time())


def test_validators_outlive_304_and_errors_and_errors_end_with_304(world: World) -> None:
    address = "hill.example/feed"
    world.server.answers[address] = remembering(rss(story(1)), 'W/"a"', expires="0", last_modified="then")
    assert world.visit(NOW, address).new == 1
    kept = world.server.answers[address]
    world.server.answers[address] = response("500 Oops")
    world.visit(NOW + HOUR, address)
    assert (world.feed(address).errors, world.feed(address).etag) == (1, 'W/"a"')
    world.server.answers[address] = kept
    for hours in (3, 5):
        assert world.visit(NOW + hours * HOUR, address).not_modified == 1
        feed = world.feed(address)
        assert (feed.errors, feed.error, feed.etag, feed.modified) == (0, "", 'W/"a"', "then")


def test_the_same_bytes_with_a_new_etag_are_not_parsed_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "hill.example/feed"
    world.server.answers[address] = response(body=rss(story(1)), etag='"1"')
    world.visit(NOW, address)
    monkeypatch.setattr(feeds, "parse", lambda *_, **__: pytest.fail("parsed again"))
    world.server.answers[address] = response(body=rss(story(1)), etag='"2"')
    assert world.visit(NOW + HOUR, address).not_modified == 1
    assert world.feed(address).etag == '"2"'


def test_a_feed_that_moved_is_followed_at_once_and_asked_for_at_its_new_home_after_three_days(
    world: World, tmp_path: Path
) -> None:
    settings = tmp_path / "feeds.yaml"
    settings.write_text(f"outlets:\n  - name: Hill Gazette\n    feeds: [{world.url('old.example/feed')}]\n")
    before = settings.read_bytes()
    world.server.answers |= {
        "old.example/feed": redirect(world.url("new.example/feed")),
        "new.example/feed": redirect("/feed/today", "302 Found"),
        "new.example/feed/today": response(body=rss(story(1))),
    }
    outlets = config.load(settings).outlets
    for moment in (NOW, NOW + HOUR, NOW + DAY, NOW + 2 * DAY):
        world.asked()
        world.visit(moment, outlets=outlets)
        assert world.asked() == ["old.example/feed", "new.example/feed", "new.example/feed/today"]
    world.visit(NOW + 3 * DAY, outlets=outlets)
    assert world.asked() == ["new.example/feed", "new.example/feed/today"]
    assert settings.read_bytes() == before
    assert [article.feeds for article in world.store.articles.get()] == [(world.url("old.example/feed"),)]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    "header", ["60", "0", "7200", "Mon, 08 Jul 2024 16:00:00 GMT", "soon", "", "315360000", "9" * 300]
)
def test_a_host_that_asks_for_rest_is_left_alone_with_all_its_feeds(
    header: str, status: str, world: World
) -> None:
    busy, other, elsewhere = "hill.example/a", "hill.example/b", "dale.example/a"
    world.server.answers |= {
        busy: response(status, retry_after=header, date="Mon, 08 Jul 2024 12:00:00 GMT"),
        other: response(status, retry_after=header, date="Mon, 08 Jul 2024 12:00:00 GMT"),
        elsewhere: response(body=rss(story(1))),
    }
    intake = world.visit(NOW, busy, other, elsewhere)
    assert sorted(world.asked()) == [elsewhere, busy]
    assert {failure.reason for _, failure in intake.failed} == {f"http {status[:3]}", "resting"}
    due = world.feed(busy).due
    assert due is not None and NOW + schedule.INTERVAL <= due <= NOW + DAY  # a share of 0 s is kept too
    world.visit(NOW + 0.99 * schedule.INTERVAL, busy, other, elsewhere)
    assert not {busy, other} & set(world.asked())
    world.visit(due + DAY, busy, other)
    assert set(world.asked()) & {busy, other}


def test_missing_feeds_are_asked_for_ever_more_rarely_and_gone_ones_never(world: World) -> None:
    world.server.answers["hill.example/gone"] = response("410 Gone")
    moment, waits = NOW, []
    for _ in range(8):
        world.visit(moment, "hill.example/gone", "hill.example/missing")
        due = world.feed("hill.example/missing").due
        assert due is not None
        waits.append(due - moment)
        moment = due
    assert waits == sorted(waits) and waits[0] >= HOUR and DAY / 1.2 < waits[-1] <= DAY
    assert world.asked().count("hill.example/gone") == 1
    gone = world.feed("hill.example/gone")
    assert (gone.stopped, gone.error) == (True, "http 410: Gone")


def test_what_is_no_feed_any_more_takes_nothing_away(world: World) -> None:
    address = "hill.example/feed"
    world.server.answers[address] = response(body=rss(story(1)), etag='"1"')
    world.visit(NOW, address)
    bodies = (b"", b"{}", b"/etc/passwd", b"<html><form>Log in</form></html>", b"http://10.0.0.1/")
    for hours, body in enumerate(bodies, start=1):
        world.server.answers[address] = response(body=body)
        [(_, failure)] = world.visit(NOW + hours * DAY, address).failed
        assert failure.reason == "not a feed"
    assert (world.feed(address).etag, world.store.articles.count()) == ('"1"', 1)


def test_many_kinds_of_broken_feeds_stop_no_good_one(world: World) -> None:
    broken = {
        "a.example/feed": b"",
        "b.example/feed": response(body=rss(story(1)), content_length="9000000"),
        "c.example/feed": response(
            body=rss("<title>A</title><g:pos xmlns:g='http://www.opengis.net/gml'>1 2</g:pos>")
        ),
        "d.example/feed": response(body=rss(story(1)), content_encoding="gzip"),
        "e.example/feed": redirect("http://10.0.0.1/"),
        "f.example/feed": response(body=b'<!DOCTYPE a [<!ENTITY b SYSTEM "c">]><rss/>'),
    }
    world.server.answers |= broken | {"hill.example/feed": response(body=rss(story(1)))}
    intake = world.visit(NOW, *broken, "hill.example/feed")
    assert (intake.feeds, intake.new) == (7, 1)
    assert sorted(failure.reason for _, failure in intake.failed) == [
        *("blocked", "cut", "encoding", "entities", "too large", "unreadable")
    ]


def test_one_article_in_three_feeds_is_one_and_a_copy_elsewhere_another(world: World) -> None:
    for name in ("a", "b", "c"):
        world.server.answers[f"hill.example/{name}"] = response(body=rss(story(1)))
    copy = story(1).replace("hill.example", "dale.example")
    world.server.answers["dale.example/feed"] = response(body=rss(copy))
    outlets = (
        Outlet("Hill Gazette", feeds=tuple(world.url(f"hill.example/{name}") for name in "abc")),
        Outlet("Dale Post", feeds=(world.url("dale.example/feed"),)),
    )
    world.visit(NOW, outlets=outlets)
    found = {article.outlet: len(article.feeds) for article in world.store.articles.get()}
    assert found == {"Hill Gazette": 3, "Dale Post": 1}


def test_a_new_title_or_text_is_a_version_of_the_same_article(world: World) -> None:
    address = "hill.example/feed"
    printings = [("Bridge opens", "Soon."), ("Bridge opens late", "Soon."), ("Bridge opens late", "Now.")]
    fates = []
    for hours, (title, text) in enumerate(printings):
        world.server.answers[address] = response(body=rss(story(1, title, text, guid=f"new{hours}")))
        intake = world.visit(NOW + hours * HOUR, address)
        fates.append((intake.new, intake.updated))
    assert fates == [(1, 0), (0, 1), (0, 1)]
    [article] = world.store.articles.get()
    assert (article.title, article.text, article.first_seen) == (*printings[-1], NOW)
    assert [version[1:] for version in world.store.articles.versions(article.id)] == printings[:-1]


def test_one_guid_with_another_link_is_another_article(world: World) -> None:
    address = "hill.example/feed"
    for number in (1, 2):
        world.server.answers[address] = response(body=rss(story(number, guid="same")))
        assert world.visit(NOW + number * HOUR, address).new == 1


PAGE = (
    "<html><body><article>"
    + "".join(
        f"<p>The bridge opened on Monday and cars crossed it, part {n} of it all.</p>" for n in range(12)
    )
    + "</article></body></html>"
).encode()


def test_a_date_that_cannot_be_trusted_takes_no_part_in_who_was_first(world: World) -> None:
    def dated(number: int, date: str) -> str:
        return f"{story(number)}<pubDate>{date}</pubDate>"

    dates = (
        "Mon, 08 Jul 2024 11:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 08 Jul 2024 10:00:00 +25:00",
    )
    items = (dated(number, date) for number, date in enumerate(dates))
    world.server.answers["hill.example/feed"] = response(body=rss(*items))
    world.visit(NOW, "hill.example/feed")
    found = world.store.articles.get()
    assert [a.published_origin for a in sorted(found, key=lambda a: a.guid)] == ["feed", "", ""]
    clocks = [(moment.lag_minutes, moment.clock) for moment in timeline.moments(found)]
    assert clocks == [(0, "published"), (0, "first_seen"), (0, "first_seen")]


@pytest.fixture
def with_pages(world: World) -> World:
    world.pages = True
    teasers = rss(story(1), story(2), story(3)).decode()
    here = teasers.replace("hill.example", f"hill.example:{world.server.port}").encode()
    world.server.answers["hill.example/feed"] = remembering(here, '"1"')
    for number in (1, 2, 3):
        world.server.answers[f"hill.example/{number}"] = response(body=PAGE)
    return world


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (response("503 Unavailable"), True),
        (response("500 Oops"), True),
        (b"", True),
        (response("404 Not Found"), False),
        (response("403 Forbidden"), False),
        (response(body=b"x", content_encoding="br"), False),
    ],
)
def test_pages_that_failed_for_the_moment_are_asked_for_again(
    answer: bytes, again: bool, with_pages: World
) -> None:
    good = dict(with_pages.server.answers)
    with_pages.server.answers |= {f"hill.example/{number}": answer for number in (1, 2, 3)}
    assert with_pages.visit(NOW, "hill.example/feed").pages_failed == 3
    with_pages.server.answers = good
    assert with_pages.visit(NOW + HOUR, "hill.example/feed").pages_read == (3 if again else 0)


def test_no_page_is_asked_for_again_when_it_failed_for_two_days(with_pages: World) -> None:
    for number in (1, 2, 3):
        with_pages.server.answers[f"hill.example/{number}"] = response("500 Oops")
    for moment in (NOW, NOW + DAY, NOW + 2 * DAY):
        with_pages.asked()
        with_pages.visit(moment, "hill.example/feed")
        assert "hill.example/1" in with_pages.asked()
    with_pages.visit(NOW + 2 * DAY + HOUR, "hill.example/feed")
    assert with_pages.asked() == ["hill.example/feed"]


def test_a_host_that_wants_long_pauses_has_its_last_pages_read_in_the_next_run(
    with_pages: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "PATIENCE", 150.0)
    robots = response(body=b"User-agent: *\nCrawl-delay: 100\n")
    with_pages.server.answers["hill.example/robots.txt"] = robots
    intake = with_pages.visit(NOW, "hill.example/feed")
    assert (intake.pages_read, intake.pages_failed) == (2, 0)
    [problem] = intake.problems
    said = "article pages left for the next update: 1, since the host asks for 100 s between two requests"
    assert (problem.where, problem.what, problem.note) == ("hill.example", said, True)
    assert with_pages.visit(NOW + HOUR, "hill.example/feed").pages_read == 1


def test_a_page_that_robots_txt_closes_is_never_asked_for(with_pages: World) -> None:
    with_pages.server.answers["hill.example/robots.txt"] = response(body=b"User-agent: *\nDisallow: /\n")
    assert with_pages.visit(NOW, "hill.example/feed").pages_failed == 3
    with_pages.visit(NOW + HOUR, "hill.example/feed")
    assert with_pages.asked() == ["hill.example/feed", "hill.example/robots.txt", "hill.example/feed"]
