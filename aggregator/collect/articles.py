"""An entry of a feed or a row of a file -> ``Article``: its identity, its cleaned text, what is known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from aggregator import notices
from aggregator.collect import text as cleaning
from aggregator.collect import urls
from aggregator.collect.languages import language, language_code
from aggregator.types import UNKNOWN, Article, TextAvailable

FULL_WORDS = 80
"""A teaser is one paragraph of up to some 60 words, in whatever element it is sent; an article is longer."""

_AUTHOR_CHARACTERS = 200
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[\+?\d+ chars)[\])\s»>→]*$"
    r"|(?:^|\n|[.!?…\])]\s+)(?:(?:read|see|view) (?:more|the (?:full|whole|rest)\b)|continue reading|"
    r"weiterlesen|mehr lesen|czytaj (?:dalej|więcej)|lire la suite|leer más|seguir leyendo|"
    r"читать далее|читати далі)"
    r"[^.!?\n]{0,60}[\s»>→.…]*$",
    re.IGNORECASE,
)
"""Ends by which a text owns up to being only the beginning."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a feed or a file says of an article, before it is cleaned."""

    outlet: str
    title: str = ""
    text: str = ""
    url: str = ""
    """An address as ``urls.absolute`` gives it, or empty."""
    own_url: bool = True
    """Whether ``url`` tells the article from others; not where it leads to the feed's own home."""
    author: str = ""
    published: datetime | None = None
    published_origin: str = ""
    first_seen: datetime | None = None
    lang: str = ""
    """As the outlet or the feed declares; the text may show another."""
    own_lang: str = ""
    """As said of this very article; not questioned."""
    id: str = ""
    guid: str = ""
    """Empty where it tells no article from another."""
    feed: str = ""


def finish(
    draft: Draft, *, by_text: bool, teaser_words: int = FULL_WORDS, paragraphs: int = 1
) -> tuple[Article | None, tuple[str, ...]]:
    """The article and what was left out or mended; None where there is neither title nor text.

    ``by_text``: whether the text tells articles without id, link and GUID apart, as in an archive, or
    another text is a new version of the same article, as in a feed. The text is taken for a summary
    with fewer than ``teaser_words`` or ``paragraphs``.
    """
    text, text_cut = cleaning.cap_text(cleaning.plain_text(draft.text))
    title, title_cut = cleaning.cap_title(cleaning.plain_line(draft.title))
    known_by = title or cleaning.first_words(text)
    title = title or cleaning.made_title(text)
    if not title:
        return None, ("left out: neither title nor text",)
    outlet = cleaning.plain_line(draft.outlet) or UNKNOWN
    lang = language_code(draft.own_lang) or language(f"{title}. {text[:600]}", draft.lang)
    article = Article(
        id=draft.id or _identity(draft, outlet, known_by, text if by_text else ""),
        outlet=outlet,
        title=title,
        text=text,
        url=draft.url,
        author=cleaning.plain_line(draft.author)[:_AUTHOR_CHARACTERS],
        published=draft.published,
        published_origin=draft.published_origin if draft.published else "",
        first_seen=draft.first_seen,
        lang=lang,
        text_available=available(text, lang, teaser_words, paragraphs),
        feeds=(draft.feed,) if draft.feed else (),
        guid=draft.guid,
    )
    notes = []
    if "\ufffd" in title or "\ufffd" in text:
        notes.append("some characters are damaged")
    if text_cut:
        notes.append(f"text cut to {cleaning.TEXT_BYTES // 1000} kB")
    if title_cut:
        notes.append(f"title cut to {cleaning.TITLE_CHARACTERS} characters")
    return article, tuple(notes)


def available(text: str, lang: str, words: int = FULL_WORDS, paragraphs: int = 1) -> TextAvailable:
    """How much of the article a text is: all of it, unless it is short or owns up to breaking off.

    What the page says to its visitor does not count.
    """
    text = notices.without(text, lang)
    if not text:
        return "headline"
    long_enough = len(text.split(maxsplit=words)) >= words and text.count("\n\n") + 1 >= paragraphs
    return "full" if long_enough and not _BROKEN_OFF.search(text[-160:]) else "summary"


def merge(known: Article, new: Article) -> Article:
    """Two sightings of one article: the newer words, unless the older text is the fuller one.

    It was first seen when it was first seen, keeps a date once known, and knows all its feeds.
    """
    order = ("headline", "summary", "full")
    fuller = known if order.index(known.text_available) > order.index(new.text_available) else new
    dated = known if known.published else new
    seen = [moment for moment in (known.first_seen, new.first_seen) if moment]
    return replace(
        new,
        outlet=known.outlet,
        text=fuller.text,
        text_available=fuller.text_available,
        lang=fuller.lang or new.lang,
        url=new.url or known.url,
        author=new.author or known.author,
        published=dated.published,
        published_origin=dated.published_origin,
        first_seen=min(seen) if seen else None,
        feeds=tuple(dict.fromkeys((*known.feeds, *new.feeds))),
        guid=new.guid or known.guid,
    )


def merged(found: Iterable[Article]) -> tuple[Article, ...]:
    """Each article of one feed once, in the feed's order; of two the later dated is newer, else the first."""
    unique: dict[str, Article] = {}
    for article in found:
        other = unique.get(article.id)
        if other is None:
            unique[article.id] = article
        elif other.published and article.published and article.published > other.published:
            unique[article.id] = merge(other, article)
        else:
            unique[article.id] = merge(article, other)
    return tuple(unique.values())


def id_by_words(article: Article, outlet: str) -> str:
    """The id of an imported article that has neither id nor link of its own, were it of this outlet."""
    return _by_words(outlet, article.title, article.published, article.text)


def _identity(draft: Draft, outlet: str, title: str, text: str) -> str:
    """By canonical link, else by GUID within the outlet, else by what the article says."""
    link = urls.canonical_url(draft.url) if draft.own_url and not urls.is_home_page(draft.url) else ""
    if link:
        return _id(link)
    if draft.guid:
        return _id(outlet, "guid", draft.guid)
    return _by_words(outlet, title, draft.published, text)


def _by_words(outlet: str, title: str, published: datetime | None, text: str) -> str:
    date = published.isoformat() if published else ""
    return _id(outlet, title, date, hashlib.sha256(text.encode()).hexdigest() if text else "")


def _id(*parts: str) -> str:
    return "a" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
