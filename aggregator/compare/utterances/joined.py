"""Finds printings that join two statements into one by an ellipsis: "We will look (…) We are ready"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aggregator.compare.language.wording import Wording, between_ellipses, common, longest_run, wording
from aggregator.compare.utterances import variants
from aggregator.compare.utterances.pairing import SAME_WORDS, Printed, may_be_same

_SHORTEST = 4
"""Words of a piece between ellipses that can be a statement of its own."""
_RUN = 3
"""Words in a row of a piece that stand in a statement."""


def pieces(printed: Printed) -> list[Wording]:
    """The parts of a printing between its ellipses, where they can be two statements; else none."""
    parts = [wording(piece) for piece in between_ellipses(printed.quotation.text)]
    long = [piece for piece in parts if len(piece.words) >= _SHORTEST]
    return long if len(long) > 1 else []


class Joined(NamedTuple):
    """The ids of the other groups whose words a printing joins to its own, and whether it changes any."""

    ids: tuple[str, ...]
    is_changed: bool


def others(printed: Sequence[Printed], groups: Mapping[str, Sequence[int]]) -> dict[int, Joined]:
    """The printings that join statements, each with the other groups that a piece of it stands in.

    A piece belongs to another group where one of its printings holds the piece's words, by a speaker who
    may be the same, and no other printing of its own group does.
    """
    found = {}
    for own, group in groups.items():
        for at in group:
            foreign = [
                piece
                for piece in pieces(printed[at])
                if not any(_holds(printed[one], piece) for one in group if one != at)
            ]
            if not foreign or len(foreign) == len(pieces(printed[at])):
                continue
            joined = {
                other: holders
                for other, members in groups.items()
                if other != own and (holders := _holders(printed, at, members, foreign))
            }
            if joined:
                held = [holder.wording for holders in joined.values() for holder in holders]
                own_held = [printed[one].wording for one in group if one != at]
                changed = any(_is_changed(piece, held) for piece in foreign)
                cut = any(_is_cut(piece, [*held, *own_held]) for piece in pieces(printed[at]))
                found[at] = Joined(tuple(joined), changed or cut)
    return found


def _holders(
    printed: Sequence[Printed], at: int, group: Sequence[int], parts: Sequence[Wording]
) -> list[Printed]:
    """The printings of a group, by a speaker who may be the same, that hold one of the parts."""
    may_be = (printed[one] for one in group if _may_be_of(printed[at], printed[one]))
    return [one for one in may_be if any(_holds(one, piece) for piece in parts)]


def _is_changed(piece: Wording, held: Sequence[Wording]) -> bool:
    """Whether every printing has this piece in other words."""
    found = [variants.compare(piece, one, same_language=True, similarity=1.0) for one in held]
    return all(difference.variant in {"altered", "paraphrase_in_quotes"} for difference in found)


def _is_cut(piece: Wording, held: Sequence[Wording]) -> bool:
    """Whether a piece that stands as a statement of its own is only the rest of a sentence elsewhere."""
    places = ((one, place) for one in held if (place := one.place_of(piece.keys)) is not None)
    return any(not one.begins_sentence(place) for one, place in places)


def _may_be_of(one: Printed, other: Printed) -> bool:
    return one.lang == other.lang and may_be_same(one, other)


def _holds(printed: Printed, piece: Wording) -> bool:
    if common(piece, printed.wording) < SAME_WORDS:
        return False
    return longest_run(piece, printed.wording) >= _RUN
