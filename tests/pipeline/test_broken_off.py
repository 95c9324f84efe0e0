"""Killed between any two statements, a run leaves whole transactions alone, and the next goes on from them.

What a second connection sees before a statement is what a kill at that moment leaves.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator import config, pipeline
from aggregator.collect import net
from aggregator.store import Store
from aggregator.types import Fetched, Outlet
from tests.encoders import hash_encoders
from tests.pipeline.conftest import FLOOD, NOW

FEED = """<rss version="2.0"><channel><title>Senn Valley News</title><item><title>Flood in Hallowby</title>
<link>https://senn.example/flood</link><description>{}</description></item></channel></rss>"""
TEXT = "".join(f"<p>{number} {FLOOD}</p>" for number in range(12))
PAGE = f"<html><body><article>{TEXT}</article></body></html>".encode()

Step = Callable[[], object]


class Paper(net.Client):
    """Has one page, whatever it is asked for."""

    def fetch_page(self, url: str) -> Fetched:
        return Fetched(url, PAGE, content_type="text/html")


def collecting(store: Store, text: str = FLOOD, *, days: int = 0, pages: bool = False) -> Step:
    path = store.path.with_name("feed.xml")
    path.write_text(FEED.format(text))
    outlet = Outlet("Senn Valley News", feeds=(str(path),))
    chosen = config.Config(config.Settings(fetch_pages=pages), (outlet,))
    return lambda: pipeline.collect(store, chosen, Paper(""), NOW + timedelta(days=days))


def reading_a_feed(store: Store) -> Step:
    collecting(store)()
    return collecting(store, "The Senn rose.", days=1)


def reading_a_page(store: Store) -> Step:
    collecting(store)()
    return collecting(store, pages=True)


def importing(store: Store) -> Step:
    rows = store.path.with_name("rows.jsonl")
    rows.write_text('{"id": "a3", "outlet": "Outlet 3", "title": "Flood", "text": "The Senn rose."}\n')
    pipeline.bring_in(store, [rows], (), NOW)
    rows.write_text(rows.read_text().replace("rose", "fell"))
    return lambda: pipeline.bring_in(store, [rows], (), NOW)


def grouping(store: Store) -> Step:
    return lambda: pipeline.group(store, hash_encoders())


def comparing(store: Store) -> Step:
    grouping(store)()
    return lambda: pipeline.compare(store, hash_encoders())


def correcting(store: Store) -> Step:
    grouping(store)()
    homes = store.events.of_articles(["a0", "a3"])
    return lambda: pipeline.Desk(store, "ed", NOW).merge([homes["a0"], homes["a3"]], "one")


def taking_back(store: Store) -> Step:
    correcting(store)()
    return pipeline.Desk(store, "ed", NOW).undo


def committed(path: Path) -> tuple[str, bytes]:
    """All that the database holds, and the file that holds it."""
    with closing(sqlite3.connect(path)) as other:
        return "\n".join(other.iterdump()), other.serialize()


def states(store: Store, step: Step, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What was committed before each statement of ``step`` and at its end, each state once, with its file."""
    found: dict[str, bytes] = {}
    run = store.run

    def looking(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        found.setdefault(*committed(store.path))
        return run(sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(store, "run", looking)
        step()
    found.setdefault(*committed(store.path))
    return found


@pytest.mark.parametrize(
    ("prepared", "transactions"),
    [
        (reading_a_feed, 1),
        (reading_a_page, 1),
        (importing, 1),
        (grouping, 1),
        (comparing, 3),  # one for each event
        (correcting, 1),
        (taking_back, 1),
    ],
)
def test_a_step_that_is_killed_anywhere_leaves_whole_transactions(
    prepared: Callable[[Store], Step], transactions: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(states(store, prepared(store), monkeypatch)) == 1 + transactions


def test_the_run_after_a_kill_comes_to_the_end_of_one_that_was_not_killed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def update(store: Store) -> None:
        collecting(store, pages=True)()
        pipeline.group_and_compare(store, hash_encoders())

    found = states(store, lambda: update(store), monkeypatch)
    *_, end = found
    for number, left in enumerate(found.values()):
        path = store.path.with_name(f"{number}.db")
        path.write_bytes(left)
        update(Store.open(path))
        assert committed(path)[0] == end
    assert number >= 6  # outlets, feed, page, events, and the comparison of each
