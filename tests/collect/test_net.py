"""Rows 1, 3, 8 and 9 of what may come over the network, on real sockets; time is a counter that tests set."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from aggregator.collect import net
from aggregator.collect.lanes import JITTER, SPACING
from aggregator.types import Failed, Fetched, NotModified
from tests.collect.server import Server, dripping, redirect, remembering, response
from tests.collect.visitor import Time, failure, loopback, nobody


def test_a_body_comes_back_with_what_the_server_said_of_it(server: Server, client: net.Client) -> None:
    server.answers["/feed"] = response(
        body=b"<rss/>", etag='W/"a"', last_modified="Mon, 08 Jul 2024 13:10:00 GMT", expires="0",
        content_type="application/rss+xml",
    )  # fmt: skip
    outcome = client.fetch(server.url("/feed"))
    assert outcome == Fetched(
        server.url("/feed"), b"<rss/>", "application/rss+xml", 'W/"a"', "Mon, 08 Jul 2024 13:10:00 GMT"
    )


@pytest.mark.parametrize("etag", ['W/"a,b"', '"a"', "unquoted", '"with  blanks \xe9"', '""'])
def test_validators_go_back_byte_for_byte(etag: str, server: Server, client: net.Client) -> None:
    server.answers["/feed"] = remembering(b"<rss/>", etag, expires="0")
    first = client.fetch(server.url("/feed"))
    assert isinstance(first, Fetched)
    assert client.fetch(server.url("/feed"), first.etag, "Mon, 8 Jul 2024") == NotModified(
        server.url("/feed")
    )
    assert "If-Modified-Since: Mon, 8 Jul 2024\r\n" in server.requests[1]


def test_the_user_agent_names_the_contact_and_takes_no_line_ends(server: Server, time: Time) -> None:
    net.Client("a@b.org\r\nX: y", ["127.0.0.1"], nobody, time.clock, time.wait).fetch(server.url("/"))
    assert "contact: a@b.orgX:y)\r\n" in server.requests[0]


def test_every_request_carries_the_contact(server: Server, outside: net.Client) -> None:
    server.answers |= {"/feed": redirect("/moved"), "/moved": response(body=b"<rss/>")}
    outside.fetch(server.url("/feed", "paper.example"))
    outside.fetch_page(server.url("/story", "paper.example"))
    assert server.paths() == ["/feed", "/moved", "/robots.txt", "/story"]
    assert all("(reads news feeds; contact: desk@example.org)\r\n" in head for head in server.requests)


def test_an_unknown_name_and_a_closed_port_are_told_apart(server: Server, time: Time) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror("unknown")

    client = net.Client("", ["127.0.0.1"], unknown, time.clock, time.wait)
    assert failure(client.fetch("http://nowhere.example/")) == "dns"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert failure(client.fetch(f"http://127.0.0.1:{port}/")) == "connect"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0), ("Mon, 08 Jul 2024 13:20:00 GMT", 600.0), ("Mon, 08 Jul 2024 12:00:00 GMT", 0.0),
        ("soon", None), ("-5", None), ("1.5", None), ("٣", None), ("0", 0.0), ("", None),
        ("9" * 400, 999999999999.0),
    ],
)  # fmt: skip
def test_a_host_that_asks_for_rest_gets_it(
    header: str, seconds: float | None, server: Server, client: net.Client, time: Time
) -> None:
    server.answers["/a"] = response(
        "429 Too Many Requests", retry_after=header, date="Mon, 08 Jul 2024 13:10:00 GMT"
    )
    outcome = client.fetch(server.url("/a"))
    assert isinstance(outcome, Failed)
    assert (outcome.reason, outcome.retry_after) == ("http 429", seconds)
    resting = client.fetch(server.url("/b"))
    assert isinstance(resting, Failed) and resting.reason == "resting"
    rest = min(max(seconds or 0, net.MIN_REST), net.MAX_REST)
    assert resting.retry_after == pytest.approx(rest)
    assert server.paths() == ["/a"]
    time.now += rest + 1
    assert failure(client.fetch(server.url("/b"))) == "http 404"


def test_ten_years_of_rest_are_a_day(server: Server, client: net.Client) -> None:
    server.answers["/a"] = response("503 Unavailable", retry_after="315360000")
    client.fetch(server.url("/a"))
    resting = client.fetch(server.url("/b"))
    assert isinstance(resting, Failed) and resting.retry_after == pytest.approx(net.MAX_REST)


def test_only_the_host_that_asked_for_rest_gets_it(server: Server, outside: net.Client) -> None:
    server.answers["busy.example/"] = response("429 Too Many Requests", retry_after="60")
    server.answers["/"] = redirect(server.url("/", "busy.example"), "302 Found")
    assert failure(outside.fetch(server.url("/", "paper.example"))) == "http 429"
    assert failure(outside.fetch(server.url("/", "busy.example"))) == "resting"
    assert failure(outside.fetch(server.url("/other", "paper.example"))) == "http 404"


@pytest.mark.parametrize(
    "status",
    ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone", "500 Oops", "204 None", "206 Part"],
)
def test_errors_are_named_by_their_status(status: str, server: Server, client: net.Client) -> None:
    server.answers["/"] = response(status, b"<html>")
    assert failure(client.fetch(server.url("/"))) == f"http {status[:3]}"


def test_requests_to_a_host_are_spaced_and_not_by_the_clock(
    server: Server, outside: net.Client, time: Time
) -> None:
    for path in range(4):
        outside.fetch(server.url(f"/{path}", "a.example"))
    outside.fetch(server.url("/", "b.example"))
    assert len(set(time.waits)) == len(time.waits) == 3
    assert all(SPACING <= wait <= SPACING * (1 + JITTER) for wait in time.waits)


def test_hosts_of_the_house_are_not_spaced(server: Server, client: net.Client, time: Time) -> None:
    for path in range(3):
        client.fetch(server.url(f"/{path}"))
    assert time.waits == []


def test_a_host_that_does_not_answer_twice_is_not_asked_again(
    server: Server, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(net, "DEADLINE", 0.05)
    client = net.Client("", ["a.example", "b.example"], loopback)
    server.answers["a.example/"] = dripping(b"", b"")
    reasons = [failure(client.fetch(server.url("/", "a.example"))) for _ in range(4)]
    assert reasons == ["timeout", "timeout", "no answer", "no answer"]
    assert failure(client.fetch(server.url("/", "b.example"))) == "http 404"
    assert len(server.requests) == 3


def test_an_answer_in_between_makes_a_host_trusted_again(server: Server, time: Time) -> None:
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        if len(looked_up) in (1, 3):
            raise TimeoutError
        return ["127.0.0.1"]

    client = net.Client("", ["a.example"], resolve, time.clock, time.wait)
    reasons = [failure(client.fetch(server.url("/", "a.example"))) for _ in range(4)]
    assert reasons == ["timeout", "http 404", "timeout", "http 404"]


def test_feed_files_are_read_by_path(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(b"<rss/>")
    assert net.read_local(str(file)) == Fetched(str(file), b"<rss/>")
    assert failure(net.read_local(str(tmp_path / "none.xml"))) == "file"
    assert failure(net.read_local(str(tmp_path))) == "file"
    assert failure(net.read_local("a\0b")) == "file"
    file.write_bytes(bytes(net.MAX_BYTES + 1))
    assert failure(net.read_local(str(file))) == "too large"
