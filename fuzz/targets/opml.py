"""OPML from other feed readers, on its way into feeds.yaml."""

from __future__ import annotations

import tempfile
from pathlib import Path

from aggregator import config
from aggregator.collect import opml, urls
from aggregator.errors import InputError
from aggregator.types import Outlet
from fuzz import seeds
from fuzz.promises import is_line, is_printable

PIECES = (
    "<opml>", "</opml>", "<body>", "<outline ", "<outline>", "</outline>", "/>", ">", 'text="', 'title="',
    '"', 'xmlUrl="', 'htmlUrl="', "https://a.example/x", "http://[::1", "http://", "javascript:alert(1)",
    "&amp;", "&#10;", "&#x202e;", " ", "x" * 250, "<!DOCTYPE opml [", "<!ENTITY a 'b'>", "]>", "&a;",
    "<?xml ", "?>", "encoding='utf-16'", "\0", "\ufeff", "user:pw@", "Coast",
    '<outline text="A" xmlUrl="https://b.example/"/>',
)  # fmt: skip
SEEDS = [
    opml.write([Outlet("Hill Gazette", home="https://hill.example", feeds=("https://hill.example/a.xml",))]),
    *seeds.encoded(*seeds.literals("collect/test_opml.py")),
]
KNOWN = [Outlet("Hill Gazette", feeds=("https://hill.example/b.xml",))]
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def check(data: bytes) -> None:
    """Outlets that feeds.yaml takes, or an ``InputError``; what is written is read again."""
    try:
        found = opml.read(data, KNOWN)
    except InputError as error:
        is_printable(str(error))
        return
    assert len({outlet.name for outlet in (*found, *KNOWN)}) == len(found) + len(KNOWN)
    for outlet in found:
        is_line(outlet.name)
        assert outlet.name and outlet.feeds
        assert not outlet.home or urls.absolute(outlet.home), outlet.home
        assert all(urls.absolute(feed) for feed in outlet.feeds), outlet.feeds
    assert [(o.name, o.home, o.feeds) for o in opml.read(opml.write(found))] == [
        (o.name, o.home, o.feeds) for o in found
    ]
    path = FOLDER / "feeds.yaml"
    path.write_text("outlets:\n  - name: Hill Gazette\n    feeds: [https://hill.example/b.xml]\n")
    if found:
        config.add(path, found)
        assert list(config.load(path).outlets[1:]) == found
