"""The bytes of a feed -> its articles. Nothing the bytes name is ever opened.

feedparser reads RSS, RDF and Atom, broken ones too. Around it stand the guards it lacks: the bytes
become text here (its own guess at the encoding is often wrong), what is a bomb or a burden is refused
(``mending``), and what it raises fails that feed alone.
"""

from __future__ import annotations

import calendar
import io
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser

from aggregator.collect import articles, dates, mending, naming, urls
from aggregator.collect.charsets import charset_of, decode
from aggregator.collect.text import plain_line
from aggregator.types import UNKNOWN, Article, Failed, Outlet, Problem

NEWEST = 500
"""How many items of one fetched feed are taken."""

_DATE_KEYS = ("published", "created", "updated")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a feed held: its own title and address, its articles in its order, what was mended or left out."""

    title: str
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    address: str = ""
    """The address the feed gives itself (rel="self"), if any."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What all items of one feed share."""

    outlet: str
    country: str
    lang: str
    feed: str
    base: str
    home: str
    now: datetime
    usable_guids: frozenset[str]
    shared_link: str
    """An address that all items give, though they tell different things; empty where there is none."""


def parse(
    body: bytes,
    *,
    url: str,
    outlet: Outlet | None,
    feed: str,
    now: datetime,
    content_type: str = "",
    newest: int | None = NEWEST,
) -> Parsed | Failed:
    """Read a feed's bytes.

    ``url`` is where they came from (an address, for relative links, or a path); ``feed`` is noted in the
    articles. Without ``outlet`` the feed's title names it. ``content_type`` is what the server said.
    ``newest`` caps the items, None takes all. Fails with ``not a feed``, ``entities``, ``too complex`` or
    ``unreadable``.

    An item's text is its full content where that has 80 words or more and does not break off in an
    ellipsis or a "read more"; what stands only in a description must have two paragraphs as well.
    """
    text, mended = mending.mended(decode(body, charset_of(content_type)))
    refused = mending.refusal(text, url)
    if refused:
        return refused
    tree = _tree(text)
    if isinstance(tree, Exception):
        return Failed(url, "unreadable", f"The parser broke down over it ({tree!r}).")
    if not tree.entries and not tree.get("version"):
        return Failed(url, "not a feed", "It holds no RSS, RDF or Atom.")
    problems = [Problem(feed, note) for note in mended]
    if tree.bozo:
        problems.append(Problem(feed, f"not well-formed, read as far as possible: {tree.bozo_exception}"))
    context = _context(tree, url, outlet, feed, now)
    if context.shared_link:
        said = f"all items give the address {context.shared_link[:80]}; it is left empty"
        problems.append(Problem(feed, said, note=True))
    cut = tree.entries and tree.bozo and mending.ends_inside_an_item(text)
    if cut and not _link(tree.entries[-1], context.base):
        tree.entries.pop()  # read whole at the next visit, it would be taken for another article
        problems.append(Problem(feed, "the last item is cut short and was left out"))
    entries, capped = _newest(tree.entries, context, newest)
    problems += capped
    found = []
    for number, entry in entries:
        article, notes = _article(entry, context)
        problems += [Problem(f"{feed}, item {number}", note) for note in notes]
        found += [article] if article else []
    unique = articles.merged(found)
    if len(unique) < len(found):
        repeated = len(found) - len(unique)
        are = "1 item is another version" if repeated == 1 else f"{repeated} items are other versions"
        problems.append(Problem(feed, f"{are} of an item", note=True))
    title = plain_line(_get(tree.feed, "title"))
    return Parsed(title, unique, tuple(problems), _own_address(tree.feed))


def looks_like_feed(body: bytes) -> bool:
    """Whether the beginning holds the root of a feed."""
    return mending.looks_like_feed(decode(body[:20_000]))


def _tree(text: str) -> Any:
    """feedparser's result, or what it raised over odd georss, chapters and the like.

    A file object is the only input for which it opens neither files nor addresses.
    """
    document = io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + text.encode())
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            document, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        return error


def _keep_no_tags(parser: Any, *_tag: object) -> None:
    """In the place of what compares each tag of an item with all before it; nobody here reads tags."""
    parser._get_context().setdefault("tags", [])


feedparser.mixin._FeedParserMixin._add_tag = _keep_no_tags


def _context(tree: Any, url: str, outlet: Outlet | None, feed: str, now: datetime) -> _Context:
    home = urls.absolute(_get(tree.feed, "link"), url if urls.absolute(url) else "")
    title = plain_line(_get(tree.feed, "title"))
    name = outlet.name if outlet else naming.outlet_of(title, home) or UNKNOWN
    base = urls.absolute(url) or home or (outlet.home if outlet else "")
    guids = Counter(guid for entry in tree.entries if (guid := _get(entry, "id").strip()))
    return _Context(
        outlet=name,
        country=outlet.country if outlet else "",
        lang=(outlet.language if outlet else "") or _get(tree.feed, "language"),
        feed=feed,
        base=base,
        home=urls.canonical_url(home),
        now=now,
        usable_guids=frozenset(guid for guid, count in guids.items() if count == 1),
        shared_link=_shared_link(tree.entries, base),
    )


def _shared_link(entries: list[Any], base: str) -> str:
    links = {_link(entry, base) for entry in entries}
    titles = {_get(entry, "title").strip() for entry in entries}
    return links.pop() if len(links) == 1 and len(titles) > 1 else ""


def _own_address(head: Any) -> str:
    links = head.get("links") or []
    return next((urls.absolute(link.get("href") or "") for link in links if link.get("rel") == "self"), "")


def _newest(
    entries: list[Any], context: _Context, newest: int | None
) -> tuple[list[tuple[int, Any]], list[Problem]]:
    """The items with their numbers, in the feed's order: the newest by date, undated ones as they stand."""
    numbered = list(enumerate(entries, start=1))
    if newest is None or len(numbered) <= newest:
        return numbered, []

    def age(item: tuple[int, Any]) -> tuple[bool, float]:
        moment = _published(item[1], context)[0]
        return moment is None, -moment.timestamp() if moment else 0.0

    kept = sorted(sorted(numbered, key=age)[:newest], key=lambda item: item[0])
    return kept, [Problem(context.feed, f"{len(numbered)} items: only the newest {newest} were taken")]


def _article(entry: Any, context: _Context) -> tuple[Article | None, tuple[str, ...]]:
    published, printed = _published(entry, context)
    text, is_content = _text(entry)
    guid = _get(entry, "id").strip()
    link = _link(entry, context.base)
    if link == context.shared_link:
        link = ""
    article, notes = articles.finish(
        articles.Draft(
            outlet=context.outlet,
            title=_get(entry, "title"),
            text=text,
            url=link,
            own_url=urls.canonical_url(link) != context.home,
            author=_author(entry),
            published=published,
            published_origin="feed",
            first_seen=context.now,
            lang=context.lang,
            guid=guid if guid in context.usable_guids else "",
            feed=context.feed,
        ),
        by_text=False,
        paragraphs=1 if is_content else 2,
    )
    if printed and published is None:
        notes += (f"date left empty: {printed[:60]!r} cannot be trusted or read",)
    return article, notes


def _published(entry: Any, context: _Context) -> tuple[datetime | None, str]:
    """The first date that can be read and can be true, and what was printed."""
    printed = [(key, text) for key in _DATE_KEYS if (text := _get(entry, key).strip())]
    for key, text in printed:
        moment = dates.parse(text, context.country)
        if moment is None and not text.isascii():  # feedparser knows a few more languages
            moment = _moment(dict.get(entry, f"{key}_parsed"))
        if moment := dates.within(moment, context.now):
            return moment, text
    return None, printed[0][1] if printed else ""


def _moment(fields: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(fields), UTC) if fields else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _text(entry: Any) -> tuple[str, bool]:
    """The longest text of an item as markup, and whether it was sent as content, not as description."""
    contents = [
        str(part.get("value") or "")
        for part in dict.get(entry, "content") or []
        if str(part.get("type") or "text/html").startswith(("text/", "application/xhtml"))
    ]
    content, summary = max(contents, key=len, default=""), _get(entry, "summary")
    return (content, True) if len(content) >= len(summary) and content else (summary, False)


def _link(entry: Any, base: str) -> str:
    """The item's own address, rather than a counting redirect of the feed's host or a GUID that is none."""
    links = dict.get(entry, "links") or []
    alternates = [str(link.get("href") or "") for link in links if link.get("rel") == "alternate"]
    candidates = (_get(entry, "feedburner_origlink"), _get(entry, "link"), *alternates)
    guid = _get(entry, "id")
    addresses = (urls.absolute(link, "" if link == guid else base) for link in candidates if link)
    return next((address for address in addresses if address), "")


def _author(entry: Any) -> str:
    people = [str(person.get("name") or "") for person in dict.get(entry, "authors") or []]
    names = [name for person in people if (name := plain_line(person)) and "@" not in name]
    return ", ".join(dict.fromkeys(names))


def _get(element: Any, key: str) -> str:
    """A text field; feedparser's own lookup would put "published" in the place of a missing "updated"."""
    value = dict.get(element, key)
    return value if isinstance(value, str) else ""
