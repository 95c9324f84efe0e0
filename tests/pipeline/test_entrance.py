"""Every request of a run goes through the one guarded door, collect/net, and nothing else is opened."""

from __future__ import annotations

import ast
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from aggregator import config, pipeline
from aggregator.cli import app
from aggregator.collect import addresses, net
from aggregator.store import Store
from aggregator.types import Outlet
from tests.collect.server import redirect, response, serving
from tests.collect.visitor import Time, loopback

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)
PACKAGE = Path(config.__file__).parent

# What can reach the network, and where it may be imported.
HOMES = {
    "socket": {"collect/net", "collect/deadline", "dashboard/server"},
    "ssl": {"collect/net"},
    "http": {"collect/net"},
    "urllib3": {"collect/net"},
    "urllib.request": {"dashboard/server"},  # asks whether the dashboard on this machine has started
    "webbrowser": {"dashboard/server"},
}
NOWHERE = (
    *("asyncio", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "socketserver"),
    *("requests", "httpx", "aiohttp", "huggingface_hub"),
)

FEED = """<?xml version="1.0"?><?xml-stylesheet href="http://style.example:{port}/s.xsl"?>
<!DOCTYPE rss SYSTEM "http://dtd.example:{port}/rss.dtd">
<rss version="2.0"><channel><title>Hill Gazette</title><image><url>http://image.example:{port}/i.png</url></image>
<item><title>Bridge opens in Tollbury</title><link>http://story.example:{port}/bridge</link>
<enclosure url="http://sound.example:{port}/a.mp3" type="audio/mpeg" length="1"/>
<description>&lt;img src="http://pixel.example:{port}/p.gif"&gt;The bridge opened.</description>
</item></channel></rss>"""
SENTENCE = "The bridge in Tollbury opened on Monday after fourteen months of repairs, the mayor said."
PAGE = f"""<html><head><title>Bridge opens in Tollbury</title>
<link rel="stylesheet" href="//style.example/s.css"><link rel="canonical" href="http://canonical.example/bridge">
<script src="//script.example/s.js"></script></head><body><article><img src="//image.example/b.jpg">
{"".join(f"<p>{SENTENCE} Part {number}.</p>" for number in range(9))}<iframe src="//frame.example/"></iframe>
</article></body></html>"""


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_else_imports_what_can_reach_the_network() -> None:
    found = [
        (path.relative_to(PACKAGE).with_suffix("").as_posix(), name)
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in _imported(path)
    ]
    wrong = [
        f"{below} imports {name}"
        for below, name in found
        for library in (*HOMES, *NOWHERE)
        if f"{name}.".startswith(f"{library}.") and below not in HOMES.get(library, ())
    ]
    assert wrong == []
    assert ("collect/net", "socket") in found


def _from_the_door() -> bool:
    frame: Any = sys._getframe(2)
    while frame is not None and not frame.f_code.co_filename.endswith("/collect/net.py"):
        frame = frame.f_back
    return frame is not None


def test_a_whole_run_connects_only_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strays: list[object] = []
    really_connect, really_look_up = socket.socket.connect, socket.getaddrinfo

    def connect(sock: socket.socket, address: Any) -> None:
        strays.extend([] if _from_the_door() else [address])
        really_connect(sock, address)

    def look_up(host: str, *more: Any, **named: Any) -> Any:
        strays.extend([] if _from_the_door() and host == "127.0.0.1" else [host])
        return really_look_up(host, *more, **named)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1")
    time = Time()
    client = net.Client("desk@example.org", (), loopback, time.clock, time.wait)
    with serving() as server:
        server.answers |= {
            "paper.example/feed": redirect(server.url("/feed", "feeds.example")),
            "feeds.example/feed": response(body=FEED.format(port=server.port).encode()),
            "story.example/bridge": response(body=PAGE.encode(), content_type="text/html"),
        }
        outlets = (Outlet("Hill Gazette", feeds=(server.url("/feed", "paper.example"),)),)
        store = Store.open(tmp_path / "test.db")
        intake = pipeline.collect(store, config.Config(outlets=outlets), client, NOW)
        asked = [head.split("Host: ")[1].split(":")[0] + head.split(" ")[1] for head in server.requests]
    assert (intake.new, intake.pages_read) == (1, 1)
    assert store.articles.get()[0].text_available == "full"
    assert asked == [
        *("paper.example/feed", "feeds.example/feed"),
        *("story.example/robots.txt", "story.example/bridge"),
    ]
    assert strays == []


def test_what_is_asked_for_carries_the_contact_of_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "feeds.yaml"
    with serving() as server:
        settings.write_text(
            "settings:\n  contact: desk@hill.example\n  allow_private_hosts: ['127.0.0.1']\n"
            f"outlets:\n  - name: Hill Gazette\n    feeds: ['{server.url('/feed')}']\n"
        )
        CliRunner().invoke(app, ["--feeds", str(settings), "feeds", "check"])
        [head] = server.requests
    assert "contact: desk@hill.example)\r\n" in head
