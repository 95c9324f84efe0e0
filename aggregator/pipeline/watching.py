"""How a step shows its progress: a wrapper around its loop that yields what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Watch = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""``watch(items, what, total)``; see ``cli.console.watch``."""


def unwatched(items: Iterable[Any], _what: str, _total: int) -> Iterable[Any]:
    return items
