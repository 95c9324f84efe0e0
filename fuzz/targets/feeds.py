"""Feeds: as they are, or made of fields so that it is known how many items went in."""

from __future__ import annotations

from xml.sax.saxutils import escape

from aggregator.collect import feeds
from aggregator.types import Failed, Outlet
from fuzz import seeds
from fuzz.promises import are_told, fields_of, is_address, is_article, is_line

PIECES = (
    "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<description>", "<![CDATA[", "]]>",
    "<entry>", "</entry>", "<guid>", "<pubDate>", "<content:encoded>", "<dc:creator>", "<enclosure ",
    "<!DOCTYPE rss [", "<!ENTITY a 'b'>", "&a;", "&amp;amp;", "&nbsp;", "&#0;", "&#xD800;", "&lt;p&gt;",
    "<rss>", "<channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "xml:base='http://x.example/'",
    "\x1f", "\0", "\x1b[31m", "\u202e", "javascript:alert(1)", "//x.example", "Mon, 08 Jul 2024 12:00 GMT",
)  # fmt: skip
SEEDS = [
    *seeds.short_feeds(),
    *seeds.encoded(*(text for text in seeds.literals("collect/test_feeds.py") if "<" in text)),
    b"A title\x1f/a?id=1\x1fg1\x1f2024-07-08\x1fSome <b>text</b>.\x1fA. Writer",
]
REASONS = {"not a feed", "entities", "too complex", "unreadable"}
POST = Outlet("Post", home="https://post.example", country="IE", language="en")
URL = "https://post.example/feed.xml"
ITEM = (
    "<item><title>{}</title><link>{}</link><guid>{}</guid><pubDate>{}</pubDate><description>{}</description>"
)
FIELDS = ITEM.count("{}")


def check(data: bytes) -> None:
    """Articles keep their promises, and no item is lost without a word."""
    fields = fields_of(data) if b"\x1f" in data else []
    body = _made(fields) if fields else data
    read = feeds.parse(body, url=URL, outlet=POST if len(data) % 2 else None, feed=URL, now=seeds.NOW)
    if isinstance(read, Failed):
        assert read.reason in REASONS and not fields, read
        return
    for article in read.articles:
        is_article(article, seeds.NOW)
    assert len({article.id for article in read.articles}) == len(read.articles)
    is_line(read.title)
    is_address(read.address)
    are_told(read.problems)
    if fields:
        repeated = [p.what for p in read.problems if "other versions of an item" in p.what]
        left_out = sum(p.what.startswith("left out") for p in read.problems)
        told = len(read.articles) + left_out + sum(int(what.split()[0]) for what in repeated)
        assert told == -(-len(fields) // FIELDS), f"{told} of {len(fields)} fields"


def _made(fields: list[str]) -> bytes:
    fields = [escape(field, {"\ufffe": "", "\uffff": ""}) for field in fields]
    fields += [""] * (-len(fields) % FIELDS)
    items = (ITEM.format(*fields[at : at + FIELDS]) + "</item>" for at in range(0, len(fields), FIELDS))
    body = f'<rss version="2.0"><channel><title>Post</title>{"".join(items)}</channel></rss>'
    return body.encode("utf-8", "replace")
