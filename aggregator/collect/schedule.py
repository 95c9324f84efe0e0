"""When a feed is due, and what an outcome changes about it. Pure: outcomes in, feeds out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from aggregator.collect import urls
from aggregator.types import Failed, Feed, Fetched, NotModified, Outcome

INTERVAL = timedelta(minutes=30)
LONGEST = timedelta(hours=24)
JITTER = 0.1
"""Feeds are spread over this share of their delay, so that they do not come due together."""
MOVED_AFTER_DAYS = 3

_HOST_RESTS = ("http 429", "http 503", "resting")


def due(feeds: Iterable[Feed], now: datetime, everything: bool = False) -> list[Feed]:
    """The feeds to fetch now, longest due first; none of a host that asked to be left alone.

    ``everything`` takes those that are not due too, but for feeds that were closed for good.
    """
    feeds = list(feeds)
    resting = {
        urls.host(feed.url or feed.address)
        for feed in feeds
        if feed.error.startswith(_HOST_RESTS) and feed.due is not None and feed.due > now
    } - {""}
    ready = [
        feed
        for feed in feeds
        if not feed.stopped
        and (everything or feed.due is None or feed.due <= now)
        and urls.host(feed.url or feed.address) not in resting
    ]
    return sorted(ready, key=lambda feed: (feed.due is not None, feed.due or now, feed.address))


def unchanged(feed: Feed, outcome: Outcome) -> bool:
    """Whether the outcome holds nothing that was not read at the last visit."""
    return isinstance(outcome, NotModified) or (
        isinstance(outcome, Fetched) and feed.body_sha256 == body_sha256(outcome.body)
    )


def body_sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def after(feed: Feed, outcome: Outcome, now: datetime) -> Feed:
    """The feed after a visit. A body that is no feed counts as the ``Failed`` that parsing it gave."""
    feed = replace(feed, checked=now)
    if isinstance(outcome, Failed):
        return _after_failure(feed, outcome, now)
    feed = _moved(feed, outcome.permanent_url, now)
    feed = replace(feed, errors=0, error="", due=now + _delay(feed, INTERVAL))
    if isinstance(outcome, NotModified):
        return feed
    return replace(feed, etag=outcome.etag, modified=outcome.modified, body_sha256=body_sha256(outcome.body))


def _after_failure(feed: Feed, failed: Failed, now: datetime) -> Feed:
    """Twice the delay after each failure; a gone feed (410) is left alone for good.

    A visit that was not made because the host rests is no failure of the feed.
    """
    errors = feed.errors + (failed.reason != "resting")
    wait = min(INTERVAL * 2 ** min(errors, 10), LONGEST)
    if failed.retry_after is not None:
        wait = max(timedelta(seconds=min(failed.retry_after, LONGEST.total_seconds())), INTERVAL)
    return replace(
        feed,
        errors=errors,
        error=f"{failed.reason}: {failed.detail}" if failed.detail else failed.reason,
        due=now + _delay(feed, wait),
        stopped=feed.stopped or failed.reason == "http 410",
    )


def _moved(feed: Feed, permanent_url: str, now: datetime) -> Feed:
    """Counts the days on which the feed answered that it has moved for good to one and the same address."""
    if not permanent_url:
        return replace(feed, moved_to="", moved_days=())
    days = feed.moved_days if permanent_url == feed.moved_to else ()
    days = tuple(dict.fromkeys((*days, now.date().isoformat())))
    if len(days) >= MOVED_AFTER_DAYS:
        return replace(feed, url=permanent_url, moved_to="", moved_days=())
    return replace(feed, moved_to=permanent_url, moved_days=days)


def _delay(feed: Feed, wait: timedelta) -> timedelta:
    """At least ``wait`` and a share more, the same at each visit of a feed; in all at most 24 hours."""
    share = int.from_bytes(hashlib.sha256(feed.address.encode()).digest()[:4]) / 2**32
    return min(wait, LONGEST / (1 + JITTER)) * (1 + JITTER * share)
