"""Descriptions as labels of persons: whom "the embattled senator" means, where an article makes it clear."""

from __future__ import annotations

import pytest

from aggregator import lexicons
from aggregator.compare import labels
from aggregator.compare.labels import label_phrases
from aggregator.types import Article
from tests.timing import is_linear

BOTH = "Anna Corrick met Paul Brandt, whom Mark Orlo knows."
"""Another outlet, so that these three are compared."""


def described(text: str, *, lang: str = "en", title: str = "") -> dict[str, list[str]]:
    """Referent to its labels in the first article that are no names."""
    articles = (Article("a", "one", title, text, lang=lang), Article("b", "two", "", BOTH, lang="en"))
    found: dict[str, list[str]] = {}
    for label in labels.find(articles):
        named = any(part in label.text for part in str(label.referent).split())
        if label.span.article_id == "a" and label.kind == "name" and not named:
            found.setdefault(label.referent, []).append(label.text)
    return found


# --- what an article says of a person --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The singer Anna Corrick came. They cheered the singer.", "the singer"),
        ("Singer Anna Corrick came. They cheered the disgraced singer.", "the disgraced singer"),
        ("Sen. Anna Corrick came. They cheered the embattled senator.", "the embattled senator"),
        ("Former Mayor Anna Corrick came. They cheered the former mayor.", "the former mayor"),
        ("Brenn Mayor Anna Corrick came. They cheered the Brenn mayor.", "the Brenn mayor"),
        ("Anna Corrick (R-Brenn) came. They cheered the Brenn Republican.", "the Brenn Republican"),
        ("Anna Corrick, R-Bren., came. They cheered the Brennaland Republican.", "the Brennaland Republican"),
        ("Anna Corrick, 32, came. They cheered the 32-year-old.", "the 32-year-old"),
        ("Anna Corrick, 32, came. They cheered the 32-year-old officer.", "the 32-year-old officer"),
        ("Suspect Anna Corrick came. They saw the alleged suspect.", "the alleged suspect"),
        ("Police Chief Anna Corrick came. They cheered the police chief.", "the police chief"),
        ("It was said of the mayor, before Mayor Anna Corrick came.", "the mayor"),
        ("Mayor Anna Corrick came. Aides cheered the mayor’s speech.", "the mayor"),
        ("Democratic lawyer Anna Corrick came. They cheered the Democrat.", "the Democrat"),
    ],
)
def test_a_description_is_whose_article_says_so(text: str, label: str) -> None:
    assert described(text) == {"Anna Corrick": [label]}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Anna Corrick, a disgraced producer, came.", "a disgraced producer"),
        ("Anna Corrick, the city’s former mayor, came.", "the city’s former mayor"),
        ("Anna Corrick, the mayor of Brenn, came.", "the mayor of Brenn"),
        ("Anna Corrick, the head of the Brenn Parks, came.", "the head of the Brenn Parks"),
        ("Anna Corrick, the head of Parks and Roads, came.", "the head"),
        ("Anna Corrick, 32, a singer from Brenn, came.", "a singer"),
        ("They saw the mayor of Brenn, Anna Corrick, there.", "the mayor of Brenn"),
        ("A second officer, Anna Corrick, came.", "A second officer"),
    ],
)
def test_an_apposition_with_an_article_is_a_label(text: str, label: str) -> None:
    assert described(text) == {"Anna Corrick": [label]}


def test_the_label_is_the_phrase_as_printed_and_stands_beside_the_names() -> None:
    text = "Mayor Anna Corrick came. The Embattled Mayor left."
    articles = (Article("a", "one", "Why the mayor left", text), Article("b", "two", "", BOTH))
    found = [one for one in labels.find(articles) if one.span.article_id == "a"]
    assert [one.text for one in found] == ["the mayor", "Mayor Anna Corrick", "The Embattled Mayor"]
    assert {(one.kind, one.referent_id) for one in found} == {("name", "name-anna-corrick")}
    assert text[found[-1].span.start : found[-1].span.end] == "The Embattled Mayor"


# --- where it is not clear -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Anna Corrick came. They cheered the mayor.",
        "Mayor Anna Corrick and Mayor Paul Brandt came. They cheered the mayor.",
        "Judge Anna Corrick and Judge Quorl came. They cheered the judge.",
        "Former Mayor Anna Corrick came. They cheered the mayor.",
        "Mayor Anna Corrick came. They cheered the former mayor.",
        "Mayor Anna Corrick came. They cheered the Hull mayor.",
        "Mayor Anna Corrick came. They cheered the mayor of Hull.",
        "Mayor Anna Corrick came. They cheered the next mayor, and another mayor.",
        "Officer Anna Corrick came. They cheered the other officer.",
        "Officer Anna Corrick came with two officers. They cheered the officer.",
        "Officer Anna Corrick came. They cheered the officer who fell.",
        "Suspect Anna Corrick came. They saw the suspect vehicles.",
        "Anna Corrick, 32, came. They cheered the 33-year-old.",
        "Anna Corrick, 32, came. They cheered the 33-year-old singer.",
        "Republican Anna Corrick came. They cheered the Republican Party.",
        "Attorney General Anna Corrick came. They cheered the general.",
        "They asked R Anna Corrick. They cheered the Republican.",
        "Congressman Anna Corrick came. They cheered the congressman.",
        "Mayor Anna Corrick came. THE MAYOR LEFT.",
        "After a talk with Anna Corrick, the mayor said no. They cheered the mayor.",
    ],
)
def test_what_may_mean_another_is_nobodys(text: str) -> None:
    assert described(text) == {}


def test_the_president_is_the_one_who_is_called_only_so() -> None:
    text = (
        "President Anna Corrick met French President Paul Brandt. The president and the French president sat."
    )
    assert described(text) == {"Anna Corrick": ["The president"], "Paul Brandt": ["the French president"]}


def test_the_president_whom_the_article_is_about_is_meant() -> None:
    text = (
        "President Anna Corrick came. Corrick spoke. Corrick sang. President Paul Brandt met the president."
    )
    assert described(text) == {"Anna Corrick": ["the president"]}
    evenly = "President Anna Corrick came. President Paul Brandt wept at the president."
    assert described(evenly) == {}


def test_a_senator_in_passing_is_not_the_senator() -> None:
    text = (
        "Sen. Anna Corrick wept. Paul Brandt sang. Brandt ate. Brandt slept. Brandt woke. The senator left."
    )
    assert described(text) == {}


def test_whoever_held_an_office_once_may_be_called_by_it() -> None:
    text = "Orlo lawyer Anna Corrick came. Former Orlo lawyer Paul Brandt left. They asked the Orlo lawyer."
    assert described(text) == {}


def test_what_one_article_says_counts_in_no_other() -> None:
    articles = (
        Article("a", "one", "", "Anna Corrick came. They cheered the singer."),
        Article("b", "two", "", "Singer Anna Corrick came."),
    )
    assert "the singer" not in {label.text for label in labels.find(articles)}


# --- other languages, the list, and time -----------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "label"),
    [
        ("de", "Bürgermeisterin Anna Corrick kam. Am Abend ging die Bürgermeisterin.", "die Bürgermeisterin"),
        ("fr", "La sénatrice Anna Corrick arrive. On attend la sénatrice.", "la sénatrice"),
        ("es", "La alcaldesa Anna Corrick vino. Se fue la alcaldesa.", "la alcaldesa"),
    ],
)
def test_a_definite_article_and_an_office_in_other_languages(lang: str, text: str, label: str) -> None:
    assert described(text, lang=lang) == {"Anna Corrick": [label]}


def test_languages_without_articles_have_no_descriptions() -> None:
    assert described("Senatorka Anna Corrick przyszła. Senatorka wyszła.", lang="pl") == {}


def test_the_list_is_well_formed() -> None:
    kinds = {
        "article",
        "sole",
        "seat",
        "lone",
        "many",
        "bound",
        "party",
        "letter",
        "quality",
        "past",
        "other",
    }
    for row in lexicons.rows("descriptions"):
        assert None not in row, row
        assert row["kind"] in kinds, row
        assert row["gender"] in {"", "m", "f"}, row
        assert row["forms"] == row["forms"].lower(), row
        assert not row["said_by"] or row["forms"] in label_phrases.listed(row["lang"]).nouns, row


@pytest.mark.parametrize(
    "piece",
    [
        "Mayor Anna Corrick, 32, a singer from Brenn, met the embattled mayor and the 32-year-old. ",
        "the embattled ",
        "the mayor of ",
        "Anna Corrick, ",
        "Anna Corrick, the city’s ",
        "the-",
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    assert is_linear(lambda text: labels.find([Article(one, one, "", BOTH + text) for one in "ab"]), piece)
