"""From feeds and files to stored articles: one dead feed stops nothing, and every article is one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator import config, pipeline
from aggregator.collect import feeds, net
from aggregator.pipeline import collecting
from aggregator.store import Store
from aggregator.types import Article, Failed, Outlet

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)
FEED = """<rss version="2.0"><channel><title>Hill Gazette</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://hill.example/{slug}</link>
<pubDate>Mon, 08 Jul 2024 09:00:00 GMT</pubDate><description>{title} in brief.</description></item>"""


def feed(path: Path, *titles: str) -> str:
    items = "".join(ITEM.format(title=title, slug=title.lower()) for title in titles)
    path.write_text(FEED.format(items=items), encoding="utf-8")
    return str(path)


def settings(*feeds: str) -> config.Config:
    return config.Config(config.Settings(fetch_pages=False), (Outlet("Hill Gazette", feeds=feeds),))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "test.db")


def test_a_dead_feed_stops_nothing_and_its_story_is_kept(store: Store, tmp_path: Path) -> None:
    good, dead = feed(tmp_path / "a.xml", "Bridge", "Flood"), str(tmp_path / "none.xml")
    intake = pipeline.collect(store, settings(good, dead), net.Client(""), NOW)
    assert (intake.new, intake.feeds) == (2, 2)
    [(failed, failure)] = intake.failed
    assert failed.address == dead
    assert failure.reason == "file"
    assert store.sources.feeds()[dead].errors == 1
    assert store.sources.feeds()[good].error == ""


def test_an_unchanged_feed_is_not_parsed_again_and_new_items_come_in(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    chosen = settings(feed(path, "Bridge"))
    pipeline.collect(store, chosen, net.Client(""), NOW)
    later = pipeline.collect(store, chosen, net.Client(""), NOW + timedelta(hours=2))
    assert (later.feeds, later.not_modified, later.articles) == (1, 1, 0)
    feed(path, "Bridge", "Flood")
    latest = pipeline.collect(store, chosen, net.Client(""), NOW + timedelta(hours=4))
    assert (latest.new, latest.unchanged) == (1, 1)


def test_a_feed_is_left_alone_until_it_is_due(store: Store, tmp_path: Path) -> None:
    chosen = settings(feed(tmp_path / "a.xml", "Bridge"))
    pipeline.collect(store, chosen, net.Client(""), NOW)
    assert pipeline.collect(store, chosen, net.Client(""), NOW + timedelta(minutes=5)).feeds == 0


def test_one_article_in_two_feeds_of_an_outlet_is_one(store: Store, tmp_path: Path) -> None:
    first, second = feed(tmp_path / "a.xml", "Bridge"), feed(tmp_path / "b.xml", "Bridge")
    pipeline.collect(store, settings(first, second), net.Client(""), NOW)
    [article] = store.articles.get()
    assert set(article.feeds) == {first, second}


def test_a_summary_never_replaces_a_full_text(store: Store) -> None:
    full = Article("a1", "Hill Gazette", "Bridge", "All of it.", first_seen=NOW)
    for article in (full, replace(full, text="Teaser", text_available="summary")):
        collecting.take(store, article, NOW)
    assert store.articles.get(["a1"])[0].text == "All of it."


def test_trying_feeds_stores_nothing(store: Store, tmp_path: Path) -> None:
    chosen = settings(feed(tmp_path / "a.xml", "Bridge"), str(tmp_path / "none.xml"))
    found = dict(pipeline.try_feeds(chosen, net.Client(""), NOW))
    assert {Path(feed.address).name: type(outcome).__name__ for feed, outcome in found.items()} == {
        "a.xml": "Parsed",
        "none.xml": "Failed",
    }
    assert store.articles.count() == 0


def test_imported_files_come_in_and_bad_rows_are_listed(store: Store, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"title": "Bridge", "outlet": "Hill Gazette"}\nnot json\n{"outlet": "Hill Gazette"}\n')
    intake = pipeline.bring_in(store, [rows, tmp_path / "none.csv"], [], NOW)
    assert intake.new == 1
    assert [problem.where.rsplit("/", 1)[-1].split(",")[0] for problem in intake.problems][-1] == "none.csv"
    assert len([problem for problem in intake.problems if not problem.note]) == 3


@pytest.mark.parametrize("order", [("", "Hill Gazette"), ("Hill Gazette", ""), ("", "Hill Gazette", "")])
def test_a_text_with_and_without_its_outlet_is_one_article(
    store: Store, tmp_path: Path, order: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text("Bridge opens\n\nThe bridge at Tollbury opened today.")
    fates = [pipeline.bring_in(store, [tmp_path / "a.txt"], (), NOW, outlet=outlet).new for outlet in order]
    assert fates == [1] + [0] * (len(order) - 1)
    [article] = store.articles.get()
    assert article.outlet == "Hill Gazette"
    pipeline.bring_in(store, [tmp_path / "a.txt"], (), NOW, outlet="Dale Post")
    assert sorted(one.outlet for one in store.articles.get()) == ["Dale Post", "Hill Gazette"]


def test_a_given_id_is_never_joined_with_a_text_of_the_same_words(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Bridge", "text": "It opened."}\n')
    (tmp_path / "b.jsonl").write_text(
        '{"id": "7", "outlet": "Hill", "title": "Bridge", "text": "It opened."}\n'
    )
    pipeline.bring_in(store, [tmp_path / "a.jsonl", tmp_path / "b.jsonl"], (), NOW)
    assert {one.outlet for one in store.articles.get()} == {"unknown", "Hill"}


def test_a_feed_that_the_reader_falls_over_is_told_and_stops_no_other(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, odd = feed(tmp_path / "a.xml", "Bridge"), feed(tmp_path / "b.xml", "Flood")

    def falls_over(body: bytes, *, feed: str, **told: Any) -> feeds.Parsed | Failed:
        if feed == odd:
            raise ZeroDivisionError("an item of no length")
        return read(body, feed=feed, **told)

    read = feeds.parse
    with monkeypatch.context() as broken:
        broken.setattr(feeds, "parse", falls_over)
        intake = pipeline.collect(store, settings(good, odd), net.Client(""), NOW)
    [(failed, failure)] = intake.failed
    assert (intake.new, failed.address, failure.reason) == (1, odd, "unreadable")
    assert "fault of Parallax" in failure.detail
    assert "ZeroDivisionError in aggregator/pipeline/collecting.py, line " in failure.detail
    again = pipeline.collect(store, settings(good, odd), net.Client(""), NOW, everything=True)
    assert (again.new, again.failed) == (1, [])
