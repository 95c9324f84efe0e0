"""The outlet that a feed's title names, without what only says that it is a feed."""

from __future__ import annotations

import re

from aggregator.collect import urls

_PARTS = re.compile(r"\s+[-–—|·»/]+\s+|:\s+")
_ENDINGS = re.compile(r"\s+(?:public\s+)?(?:rss|atom)(?:\s+(?:feed|channel))?$|\s+feed$", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:(?:public|custom|news) )?(?:rss|atom|feed)(?: feed| channel)?|home ?(?:page)?|front pages?|"
    r"top stories|(?:latest |all )?news|latest|headlines",
    re.IGNORECASE,
)
_OF_AUTHOR = re.compile(r"/(?:authors?|autor(?:en|es|zy)?|auteurs?|avtor)/", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'.-]*){1,2}\*?")


def outlet_of(title: str, home: str) -> str:
    """``CTVNews.ca - Top Stories - Public RSS`` is CTVNews.ca; a title that names nothing gives the host.

    ``home`` is the feed's own link. Where it is an author's page, as ``/authors/91``, the part of the title
    that is a person's name is no outlet. Empty where neither title nor link tells anything.
    """
    parts = _PARTS.split(title)
    kept = [_ENDINGS.sub("", part) for part in parts if part and not _NAMELESS.fullmatch(part)]
    if _OF_AUTHOR.search(home):
        kept = [part for part in kept if not _is_person(part)] or kept
    if kept == parts:
        return title
    return " - ".join(kept) or urls.host(home).removeprefix("www.")


def _is_person(part: str) -> bool:
    """Two or three words, all of them capitalised and none of them all in capitals."""
    return bool(_PERSON.fullmatch(part)) and all(
        word[0].isupper() and not word.isupper() for word in part.split()
    )
