"""The store: articles and their versions, events and their ids, one writer, files it must refuse."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator.errors import InputError, StoreError
from aggregator.store import Store
from aggregator.types import Article, Comparison, Event, EventSummary, Feed, Member, Neighbour, Outlet, Span

NOW = datetime(2024, 7, 8, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "test.db")


def article(id: str = "a1", **changes: Any) -> Article:
    base = Article(
        id, "Hill Gazette", "Bridge opens", "The bridge opened today.", first_seen=NOW, feeds=("f",)
    )
    return replace(base, **changes)


def event(id: str, *article_ids: str) -> Event:
    return Event(id, f"Title of {id}", article_ids[0], tuple(Member(a) for a in article_ids))


def summary(id: str, outlets: tuple[str, ...] = ("Hill Gazette",), last: datetime = NOW) -> EventSummary:
    return EventSummary(id, f"Title of {id}", "en", last, last, 1, outlets, 1, ("en",))


def test_what_is_put_comes_back_equal(store: Store) -> None:
    outlet = Outlet("Hill Gazette", country="GB", tags=("local",), feeds=("f",))
    feed = Feed("f", "Hill Gazette", checked=NOW, moved_days=("2024-07-08",), stopped=True)
    whole = article(published=NOW, author="A. Writer", guid="g")
    store.sources.put_outlets([outlet])
    store.sources.put_feed(feed)
    store.articles.put(whole, NOW)
    assert store.sources.outlets() == {"Hill Gazette": outlet}
    assert store.sources.feeds() == {"f": feed}
    assert store.articles.get(["a1", "nowhere"]) == [whole]


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    assert store.articles.put(article(), NOW) == "new"
    assert store.articles.put(article(), NOW) == "unchanged"
    assert store.articles.versions("a1") == []


def test_a_new_text_is_a_version_not_a_second_article(store: Store) -> None:
    store.articles.put(article(), NOW)
    assert store.articles.put(article(text="The bridge opened late today."), NOW) == "updated"
    assert store.articles.count() == 1
    assert store.articles.versions("a1") == [
        ("2024-07-08T12:00:00Z", "Bridge opens", "The bridge opened today.")
    ]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        store.articles.put(article(), NOW)
        raise RuntimeError
    assert store.articles.count() == 0


def test_an_article_is_in_one_event_and_emptied_events_go(store: Store) -> None:
    for id in ("a1", "a2"):
        store.articles.put(article(id), NOW)
    store.events.put([event("e1", "a1"), event("e2", "a2")], {"e1": summary("e1"), "e2": summary("e2")})
    store.events.put([event("e1", "a1", "a2")], {"e1": summary("e1")})
    store.events.drop_empty()
    assert [e.id for e in store.events.get()] == ["e1"]
    assert store.events.of_articles(["a1", "a2"]) == {"a1": "e1", "a2": "e1"}


def test_a_former_id_leads_to_the_event_of_today(store: Store) -> None:
    store.articles.put(article(), NOW)
    store.events.put([event("e9", "a1")], {"e9": summary("e9")})
    store.events.redirect({"e1": "e5"})
    store.events.redirect({"e5": "e9"})
    assert store.events.find("e1") == "e9"
    assert store.events.find("e5") == "e9"


def test_an_id_may_be_cut_while_it_is_clear_and_near_ones_are_named(store: Store) -> None:
    for id in ("a1", "a2"):
        store.articles.put(article(id), NOW)
    store.events.put(
        [event("abc1", "a1"), event("abd2", "a2")], {"abc1": summary("abc1"), "abd2": summary("abd2")}
    )
    assert store.events.find("abc") == "abc1"
    with pytest.raises(InputError, match=r"more than one event: abc1 .*abd2"):
        store.events.find("ab")
    with pytest.raises(InputError, match="Near ones: abd2"):
        store.events.find("abdx")
    with pytest.raises(InputError, match="no event '%'"):
        store.events.find("%")


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ferr", True),
        ("quay ferries", True),
        ('"ferries"', True),
        ('"ferr"', False),
        ('"stop at the quay"', True),
        ("“stop at” north", True),
        ('"at stop"', False),
        ("night-tim", True),
        ("time-night", False),
        ("operator’s", True),
        ('"', False),
        ('""', False),
    ],
)
def test_a_search_finds_beginnings_of_words_and_between_quotation_marks_the_words_themselves(
    store: Store, search: str, found: bool
) -> None:
    text = "Night-time ferries stop at the quay; the north operator's crew says why."
    store.articles.put(article("a1", title="Quay", text=text), NOW)
    store.events.put([event("e1", "a1")], {"e1": summary("e1")})
    assert bool(store.events.ids(search=search)) is found


def test_a_search_says_where_its_words_stand(store: Store) -> None:
    far = "Nothing of it. " * 40
    store.articles.put(article("a1", title="Quay", text=f"{far}Two ferries\n\nstopped. {far}"), NOW)
    store.articles.put(article("a2", title="Quay", text=far), NOW)
    store.events.put([event("e1", "a1", "a2")], {"e1": summary("e1")})
    [passage] = store.events.passages(["e1"], "ferr stopp").values()
    assert passage.span == Span("a1", len(far) + 4, len(far) + 11)
    [headline] = store.events.passages(["e1"], '"quay"').values()
    assert headline.span == Span("a2", 0, 4, "headline")
    assert passage.pieces[1::2] == ("ferries", "stopped")
    assert "Two ferries stopped." in passage.text
    assert passage.text.startswith("…")
    assert len(passage.text) < 250
    assert store.events.passages(["e1"], "") == {}
    assert store.events.passages(["e1"], "train") == {}


def test_an_event_whose_found_words_fit_no_passage_is_shown_without_one(store: Store) -> None:
    phrase = " ".join(f"w{number}" for number in range(30))
    store.articles.put(article("a1", text=f"{phrase} and on"), NOW)
    store.articles.put(article("a2", text="The \x02ferries stopped."), NOW)
    store.events.put([event("e1", "a1"), event("e2", "a2")], {"e1": summary("e1"), "e2": summary("e2")})
    for event_id, search in (("e1", f'"{phrase}"'), ("e2", "ferries"), ("e2", "stopped")):
        assert store.events.ids(search=search) == [event_id]
        assert store.events.passages([event_id], search) == {}
    assert list(store.events.passages(["e1"], f'"{phrase[:20]}"')) == ["e1"]


def test_events_are_found_by_words_outlets_and_time(store: Store) -> None:
    store.articles.put(article("a1"), NOW)
    store.articles.put(article("a2", title="Zażółć gęślą", text="", outlet="Sea Post"), NOW)
    late = NOW.replace(day=9)
    store.events.put(
        [event("e1", "a1"), event("e2", "a2")],
        {"e1": summary("e1"), "e2": summary("e2", ("Sea Post", "Hill Gazette"), late)},
    )
    assert store.events.ids() == ["e2", "e1"]
    assert store.events.ids(search="bridg open") == ["e1"]
    assert store.events.ids(search="gesla") == ["e2"]
    assert store.events.ids(search='" OR *') == []
    assert store.events.ids(min_outlets=2) == ["e2"]
    assert store.events.ids(since=late) == ["e2"]
    assert store.events.ids(outlets=["Hill Gazette"]) == ["e1"]


def test_events_without_a_trusted_date_stand_behind_by_their_first_sighting(store: Store) -> None:
    for number in range(3):
        seen = NOW + timedelta(days=number)
        store.articles.put(article(f"a{number}", url="", published=None, first_seen=seen), NOW)
        undated = replace(summary(f"e{number}"), first=None, last=None)
        store.events.put([event(f"e{number}", f"a{number}")], {f"e{number}": undated})
    store.articles.put(article("old", url=""), NOW)
    long_ago = NOW - timedelta(days=4000)
    store.events.put([event("dated", "old")], {"dated": summary("dated", last=long_ago)})
    assert store.events.ids() == ["dated", "e2", "e1", "e0"]


def test_an_unknown_outlet_makes_no_second_one(store: Store) -> None:
    for id in ("a1", "a2"):
        store.articles.put(article(id), NOW)
    store.events.put([event("e1", "a1")], {"e1": summary("e1", ("Hill Gazette", "unknown"))})
    store.events.put([event("e2", "a2")], {"e2": summary("e2", ("unknown",))})
    assert store.events.ids(min_outlets=2) == []
    assert store.events.ids(min_outlets=1) == ["e1", "e2"]


def test_a_comparison_and_its_edges_are_kept(store: Store) -> None:
    store.articles.put(article(), NOW)
    store.events.put([event("e1", "a1")], {"e1": summary("e1")})
    store.events.put_comparison(Comparison("e1", ("a1",)), "print")
    edge = Neighbour("a1", "a2", 0.75, ("Brenn",), 2.0)
    store.events.replace_neighbours(["a1"], [edge])
    assert store.events.comparison("e1") == Comparison("e1", ("a1",))
    assert store.events.fingerprints() == {"e1": "print"}
    assert store.events.neighbours(["a2"]) == [edge] == store.events.neighbours()
    store.events.replace_neighbours(["a2"], [])
    assert store.events.neighbours() == []


def compared(store: Store) -> None:
    store.articles.put(article(), NOW)
    store.events.put([event("e1", "a1")], {"e1": summary("e1")})
    store.events.put_comparison(Comparison("e1", ("a1",)), "print")


def test_new_words_of_an_article_take_away_the_comparison_of_the_former(store: Store) -> None:
    compared(store)
    store.articles.put(article(author="A. Writer"), NOW)
    assert [dossier.event.id for dossier in store.dossiers(["e1"])] == ["e1"]
    store.articles.put(article(text="The bridge opened late today."), NOW)
    assert list(store.dossiers(["e1"])) == []
    assert store.events.fingerprints() == {}  # so that it is made anew


def test_an_event_that_is_gone_or_not_compared_yet_is_passed_over(store: Store) -> None:
    compared(store)
    store.articles.put(article("a2"), NOW)
    store.events.put([event("e2", "a2")], {"e2": summary("e2")})
    assert [dossier.event.id for dossier in store.dossiers(["gone", "e2", "e1"])] == ["e1"]


def test_what_is_known_of_an_event_is_of_one_moment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    compared(store)
    reader = Store.open(store.path)
    read = reader.events.comparison

    def and_another_writes(event_id: str) -> Comparison | None:
        kept = read(event_id)
        store.articles.put(article(text="The bridge opened late today."), NOW)
        return kept

    monkeypatch.setattr(reader.events, "comparison", and_another_writes)
    [dossier] = reader.dossiers(["e1"])
    assert dossier.articles == (article(),)
    reader.close()


def test_digests_of_two_models_never_stand_beside_each_other(store: Store) -> None:
    for id in ("a1", "a2"):
        store.articles.put(article(id), NOW)
    store.articles.put_digests("small", {"a1": b"1"})
    assert [a.id for a in store.articles.undigested("small")] == ["a2"]
    store.articles.put_digests("large", {"a2": b"2"})
    assert store.articles.digests("small") == []
    assert store.articles.digests("large") == [b"2"]


def test_a_changed_article_loses_its_digest(store: Store) -> None:
    store.articles.put(article(), NOW)
    store.articles.put_digests("small", {"a1": b"1"})
    store.articles.put(article(), NOW)
    assert store.articles.undigested("small") == []
    store.articles.put(article(text="Another text."), NOW)
    assert [a.id for a in store.articles.undigested("small")] == ["a1"]


def test_a_second_writer_is_told_who_holds_the_lock(store: Store) -> None:
    with store.writing("update", NOW):
        other = Store.open(store.path)
        with (
            pytest.raises(StoreError, match=rf"parallax update' \(process {os.getpid()}"),
            other.writing("group", NOW),
        ):
            pass
        assert other.articles.count() == 0  # readers are never blocked
    with store.writing("group", NOW):
        assert store.articles.count() == 0


def test_a_killed_writer_holds_no_lock(store: Store) -> None:
    script = (
        "import os, signal, sys; from datetime import datetime, UTC; from pathlib import Path;"
        "from aggregator.store import Store; from aggregator.types import Article\n"
        f"store = Store.open(Path({str(store.path)!r})); now = datetime(2024, 7, 8, tzinfo=UTC)\n"
        "with store.writing('import', now):\n"
        "    store.articles.put(Article('kept', 'O', 'T'), now)\n"
        "    store.run('BEGIN'); store.articles.put(Article('lost', 'O', 'T'), now)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    with store.writing("import", NOW):
        assert [a.id for a in store.articles.get()] == ["kept"]


def test_files_that_are_not_ours_are_refused_with_what_to_do(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    text = tmp_path / "text.db"
    text.write_text("not a database at all, but long enough to look like one\n" * 50)
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(foreign)
    with pytest.raises(StoreError, match="not a Parallax database"):
        Store.open(text)
    with pytest.raises(StoreError, match="folder that exists"):
        Store.open(tmp_path / "no" / "such.db")
    with pytest.raises(StoreError, match="Run parallax update"):
        Store.open(tmp_path / "none.db", create=False)


def test_a_newer_schema_is_refused(store: Store) -> None:
    store.run("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreError, match="newer Parallax"):
        Store.open(store.path)
