import time

import pytest

from aggregator.compare.language.marks import marked_spans
from tests.timing import is_linear

UNBALANCED = 'He said "no, and "never, and then left for the harbour at nine. '
NESTED = "“They told us ‘not before the «second» report’ is out,” the clerk wrote to them. "
APOSTROPHES = "The players' union won't say 'whose' list it's on, nor the 'other players' lists. "
LOW = "„Das sagt ‚niemand‘ hier im Haus“, sagte sie, und »das« bleibt so bis Montag. "


def _words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in marked_spans(text)]


@pytest.mark.parametrize("marks", ['"' * 7, "“‘" * 5, "''" * 20])
def test_marks_in_a_long_row_are_an_ornament_and_quote_nothing(marks: str) -> None:
    assert _words(f"{marks} He called it “a plan” at noon {marks}") == ["a plan"]


def test_a_paragraph_of_which_half_is_marks_is_an_ornament() -> None:
    assert _words("“‘a’” „«b»” ") == _words(",”“ ,”“ ") == []
    assert _words("“Yes.” “No.” “Why?”") == ["Yes.", "No.", "Why?"]


def test_marks_that_meet_at_the_end_of_speech_within_speech_close_each_its_own() -> None:
    assert _words("“He said ‘they cried “go”’”") == ["He said ‘they cried “go”’", "they cried “go”", "go"]


@pytest.mark.parametrize("piece", [UNBALANCED, NESTED, APOSTROPHES, LOW, "“a ", "'a ", "«» ", "“‘", '"a'])
def test_time_is_linear_in_the_text(piece: str) -> None:
    assert is_linear(marked_spans, piece)


@pytest.mark.parametrize("piece", [UNBALANCED, NESTED, APOSTROPHES, LOW, "“‘„«a»“’” ", ",”“ "])
def test_fifty_kilobytes_in_one_line_take_less_than_fifty_milliseconds(piece: str) -> None:
    line = piece * (50_000 // len(piece))
    assert min(_seconds(line) for _ in range(9)) < 0.05


def _seconds(text: str) -> float:
    began = time.process_time()
    marked_spans(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“ It rained all night,” he said.", ["It rained all night,"]),
        ("He said: “ It rained all night. ”", ["It rained all night."]),
        ("It rained in Hull,“and nobody slept,” he said.", ["and nobody slept,"]),
        ("„Es regnet“ und „es schneit“ sagte er.", ["Es regnet", "es schneit"]),
        ("It rained “ and nobody slept.", []),
    ],
)
def test_an_opening_mark_may_stand_with_a_blank_behind_it_or_none_before(text: str, words: list[str]) -> None:
    assert _words(text) == words
