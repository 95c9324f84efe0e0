"""How probably two statements are the same."""

from collections.abc import Sequence

import numpy as np

from aggregator.compare import sentences
from aggregator.compare.facts import agreement, statements
from aggregator.types import Article, Matrix
from tests.encoders import hash_encoders

BAKERS = "Bakers raised prices again."
CLOCK = "Someone mended the old clock."
FERRY = "The ferry Anna Lind sank near Tollen island."
LATER = "Anna Lind, a ferry of Tollen, was lost near the island."
WATCH = "Harbour pilots watched the evening rescue."


def scored(*texts: Sequence[str]) -> tuple[list[str], Matrix]:
    """The probabilities of all pairs of statements of articles, each given as its sentences."""
    articles = [Article(f"a{place}", "O", "", " ".join(text)) for place, text in enumerate(texts)]
    split = [sentence for article in articles for sentence in sentences.split(article)]
    found = statements.candidates(articles, split, ())
    return [one.text for one in found], agreement.scores(found, hash_encoders())


def probability(*texts: Sequence[str]) -> float:
    told, scores = scored(*texts)
    return float(scores[told.index(FERRY), told.index(LATER)])


def test_statements_at_the_same_place_of_their_articles_are_more_probably_the_same() -> None:
    lead = probability([FERRY, BAKERS, BAKERS], [LATER, CLOCK, CLOCK])
    assert lead > probability([FERRY, BAKERS, BAKERS], [CLOCK, CLOCK, LATER])


def test_statements_beside_others_that_match_are_more_probably_the_same() -> None:
    beside = probability([FERRY, WATCH, BAKERS], [LATER, WATCH, CLOCK])
    assert beside > probability([FERRY, WATCH, BAKERS], [LATER, CLOCK, WATCH])


def test_beside_looks_the_same_way_in_both_and_at_no_other_article() -> None:
    articles = [Article(f"a{place}", "O", "", f"{FERRY} {WATCH}") for place in range(3)]
    split = [sentence for article in articles for sentence in sentences.split(article)]
    found = statements.candidates(articles, split, ())
    logit = np.full((6, 6), -20, dtype=np.float32)
    logit[1, 3] = logit[3, 1] = 20  # the second sentences of the first two articles are the same
    near = agreement.beside(logit, found).round(3)
    assert {(int(row), int(column)) for row, column in np.argwhere(near == 1)} == {(0, 2), (2, 0)}


def test_a_teaser_is_taken_for_no_shorter_than_a_short_article() -> None:
    more = [f"Page {number} tells of other things." for number in "abcdefgh"]
    articles = [
        Article(name, "O", "", " ".join([FERRY, *more[:size]])) for name, size in (("a", 0), ("b", 8))
    ]
    split = [sentence for article in articles for sentence in sentences.split(article)]
    found = statements.candidates(articles, split, ())
    *_, told, _place = agreement.evidence(found, hash_encoders())
    assert told.min() == told.max() == np.float32(np.log(agreement.FEWEST))
