"""Files that a person imports -> articles: tables, stored feeds, pages and plain texts. Never the network.

What a file is, its content says first and its name second: a Parquet file called ``.csv`` is read as
Parquet. Rows come one by one, so that a table may be larger than the memory; bad ones are told by
line and reason, and the rest goes on.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from aggregator.collect import articles, dates, feeds, pages, tables, urls
from aggregator.collect.charsets import decode, is_garbled
from aggregator.collect.rows import Defaults
from aggregator.collect.text import plain_text
from aggregator.types import UNKNOWN, Article, Failed, Outlet, Problem

DOCUMENT_BYTES = 64_000_000
"""The longest feed, page or plain text that is read."""

_HEAD_BYTES = 20_000
_HTML = re.compile(
    r"\s*+<(?:!doctype html|html|head|body|article|main|div|section|h1|p)\b|.*<html\b", re.I | re.S
)
_ROW_ENDINGS, _TABLE_ENDINGS = {".jsonl", ".ndjson"}, {".csv", ".tsv"}
_TEXT_ENDINGS = {".txt", ".text", ".md"}
_HEADLINE_CHARACTERS = 200


def read(
    path: Path,
    *,
    outlets: Sequence[Outlet],
    now: datetime,
    outlet: str = "",
    published: datetime | None = None,
    lang: str = "",
) -> Iterator[Article | Problem]:
    """The articles of a file, or of all files below a folder in sorted order, and what was left out.

    ``outlet``, ``published`` and ``lang`` hold for articles that do not say it themselves; ``outlet``
    also for stored feeds, before the one in ``outlets`` that names the file, or the feed's title.
    Never raises for what a file holds. A ``Problem`` with ``note`` says what is no fault.
    """
    defaults = Defaults(now, outlet, published, lang)
    if not path.is_dir():
        yield from _file(path, outlets, defaults)
        return
    inside = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path))
    if not inside:
        yield Problem(str(path), "the folder holds no files")
    for file in inside:
        yield from _file(file, outlets, defaults)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _file(path: Path, outlets: Sequence[Outlet], defaults: Defaults) -> Iterator[Article | Problem]:
    nothing = True
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            yield Problem(str(path), "is no file and no folder; save what it gives as a file")
            return
        with path.open("rb") as raw, _inflated(raw) as file:
            for item in _by_kind(file, path, outlets, defaults):
                nothing = nothing and isinstance(item, Problem) and item.note
                yield item
    except FileNotFoundError:
        yield Problem(str(path), "there is no such file")
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Problem(str(path), "cannot be read further: the packed file is damaged or cut off")
    except OSError as error:
        yield Problem(str(path), f"cannot be read further: {error.strerror or error}")
    else:
        if nothing:
            yield Problem(str(path), "holds no articles")


def _inflated(raw: IO[bytes]) -> IO[bytes]:
    magic = raw.read(2)
    raw.seek(0)
    return cast(IO[bytes], gzip.open(raw)) if magic == b"\x1f\x8b" else raw


def _by_kind(
    file: IO[bytes], path: Path, outlets: Sequence[Outlet], defaults: Defaults
) -> Iterator[Article | Problem]:
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    beginning = decode(head).lstrip()
    endings = {ending.lower() for ending in path.suffixes}
    if not beginning:
        yield Problem(str(path), "the file is empty")
    elif head.startswith(b"PAR1"):
        yield from tables.parquet(file, str(path), defaults)
    elif "\0" in beginning:
        yield Problem(str(path), "neither a text nor a table")
    elif beginning.startswith("<"):
        yield from _marked_up(file, path, outlets, defaults)
    elif is_garbled(beginning):
        yield Problem(str(path), "cannot be read as text: its bytes form no characters of any encoding")
    elif _is_object_a_line(beginning):
        yield from tables.json_lines(file, str(path), defaults)
    elif endings & _TABLE_ENDINGS or tables.has_header(beginning):
        yield from tables.separated_values(file, str(path), defaults)
    elif endings & _ROW_ENDINGS:
        yield from tables.json_lines(file, str(path), defaults)
    elif beginning.startswith(("{", "[")):
        yield Problem(str(path), "one JSON document; save it as JSON Lines, one object a line")
    elif endings & _TEXT_ENDINGS or not path.suffix:
        yield from _plain_text(file, path, defaults)
    else:
        yield Problem(str(path), "of no kind that is read (JSON Lines, CSV, Parquet, feed, HTML, plain text)")


def _is_object_a_line(beginning: str) -> bool:
    first, line_end, _ = beginning.partition("\n")
    is_object = first.startswith("{") and (not line_end or first.rstrip().endswith("}"))
    return is_object and "jsonfeed.org" not in first[:500]


def _document(file: IO[bytes]) -> bytes:
    body = file.read(DOCUMENT_BYTES + 1)
    if len(body) > DOCUMENT_BYTES:
        raise OSError(f"longer than {DOCUMENT_BYTES // 1_000_000} MB")
    return body


def _marked_up(
    file: IO[bytes], path: Path, outlets: Sequence[Outlet], defaults: Defaults
) -> Iterator[Article | Problem]:
    body = _document(file)
    if feeds.looks_like_feed(body):
        yield from _feed(body, path, outlets, defaults)
    elif _HTML.match(decode(body[:_HEAD_BYTES])):
        yield from _page(body, path, defaults)
    else:
        yield Problem(str(path), "not a feed: it holds no RSS, RDF or Atom, and it is no HTML")


def _feed(
    body: bytes, path: Path, outlets: Sequence[Outlet], defaults: Defaults
) -> Iterator[Article | Problem]:
    def parsed(outlet: Outlet | None) -> feeds.Parsed | Failed:
        return feeds.parse(body, url=str(path), outlet=outlet, feed=str(path), now=defaults.now, newest=None)

    outlet = _given(defaults) or next((outlet for outlet in outlets if _names(outlet, path)), None)
    found = parsed(outlet)
    if isinstance(found, feeds.Parsed) and outlet is None and found.address:
        outlet = next((outlet for outlet in outlets if _publishes(outlet, found.address)), None)
        found = parsed(outlet) if outlet else found
    if isinstance(found, Failed):
        yield Problem(str(path), f"{found.reason}: {found.detail}")
        return
    yield from found.problems
    for article in found.articles:
        # When the feed was stored is not known, and the time of the import is not when its news was seen.
        stored = replace(article, first_seen=None, lang=article.lang or defaults.lang)
        if stored.published is None and defaults.published:
            stored = replace(stored, published=defaults.published, published_origin="import")
        yield stored


def _given(defaults: Defaults) -> Outlet | None:
    return Outlet(defaults.outlet, language=defaults.lang) if defaults.outlet else None


def _names(outlet: Outlet, path: Path) -> bool:
    return any(not urls.absolute(feed) and Path(feed).resolve() == path.resolve() for feed in outlet.feeds)


def _publishes(outlet: Outlet, address: str) -> bool:
    return any(urls.canonical_url(feed) == urls.canonical_url(address) for feed in outlet.feeds)


def _page(body: bytes, path: Path, defaults: Defaults) -> Iterator[Article | Problem]:
    page = pages.extract(body)
    declared = dates.within(page.published, defaults.now, dates.IMPORT_YEAR)
    yield from _single(
        articles.Draft(
            outlet=defaults.outlet or page.site or UNKNOWN,
            title=page.title,
            text=page.text or plain_text(decode(body)),
            url=page.url,
            author=page.author,
            published=defaults.published or declared,
            published_origin="import" if defaults.published else "page",
            own_lang=defaults.lang,
        ),
        path,
    )


def _plain_text(file: IO[bytes], path: Path, defaults: Defaults) -> Iterator[Article | Problem]:
    headline, text = _headline_and_text(decode(_document(file)))
    yield from _single(
        articles.Draft(
            outlet=defaults.outlet or UNKNOWN,
            title=headline,
            text=text,
            published=defaults.published,
            published_origin="import",
            own_lang=defaults.lang,
        ),
        path,
    )


def _single(draft: articles.Draft, path: Path) -> Iterator[Article | Problem]:
    article, notes = articles.finish(draft, by_text=True, teaser_words=0)
    yield from (Problem(str(path), note) for note in notes)
    if article:
        yield article


def _headline_and_text(written: str) -> tuple[str, str]:
    """The first line is the headline where it is short and a blank line follows, or it ends no sentence."""
    first, _, rest = written.strip().partition("\n")
    short = len(first) <= _HEADLINE_CHARACTERS and bool(rest.strip())
    apart = not rest.partition("\n")[0].strip() or not first.rstrip().endswith((".", "!", "?", ",", ";", ":"))
    return (first, rest) if short and apart else ("", written)
