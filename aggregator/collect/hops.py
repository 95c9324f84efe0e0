"""Where a request may lead, hop by hop, by the looks of its address; what it resolves to is checked later."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urljoin, urlsplit

from aggregator.collect import urls

_SAFE = "/:@!$&'()*+,;=-._~%?"


class StoppedError(Exception):
    """Ends a fetch with the reason that ``Failed`` carries."""

    def __init__(self, reason: str, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.detail, self.retry_after = reason, detail, retry_after


def target(url: str) -> SplitResult:
    """The parts of an address that may be asked for, its path escaped; an old fragment is not sent."""
    try:
        parts = urlsplit(url)
        number = parts.port
    except ValueError as error:
        raise StoppedError("blocked", str(error)) from None
    if parts.scheme not in ("http", "https"):
        raise StoppedError("scheme", f"{parts.scheme or 'no scheme'} is neither http nor https")
    if "@" in parts.netloc:
        raise StoppedError("blocked", "the address carries a user name")
    if (parts.hostname or "").endswith("."):
        raise StoppedError("blocked", "the host name ends in a dot")
    normal = urls.absolute(url)
    if not normal or number == 0:
        raise StoppedError("blocked", "the address is malformed")
    return parts._replace(
        netloc=urlsplit(normal).netloc,
        path=_escaped(parts.path),
        query=_escaped(parts.query),
    )


def port(target: SplitResult) -> int:
    return target.port or {"http": 80, "https": 443}[target.scheme]


def redirected(url: str, location: str, visited: set[str]) -> str:
    """Where a redirect leads; ``visited`` is added to."""
    try:
        following = urljoin(url, _as_meant(location.strip()))
        scheme = urlsplit(following).scheme
    except ValueError as error:
        raise StoppedError("blocked", str(error)) from None
    if not location or following in visited:
        raise StoppedError("redirects", "the redirect leads nowhere new")
    if scheme == "http" and urlsplit(url).scheme == "https":
        raise StoppedError("downgrade", f"redirected from https to {following}")
    visited.add(following)
    return following


def _as_meant(location: str) -> str:
    """Headers are read as Latin-1; what forms UTF-8 was meant as that."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _escaped(part: str) -> str:
    return quote(part.encode("utf-8", "replace"), safe=_SAFE)
