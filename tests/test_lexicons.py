"""Word lists: asked for their forms, and made into patterns."""

import re

from aggregator import lexicons


def test_forms_are_those_of_the_rows_that_fit() -> None:
    months = lexicons.forms("days_and_months", lang="en", kind="month")
    assert months[0].casefold() == "january"
    assert "monday" not in {form.casefold() for form in months}
    assert lexicons.forms("days_and_months", lang="xx") == []


def test_the_longest_form_is_tried_first_and_signs_stand_for_more() -> None:
    assert re.findall(lexicons.any_of(["a", "ab"]), "abc") == ["ab"]
    assert re.fullmatch(lexicons.any_of(["page #"], **{"#": r"\d", " ": r"\s+"}), "page  7")


def test_what_forms_begin_with_alike_changes_nothing() -> None:
    forms = ["go", "go on", "gone", "on", "one", "7th"]
    any_of = lexicons.any_of(forms, **{" ": r"\s+"})
    found = re.findall(
        rf"(?<!\w)(?:{any_of})(?!\w)", "Go  on, one is gone; go. Ones, going, 7TH", re.IGNORECASE
    )
    assert found == ["Go  on", "one", "gone", "go", "7TH"]


def test_a_form_is_taken_literally_and_no_form_matches_nothing() -> None:
    assert not re.search(lexicons.any_of(["a.b"]), "acb")
    assert not re.search(lexicons.any_of([]), "anything")


def test_no_row_of_measuring_words_has_a_word_twice() -> None:
    for row in lexicons.rows("measuring"):
        words = lexicons.split(row["forms"])
        assert len(words) == len(set(words)), row["role"]
