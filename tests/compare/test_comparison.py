"""What a list of events shows of one."""

from datetime import UTC, datetime

from aggregator.compare import comparison
from aggregator.types import (
    Article,
    Attribution,
    Comparison,
    Event,
    Member,
    Origin,
    Part,
    Place,
    Printing,
    Quotation,
    Span,
    Utterance,
    Variant,
)
from tests.encoders import hash_encoders

NOON = datetime(2021, 10, 16, 12, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, tzinfo=UTC)
NOTICE = (
    "We use cookies on this website to show you advertising. Our 61 partners read your personal data. "
    "“You can change the settings in your browser on every day of the week,” our privacy policy says."
)


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


def test_what_a_page_says_to_its_visitor_is_shown_but_never_compared() -> None:
    articles = (
        Article(
            "a",
            "Hill",
            "Bridge opens",
            f"{NOTICE}\nThe bridge at Pellen opened on Monday at noon.",
            lang="en",
        ),
        Article(
            "b", "Dale", "Ferry sails", f"A ferry left for Orv with nobody on board.\n\n{NOTICE}", lang="en"
        ),
    )
    event = Event("e", "Bridge opens", "a", (Member("a"), Member("b")))
    made = comparison.compare(event, articles, hash_encoders())
    assert [fact.headline.text for fact in made.facts] == [
        "The bridge at Pellen opened on Monday at noon.",
        "A ferry left for Orv with nobody on board.",
    ]
    assert not made.utterances
    assert all(origin.origin_class == "original" for origin in made.origins)
    assert len(made.sentences) == 2 + 2 * 3
    texts = {article.id: article.text for article in articles}
    shown = [*made.sentences, *(fact.headline for fact in made.facts)]
    assert all(texts[one.span.article_id][one.span.start : one.span.end] == one.text for one in shown)


def printing(article_id: str, place: Place, variant: Variant) -> Printing:
    part = Part(Span(article_id, 0, 9, place), "It is shut")
    return Printing(Quotation(f"{article_id}-{place}", (part,), Attribution()), variant)


def test_a_headline_that_shortens_what_its_article_prints_in_full_trims_nothing() -> None:
    articles = Article("a", "Hill", "Bridge opens"), Article("b", "Dale", "Bridge opens")
    event = Event("e", "Bridge opens", "a", (Member("a"), Member("b")))
    printings = (
        printing("a", "headline", "trimmed_unmarked"),
        printing("a", "body", "full"),
        printing("b", "headline", "trimmed_unmarked"),
    )
    made = Comparison("e", ("a", "b"), utterances=(Utterance("u", "Melo", printings, 1),))
    assert comparison.summarise(event, articles, made).trimmed_unmarked == 1
