"""How a printing differs from the reference."""

from __future__ import annotations

from aggregator.compare.language.wording import PIECE, wording
from aggregator.compare.utterances import variants
from aggregator.compare.utterances.variants import Difference
from tests.timing import is_linear


def compare(printed: str, reference: str) -> Difference:
    return variants.compare(wording(printed), wording(reference), same_language=True, similarity=1.0)


def _timed(text: str) -> Difference:
    reference = wording("it was a long night")
    return variants.compare(wording.__wrapped__(text), reference, same_language=True, similarity=1.0)


def test_what_another_outlet_leaves_out_between_two_quotations_is_no_change() -> None:
    parted = PIECE.join(["We will open the gate.", "Nobody sails before noon, or asks me for leave."])
    found = compare("We will open the gate. I promised it. Nobody sails before noon.", parted)
    assert found == Difference("trimmed_unmarked", ("or asks me for leave",), (), found.similarity)


def test_two_outlets_that_go_on_with_other_pieces_change_nothing() -> None:
    parted = PIECE.join(["It took us a whole year,", "We went to every house and asked who lived there."])
    found = compare("It took us a whole year but we did it. You did it.", parted)
    assert (found.variant, found.added) == ("trimmed_unmarked", ())


def test_an_added_piece_that_begins_like_its_neighbour_is_found_at_the_start() -> None:
    found = compare("It was loud. It was a long night at sea.", "It was a long night at sea.")
    assert (found.variant, found.added) == ("full", ())


def test_a_long_change_in_the_midst_of_a_quotation_is_altered() -> None:
    found = compare(
        "We open the gate at dawn if the boats are back and stay awake.",
        "We open the gate at dawn when nobody is there and stay awake.",
    )
    assert (found.variant, found.added) == ("altered", ("if the boats are back",))


def test_a_word_put_between_a_quotation_and_its_continuation_is_altered() -> None:
    assert compare("We will not open the gate", "We will open the gate").variant == "altered"


def test_time_grows_no_faster_than_the_text() -> None:
    assert is_linear(_timed, "it was ")
