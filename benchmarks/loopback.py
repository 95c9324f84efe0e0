"""A news site on this machine: a feed of teasers taken from a feed file, and a page for each article."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_ITEM = re.compile(rb"[ \t]*<item>.*?</item>\n", re.DOTALL)
_LINK = re.compile(rb"https://[^/<\s]+/")


class Site(ThreadingHTTPServer):
    """``published``: how many of the feed's items are out by now; the oldest stands last."""

    daemon_threads = True

    def __init__(self, feed: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.published = 0
        self.url = f"http://127.0.0.1:{self.server_port}/"
        body = _LINK.sub(self.url.encode(), feed.read_bytes())
        self.items = _ITEM.findall(body)
        self.frame = _ITEM.sub(b"", body)

    def feed(self) -> bytes:
        out = b"".join(self.items[len(self.items) - self.published :])
        return self.frame.replace(b"</channel>", out + b"</channel>")

    def page(self, path: str) -> bytes | None:
        """The article that the item with this link leads to: longer than its teaser, the same each time."""
        for number, item in enumerate(self.items):
            if f"{self.url}{path}".encode() in item:
                title: bytes = re.findall(rb"<title>(.*?)</title>", item)[0]
                teaser: bytes = re.findall(rb"CDATA\[(.*?)\]\]", item, re.DOTALL)[0]
                more = b"".join(
                    f"<p>In the hall of house {number}, a clerk read paragraph {part} of the notice aloud, "
                    f"and those who had come at {part + 3} o'clock wrote down each word of it.</p>".encode()
                    for part in range(1, 6)
                )
                head = b"<html><head><title>" + title + b"</title></head><body><article><h1>" + title
                return head + b"</h1><p>" + teaser + b"</p>" + more + b"</article></body></html>"
        return None


class _Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        body = self.server.feed() if path == "feed.xml" else self.server.page(path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if path == "feed.xml" else "text/html")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(feed: Path) -> Iterator[Site]:
    site = Site(feed)
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()
