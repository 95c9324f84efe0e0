"""One request at a time to a host, with a pause between two; a host that asks for rest gets it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

SPACING = 1.0
"""Seconds at least between the end of a request to a host and the beginning of the next."""
JITTER = 0.2
"""By up to this share each pause is longer, so that requests do not come by the clock."""


class Lanes:
    """Shared by all threads of a run. ``clock`` counts seconds, ``wait`` sleeps them."""

    def __init__(self, clock: Callable[[], float], wait: Callable[[float], None]) -> None:
        self.clock = clock
        self.wait = wait
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}
        self._rests: dict[str, float] = {}
        self._paces: dict[str, float] = {}
        self._dice: dict[str, Random] = {}

    @contextmanager
    def turn(self, host: str, spacing: float = SPACING) -> Iterator[None]:
        """Holds the host's lane; other threads that want it wait."""
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            pause = self.free_at(host) - self.clock()
            if pause > 0 and not self.resting(host):
                self.wait(pause)
            try:
                yield
            finally:
                share = self._dice.setdefault(host, Random(host)).random()
                self._free[host] = self.clock() + max(spacing, self.pace(host)) * (1 + JITTER * share)

    def free_at(self, host: str) -> float:
        """When, by the clock, the host may be asked again."""
        return self._free.get(host, 0.0)

    def slow_down(self, host: str, seconds: float) -> None:
        """From the next request on, let so much time pass after each."""
        self._paces[host] = max(seconds, self.pace(host))

    def pace(self, host: str) -> float:
        """The seconds between two requests that the host asked for; 0 where it did not."""
        return self._paces.get(host, 0.0)

    def rest(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long."""
        self._rests[host] = max(self._rests.get(host, 0.0), self.clock() + seconds)

    def resting(self, host: str) -> float:
        """Seconds for which the host must still be left alone; 0 where it may be asked."""
        return max(0.0, self._rests.get(host, 0.0) - self.clock()) if host in self._rests else 0.0
