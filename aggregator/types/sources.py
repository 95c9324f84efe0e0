"""Outlets and feeds, and what a fetch gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher and what is known of it; what is unknown is empty."""

    name: str
    home: str = ""
    country: str = ""
    language: str = ""
    kind: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as the store remembers it: its address (URL or file path) and how the last visits went."""

    address: str
    outlet: str
    url: str = ""
    """Where the feed is read: ``address``, or its new home after equal permanent redirects on three days."""
    etag: str = ""
    modified: str = ""
    body_sha256: str = ""
    checked: datetime | None = None
    due: datetime | None = None
    errors: int = 0
    error: str = ""
    moved_to: str = ""
    moved_days: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that came back, after inflation, with what the server said of it."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    permanent_url: str = ""
    """The last address reached by permanent redirects alone; empty where there was none."""


@dataclass(frozen=True, slots=True)
class NotModified:
    url: str
    permanent_url: str = ""
    """As in ``Fetched``."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing came: a stable ``reason`` (``timeout``, ``blocked``, ``http 404``, …) and a sentence."""

    url: str
    reason: str
    detail: str = ""
    retry_after: float | None = None
    """Seconds that the server asked us to wait."""


Outcome = Fetched | NotModified | Failed
