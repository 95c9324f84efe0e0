"""Quotations of other utterances that print a part of one."""

from __future__ import annotations

from tests.compare.utterances.test_lining_up import article, line_up, said

FIRST = "We have waited for a new ferry in this harbour for eleven long years."
SECOND = "Nobody in the council ever asked those who have to cross the water each morning."
THIRD = "So we will build it ourselves, plank by plank, with whatever money the fishermen can spare."


def test_an_outlet_that_cuts_a_speech_elsewhere_is_told_with_the_words_that_both_print() -> None:
    one, other = line_up(
        article("a", said(f"{FIRST} {SECOND}")), article("b", said(f"{SECOND} {THIRD}"), minutes=5)
    )
    assert [(overlap.utterance_id, overlap.quotation.article_id) for overlap in one.overlaps] == [
        (other.id, "b")
    ]
    assert one.overlaps[0].words == SECOND.rstrip(".")
    assert other.overlaps[0].quotation.article_id == "a"


def test_of_an_outlet_that_prints_the_words_itself_no_part_is_told() -> None:
    lined_up = line_up(
        article("a", said(f"{FIRST} {SECOND}")),
        article("b", said(f"{FIRST} {SECOND}") + "\n\n" + said(f"{SECOND} {THIRD}"), minutes=5),
    )
    assert len(lined_up) == 2
    assert [[one.quotation.article_id for one in utterance.overlaps] for utterance in lined_up] == [[], ["a"]]


def test_seven_words_in_a_row_may_be_anybodys_and_another_persons_are_his_own() -> None:
    few = line_up(
        article("a", said("The people of this town know well that the mayor slept.")),
        article("b", said("I do not care what the people of this town know well."), minutes=5),
    )
    others = line_up(
        article("a", said(f"{FIRST} {SECOND}")),
        article("b", said(f"{SECOND} {THIRD}", "Ana Costa"), minutes=5),
    )
    assert not any(utterance.overlaps for utterance in (*few, *others))
