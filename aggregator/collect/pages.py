"""An article's own page -> its text and what it says of itself. Bytes in; nothing is fetched from here."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime

import trafilatura
from trafilatura.settings import Document

from aggregator import notices
from aggregator.collect import dates, urls
from aggregator.collect.articles import available
from aggregator.collect.charsets import charset_of, decode
from aggregator.collect.languages import language
from aggregator.collect.text import cap_text, clean_text, plain_line
from aggregator.types import Article

for _library in ("trafilatura", "htmldate"):  # what they cannot read is told by its result
    logging.getLogger(_library).addHandler(logging.NullHandler())

_META = re.compile(r"<meta\s[^<>]{1,600}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
    "pubdate",
    "publish-date",
)
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
_PAYWALL = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false', re.IGNORECASE)
"""How publishers mark a page that shows only the beginning: https://schema.org/isAccessibleForFree"""
_MOST_TAGS = 50_000
_LETTERS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page holds: its main text, cleaned, and what it says of itself; empty where unknown."""

    title: str = ""
    text: str = ""
    author: str = ""
    published: datetime | None = None
    """As declared in the page's metadata, not read out of its text or address."""
    site: str = ""
    url: str = ""
    paywalled: bool = False


def extract(body: bytes, *, url: str = "", content_type: str = "") -> Page:
    """Read a page; empty where it holds no text that trafilatura takes for an article's."""
    markup = decode(body, charset_of(content_type))
    if markup.count("<") > _MOST_TAGS:  # many times what pages have, and minutes for the extractor
        return Page()
    try:
        document = trafilatura.bare_extraction(
            markup.encode(), url=url or None, with_metadata=True, include_comments=False, include_tables=False
        )
    except Exception:  # on hostile markup lxml raises errors of many kinds; the page counts as unreadable
        return Page()
    if not isinstance(document, Document):
        return Page()
    title = plain_line(document.title or "")
    return Page(
        title=title,
        text=_without_headline(clean_text((document.text or "").replace("\n", "\n\n")), title),
        author=", ".join(name.strip() for name in (document.author or "").split(";") if name.strip()),
        published=_declared_date(markup),
        site=plain_line(document.sitename or ""),
        url=urls.absolute(document.url or url),
        paywalled=bool(_PAYWALL.search(markup)),
    )


def read(body: bytes, *, url: str, article: Article, now: datetime, content_type: str = "") -> Article:
    """The article with its page's text and, where it lacked them, the page's author and date.

    Unchanged where the page yields no more words than the article has, what it says to its visitor aside, or
    is about something else: a consent form or a login shares no word with the headline. Behind a paywall the
    text is a summary.
    """
    page = extract(body, url=url, content_type=content_type)
    text, _ = cap_text(page.text)
    lang = language(f"{article.title}. {text[:600]}", article.lang)
    told = notices.without(text, lang)
    if len(told.split()) <= article.words or not _same_matter(article, told):
        return article
    published, origin = article.published, article.published_origin
    if published is None and (published := dates.within(page.published, now)):
        origin = "page"
    return replace(
        article,
        text=text,
        text_available="summary" if page.paywalled else available(text, lang),
        author=article.author or page.author[:200],
        published=published,
        published_origin=origin,
        lang=lang,
    )


def _without_headline(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and (first == title or title.startswith(first)) else text


def _declared_date(markup: str) -> datetime | None:
    declared: dict[str, str] = {}
    for tag in _META.findall(markup):
        attributes = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(tag)}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        declared.setdefault(name.lower(), attributes.get("content", ""))
    printed = [declared[name] for name in _DATE_NAMES if declared.get(name)] + _JSON_DATE.findall(markup)[:1]
    return next((moment for text in printed if (moment := dates.parse(text))), None)


def _same_matter(article: Article, text: str) -> bool:
    """Whether the text has a fifth of the longer words of the headline and the summary we know."""
    known = {word.lower() for word in _LETTERS.findall(f"{article.title} {article.text[:1000]}")}
    found = {word.lower() for word in _LETTERS.findall(text)}
    return not known or len(known & found) * 5 >= len(known)
