"""robots.txt as in RFC 9309: which paths a site lets us read; and how fast, which the RFC leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

MAX_BYTES = 500 * 1024
"""Section 2.5: at least so much is read; what follows is not."""
LONGEST_DELAY = 120.0
"""Seconds up to which a Crawl-delay is kept; who asks for more gets these."""

_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{0,9})?")


@dataclass(frozen=True, slots=True)
class Rules:
    """Path patterns of the group that speaks to us; without any, everything is allowed."""

    allow: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    delay: float = 0.0
    """Seconds to leave between two requests; 0 where nothing is said."""

    def permits(self, url: str) -> bool:
        """By the longest pattern that matches; of equal ones "allow" counts (section 2.2.2)."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        allowed = max((len(pattern) for pattern in self.allow if _matches(pattern, path)), default=-1)
        refused = max((len(pattern) for pattern in self.disallow if _matches(pattern, path)), default=-1)
        return allowed >= refused


EVERYTHING = Rules()
NOTHING = Rules(disallow=("/",))


@dataclass(slots=True)
class _Group:
    allow: list[str] = field(default_factory=list)
    disallow: list[str] = field(default_factory=list)
    delay: float = 0.0

    def add(self, key: str, value: str) -> None:
        if key == "crawl-delay":
            seconds = float(value) if _SECONDS.fullmatch(value) else 0.0
            self.delay = max(self.delay, min(seconds, LONGEST_DELAY))
        elif value:  # an empty "Disallow:" forbids nothing
            (self.allow if key == "allow" else self.disallow).append(_normal(value))


def parse(body: bytes, product: str) -> Rules:
    """The rules for ``product``, else those for all. Lines that cannot be read are passed over."""
    groups: dict[str, _Group] = {}
    agents: list[str] = []
    in_rules = False
    for key, value in _lines(body):
        if key == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), _Group())
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for agent in agents:
                groups[agent].add(key, value)
    group = groups.get(product.lower()) or groups.get("*") or _Group()
    return Rules(tuple(group.allow), tuple(group.disallow), group.delay)


def _lines(body: bytes) -> Iterator[tuple[str, str]]:
    for line in body[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _normal(path: str) -> str:
    return quote(unquote(path), safe="/?=&*$:@!'()+,;~-._%")


def _matches(pattern: str, path: str) -> bool:
    """In linear time, by finding in turn what stands between the "*"; a closing "$" means the end."""
    anchored = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not pieces:
        return not anchored or position == len(path)
    for piece in pieces[:-1]:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    last = pieces[-1]
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
