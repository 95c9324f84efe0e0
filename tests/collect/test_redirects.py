"""Rows 4 to 7: where a request may lead, on real sockets."""

from __future__ import annotations

import socket

import pytest

from aggregator.collect import net
from aggregator.types import Fetched, NotModified
from tests.collect.server import Server, redirect, response
from tests.collect.visitor import Scripted, Time, failure

ELSEWHERE = [
    ("http://10.0.0.1/", "blocked"),
    ("http://172.16.0.1/", "blocked"),
    ("http://192.168.0.1/", "blocked"),
    ("http://169.254.169.254/latest", "blocked"),
    ("http://224.0.0.1/", "blocked"),
    ("http://0.0.0.0/", "blocked"),
    ("http://[::1]/", "blocked"),
    ("http://[fe80::1]/", "blocked"),
    ("http://[ff02::1]/", "blocked"),
    ("http://[::ffff:10.0.0.1]/", "blocked"),
    ("http://[64:ff9b::a00:1]/", "blocked"),
    ("http://2130706433/", "blocked"),
    ("http://0x7f.1/", "blocked"),
    ("http://127.1/", "blocked"),
    ("http://user@paper.example/", "blocked"),
    ("http://paper.example./", "blocked"),
    ("http://paper.example:0/", "blocked"),
    ("http://paper.example:99999/", "blocked"),
    ("http://[::1/", "blocked"),
    ("http:///", "blocked"),
    ("http://\ud800.example/", "blocked"),
    ("file:///etc/passwd", "scheme"),
    ("ftp://paper.example/", "scheme"),
    ("javascript:alert(1)", "scheme"),
]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The addresses to which a connection is tried, in order."""
    tried: list[object] = []
    really_connect = socket.socket.connect

    def connect(sock: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[0])
        really_connect(sock, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.mark.parametrize(
    ("url", "reason"), [*ELSEWHERE, ("/etc/passwd", "scheme"), ("http://127.0.0.1/", "blocked")]
)
def test_no_connection_is_made_to_what_is_not_public(
    url: str, reason: str, time: Time, connected: list[object]
) -> None:
    client = net.Client("", (), lambda host, port: ["93.184.216.34"], time.clock, time.wait)
    assert failure(client.fetch(url)) == reason
    assert connected == []


@pytest.mark.parametrize(
    ("url", "reason"), [row for row in ELSEWHERE if row[0].isascii() and row[0] != "http:///"]
)
@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
def test_no_redirect_leads_there_either(
    url: str, reason: str, status: str, server: Server, outside: net.Client, connected: list[object]
) -> None:
    server.answers["/"] = redirect(url, status)
    assert failure(outside.fetch(server.url("/", "paper.example"))) == reason
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.7", "169.254.1.1", "224.0.0.1"),
        *("::1", "fe80::1", "fc00::1", "64:ff9b::a00:7", "2002:a00:7::"),
    ],
)
@pytest.mark.parametrize("public", [[], ["93.184.216.34"]], ids=["alone", "behind a public one"])
def test_a_name_that_leads_to_a_private_address_is_blocked(
    address: str, public: list[str], time: Time, connected: list[object]
) -> None:
    client = net.Client("", (), lambda host, port: [*public, address], time.clock, time.wait)
    assert failure(client.fetch("http://mixed.example/")) == "blocked"
    assert connected == []


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Server, outside: net.Client, connected: list[object]
) -> None:
    """A name that is public when it is checked and private a moment later gets no second look."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"], ["10.0.0.7"]])
    outside._resolve = lambda host, port: next(answers)
    server.answers["/feed"] = response(body=b"x")
    assert isinstance(outside.fetch(server.url("/feed", "paper.example")), Fetched)
    assert connected == ["127.0.0.1"]
    assert f"Host: paper.example:{server.port}\r\n" in server.requests[0]
    assert failure(outside.fetch(server.url("/feed", "paper.example"))) == "blocked"
    assert connected == ["127.0.0.1"]


def test_characters_that_are_none_raise_nothing(server: Server, outside: net.Client) -> None:
    assert failure(outside.fetch(server.url("/\ud800?\ud800", "paper.example"))) == "http 404"
    assert server.paths() == ["/???"]


def test_every_hop_of_a_redirect_is_looked_up_and_checked_anew(
    server: Server, outside: net.Client, connected: list[object]
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    outside._resolve = lambda host, port: next(answers)
    server.answers["/"] = redirect("/next")
    assert failure(outside.fetch(server.url("/", "paper.example"))) == "blocked"
    assert connected == ["127.0.0.1"]


def test_of_several_addresses_one_that_answers_is_enough(
    server: Server, outside: net.Client, connected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aggregator.collect.addresses.is_public", lambda ip: True)
    outside._resolve = lambda host, port: [
        "127.0.0.2",
        "127.0.0.1",
    ]  # the server does not listen on the first
    server.answers["/"] = response(body=b"x")
    assert isinstance(outside.fetch(server.url("/", "paper.example")), Fetched)
    assert connected == ["127.0.0.2", "127.0.0.1"]


def test_a_redirect_from_outside_never_leads_into_the_house(server: Server, time: Time) -> None:
    script = {"public.example": net._Answer(302, {"Location": server.url("/secret")}, b"")}
    client = Scripted(time, script, ["127.0.0.1"])
    assert failure(client.fetch("http://public.example/")) == "blocked"
    assert server.requests == []


def test_https_is_never_left_for_http(time: Time) -> None:
    client = Scripted(time, {"a.example": net._Answer(301, {"Location": "http://a.example/"}, b"")})
    assert failure(client.fetch("https://a.example/")) == "downgrade"


def test_permanence_ends_with_the_first_temporary_redirect(server: Server, client: net.Client) -> None:
    server.answers |= {
        "/a": redirect("/b"),
        "/b": redirect("/c", "308 Permanent Redirect"),
        "/c": redirect("/d", "302 Found"),
        "/d": redirect("/e"),
        "/e": response(body=b"x"),
    }
    outcome = client.fetch(server.url("/a"))
    assert isinstance(outcome, Fetched)
    assert (outcome.url, outcome.permanent_url) == (server.url("/e"), server.url("/c"))


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
def test_a_temporary_redirect_is_followed_and_moves_nothing(
    status: str, server: Server, client: net.Client
) -> None:
    server.answers |= {"/a": redirect("/b", status), "/b": response(body=b"x")}
    outcome = client.fetch(server.url("/a"))
    assert isinstance(outcome, Fetched) and outcome.permanent_url == ""


def test_a_not_modified_answer_tells_of_the_move_too(server: Server, client: net.Client) -> None:
    server.answers |= {"/a": redirect("/b"), "/b": response("304 Not Modified")}
    assert client.fetch(server.url("/a"), "x") == NotModified(server.url("/b"), server.url("/b"))


def test_five_redirects_are_followed_and_no_more(server: Server, client: net.Client) -> None:
    server.answers |= {f"/{n}": redirect(f"/{n + 1}", "302 Found") for n in range(6)}
    server.answers["/6"] = response(body=b"x")
    assert isinstance(client.fetch(server.url("/1")), Fetched)
    assert failure(client.fetch(server.url("/0"))) == "redirects"
    assert server.paths()[-1] == "/5"


@pytest.mark.parametrize("location", ["/x", "/y", ""])
def test_loops_end(location: str, server: Server, client: net.Client) -> None:
    server.answers |= {"/x": redirect("/y", "302 Found"), "/y": redirect(location, "302 Found")}
    assert failure(client.fetch(server.url("/x"))) == "redirects"
    assert server.paths() == ["/x", "/y"]


def test_a_location_in_plain_utf8_is_read_as_such(server: Server, client: net.Client) -> None:
    server.answers["/a"] = redirect("/straße b")
    client.fetch(server.url("/a"))
    assert server.paths() == ["/a", "/stra%C3%9Fe%20b"]
