"""A short text many times over: eight times as much may take eight times as long, and not sixty-four.

The first character chooses the reader, what follows is repeated.
"""

from __future__ import annotations

import io
import operator
import time
from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import strategies as st

from aggregator.collect import charsets, dates, feeds, opml, tables, text, urls
from aggregator.collect.rows import Defaults
from aggregator.compare import labels, numbers, quotes, sentences
from aggregator.compare.facts import statements
from aggregator.compare.language import wording
from aggregator.compare.origins import reuse
from aggregator.compare.utterances import indirect
from aggregator.errors import InputError
from aggregator.publish import bundle
from aggregator.types import Article
from fuzz import languages, seeds
from fuzz.promises import text_of
from fuzz.targets import feeds as of_feeds
from fuzz.targets import html as of_html
from fuzz.targets import numbers as of_numbers
from fuzz.targets import quotes as of_quotes
from fuzz.targets import sentences as of_sentences
from fuzz.targets import tables as of_tables
from fuzz.targets import wording as of_wording

SMALL, TIMES = 3_000, 8
PATIENCE = 8.0
"""Seconds for an input, of which many copies are read up to five times."""
SLACK = 3
"""How much more than ``TIMES`` the larger text may take: caches and the machine's other work."""
SHORTEST = 0.004
"""Seconds below which nothing is measured for certain."""


def _quotes(written: str, lang: str) -> None:
    quotes.extract(_article(written, lang))


def _sentences(written: str, lang: str) -> None:
    sentences.split(_article(written, lang))


def _numbers(written: str, lang: str) -> None:
    article = _article(written, lang)
    numbers.extract(article, sentences.split(article))


def _statements(written: str, lang: str) -> None:
    article = _article(written, lang)
    split = sentences.split(article)
    statements.candidates([article], split, quotes.extract(article))
    reuse.read(article, split)


def _indirect(written: str, lang: str) -> None:
    list(indirect.find(_article(written, lang), ()))


def _labels(written: str, lang: str) -> None:
    labels.find([_article(written, lang)])


def _wording(written: str, _: str) -> None:
    read = wording.wording(written)
    assert read.signs >= 0
    wording.between_ellipses(written)


def _html(written: str, _: str) -> None:
    text.plain_text(written)
    text.plain_line(written)


def _links_and_dates(written: str, _: str) -> None:
    urls.canonical_url(written)
    dates.parse(written)


def _feeds(written: str, _: str) -> None:
    body = f"<rss><channel><item><title>A</title>{written}".encode("utf-8", "replace")
    feeds.parse(body, url="x", outlet=None, feed="x", now=seeds.NOW)


def _tables(written: str, _: str) -> None:
    body = written.encode("utf-8", "replace")
    list(tables.json_lines(io.BytesIO(body), "x", Defaults(seeds.NOW)))
    list(tables.separated_values(io.BytesIO(b"title,text\n" + body), "x", Defaults(seeds.NOW)))


def _charsets(written: str, _: str) -> None:
    charsets.decode(written.encode("utf-16-le", "replace"))
    charsets.decode(written.encode("latin-1", "replace"))


def _opml(written: str, _: str) -> None:
    try:
        opml.read(f"<opml><body>{written}</body></opml>".encode("utf-8", "replace"))
    except InputError:
        return


def _exports(written: str, _: str) -> None:
    bundle.csv_text("texts", [{"article_id": "a", "title": "", "text": written}], "excel")


READERS: dict[str, tuple[Callable[[str, str], None], tuple[str, ...]]] = {
    "q": (_quotes, of_quotes.PIECES),
    "s": (_sentences, of_sentences.PIECES),
    "n": (_numbers, of_numbers.PIECES),
    "f": (_statements, of_quotes.PIECES),
    "i": (_indirect, of_quotes.PIECES),
    "l": (_labels, of_quotes.PIECES),
    "w": (_wording, of_wording.PIECES),
    "h": (_html, of_html.PIECES),
    "d": (_links_and_dates, ("a", "/", "%41", "1 ", "Mon, ", ".")),
    "r": (_feeds, of_feeds.PIECES),
    "t": (_tables, of_tables.PIECES),
    "c": (_charsets, ("a", "\0", "ü", "<", "&#")),
    "o": (_opml, ("<outline>", "<a>", "&#10;", "<!--", "x ")),
    "x": (_exports, ("=", '"', "\r", " ")),
}
PIECES = (
    *READERS, *dict.fromkeys(piece for _, pieces in READERS.values() for piece in pieces),
)  # fmt: skip
SEEDS = [
    f"{key}{one}{two}".encode("utf-8", "surrogatepass")
    for key, (_, pieces) in READERS.items()
    for one, two in zip(pieces, (*pieces[7:], *pieces[:7]), strict=True)
]
MADE = st.builds(operator.add, st.sampled_from([key.encode() for key in READERS]), languages.inputs(texts=1))


def check(data: bytes) -> None:
    written = text_of(data[:60])
    read = READERS[written[0]][0] if written[:1] in READERS else None
    unit = written[1:]
    if read is None or not unit:
        return
    lang = languages.language(data[1:])
    small = _seconds(read, unit, SMALL, lang)
    large = _seconds(read, unit, SMALL * TIMES, lang)
    for _ in range(3):  # another process may have been in the way
        if large <= TIMES * SLACK * max(small, SHORTEST):
            return
        small = max(small, _seconds(read, unit, SMALL, lang))
        large = min(large, _seconds(read, unit, SMALL * TIMES, lang))
    raise TimeoutError(
        f"{read.__name__}, {lang}: {small:.3f} s, {TIMES} times as much {large:.3f} s: {unit!r}"
    )


def _seconds(read: Callable[[str, str], None], unit: str, size: int, lang: str) -> float:
    written = (unit * (size // len(unit) + 1))[:size].encode("utf-8", "replace").decode()
    began = time.process_time()
    read(written, lang)
    return time.process_time() - began


def _article(written: str, lang: str) -> Article:
    return Article("a", "Post", "Title", written, lang=lang, published=datetime(2024, 7, 8, tzinfo=UTC))
