"""Whether time grows with the length of a text, or with its square."""

import time
from collections.abc import Callable

SMALL, TIMES = 3_000, 8
SLACK = 3
"""How much more than so many times the larger text may take: caches, and the machine's other work."""
TRIES = 4
SHORTEST = 0.004
"""Seconds of processor time below which nothing is measured for certain."""


def is_linear(read: Callable[[str], object], piece: str) -> bool:
    """Whether eight times as many pieces take not much more than eight times as long."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        read(text)
        return time.process_time() - began

    longest = TIMES * SLACK * max(min(seconds(SMALL) for _ in range(3)), SHORTEST)
    # Where it takes longer, something else may have been in the way: look again.
    return any(seconds(SMALL * TIMES) < longest for _ in range(TRIES))
