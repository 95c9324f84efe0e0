"""Times as people read them: a date without a time of day stays a day, and no date is made up.

Sources that print a date alone come in as midnight UTC. So a moment at exactly 00:00:00 counts as its
whole day: it is written without a time, and tells before from after only where the days differ.
"""

from __future__ import annotations

from datetime import datetime

from aggregator.types import Article

UNKNOWN_DATE = "date unknown"


def is_day(moment: datetime) -> bool:
    """Whether only the day is known."""
    return not (moment.hour or moment.minute or moment.second or moment.microsecond)


def is_before(a: datetime, b: datetime) -> bool:
    """Whether ``a`` lies before ``b`` for certain."""
    return a.date() < b.date() if is_day(a) or is_day(b) else a < b


def day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y}"


def written(moment: datetime | None) -> str:
    """``8 Jul 2024, 13:10 UTC``, ``8 Jul 2024``, ``date unknown``."""
    if moment is None:
        return UNKNOWN_DATE
    date = f"{moment.day} {moment:%b %Y}"
    return date if is_day(moment) else f"{date}, {moment:%H:%M} UTC"


def dated(article: Article) -> str:
    """When an article was published; where that is unknown, that it is, and when it was first seen here."""
    if article.published is None and article.first_seen:
        return f"{UNKNOWN_DATE}, first seen here {written(article.first_seen)}"
    return written(article.published)


def span(first: datetime | None, last: datetime | None) -> str:
    """``Wed 12 Mar 2025, 09:12 – 18:40 UTC``; days on both sides where they differ."""
    if first is None or last is None:
        return UNKNOWN_DATE
    if first == last or (first.date() == last.date() and is_day(first)):
        return _exactly(first)
    if first.date() == last.date():
        return f"{day(first)}, {first:%H:%M} – {last:%H:%M} UTC"
    start = day(first) if is_day(first) else f"{day(first)}, {first:%H:%M}"
    zone = "" if is_day(first) or not is_day(last) else " UTC"
    return f"{start}{zone} – {_exactly(last)}"


def apart(a: datetime, b: datetime) -> str:
    """``19 min``, ``6 days``; ``the same day`` where no more is known."""
    if not (is_day(a) or is_day(b)):
        return duration((b - a).total_seconds() / 60)
    days = abs((b.date() - a.date()).days)
    return f"{days} day{'s' if days > 1 else ''}" if days else "the same day"


def duration(minutes: float) -> str:
    """``19 min``, ``2 h 50 min``, ``3 days``."""
    whole = round(abs(minutes))
    if whole < 60:
        return f"{whole} min"
    if whole < 48 * 60:
        hours, rest = divmod(whole, 60)
        return f"{hours} h {rest:02d} min" if rest else f"{hours} h"
    return f"{round(whole / 1440)} days"


def _exactly(moment: datetime) -> str:
    return day(moment) if is_day(moment) else f"{day(moment)}, {moment:%H:%M} UTC"
