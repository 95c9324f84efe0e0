"""One request at a time to a host, with a pause between two; a host that asks for rest gets it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SPACING = 1.0
"""Seconds between the end of a request to a host and the beginning of the next."""


class Lanes:
    """Shared by all threads of a run. ``clock`` counts seconds, ``wait`` sleeps them."""

    def __init__(self, clock: Callable[[], float], wait: Callable[[float], None]) -> None:
        self._clock = clock
        self._wait = wait
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}
        self._rests: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, spacing: float = SPACING) -> Iterator[None]:
        """Holds the host's lane; other threads that want it wait."""
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            pause = self._free.get(host, 0.0) - self._clock()
            if pause > 0 and not self.resting(host):
                self._wait(pause)
            try:
                yield
            finally:
                self._free[host] = self._clock() + spacing

    def rest(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long."""
        self._rests[host] = max(self._rests.get(host, 0.0), self._clock() + seconds)

    def resting(self, host: str) -> float:
        """Seconds for which the host must still be left alone; 0 where it may be asked."""
        return max(0.0, self._rests.get(host, 0.0) - self._clock()) if host in self._rests else 0.0
