"""Speakers whom an article only describes where they speak."""

from __future__ import annotations

from aggregator.compare import labels, quotes
from aggregator.compare.speakers.described import name_described
from aggregator.types import Article

TOLD = "Ana Melo, a retired deputy minister, filed the suit on Monday. Melo gave no details."


def speakers(*texts: str) -> list[list[str]]:
    articles = [Article(f"a{at}", f"o{at}", "", text, lang="en") for at, text in enumerate(texts)]
    said = [quotation for article in articles for quotation in quotes.extract(article)]
    named = name_described(said, labels.find(articles))
    return [[q.attribution.speaker for q in named if q.article_id == article.id] for article in articles]


def test_a_description_that_labels_give_to_somebody_speaks_with_the_name() -> None:
    text = f"{TOLD}\n\n“The pumps failed at dawn again,” the retired deputy minister said."
    assert speakers(text, TOLD) == [["Ana Melo"], []]


def test_a_pronoun_that_goes_on_after_a_description_is_the_same_person() -> None:
    said = "“The pumps failed at dawn again,” the retired deputy minister said."
    text = f"{TOLD}\n\n{said}\n\n“Nobody looked at them,” she added."
    assert speakers(text, TOLD)[0] == ["Ana Melo", "Ana Melo"]


def test_who_works_for_somebody_described_is_somebody_else() -> None:
    text = f"{TOLD}\n\n“The pumps failed at dawn again,” the retired deputy minister's office said."
    assert speakers(text, TOLD)[0] == ["retired deputy minister's office"]
