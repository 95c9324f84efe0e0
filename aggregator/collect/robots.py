"""robots.txt as in RFC 9309: which paths a site lets us read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

MAX_BYTES = 500 * 1024
"""Section 2.5: at least so much is read; what follows is not."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Path patterns of the group that speaks to us; without any, everything is allowed."""

    allow: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()

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


def parse(body: bytes, product: str) -> Rules:
    """The rules for ``product``, else those for all. Lines that cannot be read are passed over."""
    groups: dict[str, tuple[list[str], list[str]]] = {}
    agents: list[str] = []
    in_rules = False
    for key, value in _lines(body):
        if key == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), ([], []))
        elif key in ("allow", "disallow"):
            in_rules = True
            for agent in agents if value else ():  # an empty "Disallow:" forbids nothing
                groups[agent][key == "disallow"].append(_normal(value))
    allow, disallow = groups.get(product.lower()) or groups.get("*") or ([], [])
    return Rules(tuple(allow), tuple(disallow))


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
