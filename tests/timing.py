"""Whether time grows with the length of a text, or with its square."""

import time
from collections.abc import Callable

SMALL, TIMES = 2_000, 8
SLACK = 4
"""How much more than so many times the larger text may take: caches, and the machine's other work."""
SHORTEST = 0.004
"""Seconds of processor time below which nothing is measured for certain."""


def is_linear(read: Callable[[str], object], piece: str) -> bool:
    """Whether eight times as many pieces take not much more than eight times as long."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        read(text)
        return time.process_time() - began

    small, large = seconds(SMALL), seconds(SMALL * TIMES)
    for _ in range(3):
        if large < TIMES * SLACK * max(small, SHORTEST):
            return True
        large = min(large, seconds(SMALL * TIMES))  # something else may have been in the way
    return False
