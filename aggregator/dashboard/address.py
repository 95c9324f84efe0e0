"""The dashboard's own addresses: made here, and read here without trusting what stands in them."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from aggregator.types import Span

PLACE = re.compile(r"(h?)(\d{1,7})-(\d{1,7})")
LONGEST = 200


def event(event_id: str, **more: str) -> str:
    """Relative, so that it also works below another path."""
    return "event?" + urlencode({"event": event_id, **more})


def events(filters: str = "") -> str:
    """The list; ``filters`` are its own part of an address."""
    return f"./?{filters}" if filters else "./"


def article(article_id: str, span: Span | None = None, view: str = "") -> str:
    """The annotated article, at a sentence where one is given; ``view`` is the event's that leads there."""
    values = {"article": article_id}
    if span:
        values["at"] = place(span)
    if view:
        values["view"] = view
    return "article?" + urlencode(values)


def place(span: Span) -> str:
    """``214-305``; ``h0-38`` in the headline."""
    return f"{'h' if span.place == 'headline' else ''}{span.start}-{span.end}"


def read_place(text: str, article_id: str) -> Span | None:
    """The span an address names, or None where it names none that could be."""
    found = PLACE.fullmatch(text)
    if not found or int(found[2]) >= int(found[3]):
        return None
    return Span(article_id, int(found[2]), int(found[3]), "headline" if found[1] else "body")


def read_id(text: str) -> str:
    """An id as typed or pasted: without the spaces around it, and of bounded length."""
    return text.strip()[:LONGEST]


MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
SHORTCODE = re.compile(r"(?<=:)(?=[A-Za-z0-9_+-]+:)")


def as_label(text: str) -> str:
    """Feed text for a label that Streamlit reads as Markdown: it comes out as it went in.

    Emoji short codes and arrows are replaced after the escapes are read, so that a word joiner
    (which has no width) parts their characters.
    """
    parted = SHORTCODE.sub("\u2060", " ".join(text.split()))
    parted = re.sub(r"(?<=[<-])(?=[->])", "\u2060", parted)
    return MARKDOWN.sub(r"\\\1", parted)
