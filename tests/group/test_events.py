"""What an event is called."""

from __future__ import annotations

import pytest

from aggregator.group.events import explain
from aggregator.types import Article, Neighbour

PLAIN = "The port of Orv stays shut for a week"


def title(*headlines: str, lang: str = "en") -> str:
    """The title of an event of these headlines, all as near to each other."""
    articles = [Article(f"a{at}", "Hill", one, "Text.", lang=lang) for at, one in enumerate(headlines)]
    ids = [article.id for article in articles]
    edges = [Neighbour(a, b, 0.9) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    return explain("e", articles, edges).title


@pytest.mark.parametrize(
    "other",
    [
        "Opinion: The port has had its day",
        "OPINION | The port has had its day",
        "[Video] Boats wait outside the port",
        "Boats wait outside the port (photos)",
        "Live updates – boats wait outside the port",
        "Will the port ever open again?",
    ],
)
def test_a_headline_that_tells_what_happened_comes_before_comments_and_questions(other: str) -> None:
    assert title(other, PLAIN) == PLAIN
    assert title("Review of the port begins", other) == "Review of the port begins"


def test_where_no_headline_tells_more_than_another_the_first_names_the_event() -> None:
    assert title("Port: The boats must wait", PLAIN) == "Port: The boats must wait"
    assert title("Opinion: It is late", "Analysis: It is later") == "Opinion: It is late"


def test_labels_are_known_in_other_languages() -> None:
    plain = "Der Hafen von Orv bleibt eine Woche zu"
    assert title("Kommentar: Der Hafen hat ausgedient", plain, lang="de") == plain


def test_the_label_of_a_recording_is_no_part_of_the_title() -> None:
    assert title(f"{PLAIN} Listen· 5:29") == PLAIN
    assert title("The match ended at 5:29") == "The match ended at 5:29"
