"""The one way our HTML is made: ``Markup`` templates, which escape every value that is not marked as ours.

What an outlet printed carries its language and its own direction of writing, and is set in serif;
what Parallax says is set in sans.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup

from aggregator.publish.report import STATE_WORDS
from aggregator.types import State

Content = str | Markup

STATE_CLASSES = {
    "stated": "stated",
    "hedged": "hedged",
    "different": "different",
    "not found": "absent",
    "text unavailable": "unread",
}


def join(parts: Iterable[Content], between: str = "") -> Markup:
    return Markup(between).join(parts)


def printed(text: str, lang: str, kind: str = "", tag: str = "span") -> Markup:
    """Words of an outlet; ``kind`` is a class of ours, ``tag`` an element of ours."""
    return printed_markup(Markup("{}").format(text), lang, kind, tag)


def printed_markup(content: Markup, lang: str, kind: str = "", tag: str = "span") -> Markup:
    """As ``printed``, for words that are marked up already."""
    language = Markup(' lang="{}"').format(lang) if lang else Markup("")
    classes = f"px-printed {kind}".strip()
    return Markup('<{} class="{}" dir="auto"{}>{}</{}>').format(
        Markup(tag), classes, language, content, Markup(tag)
    )


def quiet(content: Content) -> Markup:
    return Markup('<span class="px-quiet">{}</span>').format(content)


def hidden(words: str) -> Markup:
    """For screen readers only."""
    return Markup('<span class="px-hidden">{}</span>').format(words)


def tag(words: Content, kind: str = "") -> Markup:
    """A small outlined tag; ``attention`` and ``cut`` are the two that are coloured."""
    return Markup('<span class="px-tag{}">{}</span>').format(f" px-tag-{kind}" if kind else "", words)


def state_mark(state: State, words: str = "") -> Markup:
    """A shape and its word (or other ``words``), always both."""
    return Markup(
        '<span class="px-state px-{}"><span class="px-mark" aria-hidden="true"></span>{}</span>'
    ).format(STATE_CLASSES[state], words or STATE_WORDS.get(state, state))


def letter(text: str) -> Markup:
    return Markup('<span class="px-letter">{}<b>{}</b></span>').format(hidden("origin "), text)


def link(address: str, words: Content, kind: str = "px-link") -> Markup:
    """A link inside the dashboard; it stays in the window."""
    return Markup('<a class="{}" href="{}" target="_self">{}</a>').format(kind, address, words)


def outside_link(url: str, words: Content) -> Markup:
    """A link to an outlet, opened apart; nothing where the address is no web address."""
    if not is_web_address(url):
        return Markup("")
    return Markup('<a class="px-link" href="{}" target="_blank" rel="noopener noreferrer">{}{} ↗</a>').format(
        url, words, hidden(" (opens in a new window)")
    )


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def notice(head: Content, body: Content = "") -> Markup:
    """A calm box for what is not there, and what to do."""
    return Markup('<div class="px-notice" role="status"><strong>{}</strong> {}</div>').format(head, body)


def command(words: str) -> Markup:
    return Markup("<code>{}</code>").format(words)
