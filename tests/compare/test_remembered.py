"""Vectors that one comparison asks for more than once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from aggregator.compare.remembered import Remembered
from aggregator.types import Matrix
from tests.encoders import HashEncoder


class Slow(HashEncoder):
    """Notes what it is asked for, and gives nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []
        self.entered, self.may_answer = Event(), Event()

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.asked.append(list(texts))
        self.entered.set()
        assert self.may_answer.wait(timeout=20)
        return super().encode(texts)


def test_what_two_ask_for_at_once_is_encoded_once() -> None:
    slow = Slow()
    remembered = Remembered(slow)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(remembered.encode, ["The ferry ran aground.", "Fog."])
        assert slow.entered.wait(timeout=20)
        second = pool.submit(remembered.encode, ["Fog.", "Nobody was hurt."])
        slow.may_answer.set()
        assert (first.result()[1] == second.result()[0]).all()
    assert slow.asked == [["The ferry ran aground.", "Fog."], ["Nobody was hurt."]]
