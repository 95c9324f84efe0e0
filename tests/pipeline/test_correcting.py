"""What people decide stands over regrouping, rebuilding and new articles, and can be undone."""

from dataclasses import replace

import pytest

from aggregator import pipeline
from aggregator.errors import InputError
from aggregator.publish import tables
from aggregator.store import Store
from tests.encoders import hash_encoders
from tests.pipeline.conftest import NOW, articles


@pytest.fixture
def desk(store: Store) -> pipeline.Desk:
    pipeline.group_and_compare(store, hash_encoders())
    return pipeline.Desk(store, "ed", NOW)


def home(store: Store, article_id: str) -> str:
    return store.events.of_articles([article_id])[article_id]


def again(store: Store) -> None:
    """A new article about the bridge arrives, and then everything is grouped anew."""
    store.articles.put(replace(articles()[0], id="a9", outlet="Late Post"), NOW)
    pipeline.group_and_compare(store, hash_encoders())
    pipeline.group_and_compare(store, hash_encoders(), rebuild=True)


def test_a_moved_article_stays_where_it_was_put(store: Store, desk: pipeline.Desk) -> None:
    desk.move("a5", home(store, "a3"), "it is about the flood")
    again(store)
    assert home(store, "a5") == home(store, "a3")
    [dossier] = store.dossiers([home(store, "a5")])
    source = {row["article_id"]: row["assignment_source"] for row in tables.tables(dossier)["articles"]}
    assert source == {"a3": "machine", "a4": "machine", "a5": "human"}


def test_an_article_can_be_put_into_an_event_of_its_own(store: Store, desk: pipeline.Desk) -> None:
    desk.move("a1", None, "")
    again(store)
    assert len(store.events.get([home(store, "a1")])[0].members) == 1
    assert home(store, "a9") == home(store, "a0")


def test_split_articles_stay_apart_from_the_rest(store: Store, desk: pipeline.Desk) -> None:
    desk.split(["a1", "a2"], "")
    again(store)
    assert home(store, "a1") == home(store, "a2") != home(store, "a0")


def test_merged_events_stay_one(store: Store, desk: pipeline.Desk) -> None:
    desk.merge([home(store, "a0"), home(store, "a3")], "")
    again(store)
    assert home(store, "a0") == home(store, "a4")


def test_nothing_joins_a_locked_event(store: Store, desk: pipeline.Desk) -> None:
    desk.lock(home(store, "a0"), "")
    again(store)
    assert sorted(store.events.get([home(store, "a0")])[0].article_ids) == ["a0", "a1", "a2"]


def test_a_title_given_by_a_person_stays(store: Store, desk: pipeline.Desk) -> None:
    desk.rename(home(store, "a3"), " Flood on the Senn ", "")
    again(store)
    assert store.events.get([home(store, "a3")])[0].title == "Flood on the Senn"


def test_undoing_brings_the_machine_back(store: Store, desk: pipeline.Desk) -> None:
    before = home(store, "a1")
    desk.split(["a1"], "")
    assert home(store, "a1") != before
    desk.undo()
    assert home(store, "a1") == home(store, "a0") == before
    with pytest.raises(InputError, match="no correction that stands"):
        desk.undo()


def test_an_event_named_after_an_article_that_left_it_is_not_written_over(
    store: Store, desk: pipeline.Desk
) -> None:
    named = home(store, "a0")
    desk.split(["a0"], "")
    alone = "Nobody knows who painted the lighthouse door green overnight."
    store.articles.put(replace(articles()[0], title="Green door", text=alone), NOW)
    pipeline.group_and_compare(store, hash_encoders())  # nothing ties a0 to the bridge any more
    desk.merge([home(store, "a0"), home(store, "a3")], "")
    desk.undo()
    assert home(store, "a1") == home(store, "a2") == named != home(store, "a0")


def test_every_correction_says_when_who_and_why(store: Store, desk: pipeline.Desk) -> None:
    desk.split(["a1"], "other bridge")
    [kept] = store.corrections.all()
    assert (kept.at, kept.who, kept.kind, kept.reason, kept.undone) == (
        NOW,
        "ed",
        "split",
        "other bridge",
        False,
    )


def test_what_makes_no_sense_is_refused_in_words(store: Store, desk: pipeline.Desk) -> None:
    with pytest.raises(InputError, match="no article a77"):
        desk.move("a77", None, "")
    with pytest.raises(InputError, match="stands alone already"):
        desk.move("a5", None, "")
    with pytest.raises(InputError, match="different events"):
        desk.split(["a0", "a3"], "")
    with pytest.raises(InputError, match="nothing would stay"):
        desk.split(["a3", "a4"], "")
    with pytest.raises(InputError, match="at least two"):
        desk.merge([home(store, "a0"), home(store, "a1")], "")
    assert store.corrections.all() == []


def test_who_leaves_a_merge_leaves_the_rest_together(store: Store, desk: pipeline.Desk) -> None:
    desk.merge([home(store, article_id) for article_id in ("a0", "a3", "a5")], "")
    desk.move("a3", None, "")
    assert home(store, "a0") == home(store, "a5") != home(store, "a3")


def test_an_article_that_is_moved_takes_no_id_and_no_title_along(store: Store, desk: pipeline.Desk) -> None:
    flood, chess = home(store, "a3"), home(store, "a5")
    desk.rename(flood, "Flood on the Senn", "")
    assert desk.move("a3", chess, "") == chess
    assert (home(store, "a4"), home(store, "a5")) == (flood, chess)
    assert store.events.get([flood])[0].title == "Flood on the Senn"
    assert desk.move("a3", flood, "") == flood
    assert (home(store, "a3"), home(store, "a4"), home(store, "a5")) == (flood, flood, chess)
    assert desk.move("a3", None, "") not in {flood, chess}
    assert (home(store, "a4"), home(store, "a5")) == (flood, chess)


def test_a_locked_event_is_closed_to_people_too_until_the_lock_is_undone(
    store: Store, desk: pipeline.Desk
) -> None:
    bridge, flood = home(store, "a0"), home(store, "a3")
    desk.lock(bridge, "")
    for decide in (
        lambda: desk.move("a0", None, ""),
        lambda: desk.move("a3", bridge, ""),
        lambda: desk.split(["a0"], ""),
        lambda: desk.merge([flood, bridge], ""),
        lambda: desk.lock(bridge, ""),
    ):
        with pytest.raises(InputError, match=f"Event {bridge} is locked. Undo the lock first, correction 1"):
            decide()
    desk.rename(bridge, "Bridge", "")
    desk.undo(1)
    assert desk.merge([flood, bridge], "") in {flood, bridge}
