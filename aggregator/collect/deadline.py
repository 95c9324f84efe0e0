"""One deadline over all that a fetch waits for.

Time-outs of single reads do not stop a server that sends a byte at a time, and nothing stops the system's
look-up of a name.
"""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """What ``call`` returns or raises; ``TimeoutError`` where that takes longer.

    A call that takes longer goes on in a thread that nobody waits for, until the system gives it up.
    """
    ended: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put((call(), None))
        except Exception as error:
            ended.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = ended.get(timeout=max(seconds, 0.0))
    except Empty:
        raise TimeoutError(f"no answer within {seconds:.0f} s") from None
    if error is not None:
        raise error
    return cast(T, result)


def under_deadline(sock: socket.socket, remaining: Callable[[], float]) -> socket.socket:
    """The connected socket, each of whose operations ends within the seconds that ``remaining`` tells.

    Raises ``TimeoutError`` from any operation when none are left.
    """
    return cast(socket.socket, _Socket(sock, remaining))


class _Socket:
    """A connected socket whose every operation must end before one deadline.

    Time-outs of single reads do not help against a server that sends a byte every few seconds.
    """

    def __init__(self, sock: socket.socket, remaining: Callable[[], float]) -> None:
        self._sock, self._remaining = sock, remaining

    def makefile(self, *_mode: object) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._sock, self._remaining))

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_positive(self._remaining()))
        self._sock.sendall(data)

    def settimeout(self, seconds: float | None) -> None:
        """Set by the deadline alone."""

    def shutdown(self, how: int) -> None:
        self._sock.shutdown(how)

    def close(self) -> None:
        self._sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, remaining: Callable[[], float]) -> None:
        super().__init__()
        self._sock, self._remaining = sock, remaining
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(_positive(self._remaining()))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _positive(seconds: float) -> float:
    if seconds <= 0:
        raise TimeoutError("the deadline has passed")
    return seconds
