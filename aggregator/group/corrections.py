"""What people decided about events -> pairs that must, and that must not, share an event.

Later decisions win: going from the newest correction to the oldest, a pair is only taken where it does not
contradict what was taken before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from aggregator.types import Constraints, Correction, CorrectionKind, Event, Neighbour

Pair = tuple[str, str]
PLACING: Sequence[CorrectionKind] = ("move", "split", "merge", "lock")
"""What decides where articles belong."""


def constraints(corrections: Iterable[Correction], edges: Sequence[Neighbour] = ()) -> Constraints:
    """The pairs behind all corrections that were not undone.

    The first article of a pair is the one that a person placed. ``edges`` are needed for locks only: they
    tell which articles could come to a locked event, and are kept out.
    """
    ties = _Ties()
    standing = sorted((c for c in corrections if not c.undone), key=lambda c: c.id, reverse=True)
    for correction in standing:
        for pair in _apart(correction, edges):
            ties.part(pair)
        if correction.kind != "rename":
            ties.tie_all(correction.payload["articles"])
            for beside in correction.payload.get("beside", ()):
                ties.tie((correction.payload["articles"][0], beside))
    return Constraints(tuple(ties.together), tuple(ties.apart))


def titles(corrections: Iterable[Correction], events: Sequence[Event]) -> dict[str, str]:
    """event id -> the title a person gave.

    The event is the one that holds most of the renamed articles that were not moved out of it since.
    """
    given: dict[str, str] = {}
    corrections = sorted(corrections, key=lambda c: c.id)
    for correction in corrections:
        if correction.kind == "rename" and not correction.undone:
            renamed = set(correction.payload["articles"])
            renamed = renamed - placed(corrections, ("move", "split"), correction.id) or renamed
            held = {event.id: len(renamed & set(event.article_ids)) for event in events}
            best = max(held, key=lambda event_id: (held[event_id], event_id), default="")
            if held.get(best):
                given[best] = correction.payload["title"][0]
    return given


def placed(
    corrections: Iterable[Correction], kinds: Sequence[CorrectionKind] = PLACING, since: int = 0
) -> set[str]:
    """The articles whose place a person decided, in corrections of these kinds after the one numbered."""
    return {
        article_id
        for correction in corrections
        if correction.kind in kinds and not correction.undone and correction.id > since
        for article_id in correction.payload["articles"]
    }


def lock_on(corrections: Iterable[Correction], article_ids: Collection[str]) -> Correction | None:
    """The lock that stands on one of these articles."""
    locks = (one for one in corrections if one.kind == "lock" and not one.undone)
    return next((lock for lock in locks if not set(lock.payload["articles"]).isdisjoint(article_ids)), None)


def _apart(correction: Correction, edges: Sequence[Neighbour]) -> Iterator[Pair]:
    """Articles that were taken out are kept from what they were taken from; nothing joins a locked event."""
    if correction.kind in ("move", "split"):
        for article in correction.payload["articles"]:
            for former in correction.payload.get("from", ()):
                yield article, former
    if correction.kind == "lock":
        locked = set(correction.payload["articles"])
        for edge in edges:
            if (edge.a in locked) != (edge.b in locked):
                yield (edge.a, edge.b) if edge.a in locked else (edge.b, edge.a)


class _Ties:
    """Pairs taken so far, free of contradictions: sets of tied articles, and which sets stay apart."""

    def __init__(self) -> None:
        self.together: list[Pair] = []
        self.apart: list[Pair] = []
        self._home: dict[str, set[str]] = {}

    def tie_all(self, articles: Sequence[str]) -> None:
        """Each to the first before it that it may be tied to: who left a merge leaves the rest together."""
        firsts: list[str] = []
        for article in articles:
            if not any(self.tie((article, first)) for first in firsts):
                firsts.append(article)

    def tie(self, pair: Pair) -> bool:
        """Whether the two may be together."""
        one, other = self._set(pair[0]), self._set(pair[1])
        if one is not other:
            if any((a in one and b in other) or (b in one and a in other) for a, b in self.apart):
                return False
            one |= other
            for article in other:
                self._home[article] = one
        self.together.append(pair)
        return True

    def part(self, pair: Pair) -> None:
        if pair[1] not in self._set(pair[0]):
            self.apart.append(pair)

    def _set(self, article: str) -> set[str]:
        return self._home.setdefault(article, {article})
