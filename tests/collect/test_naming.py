"""Which outlet a feed's title names."""

import pytest

from aggregator.collect.naming import outlet_of

HOME = "https://www.hill.example/feeds/1"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Hill Times", "Hill Times"),
        ("Hill Times - Home", "Hill Times"),
        ("Hill Times RSS", "Hill Times"),
        ("Hill Times RSS Feed", "Hill Times"),
        ("Hill.example - RSS Channel - Europe", "Hill.example - Europe"),
        ("Hill Times - Top Stories - Public RSS", "Hill Times"),
        ("Hill Times: Latest News", "Hill Times"),
        ("World – The Hill Times", "World – The Hill Times"),
        ("Custom Feed", "hill.example"),
        ("Top Stories", "hill.example"),
        ("", "hill.example"),
    ],
)
def test_a_title_names_the_outlet_without_the_words_for_a_feed(title: str, outlet: str) -> None:
    assert outlet_of(title, HOME) == outlet


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Ada Field — Hill gazette", "Hill gazette"),
        ("Ада Поле* — Нова газета", "Нова газета"),
        ("Hill — Ada Field", "Hill"),
        ("Ada Field", "Ada Field"),
    ],
)
def test_the_person_of_an_authors_feed_is_no_outlet(title: str, outlet: str) -> None:
    assert outlet_of(title, "https://hill.example/authors/91") == outlet
    assert outlet_of(title, "https://hill.example/themes/video") == title


def test_nothing_that_names_an_outlet_names_none() -> None:
    assert outlet_of("RSS", "") == ""
