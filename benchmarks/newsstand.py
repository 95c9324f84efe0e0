"""A web server on loopback that plays many outlets, well-behaved and not; for ``benchmarks.update``.

The path says what a feed does: ``/good/7``, ``/slow/7`` and so on. ``/count`` tells what was seen.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection

LATENCY = 0.05
"""Seconds for an ordinary answer, as from a server on the same continent."""
SLOW = 4.0
ITEMS = 30
_WORDS = (
    *("harbour", "ferry", "council", "storm", "bridge", "budget", "mayor", "school", "river", "border"),
    *("court", "strike", "police", "hospital", "minister", "tunnel", "market", "farmer", "museum", "station"),
    *("village", "engineer", "vote", "report", "winter", "repair", "island", "train"),
)


@dataclass
class Seen:
    requests: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    not_modified: int = 0
    least_pause: float = 1e9
    left: dict[str, float] = field(default_factory=dict)
    """When the last answer to each host was sent."""


def feed(name: str, teasers: bool) -> bytes:
    """A feed of its own: no two feeds share an item."""
    items = "".join(_item(name, number, teasers) for number in range(ITEMS))
    head = f"<title>Outlet {name}</title><link>http://{name}/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _item(name: str, number: int, teasers: bool) -> str:
    start = sum(name.encode()) + number
    words = [_WORDS[(start * (place + 3) + place) % len(_WORDS)] for place in range(20 if teasers else 120)]
    text = f"<p>{' '.join(words[:60])}.</p><p>{' '.join(words[60:])}.</p>"
    host, _, feed = name.partition("/")
    link = f"http://{host}/page/{feed.replace('/', '-')}-{number}"
    return (
        f"<item><title>{' '.join(words[:8]).title()} {number}</title><link>{link}</link>"
        f"<guid>{name}-{number}</guid><pubDate>Mon, 08 Jul 2024 {number % 24:02}:00:00 GMT</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


def _page(path: str) -> bytes:
    paragraph = " ".join(_WORDS)
    body = "".join(f"<p>{paragraph}, part {number} of {path}.</p>" for number in range(8))
    return f"<html><head><title>{path}</title></head><body><article>{body}</article></body></html>".encode()


def _response(status: str = "200 OK", body: bytes = b"", more: str = "", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\nConnection: close\r\n{more}\r\n".encode() + body


_ALWAYS = {
    "busy": _response("429 Too Many Requests", more="Retry-After: 3600\r\n"),
    "gone": _response("410 Gone"),
    "missing": _response("404 Not Found"),
    "robots.txt": _response("404 Not Found"),
    "junk": _response(body=b"<!DOCTYPE html><html><body>Please log in</body></html>"),
    "cut": _response(body=b"<rss>", length=5_000),
}


def _answer(kind: str, host: str, path: str, head: str, teasers: bool) -> bytes:
    if kind == "moved":
        return _response("301 Moved Permanently", more=f"Location: {path.replace('moved', 'good')}\r\n")
    if kind in ("good", "slow"):
        if f'If-None-Match: "{path}"' in head:
            return _response("304 Not Modified")
        return _response(body=feed(f"{host}{path}", teasers), more=f'ETag: "{path}"\r\n')
    return _ALWAYS.get(kind) or _response(body=_page(path))


async def _serve(pipe: Connection, teasers: bool) -> None:
    seen = Seen()
    loop = asyncio.get_running_loop()

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            host = head.partition("Host: ")[2].partition("\r\n")[0]
            if path == "/count":
                writer.write(_response(body=json.dumps(vars(seen) | {"left": {}}).encode()))
            else:
                await answer(host, path, head, reader, writer)
            await writer.drain()
        writer.close()

    async def answer(
        host: str, path: str, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        kind = path.split("/")[1]
        seen.requests += 1
        seen.in_flight += 1
        seen.most_in_flight = max(seen.most_in_flight, seen.in_flight)
        seen.least_pause = min(seen.least_pause, loop.time() - seen.left.get(host, -1e9))
        try:
            if kind == "silent":
                await reader.read()  # until the visitor hangs up
                return
            await asyncio.sleep(SLOW if kind == "slow" else LATENCY)
            writer.write(_answer(kind, host, path, head, teasers))
        finally:
            seen.left[host] = loop.time()
            seen.in_flight -= 1

    server = await asyncio.start_server(visit, "127.0.0.1", 0, backlog=512)
    pipe.send(server.sockets[0].getsockname()[1])
    async with server:
        await loop.run_in_executor(None, pipe.recv)


def _run(pipe: Connection, teasers: bool) -> None:
    asyncio.run(_serve(pipe, teasers))


@contextmanager
def open_newsstand(teasers: bool) -> Iterator[int]:
    """The port of a server in a process of its own, so that its memory and work are not the reader's."""
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_run, args=(there, teasers), daemon=True)
    process.start()
    there.close()
    try:
        yield here.recv()
    finally:
        here.send(None)
        process.join(10)
