"""What Parallax remembers: one SQLite file with shelves for sources, articles, events and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from aggregator.store.articles import Articles, content_hash
from aggregator.store.corrections import Corrections
from aggregator.store.database import Database
from aggregator.store.events import Events
from aggregator.store.sources import Sources
from aggregator.types import Dossier

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
        """Everything known of these events, one at a time; those not compared yet are passed over."""
        outlets = self.sources.outlets()
        for event_id in event_ids:
            [event] = self.events.get([event_id])
            [summary] = self.events.summaries([event_id])
            made = self.events.comparison(event_id)
            if made is not None and made.article_ids == event.article_ids:
                articles = tuple(self.articles.get(event.article_ids))
                yield Dossier(event, articles, outlets, made, summary)
