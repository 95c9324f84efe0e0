"""The first step: feeds and files -> stored articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from queue import Queue
from typing import Any, TypeVar

from aggregator import config
from aggregator.collect import articles, feeds, files, net, pages, schedule, urls
from aggregator.pipeline.watching import Watch, unwatched
from aggregator.store import Store, content_hash
from aggregator.types import (
    UNKNOWN,
    Article,
    Failed,
    Feed,
    Fetched,
    Intake,
    NotModified,
    Outcome,
    Outlet,
    Problem,
)

T = TypeVar("T")
IN_FLIGHT = 16
BATCH = 500


def collect(
    store: Store,
    settings: config.Config,
    client: net.Client,
    now: datetime,
    *,
    everything: bool = False,
    watch: Watch = unwatched,
) -> Intake:
    """Visit the feeds that are due (or all), read their articles, and remember how each visit went."""
    outlets = {outlet.name: outlet for outlet in settings.outlets}
    store.sources.put_outlets(settings.outlets)
    known = _feeds(store, settings.outlets)
    due = schedule.due(known, now, everything)
    intake = Intake(feeds=len(due), next_due=min((feed.due for feed in known if feed.due), default=None))
    visits = by_lanes(due, lambda feed: feed.url or feed.address, lambda feed: _visit(client, feed))
    for feed, outcome in watch(visits, "Reading feeds", len(due)):
        _take_feed(store, intake, feed, outcome, outlets[feed.outlet], now)
    if settings.settings.fetch_pages:
        _read_pages(store, client, intake, now, watch)
    return intake


def try_feeds(
    settings: config.Config, client: net.Client, now: datetime
) -> Iterator[tuple[Feed, feeds.Parsed | Failed]]:
    """Fetch and parse every feed once, storing nothing."""
    outlets = {outlet.name: outlet for outlet in settings.outlets}
    wanted = [Feed(address, outlet.name) for outlet in settings.outlets for address in outlet.feeds]
    for feed, outcome in by_lanes(wanted, lambda feed: feed.address, lambda feed: _visit(client, feed)):
        found = _parse(feed, outcome, outlets[feed.outlet], now)
        yield feed, found or Failed(feed.address, "not modified", "the server sent nothing")


def _feeds(store: Store, outlets: Sequence[Outlet]) -> list[Feed]:
    known = store.sources.feeds()
    return [
        replace(known.get(address, Feed(address, outlet.name)), outlet=outlet.name)
        for outlet in outlets
        for address in outlet.feeds
    ]


def _visit(client: net.Client, feed: Feed) -> Outcome:
    if config.is_url(feed.address):
        return client.fetch(feed.url or feed.address, feed.etag, feed.modified)
    return net.read_local(feed.address)


def _take_feed(
    store: Store, intake: Intake, feed: Feed, outcome: Outcome, outlet: Outlet, now: datetime
) -> None:
    parsed = _parse(feed, outcome, outlet, now)
    if isinstance(parsed, Failed):
        intake.failed.append((feed, parsed))
        outcome = parsed
    with store.transaction():
        if isinstance(parsed, feeds.Parsed):
            intake.problems.extend(parsed.problems)
            for article in parsed.articles:
                intake.count(take(store, article, now))
        elif parsed is None:
            intake.not_modified += 1
        store.sources.put_feed(schedule.after(feed, outcome, now))


def take(store: Store, article: Article, now: datetime) -> str:
    """Store a sighting of an article: new, or joined with what is known of it."""
    known = store.articles.get([article.id])
    return store.articles.put(articles.merge(known[0], article) if known else article, now)


def _parse(feed: Feed, outcome: Outcome, outlet: Outlet, now: datetime) -> feeds.Parsed | Failed | None:
    """The feed's articles; a failure; or None where nothing is new."""
    if isinstance(outcome, Failed):
        return outcome
    if not isinstance(outcome, Fetched) or schedule.unchanged(feed, outcome):
        return None
    return feeds.parse(
        outcome.body,
        url=outcome.url,
        outlet=outlet,
        feed=feed.address,
        now=now,
        content_type=outcome.content_type,
    )


def _read_pages(store: Store, client: net.Client, intake: Intake, now: datetime, watch: Watch) -> None:
    """Read the own pages of articles of which only a teaser is known, each once."""
    wanted = store.articles.without_page()
    visits = by_lanes(wanted, lambda article: article.url, lambda article: _page(client, article))
    for article, outcome in watch(visits, "Reading article pages", len(wanted)):
        with store.transaction():
            if isinstance(outcome, Fetched):
                store.articles.put(_with_page(article, outcome, now), now)
                intake.pages_read += 1
            else:
                intake.pages_failed += 1
            said = "read" if isinstance(outcome, Fetched) else outcome.reason
            store.articles.page_tried(article.id, now, said)


def _with_page(article: Article, page: Fetched, now: datetime) -> Article:
    return pages.read(page.body, url=page.url, article=article, now=now, content_type=page.content_type)


def _page(client: net.Client, article: Article) -> Fetched | Failed:
    if not client.allowed_by_robots(article.url):
        return Failed(article.url, "robots", "robots.txt asks not to read this page")
    outcome = client.fetch(article.url, accept=net.PAGE_TYPES)
    return outcome if not isinstance(outcome, NotModified) else Failed(article.url, "not modified")


def bring_in(
    store: Store,
    paths: Sequence[Path],
    outlets: Sequence[Outlet],
    now: datetime,
    *,
    outlet: str = "",
    published: datetime | None = None,
    lang: str = "",
    watch: Watch = unwatched,
) -> Intake:
    """Import files; rows that cannot be read are listed and the rest comes in."""
    intake = Intake()
    store.sources.put_outlets(outlets)
    by_words = store.articles.by_words()
    for path in watch(paths, "Importing files", len(paths)):
        found = files.read(path, outlets=outlets, now=now, outlet=outlet, published=published, lang=lang)
        for batch in _batches(found, BATCH):
            with store.transaction():
                for item in batch:
                    if isinstance(item, Problem):
                        intake.problems.append(item)
                    else:
                        intake.count(_take_imported(store, item, by_words, now))
    return intake


def _take_imported(
    store: Store, article: Article, by_words: Mapping[str, Sequence[str]], now: datetime
) -> str:
    """As ``take``; a text that came once with its outlet and once without is one article, which has it."""
    if article.id != articles.id_by_words(article, article.outlet):
        return take(store, article, now)
    nameless = articles.id_by_words(article, UNKNOWN)
    for known in store.articles.get(by_words.get(content_hash(article.title, article.text), ())):
        if known.id == nameless and known.outlet in (UNKNOWN, article.outlet):
            joined = articles.merge(known, replace(article, id=nameless))
            return store.articles.put(replace(joined, outlet=article.outlet), now)
        if article.outlet == UNKNOWN and known.id == articles.id_by_words(article, known.outlet):
            return take(store, replace(article, id=known.id), now)
    return take(store, article, now)


def by_lanes(
    items: Sequence[T], address: Callable[[T], str], visit: Callable[[T], Outcome]
) -> Iterator[tuple[T, Outcome]]:
    """Visit every item, one thread per host at a time, and yield as outcomes come.

    At most ``IN_FLIGHT`` outcomes wait to be taken, so that memory does not grow with the number of feeds.
    What ``visit`` raises is raised here.
    """
    lanes: dict[str, list[T]] = {}
    for item in items:
        lanes.setdefault(urls.host(address(item)), []).append(item)
    outcomes: Queue[tuple[T, Outcome | Exception]] = Queue(IN_FLIGHT)

    def drive(lane: Sequence[T]) -> None:
        for item in lane:
            try:
                outcomes.put((item, visit(item)))
            except Exception as error:  # the taker waits for every item, so it must hear of this one too
                outcomes.put((item, error))

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        for lane in sorted(lanes.values(), key=len, reverse=True):
            pool.submit(drive, lane)
        for _ in items:
            item, outcome = outcomes.get()
            if isinstance(outcome, Exception):
                raise outcome
            yield item, outcome


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of ``size`` items, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
