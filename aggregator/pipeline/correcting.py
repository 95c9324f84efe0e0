"""What a person says about the grouping -> a stored correction, and the events regrouped under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from aggregator.errors import InputError
from aggregator.group import corrections
from aggregator.pipeline.grouping import regroup
from aggregator.store import Store
from aggregator.types import CorrectionKind, Event


class Desk:
    """A person at work on the events of a store; ``who`` and ``at`` go into every correction."""

    def __init__(self, store: Store, who: str, at: datetime) -> None:
        self._store = store
        self._who = who
        self._at = at

    def move(self, article_id: str, event_id: str | None, reason: str) -> str:
        """Put an article into another event, or (None) into one of its own. Returns the event's id."""
        [home] = self._homes([article_id])
        target = self._event(event_id) if event_id else None
        if target and target.id == home.id:
            raise InputError(f"Article {article_id} is in event {home.id} already.")
        if target is None and len(home.members) == 1:
            raise InputError(f"Article {article_id} stands alone already.")
        self._require_unlocked(home, *([target] if target else []))
        payload = {
            "articles": [article_id],
            "beside": list(target.article_ids) if target else [],
            "from": [other for other in home.article_ids if other != article_id],
        }
        return self._decide("move", payload, reason)

    def split(self, article_ids: Sequence[str], reason: str) -> str:
        """Take articles of one event out into an event of their own. Returns the new event's id."""
        homes = self._homes(article_ids)
        if len({home.id for home in homes}) > 1:
            raise InputError("These articles are in different events. Split one event at a time.")
        rest = [other for other in homes[0].article_ids if other not in article_ids]
        if not rest:
            raise InputError("These are all articles of the event; nothing would stay in it.")
        self._require_unlocked(homes[0])
        return self._decide("split", {"articles": list(article_ids), "from": rest}, reason)

    def merge(self, event_ids: Sequence[str], reason: str) -> str:
        """Make one event of several. Returns its id."""
        found = [self._event(event_id) for event_id in dict.fromkeys(event_ids)]
        if len(found) < 2:
            raise InputError("Name at least two events to merge.")
        self._require_unlocked(*found)
        articles = [article_id for event in found for article_id in event.article_ids]
        return self._decide("merge", {"articles": articles}, reason)

    def rename(self, event_id: str, title: str, reason: str) -> str:
        """Give an event another title."""
        if not title.strip():
            raise InputError("The title is empty. Give the event a name.")
        event = self._event(event_id)
        return self._decide("rename", {"articles": list(event.article_ids), "title": [title.strip()]}, reason)

    def lock(self, event_id: str, reason: str) -> str:
        """Keep an event as it is: nothing joins or leaves it until this is undone."""
        event = self._event(event_id)
        self._require_unlocked(event)
        return self._decide("lock", {"articles": list(event.article_ids)}, reason)

    def undo(self, number: int | None = None) -> int:
        """Take back the correction of this number, or the last that stands. Returns its number."""
        with self._store.transaction():
            undone = self._store.corrections.undo(number)
            regroup(self._store, _concerned(undone.payload))
        return undone.id

    def _decide(self, kind: CorrectionKind, payload: Mapping[str, Sequence[str]], reason: str) -> str:
        with self._store.transaction():
            self._store.corrections.add(kind, payload, at=self._at, who=self._who, reason=reason)
            regroup(self._store, _concerned(payload))
            first = payload["articles"][0]
            return self._store.events.of_articles([first])[first]

    def _require_unlocked(self, *events: Event) -> None:
        decided = self._store.corrections.all()
        for event in events:
            if lock := corrections.lock_on(decided, event.article_ids):
                raise InputError(f"Event {event.id} is locked. Undo the lock first, correction {lock.id}.")

    def _event(self, event_id: str) -> Event:
        [event] = self._store.events.get([self._store.events.find(event_id)])
        return event

    def _homes(self, article_ids: Sequence[str]) -> list[Event]:
        homes = self._store.events.of_articles(article_ids)
        for article_id in article_ids:
            if article_id not in homes:
                raise InputError(
                    f"There is no article {article_id}. articles.csv and the event page show ids."
                )
        return self._store.events.get([homes[article_id] for article_id in article_ids])


def _concerned(payload: Mapping[str, Sequence[str]]) -> list[str]:
    return [article_id for role in ("articles", "beside", "from") for article_id in payload.get(role, ())]
