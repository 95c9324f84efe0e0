"""Many addresses visited at once: each host by one visitor at a time, and none waits for a host's pause."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Generic, Self, TypeVar

from aggregator.collect import urls
from aggregator.collect.lanes import Lanes
from aggregator.types import Outcome

T = TypeVar("T")
IN_FLIGHT = 32
"""How many requests a run makes at once, over all hosts."""


def by_lanes(
    items: Sequence[T],
    address: Callable[[T], str],
    visit: Callable[[T], Outcome],
    lanes: Lanes,
    at_once: int = IN_FLIGHT,
) -> Iterator[tuple[T, Outcome]]:
    """Visit every item and yield as outcomes come, the hosts with most items first.

    Not more than ``at_once`` items are being visited or wait to be taken, so that memory does not grow with
    their number. What ``visit`` raises is raised here. Who stops listening stops the visits.
    """
    waiting: dict[str, deque[T]] = {}
    for item in items:
        waiting.setdefault(urls.host(address(item)), deque()).append(item)
    pausing = sorted((lanes.free_at(host), host) for host in waiting)
    ready: list[tuple[int, str]] = []
    with _Visitors(visit, min(at_once, len(waiting))) as visitors:
        while pausing or ready or visitors.out:
            while pausing and pausing[0][0] <= lanes.clock():
                _, host = heappop(pausing)
                heappush(ready, (-len(waiting[host]), host))
            while ready and visitors.out < at_once:
                _, host = heappop(ready)
                visitors.send(host, waiting[host].popleft())
            pause = pausing[0][0] - lanes.clock() if pausing and visitors.out < at_once else None
            if not visitors.out and pause is not None:
                lanes.wait(max(pause, 0.0))
                continue
            back = visitors.next_back(pause)
            if back is None:
                continue
            host, item, outcome = back
            if waiting[host]:
                heappush(pausing, (lanes.free_at(host), host))
            yield item, outcome


class _Visitors(Generic[T]):
    """Threads that visit; ``out`` counts the visits whose outcomes were not taken yet."""

    def __init__(self, visit: Callable[[T], Outcome], count: int) -> None:
        self.out = 0
        self._visit = visit
        self._count = count
        self._sent: SimpleQueue[tuple[str, T] | None] = SimpleQueue()
        self._back: SimpleQueue[tuple[str, T, Outcome | Exception]] = SimpleQueue()

    def __enter__(self) -> Self:
        for _ in range(self._count):
            # a visit that is under way when the run is broken off must not keep the program from ending
            threading.Thread(target=self._work, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self._count):
            self._sent.put(None)

    def send(self, host: str, item: T) -> None:
        self.out += 1
        self._sent.put((host, item))

    def next_back(self, seconds: float | None) -> tuple[str, T, Outcome] | None:
        """The next visit that ended; None where none does within ``seconds``."""
        try:
            host, item, outcome = self._back.get(timeout=None if seconds is None else max(seconds, 0.0))
        except Empty:
            return None
        self.out -= 1
        if isinstance(outcome, Exception):
            raise outcome
        return host, item, outcome

    def _work(self) -> None:
        while sent := self._sent.get():
            host, item = sent
            try:
                self._back.put((host, item, self._visit(item)))
            except Exception as error:  # the taker waits for every item, so it must hear of this one too
                self._back.put((host, item, error))
