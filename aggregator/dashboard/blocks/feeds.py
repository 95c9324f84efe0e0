"""Outlets with what is known of them, and each feed's story: last visit, what went wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlencode

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import language
from aggregator.dashboard.blocks.markup import Content, is_web_address, join, link, outside_link, quiet, tag
from aggregator.publish.report import outlet_name, plural
from aggregator.types import Feed, Outlet

ADVICE = (
    ("http 401", "The feed asks for a login. Look for an open address, or remove it."),
    ("http 403", "The server refuses programs. Ask the outlet, or remove the feed."),
    ("http 404", "The address is gone. Look for the feed’s new address on the outlet’s home page."),
    ("http 410", "The outlet closed this feed for good. Remove it from feeds.yaml."),
    ("http 429", "Too many visits; Parallax waits as long as the server asks. Nothing to do."),
    ("http 503", "The server is overloaded; Parallax waits and tries again. Nothing to do."),
    ("http 5", "The outlet’s server has a fault. Nothing to do; it is tried again."),
    ("timeout", "The server was too slow. Nothing to do; it is tried again."),
    ("redirects", "The address leads in circles. Look for the feed’s new address."),
    ("blocked", "The address leads to a private network. If that is meant, allow its host in feeds.yaml."),
    ("scheme", "Only http, https and file paths can be read. Correct the address in feeds.yaml."),
    ("downgrade", "The address leads from https to http. Look for an https address."),
    ("too large", "The feed is larger than 8 MB. Look for a smaller one of the same outlet."),
    ("tls", "The server’s certificate is not valid. Tell the outlet; it is tried again."),
    ("not a feed", "What came back is no RSS or Atom feed. Look for the feed’s new address."),
    ("robots", "robots.txt asks programs not to read this. Ask the outlet, or remove the feed."),
)
OTHERWISE = "It is tried again at the next update. If it stays, check the address in feeds.yaml."


def card(outlet: Outlet, feeds: Sequence[Feed], articles: int, whole: bool) -> Markup:
    """One outlet: what is known, how many articles, and its feeds; ``whole`` as in ``story``."""
    known = [
        outlet.kind,
        outlet.country,
        language(outlet.language) if outlet.language else "",
        f"owner: {outlet.owner}" if outlet.owner else "",
        *outlet.tags,
    ]
    words = " · ".join(word for word in known if word)
    stories = [story(feed, whole) for feed in feeds] or [_no_feed(articles)]
    return Markup('<li><div><b>{}</b> {}{}</div><div>{}</div><ul class="px-feeds">{}</ul></li>').format(
        outlet_name(outlet.name),
        outside_link(outlet.home, "home page"),
        Markup("<br>{}").format(quiet(words)) if words else "",
        _articles(outlet.name, articles),
        join(stories),
    )


def _articles(outlet: str, articles: int) -> Content:
    """How many, and the way to the events that they tell."""
    words = plural(articles, "article")
    return link(address.events(urlencode({"outlets": outlet})), words) if articles else words


def _no_feed(articles: int) -> Markup:
    words = "Imported from files; no feed is read." if articles else "No feed."
    return Markup("<li>{}</li>").format(quiet(words))


def story(feed: Feed, whole: bool) -> Markup:
    """How the last visit went, in a line; what to do where it failed.

    It is told ``whole``, or without what may be a secret: a key behind the ``?``, this machine's folders.
    """
    shown = str if whole else shortened
    where = Markup('<span class="px-address">{}</span>').format(shown(feed.url or feed.address))
    lines: list[Content] = [_state(feed), where]
    if feed.checked:
        lines.append(quiet(f"last visit {moment(feed.checked)}"))
    if feed.due and not feed.stopped:
        lines.append(quiet(f"due {moment(feed.due)}"))
    if feed.moved_to:
        lines.append(quiet(f"says it moved to {shown(feed.moved_to)}"))
    body = join((Markup("<span>{}</span>").format(line) for line in lines), " ")
    if feed.error:
        body = Markup('{}<p class="px-note">{}<br><b>What to do:</b> {}</p>').format(
            body, feed.error if whole else feed.error.partition(":")[0], advice(feed)
        )
    return Markup("<li>{}</li>").format(body)


def shortened(address: str) -> str:
    if is_web_address(address):
        before, mark, _ = address.partition("?")
        return f"{before}?…" if mark else before
    return PurePath(address).name


def _state(feed: Feed) -> Markup:
    if feed.stopped:
        return tag("stopped", "attention")
    if feed.errors:
        return tag(f"failed, {plural(feed.errors, 'time')} in a row", "attention")
    return tag("read") if feed.checked else tag("not visited by an update yet")


def advice(feed: Feed) -> str:
    return next((words for reason, words in ADVICE if feed.error.lower().startswith(reason)), OTHERWISE)


def moment(time: datetime) -> str:
    return f"{time.day} {time:%b %Y, %H:%M} UTC"


def summary(outlets: int, feeds: Sequence[Feed]) -> Markup:
    failing = sum(bool(feed.errors) or feed.stopped for feed in feeds)
    unvisited = sum(feed.checked is None for feed in feeds)
    parts = [plural(outlets, "outlet"), plural(len(feeds), "feed")]
    if failing:
        parts.append(f"{failing:,} could not be read at the last visit")
    if unvisited:
        parts.append(f"{unvisited:,} not visited yet")
    words = ", ".join(parts) + "."
    return Markup('<p class="px-intro">{}</p>').format(words)
