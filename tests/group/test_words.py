"""Words as grouping counts them: folded, with names and numbers told apart."""

from aggregator.group.words import fold, printed, stem


def test_spellings_of_one_word_fold_to_one_form() -> None:
    assert fold("Kyiv’s") == fold("KYIV") == "kyiv"
    assert fold("Łódź") == "lodz"
    assert fold("Киев") == "kiev"
    assert fold("1,450") == "1450"


def test_a_letter_that_folds_to_nothing_is_no_word() -> None:
    assert [token.word for token in printed("Объявлен ъ набор")] == ["obiavlen", "nabor"]


def test_a_capital_at_the_start_of_a_sentence_says_nothing() -> None:
    opening, inside = list(printed("Rain fell. Garrow"))[-1], list(printed("when Garrow left"))[1]
    assert (opening.capital, opening.opens) == (True, True)
    assert (inside.capital, inside.opens) == (True, False)


def test_the_forms_of_a_word_have_a_stem_in_common_and_a_number_is_its_own() -> None:
    assert stem(fold("Ministrowi")) == stem(fold("minister")) == "minist"
    assert stem(fold("1,234,567")) == "1234567"
