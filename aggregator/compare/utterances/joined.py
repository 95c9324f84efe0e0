"""Finds printings that join two statements into one by an ellipsis: "We will look (…) We are ready"."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.compare.language.wording import Wording, between_ellipses, common, longest_run, wording
from aggregator.compare.utterances.pairing import SAME_WORDS, Printed

_SHORTEST = 4
"""Words of a piece between ellipses that can be a statement of its own."""
_RUN = 3
"""Words in a row of a piece that stand in a statement."""


def pieces(printed: Printed) -> list[Wording]:
    """The parts of a printing between its ellipses, where they can be two statements; else none."""
    parts = [wording(piece) for piece in between_ellipses(printed.quotation.text)]
    long = [piece for piece in parts if len(piece.words) >= _SHORTEST]
    return long if len(long) > 1 else []


def others(printed: Sequence[Printed], groups: Sequence[Sequence[int]]) -> dict[int, tuple[int, ...]]:
    """The printings that join statements, each with the other groups that a piece of it stands in.

    A piece belongs to another group where one of its printings holds the piece's words, by a speaker who
    may be the same, and no other printing of its own group does.
    """
    found = {}
    for own, group in enumerate(groups):
        for at in group:
            foreign = [
                piece
                for piece in pieces(printed[at])
                if not any(_holds(printed[one], piece) for one in group if one != at)
            ]
            joined = [
                number
                for number, other in enumerate(groups)
                if number != own
                and any(
                    _may_be_of(printed[at], printed[one]) and _hold(printed[one], foreign) for one in other
                )
            ]
            if joined and len(foreign) < len(pieces(printed[at])):
                found[at] = tuple(joined)
    return found


def _may_be_of(one: Printed, other: Printed) -> bool:
    return one.lang == other.lang and (one.person == other.person or None in (one.person, other.person))


def _hold(printed: Printed, parts: Sequence[Wording]) -> bool:
    return any(_holds(printed, piece) for piece in parts)


def _holds(printed: Printed, piece: Wording) -> bool:
    if common(piece, printed.wording) < SAME_WORDS:
        return False
    return longest_run(piece, printed.wording) >= _RUN
