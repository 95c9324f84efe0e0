"""Kept comparisons: made when articles changed, and one that fails stops no other."""

from collections.abc import Sequence

import pytest

from aggregator import pipeline
from aggregator.compare import comparison, quotes
from aggregator.errors import ModelError
from aggregator.store import Store
from aggregator.types import Article, Comparison, Encoders, Event
from tests.encoders import hash_encoders
from tests.pipeline.conftest import extract_but_for_one


def test_an_event_that_cannot_be_compared_is_told_and_stops_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(quotes, "extract", extract_but_for_one)
        [fault] = pipeline.group_and_compare(store, hash_encoders())
        assert fault == pipeline.compare(store, hash_encoders())[0]
    flood, others = store.events.of_articles(["a3"])["a3"], {"a0", "a5"}
    assert fault.where == f"event {flood} (Flood reaches Hallowby)"
    assert fault.what.startswith("not compared, by a fault of Parallax; all others are.")
    assert "ZeroDivisionError in aggregator/compare/comparison.py, line " in fault.what
    compared = {dossier.event.id for dossier in store.dossiers(store.events.ids())}
    assert compared == set(store.events.of_articles(sorted(others)).values())
    assert pipeline.compare(store, hash_encoders()) == []
    assert flood in {dossier.event.id for dossier in store.dossiers(store.events.ids())}


def test_what_a_person_can_mend_ends_the_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_model(_event: Event, _articles: Sequence[Article], _encoders: Encoders) -> Comparison:
        raise ModelError("The weights are missing.")

    pipeline.group(store, hash_encoders())
    monkeypatch.setattr(comparison, "compare", without_model)
    with pytest.raises(ModelError, match="weights are missing"):
        pipeline.compare(store, hash_encoders())


def test_what_was_compared_is_not_compared_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.group_and_compare(store, hash_encoders())
    monkeypatch.setattr(quotes, "extract", extract_but_for_one)
    assert pipeline.compare(store, hash_encoders()) == []
