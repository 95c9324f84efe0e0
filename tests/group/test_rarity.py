"""How rare a stem is by counts that are frozen with the release."""

from aggregator.group.rarity import Background, background
from aggregator.group.words import stem


def test_common_stems_are_less_rare_than_seldom_ones_and_a_stem_never_seen_is_rarest() -> None:
    english = background("en")
    assert 0 < english.rarity("the") < english.rarity(stem("ferries")) < english.highest
    assert english.rarity(stem("zzgarrow")) == english.highest


def test_numbers_are_as_rare_in_every_language_as_in_the_counted_one() -> None:
    assert background("pl").rarity("2020") == background("en").rarity("2020")


def test_in_a_language_without_counts_short_stems_are_common_ones() -> None:
    unknown = Background(10, {}, {})
    assert unknown.rarity("ab") < unknown.rarity("abcd") < unknown.rarity("abcdef") == 10
