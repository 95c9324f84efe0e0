"""From stored articles to stored events: complete, the same in any order, moved by what is new alone."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator import pipeline
from aggregator.errors import ModelError
from aggregator.group import digest
from aggregator.pipeline import grouping
from aggregator.publish import bundle
from aggregator.store import Store
from aggregator.types import Encoders, Neighbour
from tests.encoders import HashEncoder, hash_encoders
from tests.pipeline.conftest import NOW, articles, filled


def events_of(store: Store) -> list[list[str]]:
    return sorted(sorted(event.article_ids) for event in store.events.get())


def exported(store: Store, folder: Path) -> dict[str, bytes]:
    bundle.write(folder, store.dossiers(store.events.ids(order="oldest")), "plain", True, False)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_article_is_in_exactly_one_event(store: Store) -> None:
    pipeline.group_and_compare(store, hash_encoders())
    assert events_of(store) == [["a0", "a1", "a2"], ["a3", "a4"], ["a5"]]
    assert store.articles.ungrouped() == 0


def test_any_order_of_arrival_gives_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for seed in range(3):
        shuffled = articles()
        random.Random(seed).shuffle(shuffled)
        store = filled(tmp_path / f"{seed}.db", shuffled)
        pipeline.group_and_compare(store, hash_encoders())
        found.append(exported(store, tmp_path / f"out{seed}"))
    assert found[0] == found[1] == found[2]


def test_articles_that_come_one_by_one_end_as_they_would_together(tmp_path: Path) -> None:
    together = filled(tmp_path / "together.db", articles())
    pipeline.group_and_compare(together, hash_encoders())
    alone = Store.open(tmp_path / "alone.db")
    for article in articles():
        alone.articles.put(article, NOW)
        pipeline.group_and_compare(alone, hash_encoders())
    assert events_of(alone) == events_of(together)
    pipeline.group_and_compare(alone, hash_encoders(), rebuild=True)
    assert exported(alone, tmp_path / "one") == exported(together, tmp_path / "other")


def test_new_articles_join_without_moving_the_others(store: Store) -> None:
    late, early = articles()[2], [article for article in articles() if article.id != "a2"]
    grown = filled(store.path.with_name("grown.db"), early)
    pipeline.group_and_compare(grown, hash_encoders())
    before = {event.id: event for event in grown.events.get()}
    grown.articles.put(late, NOW)
    pipeline.group_and_compare(grown, hash_encoders())
    after = {event.id: event for event in grown.events.get()}
    assert set(after) == set(before)
    changed = [event_id for event_id in after if after[event_id] != before[event_id]]
    assert [after[event_id].article_ids for event_id in changed] == [("a0", "a1", "a2")]


def test_a_second_run_with_nothing_new_changes_nothing(store: Store) -> None:
    pipeline.group_and_compare(store, hash_encoders())
    before = store.connection.total_changes
    pipeline.group_and_compare(store, hash_encoders())
    assert store.connection.total_changes == before


def test_a_rebuild_leaves_the_former_ids_leading_to_the_events(store: Store) -> None:
    pipeline.group_and_compare(store, hash_encoders())
    desk = pipeline.Desk(store, "ed", NOW)
    split = desk.split(["a0"], "another bridge")
    desk.undo()
    pipeline.group_and_compare(store, hash_encoders(), rebuild=True)
    [event] = store.events.get([store.events.find(split)])
    assert "a0" in event.article_ids


def test_what_another_model_read_is_read_anew(tmp_path: Path) -> None:
    store = filled(tmp_path / "grown.db", articles()[:-1])
    pipeline.group_and_compare(store, hash_encoders())
    store.articles.put(articles()[-1], NOW)
    other = Encoders(HashEncoder("other-en", dimension=64), HashEncoder("other-many", dimension=64))
    pipeline.group_and_compare(store, other)
    kept = [digest.from_bytes(packed) for packed in store.articles.digests(digest.signature(other))]
    assert [features.model for features in kept] == ["other-en"] * len(articles())


@pytest.mark.parametrize("dimensions", [(64, 256), (256, 64)])
def test_a_model_that_changed_under_its_name_is_said_and_a_rebuild_mends_it(
    store: Store, dimensions: tuple[int, int]
) -> None:
    store.articles.put(replace(articles()[0], id="pl", lang="pl"), NOW)
    pipeline.group_and_compare(store, hash_encoders())
    before = store.events.get()
    store.articles.put(replace(articles()[0], id="new"), NOW)
    english, multilingual = dimensions
    changed = Encoders(
        HashEncoder("hash-en", frozenset({"en"}), english), HashEncoder("hash-many", dimension=multilingual)
    )
    with pytest.raises(ModelError, match="parallax group --rebuild"):
        pipeline.group_and_compare(store, changed)
    assert store.events.get() == before
    pipeline.group_and_compare(store, changed, rebuild=True)
    assert store.articles.ungrouped() == 0


def test_related_events_say_what_kept_them_apart(store: Store) -> None:
    pipeline.group_and_compare(store, hash_encoders())
    home = store.events.of_articles(["a0"])["a0"]
    [event] = store.events.get([home])
    for near in pipeline.related(store, event):
        assert near.event_id != home
        assert near.apart


def test_only_what_could_merge_with_the_new_is_looked_at_again(store: Store) -> None:
    pipeline.group_and_compare(store, hash_encoders())
    store.events.replace_neighbours([], [Neighbour("a0", "a5", 0.3), Neighbour("a2", "a3", 0.6)])
    assert grouping._touched(store, {"a0"}) == ["a0", "a1", "a2", "a3", "a4"]
    assert grouping._touched(store, {"a5"}) == ["a5"]
