"""One person under several spellings, and two persons who stay two."""

from __future__ import annotations

import pytest

from aggregator.compare.language.names import Name, gender, is_family_first, is_given_name, same_person


def name(text: str) -> Name:
    return Name(tuple(text.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Zelenskyy", "Selenskyj"),
        ("Zelensky", "Zełenski"),
        ("Zelenskyy", "Зеленський"),
        ("Zełenski", "Zełenskiego"),
        ("Volodymyr Zelenskyy", "Wladimir Selenskyj"),
        ("Oleksandr Rudenchuk", "Alexander Rudentschuk"),
        ("Iryna Sydorchuk", "Irina Sydorczuk"),
        ("Ana Costa", "A. Costa"),
        ("Costa", "Ana Costa"),
        ("Michał Chojnacki", "Mikhail Khoynatsky"),
    ],
)
def test_spellings_of_one_person_agree(one: str, other: str) -> None:
    assert same_person(name(one), name(other))
    assert same_person(name(other), name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Lis", "Maria Lis"),
        ("Rui Melo", "Rui Costa"),
        ("Johnson", "Johnston"),
        ("Ilse Garrow", "Ilse Barrow"),
        ("Ana Costa", "Rui Costa"),
        ("Novak", "Nowacki"),
    ],
)
def test_two_persons_stay_apart(one: str, other: str) -> None:
    assert not same_person(name(one), name(other))


def test_rare_given_names_of_many_languages_are_known_and_tell_a_gender() -> None:
    assert is_given_name("Aimee") and is_given_name("Wendelin") and is_given_name("Genoveva")
    assert gender(name("Aimee Costa")) == "f"
    assert gender(name("Zeke Melo")) == "m"


def test_what_names_a_place_a_firm_or_a_university_more_often_is_no_given_name() -> None:
    assert not any(is_given_name(word) for word in ("Stanford", "Oman", "Apollo", "Aurora", "Juno"))


def test_a_plain_english_word_is_no_family_name_before_what_may_be_a_chinese_given_name() -> None:
    things = ["Sun Life", "Sun Media", "Sun Tower", "Fan Zone", "Fan Page", "Pan Asia", "Tan Line", "He Came"]
    assert not any(is_family_first(thing.split()) for thing in things)
    assert is_family_first(("Zhou", "Weiguo"))


def test_no_words_have_no_family_name_first() -> None:
    assert not is_family_first(())
