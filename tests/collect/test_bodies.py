"""Rows 10 and 11: answers that come slowly, broken, packed or endless, on real sockets."""

from __future__ import annotations

import gzip
import socket
import threading
import time as wall
import tracemalloc
import zlib
from collections.abc import Callable, Sequence

import pytest

from aggregator.collect import net
from aggregator.collect.inflate import PIECE, inflated
from aggregator.types import Fetched
from tests.collect.server import Answer, Server, dripping, response, serving, silent
from tests.collect.visitor import Time, failure, loopback, nobody

SECONDS = 0.05
"""The deadline where a test must let real time pass."""


@pytest.mark.parametrize("piece", [b"x", b"X-More: 1\r\n"], ids=["body", "head"])
def test_what_comes_byte_by_byte_is_left_at_the_deadline(
    piece: bytes, server: Server, client: net.Client, time: Time
) -> None:
    """Each read is in time; all of them together are not."""
    head = b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if piece == b"x" else b"")
    server.answers["/"] = dripping(head, piece)
    time.per_look = 0.5
    assert failure(client.fetch(server.url("/"))) in ("timeout", "cut")  # cut: more lines than any head has
    assert time.now < 2 * net.DEADLINE


def test_an_endless_line_is_no_answer(server: Server, client: net.Client) -> None:
    server.answers["/"] = dripping(b"", b"a" * 1000)
    assert failure(client.fetch(server.url("/"))) == "cut"


def _timed(client: net.Client, url: str) -> tuple[str, float]:
    began = wall.perf_counter()
    reason = failure(client.fetch(url))
    return reason, wall.perf_counter() - began


def test_a_silent_server_times_out(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "DEADLINE", SECONDS)
    server.answers["/"] = silent
    reason, seconds = _timed(net.Client("", ["127.0.0.1"], nobody), server.url("/"))
    assert reason == "timeout" and seconds < 4


def test_a_look_up_that_hangs_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "DEADLINE", SECONDS)
    hangs = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        hangs.wait(20)
        return ["93.184.216.34"]

    reason, seconds = _timed(net.Client("", (), resolve), "http://paper.example/")
    hangs.set()
    assert reason == "timeout" and seconds < 4


def test_a_hanging_tls_greeting_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "DEADLINE", SECONDS)
    with socket.create_server(("127.0.0.1", 0)) as listener:  # takes connections and says nothing
        port = listener.getsockname()[1]
        client = net.Client("", ["127.0.0.1"], nobody)
        assert client._tls  # to read the authorities takes longer than the deadline here
        reason, seconds = _timed(client, f"https://127.0.0.1:{port}/")
    assert reason == "timeout" and seconds < 4


def test_connecting_gets_ten_seconds_and_never_more_than_the_deadline(
    time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float | None] = []

    def connect(sock: socket.socket, address: object) -> None:
        given.append(sock.gettimeout())
        time.now += sock.gettimeout() or 0.0
        raise TimeoutError

    monkeypatch.setattr(socket.socket, "connect", connect)
    client = net.Client("", (), lambda *_: [f"93.184.216.{n}" for n in range(4)], time.clock, time.wait)
    assert failure(client.fetch("http://paper.example/")) == "timeout"
    assert given == [10.0, 10.0, 10.0, 0.001]
    given.clear()
    assert failure(client.fetch("https://paper.example/")) == "timeout"
    assert given == [10.0, 10.0, 5.0, 2.5]  # the other half is for agreeing on TLS


def test_redirects_share_one_deadline(server: Server, client: net.Client, time: Time) -> None:
    def slow(connection: socket.socket, request: str) -> None:
        time.now += 12.0
        number = int(request.split(" ")[1][1:])
        connection.sendall(response("302 Found", location=f"/{number + 1}"))

    server.answers |= {f"/{number}": slow for number in range(9)}
    assert failure(client.fetch(server.url("/0"))) == "timeout"
    assert server.paths() == ["/0", "/1", "/2"]


_PACKED = gzip.compress(b"x" * 900)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (response(body=b"short", content_length="50"), "cut"),
        (response(body=b"5\r\nab", transfer_encoding="chunked", content_length=""), "cut"),
        (response(body=b"zz\r\nab", transfer_encoding="chunked", content_length=""), "cut"),
        (b"", "cut"),
        (b"SSH-2.0-server\r\n", "cut"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "cut"),
        (response(body=b"no gzip at all", content_encoding="gzip"), "encoding"),
        (response(body=_PACKED[:-12], content_encoding="gzip"), "encoding"),
        (response(body=_PACKED[:-8] + bytes(8), content_encoding="gzip"), "encoding"),
        (response(body=b"", content_encoding="gzip"), "encoding"),
        (response(body=b"x", content_encoding="br"), "encoding"),
        (response(body=gzip.compress(_PACKED), content_encoding="gzip, gzip"), "encoding"),
        (response(content_length="9000000"), "too large"),
        (response(content_length="9" * 300), "too large"),
        (response(body=b"x" * 8_000_001, content_length=""), "too large"),
        (response(body=gzip.compress(bytes(8_000_001)), content_encoding="gzip"), "too large"),
    ],
    # Named, since gzip packs the time of day: an id made of the bytes would differ between workers.
    ids=[
        "shorter than said",
        "chunk cut",
        "chunk without a length",
        "nothing",
        "no HTTP",
        "a head of 200 lines",
        "no gzip",
        "gzip cut",
        "gzip with a wrong sum",
        "gzip of nothing",
        "brotli",
        "gzip in gzip",
        "said to be too large",
        "said to be larger than any number",
        "too large",
        "too large when inflated",
    ],
)
def test_broken_and_huge_bodies_fail_by_name(
    answer: bytes, reason: str, server: Server, client: net.Client
) -> None:
    server.answers["/"] = answer
    assert failure(client.fetch(server.url("/"))) == reason


def _deflated(body: bytes, bits: int) -> bytes:
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: _deflated(body, -15)),
        ("gzip", lambda body: gzip.compress(body[:100]) + gzip.compress(body[100:])),
        ("gzip", lambda body: gzip.compress(body) + bytes(40)),
    ],
    ids=["gzip", "x-gzip", "zlib", "raw deflate", "two members", "padded"],
)
def test_compressed_bodies_are_inflated(
    coding: str, pack: Callable[[bytes], bytes], server: Server, client: net.Client
) -> None:
    body = bytes(range(256)) * 1_000
    server.answers["/"] = response(body=pack(body), content_encoding=coding)
    outcome = client.fetch(server.url("/"))
    assert isinstance(outcome, Fetched) and outcome.body == body


def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(bytes(1_000_000)) for _ in range(60)]) + packer.flush()


@pytest.mark.parametrize(
    "answer",
    [
        response(body=_bomb(), content_encoding="gzip"),
        dripping(b"HTTP/1.1 200 OK\r\n\r\n", bytes(100_000)),
        dripping(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(65536) + b"\r\n"
        ),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", bytes(100_000)),
    ],
    ids=["bomb", "endless", "endless chunks", "one huge chunk"],
)
def test_what_is_too_large_is_left_before_it_fills_the_memory(
    answer: Answer, server: Server, client: net.Client
) -> None:
    server.answers["/"] = answer
    tracemalloc.start()
    try:
        assert failure(client.fetch(server.url("/"))) == "too large"
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_is_inflated_in_small_pieces() -> None:
    pieces = inflated([_bomb()], "gzip")
    assert max(len(next(pieces)) for _ in range(100)) <= PIECE


def test_the_body_of_an_error_is_not_read(client: net.Client) -> None:
    with serving() as server:
        server.answers["/"] = dripping(b"HTTP/1.1 404 Not Found\r\n\r\n", b"x" * 1000)
        assert failure(client.fetch(server.url("/"))) == "http 404"


def test_a_body_ends_where_its_length_says(server: Server, client: net.Client) -> None:
    server.answers["/"] = response(body=b"<rss/>and more", content_length="6")
    outcome = client.fetch(server.url("/"))
    assert isinstance(outcome, Fetched) and outcome.body == b"<rss/>"


def test_the_charset_that_is_said_is_handed_on_as_it_is(server: Server, time: Time) -> None:
    server.answers["/"] = response(body=b"\xff", content_type="text/xml; charset=lies")
    client = net.Client("", ["paper.example"], loopback, time.clock, time.wait)
    outcome = client.fetch(server.url("/", "paper.example"))
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.content_type) == (b"\xff", "text/xml; charset=lies")
