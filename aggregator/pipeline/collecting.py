"""The first step: feeds and files -> stored articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from aggregator import config
from aggregator.collect import articles, feeds, files, net, pages, schedule, urls
from aggregator.collect.visits import by_lanes
from aggregator.pipeline import faults
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

BATCH = 500
PATIENCE = 600.0
"""Seconds after which the pages of hosts that ask for long pauses are left for the next run."""
TRIED_FOR = timedelta(days=2)
"""How long after an article was first seen its page is asked for again where that failed for the moment."""

_FOR_THE_MOMENT = (
    *("later", "resting", "no answer", "no robots.txt", "dns", "connect", "timeout", "cut"),
    *("http 429", "http 5"),
)


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
    visits = by_lanes(
        due, lambda feed: feed.url or feed.address, lambda feed: _visit(client, feed), client.lanes
    )
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
    for feed, outcome in by_lanes(
        wanted, lambda feed: feed.address, lambda feed: _visit(client, feed), client.lanes
    ):
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
    try:
        return feeds.parse(
            outcome.body,
            url=outcome.url,
            outlet=outlet,
            feed=feed.address,
            now=now,
            content_type=outcome.content_type,
        )
    except Exception as error:  # whatever it is, the other feeds are read
        fault = f"By a fault of Parallax; please report it with the feed's address: {faults.told(error)}"
        return Failed(outcome.url, "unreadable", fault)


def _read_pages(store: Store, client: net.Client, intake: Intake, now: datetime, watch: Watch) -> None:
    """Read the own pages of articles of which only a teaser is known, each once.

    What failed for the moment is tried again in the next runs, for two days.
    """
    wanted = store.articles.without_page()
    until = client.lanes.clock() + PATIENCE
    visits = by_lanes(
        wanted, lambda article: article.url, lambda article: _page(client, article, until), client.lanes
    )
    left: Counter[str] = Counter()
    for article, outcome in watch(visits, "Reading article pages", len(wanted)):
        with store.transaction():
            if isinstance(outcome, Fetched):
                store.articles.put(_with_page(article, outcome, now), now)
                intake.pages_read += 1
            else:
                later = outcome.reason == "later"
                intake.pages_failed += not later
                left[urls.host(article.url)] += later
            if not _try_again(article, outcome, now):
                said = "read" if isinstance(outcome, Fetched) else outcome.reason
                store.articles.page_tried(article.id, now, said)
    for host, count in sorted((+left).items()):
        pause = f"the host asks for {client.lanes.pace(host):.0f} s between two requests"
        said = f"article pages left for the next update: {count}, since {pause}"
        intake.problems.append(Problem(host, said, note=True))


def _try_again(article: Article, outcome: Outcome, now: datetime) -> bool:
    return (
        isinstance(outcome, Failed)
        and outcome.reason.startswith(_FOR_THE_MOMENT)
        and now - (article.first_seen or now) < TRIED_FOR
    )


def _with_page(article: Article, page: Fetched, now: datetime) -> Article:
    return pages.read(page.body, url=page.url, article=article, now=now, content_type=page.content_type)


def _page(client: net.Client, article: Article, until: float) -> Fetched | Failed:
    if client.lanes.pace(urls.host(article.url)) and client.lanes.clock() > until:
        return Failed(article.url, "later")
    outcome = client.fetch_page(article.url)
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


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of ``size`` items, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
