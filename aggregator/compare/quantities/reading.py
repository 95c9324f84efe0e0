"""A quantity as read, and the values that its printed words are in agreement with."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.compare.quantities.units import Unit

NEAR = 0.05
"""How far from the printed value "about" reaches, as a share of it."""
ROUNDED = 0.1
"""The same where the printed value is round."""
LOOSE = 0.25
"""How far above "at least" or below "up to" a value is still in agreement."""
ROUNDING = 0.49
"""Share of the last digit's place that rounding may have taken: 1.2 and 1.3 disagree."""
_EXACT = {"", "age", "year"}
"""Dimensions whose whole numbers are not rounded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity at ``start:end`` (with unit, without qualifier) of the text that was read."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: Unit
    qualifier: str = ""
    bound: str = ""
    """What the qualifier allows: ``low``, ``high``, ``near``, ``vague``; empty: the value itself."""
    step: float = 1.0
    negative: bool = False
    """Below zero; ``value`` is how far."""

    @property
    def interval(self) -> tuple[float, float]:
        """The values, in the dimension's base unit, that the printed words are in agreement with."""
        low, high = self.value, self.value if self.value_max is None else self.value_max
        slack = 0.0
        if self.step != 1 or self.unit.dimension not in _EXACT:
            slack = self.step * ROUNDING
        if self.bound == "near":
            slack = max(slack, NEAR * high, min(0.5 * _trailing(self.value), ROUNDED * high))
        below = {"low": 0.0, "vague": 0.5 * low, "high": LOOSE * low}.get(self.bound, slack)
        above = {"low": LOOSE * high, "vague": 9 * high, "high": 0.0}.get(self.bound, slack)
        low, high = (low - below) * self.unit.factor, (high + above) * self.unit.factor
        return (-high, -low) if self.negative else (low, high)

    def agrees(self, other: Reading) -> bool:
        """Whether both can be true at once."""
        (low, high), (other_low, other_high) = self.interval, other.interval
        slack = 1e-9 * max(abs(high), abs(other_high))
        return low <= other_high + slack and other_low <= high + slack


def _trailing(value: float) -> float:
    """The place of the last digit that is not zero (1,450: 10; 1,500: 100)."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place
