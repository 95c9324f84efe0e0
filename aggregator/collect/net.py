"""The one guarded door to the network: feeds, article pages and robots.txt all pass through it.

A request connects only to an address that was checked, follows redirects itself, reads in pieces
under one deadline and one cap, and verifies TLS. What goes wrong is a value (``Failed``) with a
stable reason: ``scheme``, ``blocked``, ``downgrade``, ``redirects``, ``resting``, ``dns``,
``connect``, ``timeout``, ``tls``, ``too large``, ``encoding``, ``cut``, ``http 404`` and so on; for
files ``file`` and ``too large``.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.exceptions import SSLError as HTTPTLSError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError
from urllib3.response import BaseHTTPResponse

from aggregator import __version__
from aggregator.collect import robots, urls
from aggregator.collect.addresses import BlockedError, Resolver, addresses
from aggregator.collect.deadline import under_deadline
from aggregator.collect.lanes import SPACING, Lanes
from aggregator.types import Failed, Fetched, NotModified, Outcome

PRODUCT = "Parallax"
MAX_BYTES = 8_000_000
DEADLINE = 30.0
"""Seconds for one fetch with all its redirects, not counting the wait for the host's lane."""
CONNECT = 10.0
MAX_REDIRECTS = 5
MIN_REST, MAX_REST = 1_800.0, 86_400.0
"""Seconds for which a host rests that answers 429 or 503."""
FEED_TYPES = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

_PIECE = 65_536
_PERMANENT, _TEMPORARY = (301, 308), (302, 303, 307)
_SAFE = "/:@!$&'()*+,;=-._~%?"
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")


class _StoppedError(Exception):
    """Ends a fetch with the reason that ``Failed`` carries."""

    def __init__(self, reason: str, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.detail, self.retry_after = reason, detail, retry_after


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses that the operating system's resolver knows for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Client:
    """Shared by the threads of a run; each host is asked by one of them at a time.

    ``contact`` goes into the User-Agent. ``allow_private_hosts`` are hosts of the house, by name, on
    any port; a redirect from outside never leads to them. ``resolve``, ``clock`` and ``wait`` stand
    for the system's resolver, monotonic clock and sleep.
    """

    def __init__(
        self,
        contact: str,
        allow_private_hosts: Sequence[str] = (),
        resolve: Resolver = resolve_by_system,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        about = "".join(character for character in contact if " " < character < "\x7f")
        self._agent = f"{PRODUCT}/{__version__} (reads news feeds; contact: {about or 'none given'})"
        self._private = frozenset(host.strip("[]").lower() for host in allow_private_hosts)
        self._resolve = resolve
        self._clock = clock
        self._lanes = Lanes(clock, wait)
        self._robots: dict[str, robots.Rules] = {}
        self._robots_turns: dict[str, threading.Lock] = {}

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Verifies against the system's authorities and, where it has none of its own, certifi's."""
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context

    def fetch(self, url: str, etag: str = "", modified: str = "", accept: str = FEED_TYPES) -> Outcome:
        """Ask for ``url``; with the last answer's validators, verbatim, if there were any. Never raises."""
        headers = {"Accept": accept, "Accept-Encoding": "gzip, deflate", "User-Agent": self._agent}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        try:
            return self._follow(url, headers)
        except _StoppedError as stopped:
            return Failed(url, stopped.reason, stopped.detail, stopped.retry_after)

    def allowed_by_robots(self, url: str) -> bool:
        """Whether the site's robots.txt lets us read ``url``; asked for once a run and site.

        A site without one allows everything; one that cannot be reached allows nothing (RFC 9309, 2.3.1).
        """
        parts = urlsplit(urls.absolute(url))
        site = f"{parts.scheme}://{parts.netloc}"
        if not parts.netloc:
            return False
        with self._robots_turns.setdefault(site, threading.Lock()):
            if site not in self._robots:
                self._robots[site] = self._read_robots(site)
        return self._robots[site].permits(url)

    def _read_robots(self, site: str) -> robots.Rules:
        outcome = self.fetch(f"{site}/robots.txt", accept="text/plain, */*;q=0.1")
        if isinstance(outcome, Fetched):
            return robots.parse(outcome.body, PRODUCT)
        reason = outcome.reason if isinstance(outcome, Failed) else ""
        return robots.EVERYTHING if reason.startswith("http 4") and reason != "http 429" else robots.NOTHING

    def _follow(self, url: str, headers: Mapping[str, str]) -> Outcome:
        current, permanent, all_permanent = url, "", True
        inside, left = True, DEADLINE
        visited = {url}
        for _ in range(MAX_REDIRECTS + 1):
            target = _target(current)
            inside = inside and (target.hostname or "") in self._private
            with self._lanes.turn(target.hostname or "", 0.0 if inside else SPACING):
                started = self._clock()
                answer = self._ask(target, headers, inside, left)
                left -= self._clock() - started
            if answer.status not in _PERMANENT + _TEMPORARY:
                return self._outcome(current, answer, permanent)
            current = _redirected(current, answer.headers.get("Location", ""), visited)
            all_permanent = all_permanent and answer.status in _PERMANENT
            permanent = current if all_permanent else permanent
        raise _StoppedError("redirects", f"more than {MAX_REDIRECTS} redirects")

    def _outcome(self, url: str, answer: _Answer, permanent: str) -> Outcome:
        headers = answer.headers
        if answer.status == 304:
            return NotModified(url, permanent)
        if answer.status not in (200, 203):
            rests = answer.status in (429, 503)
            asked = _retry_after(headers) if rests else None
            if rests:
                self._lanes.rest(urls.host(url), min(max(asked or 0.0, MIN_REST), MAX_REST))
            raise _StoppedError(f"http {answer.status}", http.client.responses.get(answer.status, ""), asked)
        return Fetched(
            url=url,
            body=answer.body,
            content_type=headers.get("Content-Type", ""),
            etag=headers.get("ETag", ""),
            modified=headers.get("Last-Modified", ""),
            permanent_url=permanent,
        )

    def _ask(self, target: SplitResult, headers: Mapping[str, str], inside: bool, left: float) -> _Answer:
        """One request to one of the host's checked addresses."""
        host = target.hostname or ""
        resting = self._lanes.resting(host)
        if resting:
            raise _StoppedError("resting", "the host asked to be left alone", resting)
        try:
            found = addresses(host, _port(target), self._resolve, private=inside)
        except BlockedError as blocked:
            raise _StoppedError("blocked", str(blocked)) from None
        except (OSError, UnicodeError) as error:
            raise _StoppedError("dns", str(error)) from None
        try:
            return self._exchange(target, found, headers, self._clock() + left)
        except NewConnectionError as error:
            raise _StoppedError("connect", str(error)) from None
        except (TimeoutError, HTTPTimeoutError):
            raise _StoppedError("timeout", f"no whole answer within {DEADLINE:.0f} s") from None
        except (ssl.SSLError, ssl.CertificateError, HTTPTLSError) as error:
            raise _StoppedError("tls", str(error)) from None
        except zlib.error as error:
            raise _StoppedError("encoding", str(error)) from None
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise _StoppedError("cut", f"the answer broke off or is no HTTP: {error}") from None

    def _exchange(
        self, target: SplitResult, found: Sequence[str], headers: Mapping[str, str], deadline: float
    ) -> _Answer:
        connection = self._connected(target, found, deadline)
        try:
            connection.sock = under_deadline(connection.sock, lambda: deadline - self._clock())
            path = (target.path or "/") + (f"?{target.query}" if target.query else "")
            connection.request("GET", path, headers={"Host": target.netloc, **headers}, preload_content=False)
            response = connection.getresponse()
            with response:
                return _Answer(response.status, response.headers, _body(response))
        finally:
            connection.close()

    def _connected(self, target: SplitResult, found: Sequence[str], deadline: float) -> HTTPConnection:
        """A connection to the first address that takes it; the name is only used to verify TLS."""
        failure: Exception = OSError("no address")
        for address in found:
            connection = self._connection(target, address, min(CONNECT, deadline - self._clock()))
            try:
                connection.connect()
                return connection
            except (NewConnectionError, ConnectTimeoutError) as error:
                connection.close()
                failure = error
            except BaseException:
                connection.close()
                raise
        raise failure

    def _connection(self, target: SplitResult, address: str, seconds: float) -> HTTPConnection:
        timeout = max(seconds, 0.001)
        if target.scheme == "http":
            return HTTPConnection(address, _port(target), timeout=timeout)
        return HTTPSConnection(
            address, _port(target), timeout=timeout, ssl_context=self._tls, server_hostname=target.hostname
        )


def read_local(path: str) -> Outcome:
    """A feed file that the settings name by its path."""
    try:
        if not Path(path).is_file():
            return Failed(path, "file", "there is no such file")
        if Path(path).stat().st_size > MAX_BYTES:
            return Failed(path, "too large", f"more than {MAX_BYTES // 1_000_000} MB")
        return Fetched(path, Path(path).read_bytes())
    except (OSError, ValueError) as error:
        return Failed(path, "file", str(error))


def _target(url: str) -> SplitResult:
    """The parts of an address that may be asked for, its path escaped; an old fragment is not sent."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _StoppedError("blocked", str(error)) from None
    if parts.scheme not in ("http", "https"):
        raise _StoppedError("scheme", f"{parts.scheme or 'no scheme'} is neither http nor https")
    if "@" in parts.netloc:
        raise _StoppedError("blocked", "the address carries a user name")
    if (parts.hostname or "").endswith("."):
        raise _StoppedError("blocked", "the host name ends in a dot")
    normal = urls.absolute(url)
    if not normal or port == 0:
        raise _StoppedError("blocked", "the address is malformed")
    return parts._replace(
        netloc=urlsplit(normal).netloc,
        path=quote(parts.path, safe=_SAFE),
        query=quote(parts.query, safe=_SAFE),
    )


def _port(target: SplitResult) -> int:
    return target.port or {"http": 80, "https": 443}[target.scheme]


def _redirected(url: str, location: str, visited: set[str]) -> str:
    """Where a redirect leads; ``visited`` is added to."""
    try:
        following = urljoin(url, location.strip())
        scheme = urlsplit(following).scheme
    except ValueError as error:
        raise _StoppedError("blocked", str(error)) from None
    if not location or following in visited:
        raise _StoppedError("redirects", "the redirect leads nowhere new")
    if scheme == "http" and urlsplit(url).scheme == "https":
        raise _StoppedError("downgrade", f"redirected from https to {following}")
    visited.add(following)
    return following


def _body(response: BaseHTTPResponse) -> bytes:
    """The inflated body of a 200, read in pieces up to the cap; other answers' bodies are not read."""
    if response.status not in (200, 203):
        return b""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _CODINGS:
        raise _StoppedError("encoding", f"{coding} was not asked for")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced[:12]) > MAX_BYTES:
        raise _StoppedError("too large", f"{announced[:12]} bytes announced")
    body = bytearray()
    for piece in _inflated(iter(lambda: response.read1(_PIECE, decode_content=False), b""), coding):
        body += piece
        if len(body) > MAX_BYTES:
            raise _StoppedError("too large", f"more than {MAX_BYTES // 1_000_000} MB")
    return bytes(body)


def _inflated(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """The body in pieces that are small whatever the bytes inflate to; a cut one is an error."""
    if coding in ("", "identity"):
        yield from pieces
        return
    engine = None
    for piece in pieces:
        if engine is None:
            raw_deflate = coding == "deflate" and piece[0] & 0x0F != 8  # sent by some in spite of RFC 9110
            engine = zlib.decompressobj(-15 if raw_deflate else 47)
        packed = piece
        while packed and not engine.eof:
            yield engine.decompress(packed, _PIECE)
            packed = engine.unconsumed_tail
    if engine is not None:
        yield engine.flush()
    if engine is None or not engine.eof:
        raise _StoppedError("encoding", "the compressed body broke off")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After asks for; a date counts from the server's own clock. None for junk."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:12])
    try:
        asked = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError, OverflowError):
        return None
    return max(asked.total_seconds(), 0.0)
