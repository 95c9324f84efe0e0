"""How well facts and disagreements are told on the sample, with pinned floors that nobody lowers silently."""

from __future__ import annotations

import pytest

from aggregator.types import Comparison, Encoders
from benchmarks.facts import Scored, disagreement_score, fact_score, score_sample

from .measures import Gold

PRECISION_FLOOR = 0.94
F1_FLOOR = 0.855
ACROSS_F1_FLOOR = 0.85
DISAGREEMENT_PRECISION_FLOOR = 0.95
DISAGREEMENT_RECALL_FLOOR = 0.84


@pytest.fixture(scope="module")
def events(gold: Gold, encoders: Encoders) -> tuple[Scored, ...]:
    return score_sample(gold, encoders)


@pytest.mark.model
def test_sentences_that_state_one_fact_are_found_and_few_others(events: tuple[Scored, ...]) -> None:
    score = fact_score(events)
    assert score.precision >= PRECISION_FLOOR, score
    assert score.f1 >= F1_FLOOR, score


@pytest.mark.model
def test_facts_meet_across_languages(events: tuple[Scored, ...]) -> None:
    score = fact_score(events, across=True)
    assert score.precision >= PRECISION_FLOOR, score
    assert score.f1 >= ACROSS_F1_FLOOR, score


@pytest.mark.model
def test_conflicts_and_updates_are_found_and_told_apart(events: tuple[Scored, ...], gold: Gold) -> None:
    score = disagreement_score(events, gold)
    assert score.precision >= DISAGREEMENT_PRECISION_FLOOR, score
    assert score.recall >= DISAGREEMENT_RECALL_FLOOR, score


@pytest.mark.model
def test_no_two_facts_of_an_event_have_one_headline(comparisons: dict[str, Comparison]) -> None:
    for made in comparisons.values():
        assert len({fact.id for fact in made.facts}) == len(made.facts)
