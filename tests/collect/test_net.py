"""Rows 1–12 of what may come over the network, on real sockets; time is a counter that tests set."""

from __future__ import annotations

import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import SplitResult

import pytest

from aggregator.collect import net
from aggregator.types import Failed, Fetched, NotModified, Outcome
from tests.collect.server import Server, response, serving


class Scripted(net.Client):
    """Hosts of the open Internet answer as in ``script``; all others are really asked."""

    def __init__(self, time: Time, script: Mapping[str, net._Answer], private: Sequence[str] = ()) -> None:
        super().__init__("", private, _nobody, time.clock, time.wait)
        self.script = script

    def _ask(self, target: SplitResult, headers: Mapping[str, str], inside: bool, left: float) -> net._Answer:
        answer = self.script.get(target.hostname or "")
        return answer or super()._ask(target, headers, inside, left)


class Time:
    """A clock that only moves when it is waited on or told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []
        self.per_look = 0.0

    def clock(self) -> float:
        self.now += self.per_look
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(time: Time) -> net.Client:
    return net.Client("desk@example.org", ["127.0.0.1"], _nobody, time.clock, time.wait)


def _nobody(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"asked for the address of {host}")


def _failure(outcome: Outcome) -> str:
    assert isinstance(outcome, Failed), outcome
    return outcome.reason


def test_a_body_comes_back_with_what_the_server_said_of_it(server: Server, client: net.Client) -> None:
    server.answers["/feed"] = response(
        body=b"<rss/>", etag='W/"a"', last_modified="Mon, 08 Jul 2024 13:10:00 GMT", expires="0",
        content_type="application/rss+xml",
    )  # fmt: skip
    outcome = client.fetch(server.url("/feed"))
    assert outcome == Fetched(
        server.url("/feed"), b"<rss/>", "application/rss+xml", 'W/"a"', "Mon, 08 Jul 2024 13:10:00 GMT"
    )


def test_validators_are_sent_back_verbatim_and_304_is_not_modified(
    server: Server, client: net.Client
) -> None:
    server.answers["/feed"] = response("304 Not Modified")
    outcome = client.fetch(server.url("/feed"), 'W/"a,b"', "Mon, 8 Jul 2024")
    assert outcome == NotModified(server.url("/feed"))
    assert 'If-None-Match: W/"a,b"\r\n' in server.requests[0]
    assert "If-Modified-Since: Mon, 8 Jul 2024\r\n" in server.requests[0]


def test_the_user_agent_names_the_contact_and_takes_no_line_ends(server: Server, time: Time) -> None:
    net.Client("a@b.org\r\nX: y", ["127.0.0.1"], _nobody, time.clock, time.wait).fetch(server.url("/"))
    assert "contact: a@b.orgX:y)\r\n" in server.requests[0]


def test_permanence_ends_with_the_first_temporary_redirect(server: Server, client: net.Client) -> None:
    server.answers |= {
        "/a": response("301 Moved Permanently", location="/b"),
        "/b": response("308 Permanent Redirect", location="/c"),
        "/c": response("302 Found", location="/d"),
        "/d": response("301 Moved Permanently", location="/e"),
        "/e": response(body=b"x"),
    }
    outcome = client.fetch(server.url("/a"))
    assert isinstance(outcome, Fetched)
    assert (outcome.url, outcome.permanent_url) == (server.url("/e"), server.url("/c"))


def test_a_not_modified_answer_tells_of_the_move_too(server: Server, client: net.Client) -> None:
    server.answers |= {"/a": response("301 Moved", location="/b"), "/b": response("304 Not Modified")}
    assert client.fetch(server.url("/a"), "x") == NotModified(server.url("/b"), server.url("/b"))


def test_loops_and_long_chains_end(server: Server, client: net.Client) -> None:
    server.answers |= {f"/{n}": response("302 Found", location=f"/{n + 1}") for n in range(9)}
    server.answers |= {"/x": response("302 Found", location="/y"), "/y": response("302 Found", location="/x")}
    assert _failure(client.fetch(server.url("/0"))) == "redirects"
    assert _failure(client.fetch(server.url("/x"))) == "redirects"
    assert server.paths() == ["/0", "/1", "/2", "/3", "/4", "/5", "/x", "/y"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("/etc/passwd", "scheme"),
        ("http://2130706433/", "blocked"),
        ("http://0x7f.1/", "blocked"),
        ("http://127.1/", "blocked"),
        ("http://user@example.org/", "blocked"),
        ("http://example.org./", "blocked"),
        ("http://example.org:0/", "blocked"),
        ("http://example.org:99999/", "blocked"),
        ("http://[::1/", "blocked"),
        ("http://10.0.0.1/", "blocked"),
        ("http://[::1]/", "blocked"),
        ("http://[::ffff:127.0.0.1]/", "blocked"),
        ("http://[64:ff9b::7f00:1]/", "blocked"),
        ("http://169.254.169.254/latest", "blocked"),
        ("http://224.0.0.1/", "blocked"),
    ],
)
def test_no_connection_is_made_to_what_is_not_public(url: str, reason: str, client: net.Client) -> None:
    assert _failure(client.fetch(url)) == reason


def test_a_name_with_one_private_address_is_blocked(time: Time) -> None:
    client = net.Client("", (), lambda host, port: ["93.184.216.34", "10.0.0.7"], time.clock, time.wait)
    assert _failure(client.fetch("http://mixed.example/")) == "blocked"


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, time: Time) -> None:
    looked_up = []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    server.answers["/feed"] = response(body=b"x")
    client = net.Client("", ["desk.example"], resolve, time.clock, time.wait)
    assert isinstance(client.fetch(server.url("/feed", "desk.example")), Fetched)
    assert looked_up == ["desk.example"]
    assert f"Host: desk.example:{server.port}\r\n" in server.requests[0]


def test_a_redirect_from_outside_never_leads_into_the_house(server: Server, time: Time) -> None:
    script = {"public.example": net._Answer(302, {"Location": server.url("/secret")}, b"")}
    client = Scripted(time, script, ["127.0.0.1"])
    assert _failure(client.fetch("http://public.example/")) == "blocked"
    assert server.requests == []


def test_https_is_never_left_for_http(time: Time) -> None:
    client = Scripted(time, {"a.example": net._Answer(301, {"Location": "http://a.example/"}, b"")})
    assert _failure(client.fetch("https://a.example/")) == "downgrade"


def test_redirects_to_other_schemes_are_refused(server: Server, client: net.Client) -> None:
    server.answers["/"] = response("302 Found", location="file:///etc/passwd")
    assert _failure(client.fetch(server.url("/"))) == "scheme"


def test_an_unknown_name_and_a_closed_port_are_told_apart(server: Server, time: Time) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror("unknown")

    client = net.Client("", ["127.0.0.1"], unknown, time.clock, time.wait)
    assert _failure(client.fetch("http://nowhere.example/")) == "dns"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert _failure(client.fetch(f"http://127.0.0.1:{port}/")) == "connect"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("Mon, 08 Jul 2024 13:20:00 GMT", 600.0), ("soon", None), ("0", 0.0), ("", None)],
)
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
    assert resting.retry_after == pytest.approx(net.MIN_REST)
    time.now += net.MIN_REST + 1
    assert _failure(client.fetch(server.url("/b"))) == "http 404"


def test_ten_years_of_rest_are_a_day(server: Server, client: net.Client) -> None:
    server.answers["/a"] = response("503 Unavailable", retry_after="315360000")
    client.fetch(server.url("/a"))
    resting = client.fetch(server.url("/b"))
    assert isinstance(resting, Failed) and resting.retry_after == pytest.approx(net.MAX_REST)


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone", "500 Oops"]
)
def test_errors_are_named_by_their_status(status: str, server: Server, client: net.Client) -> None:
    server.answers["/"] = response(status, b"<html>")
    assert _failure(client.fetch(server.url("/"))) == f"http {status[:3]}"


def _drip(head: bytes, byte: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:  # until the client hangs up
            connection.sendall(byte)

    return answer


def test_a_body_that_never_ends_is_left_at_the_deadline(
    server: Server, client: net.Client, time: Time
) -> None:
    server.answers["/"] = _drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x")
    time.per_look = 1.0
    assert _failure(client.fetch(server.url("/"))) == "timeout"
    assert time.now < 60


def test_an_endless_line_is_no_answer(server: Server, client: net.Client) -> None:
    server.answers["/"] = _drip(b"", b"a" * 1000)
    assert _failure(client.fetch(server.url("/"))) == "cut"


def test_a_silent_server_times_out(server: Server, client: net.Client, time: Time) -> None:
    def silent(connection: socket.socket) -> None:
        connection.recv(1)  # returns when the client hangs up

    server.answers["/"] = silent
    time.per_look = net.DEADLINE / 3 - 0.02  # after connecting and sending, 0.06 s are left
    assert _failure(client.fetch(server.url("/"))) == "timeout"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (response(body=b"short", content_length="50"), "cut"),
        (response(body=b"5\r\nab", transfer_encoding="chunked", content_length=""), "cut"),
        (b"", "cut"),
        (b"SSH-2.0-server\r\n", "cut"),
        (response(body=b"no gzip at all", content_encoding="gzip"), "encoding"),
        (response(body=gzip.compress(b"x" * 900)[:-12], content_encoding="gzip"), "encoding"),
        (response(body=b"x", content_encoding="br"), "encoding"),
        (response(body=gzip.compress(gzip.compress(b"x")), content_encoding="gzip, gzip"), "encoding"),
        (response(content_length="9000000"), "too large"),
        (response(body=b"x" * 8_000_001, content_length=""), "too large"),
    ],
    # Named, since gzip packs the time of day: an id made of the bytes would differ between workers.
    ids=[
        "shorter than said",
        "chunk cut",
        "nothing",
        "no HTTP",
        "no gzip",
        "gzip cut",
        "brotli",
        "gzip in gzip",
        "said to be too large",
        "too large",
    ],
)
def test_broken_and_huge_bodies_fail_by_name(
    answer: bytes, reason: str, server: Server, client: net.Client
) -> None:
    server.answers["/"] = answer
    assert _failure(client.fetch(server.url("/"))) == reason


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_compressed_bodies_are_inflated(coding: str, server: Server, client: net.Client) -> None:
    body = gzip.compress(b"news" * 99) if coding == "gzip" else zlib.compress(b"news" * 99)
    server.answers["/"] = response(body=body, content_encoding=coding)
    outcome = client.fetch(server.url("/"))
    assert isinstance(outcome, Fetched) and outcome.body == b"news" * 99


def test_a_bomb_is_stopped_before_it_fills_the_memory(server: Server, client: net.Client) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([packer.compress(bytes(1_000_000)) for _ in range(60)]) + packer.flush()
    server.answers["/"] = response(body=bomb, content_encoding="gzip")
    tracemalloc.start()
    try:
        assert _failure(client.fetch(server.url("/"))) == "too large"
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_requests_to_a_public_host_are_spaced(time: Time) -> None:
    client = Scripted(time, {host: net._Answer(200, {}, b"x") for host in ("a.example", "b.example")})
    for url in ("http://a.example/1", "http://a.example/2", "http://b.example/"):
        client.fetch(url)
    assert time.waits == [1.0]


def test_robots_txt_is_asked_for_once_and_obeyed(server: Server, client: net.Client) -> None:
    server.answers["/robots.txt"] = response(body=b"User-agent: Parallax\nDisallow: /closed\n")
    assert client.allowed_by_robots(server.url("/open"))
    assert not client.allowed_by_robots(server.url("/closed/1"))
    assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 No", True), ("403 No", True), ("500 Oops", False), ("429 Wait", False)]
)
def test_a_missing_robots_txt_allows_and_a_broken_one_forbids(
    status: str, allowed: bool, server: Server, client: net.Client
) -> None:
    server.answers["/robots.txt"] = response(status)
    assert client.allowed_by_robots(server.url("/x")) is allowed


def test_feed_files_are_read_by_path(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(b"<rss/>")
    assert net.read_local(str(file)) == Fetched(str(file), b"<rss/>")
    assert _failure(net.read_local(str(tmp_path / "none.xml"))) == "file"
    assert _failure(net.read_local(str(tmp_path))) == "file"
    assert _failure(net.read_local("a\0b")) == "file"
    file.write_bytes(bytes(net.MAX_BYTES + 1))
    assert _failure(net.read_local(str(file))) == "too large"
