"""A client whose time only tests move, and an Internet that is all on loopback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult

from aggregator.collect import net
from aggregator.types import Failed, Outcome


class Time:
    """A clock that only moves when it is waited on or told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []
        self.per_look = 0.0

    def clock(self) -> float:
        self.now += self.per_look
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


class Scripted(net.Client):
    """Hosts answer as in ``script``; all others are really asked."""

    def __init__(self, time: Time, script: Mapping[str, net._Answer], private: Sequence[str] = ()) -> None:
        super().__init__("", private, nobody, time.clock, time.wait)
        self.script = script

    def _ask(self, target: SplitResult, headers: Mapping[str, str], inside: bool, left: float) -> net._Answer:
        answer = self.script.get(target.hostname or "")
        return answer or super()._ask(target, headers, inside, left)


def nobody(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"asked for the address of {host}")


def loopback(host: str, port: int) -> Sequence[str]:
    """Where every name of ``.example`` lives; the network knows none of them."""
    assert host.endswith(".example"), host
    return ["127.0.0.1"]


def failure(outcome: Outcome) -> str:
    assert isinstance(outcome, Failed), outcome
    return outcome.reason
