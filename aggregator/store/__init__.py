"""What Parallax remembers: one SQLite file with shelves for sources, articles, events and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from aggregator.store.articles import Articles, content_hash
from aggregator.store.corrections import Corrections
from aggregator.store.database import Database
from aggregator.store.events import Events
from aggregator.store.sources import Sources
from aggregator.types import Dossier, Outlet

__all__ = ["Articles", "Corrections", "Database", "Events", "Sources", "Store", "content_hash"]


class Store(Database):
    """The database with its shelves. Open with ``Store.open(path)``."""

    def __init__(self, path: Path, read_only: bool) -> None:
        super().__init__(path, read_only)
        self.sources = Sources(self)
        self.articles = Articles(self)
        self.events = Events(self)
        self.corrections = Corrections(self)

    def dossiers(self, event_ids: Iterable[str]) -> Iterator[Dossier]:
        """Everything known of these events, one at a time and each as of one moment.

        Events that are not compared yet, or are gone, are passed over.
        """
        outlets = self.sources.outlets()
        for event_id in event_ids:
            with self.snapshot():
                found = self._dossier(event_id, outlets)
            if found:
                yield found

    def _dossier(self, event_id: str, outlets: dict[str, Outlet]) -> Dossier | None:
        made = self.events.comparison(event_id)
        for event in self.events.get([event_id]):
            if made and made.article_ids == event.article_ids:
                [summary] = self.events.summaries([event_id])
                articles = tuple(self.articles.get(event.article_ids))
                older = self.events.is_outdated(event_id)
                return Dossier(event, articles, outlets, made, summary, older)
        return None
