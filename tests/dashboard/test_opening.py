"""The opening of an article in Compare: what it tells first, behind pictures and calls to subscribe."""

from dataclasses import replace

import pytest

from aggregator.dashboard.blocks import compare
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.types import Sentence, Span
from tests.dashboard import invented

TOLD = "Engineers closed the Marrow Bridge"


def opening(first: str) -> str:
    """The opening of an article whose stored text begins with ``first``, in which no fact was read."""
    made = invented.dossier()
    head = Sentence(Span("herald-1", 5000, 5000 + len(first)), first)
    sentences = (head, *made.comparison.sentences)
    shown = Lookup(replace(made, comparison=replace(made.comparison, sentences=sentences)))
    html = compare.table(shown, compare.columns(shown, ["Tesk Herald"]), shown.articles["wire-1"])
    return html.split('class="px-row-opening"')[1].split("</tr>")[0]


@pytest.mark.parametrize(
    "first",
    [
        "FILE - In this April 3, 2031 file photo, Ada Field walks along the quay of the old ferry landing.",
        "Get the news of the coast every morning in your inbox.",
        "Image caption The ferry landing was closed to all visitors",
    ],
)
def test_a_sentence_in_which_no_fact_was_read_opens_no_article(first: str) -> None:
    assert first not in opening(first)
    assert TOLD in opening(first)


def test_a_question_opens_an_article() -> None:
    assert "Who shut the bridge, and why?" in opening("Who shut the bridge, and why?")
