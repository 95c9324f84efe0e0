"""What a list of events shows of one."""

from datetime import UTC, datetime

from aggregator.compare import comparison
from aggregator.types import Article, Comparison, Event, Member, Origin

NOON = datetime(2021, 10, 16, 12, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_span_of_an_event_is_that_of_its_trusted_dates() -> None:
    articles = (
        Article("a", "Hill", "Bridge opens", published=NOON, first_seen=TODAY),
        Article("b", "Dale", "Bridge open", first_seen=TODAY),
    )
    event = Event("e", "Bridge opens", "a", (Member("a"), Member("b")))
    made = comparison.summarise(event, articles, Comparison("e", ("a", "b")))
    assert (made.first, made.last, made.times) == (NOON, NOON, (NOON,))


def test_a_copy_counts_as_an_outlet_and_not_as_an_origin() -> None:
    articles = Article("a", "Hill", "Bridge opens"), Article("b", "Dale", "Bridge opens")
    event = Event("e", "Bridge opens", "a", (Member("a"), Member("b")))
    traced = Origin("a", "a", "original"), Origin("b", "a", "wholly")
    made = comparison.summarise(event, articles, Comparison("e", ("a", "b"), origins=traced))
    assert (made.outlet_count, made.origins) == (2, 1)
