"""What must hold of everything that is read from outside; each raises where it does not."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from aggregator.collect import urls
from aggregator.collect.text import TEXT_BYTES, TITLE_CHARACTERS
from aggregator.types import Article, Problem

_HIDDEN = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff") | {
    chr(at) for at in range(0x202A, 0x202F)
}
_HIDDEN |= {chr(at) for at in range(0x2061, 0x2070)}


def text_of(data: bytes) -> str:
    """An input as text; what is no UTF-8 is replaced, but halves of surrogate pairs stay."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def fields_of(data: bytes) -> list[str]:
    """An input as several texts, parted by the unit separator."""
    return text_of(data).split("\x1f")


def is_line(text: str) -> None:
    """Visible NFC text in one line, with nothing at its ends."""
    assert text == " ".join(text.split()), f"blanks: {text!r}"
    _is_plain(text)


def is_text(text: str) -> None:
    """Paragraphs of plain text, parted by one blank line."""
    if text:
        for paragraph in text.split("\n\n"):
            assert paragraph, f"an empty paragraph: {text!r}"
            is_line(paragraph)


def _is_plain(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text), f"not NFC: {text!r}"
    hidden = [char for char in text if unicodedata.category(char) in ("Cc", "Cs") or char in _HIDDEN]
    assert not hidden, f"hidden {hidden!r} in {text!r}"


def is_printable(text: str) -> None:
    """What is printed on a terminal holds nothing that a terminal obeys, and can be encoded.

    The joiners that Persian and Indic names are spelt with are let through.
    """
    text.encode()
    assert all(char.isprintable() or char in "\n\u200c\u200d" for char in text), f"not printable: {text!r}"


def is_address(url: str) -> None:
    """An absolute http(s) address in plain characters and without a user, or nothing."""
    if not url:
        return
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https") and parts.hostname, url
    assert parts.username is None and parts.password is None, url
    assert all("!" <= char <= "~" for char in url), url
    assert urls.absolute(url) == url, f"{url} becomes {urls.absolute(url)}"


def is_moment(moment: datetime | None, now: datetime) -> None:
    """A plain ``datetime`` in UTC, not after the day after tomorrow, that can be written and read."""
    if moment is not None:
        assert type(moment) is datetime and moment.tzinfo is UTC, repr(moment)
        assert moment <= now + timedelta(hours=48), moment
        assert datetime.fromisoformat(moment.isoformat()) == moment


def is_finite(*values: float | None) -> None:
    assert all(value is None or math.isfinite(value) for value in values), values


def is_article(article: Article, now: datetime) -> None:
    is_line(article.title)
    assert 0 < len(article.title) <= TITLE_CHARACTERS, len(article.title)
    is_text(article.text)
    assert len(article.text.encode()) <= TEXT_BYTES, len(article.text)
    is_line(article.outlet)
    is_line(article.author)
    is_address(article.url)
    is_moment(article.published, now)
    is_moment(article.first_seen, now)
    assert bool(article.published) == bool(article.published_origin)
    assert article.outlet and article.id
    article.id.encode()
    assert article.lang == "" or (article.lang.isascii() and article.lang.islower()), article.lang
    assert (article.text_available == "headline") == (not article.text)


def are_told(problems: Iterable[Problem]) -> None:
    for problem in problems:
        assert problem.what
        is_printable(problem.where)
        is_printable(problem.what)
