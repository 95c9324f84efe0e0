"""A row of an imported table -> ``Article``.

The columns are ``id, outlet`` (or ``source``), ``title, text, url, author, published, first_seen, lang``.
A title or a text is needed, everything else may be missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from aggregator.collect import articles, dates, urls
from aggregator.types import UNKNOWN, Article, Problem

COLUMNS = ("id", "outlet", "source", "title", "text", "url", "author", "published", "first_seen", "lang")
ENOUGH = ("title", "text")
"""A table with none of these columns holds no articles."""

_TIMES = ("published", "first_seen")
_ESSENTIAL = ("id", "title", "text")
_ID_BYTES = 500


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the person who imports says of articles that do not say it themselves."""

    now: datetime
    outlet: str = ""
    published: datetime | None = None
    lang: str = ""


def read_row(row: Mapping[str, object], where: str, defaults: Defaults) -> Iterator[Article | Problem]:
    """The row's article and what was mended in it; of a row that cannot be used only a ``Problem``.

    A date that cannot be read, or cannot be true (before 1600, the epoch itself, more than 48 hours
    ahead of ``defaults.now``), stays empty. The given text counts as the whole article unless it
    breaks off. ``first_seen`` is only what the row says: the time of the import is not when news was seen.
    """
    cells = {name: _cell(row.get(name)) for name in COLUMNS if name not in _TIMES}
    mended = [f"{name} left empty: no text" for name, cell in cells.items() if cell is None]
    texts = {name: cell or "" for name, cell in cells.items()}
    unusable = [name for name in _ESSENTIAL if cells[name] is None]
    if unusable or not _is_usable_id(texts["id"]):
        yield Problem(where, f"left out: {' and '.join(unusable) or 'id'} cannot be used as text")
        return
    times = {name: _moment(row.get(name), defaults.now) for name in _TIMES}
    unread = [name for name in _TIMES if times[name] is None and _is_given(row.get(name))]
    published = times["published"] if _is_given(row.get("published")) else defaults.published
    article, notes = articles.finish(
        articles.Draft(
            outlet=texts["outlet"] or texts["source"] or defaults.outlet or UNKNOWN,
            title=texts["title"],
            text=texts["text"],
            url=urls.absolute(texts["url"]),
            author=texts["author"],
            published=published,
            published_origin="import",
            first_seen=times["first_seen"],
            own_lang=texts["lang"] or defaults.lang,
            id=texts["id"],
        ),
        by_text=True,
        teaser_words=0,
    )
    mended += [
        f"{name} left empty: {str(row[name])[:60]!r} is no date that can be trusted" for name in unread
    ]
    if texts["url"] and not urls.absolute(texts["url"]):
        mended.append(f"url left empty: {texts['url'][:60]!r} is no web address")
    yield from (Problem(where, what) for what in (*notes, *(mended if article else ())))
    if article:
        yield article


def _cell(value: object) -> str | None:
    """A cell as text; None where it holds what is no text."""
    if not _is_given(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value in (math.inf, -math.inf):
        return None
    return str(value)


def _is_usable_id(text: str) -> bool:
    """Whether it can stand in a table as it is: not too long, and without control characters."""
    try:
        return len(text.encode()) <= _ID_BYTES and not re.search(r"[\x00-\x1f\x7f-\x9f]", text)
    except UnicodeEncodeError:  # half a surrogate pair, which no database takes
        return False


def _is_given(value: object) -> bool:
    if isinstance(value, float) and math.isnan(value):  # how pandas writes nothing
        return False
    return value is not None and not (isinstance(value, str) and not value.strip())


def _moment(value: object, now: datetime) -> datetime | None:
    moment = None
    if isinstance(value, datetime):
        moment = _utc(value)
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
    elif isinstance(value, str):
        moment = dates.parse(value)
    return dates.within(moment, now, dates.IMPORT_YEAR)


def _utc(value: datetime) -> datetime | None:
    """A plain ``datetime``, also of a subclass that counts nanoseconds."""
    try:
        return datetime.combine(value.date(), value.time(), value.tzinfo or UTC).astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999, west of Greenwich
        return None
