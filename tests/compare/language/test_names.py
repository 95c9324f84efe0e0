"""One person under several spellings, and two persons who stay two."""

from __future__ import annotations

import pytest

from aggregator.compare.language.names import Name, same_person


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
