"""The one guarded door to the network: feeds, article pages and robots.txt all pass through it.

A request connects only to an address that was checked, follows redirects itself, reads in pieces
under one deadline and one cap, and verifies TLS. What goes wrong is a value (``Failed``) with a
stable reason: ``scheme``, ``blocked``, ``downgrade``, ``redirects``, ``resting``, ``no answer``, ``dns``,
``connect``, ``timeout``, ``tls``, ``too large``, ``encoding``, ``cut``, ``http 404`` and so on; for
pages ``robots`` and ``no robots.txt`` too; for files ``file`` and ``too large``.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import SplitResult

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.exceptions import SSLError as HTTPTLSError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError
from urllib3.response import BaseHTTPResponse

from aggregator import __version__
from aggregator.collect import hops, robots, urls
from aggregator.collect.addresses import BlockedError, Resolver, addresses
from aggregator.collect.deadline import under_deadline, within
from aggregator.collect.hops import StoppedError
from aggregator.collect.inflate import CODINGS, PIECE, inflated
from aggregator.collect.lanes import SPACING, Lanes
from aggregator.types import Failed, Fetched, NotModified, Outcome

PRODUCT = "Parallax"
MAX_BYTES = 8_000_000
DEADLINE = 30.0
"""Seconds for one fetch with all its redirects and look-ups of names, not counting the wait for lanes."""
CONNECT = 10.0
MAX_REDIRECTS = 5
MOST_SILENCES = 2
"""After so many connections or time-outs in a row that came to nothing, a run asks a host no more."""
MIN_REST, MAX_REST = 1_800.0, 86_400.0
"""Seconds for which a host rests that answers 429 or 503."""
FEED_TYPES = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

_PERMANENT, _TEMPORARY = (301, 308), (302, 303, 307)


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
        self.lanes = Lanes(clock, wait)
        self._silences: dict[str, int] = {}
        self._robots: dict[str, robots.Rules | None] = {}
        self._robots_turns: dict[str, threading.Lock] = {}

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Verifies against the system's authorities and, where it has none of its own, certifi's."""
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context

    def fetch(self, url: str, etag: str = "", modified: str = "") -> Outcome:
        """Ask for a feed; with the last answer's validators, verbatim, if there were any. Never raises."""
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._fetch(url, FEED_TYPES, {name: value for name, value in validators.items() if value})

    def fetch_page(self, url: str) -> Outcome:
        """Ask for an article's page; the robots.txt of every site on the way must let us. Never raises."""
        return self._fetch(url, PAGE_TYPES, before=self._obey_robots)

    def _fetch(
        self,
        url: str,
        accept: str,
        more: Mapping[str, str] | None = None,
        before: Callable[[SplitResult], None] = lambda _: None,
    ) -> Outcome:
        headers = {"Accept": accept, "Accept-Encoding": "gzip, deflate", "User-Agent": self._agent}
        try:
            return self._follow(url, headers | dict(more or {}), before)
        except StoppedError as stopped:
            return Failed(url, stopped.reason, stopped.detail, stopped.retry_after)

    def _obey_robots(self, target: SplitResult) -> None:
        """Raises where the site's robots.txt, asked for once a run, does not let us ask for ``target``.

        A site without one allows everything; one that cannot be reached allows nothing (RFC 9309, 2.3.1).
        """
        site = f"{target.scheme}://{target.netloc}"
        with self._robots_turns.setdefault(site, threading.Lock()):
            if site not in self._robots:
                self._robots[site] = self._read_robots(site)
        rules = self._robots[site]
        if rules is None:
            raise StoppedError("no robots.txt", "it could not be read, so the page was not asked for")
        if not rules.permits(target.geturl()):
            raise StoppedError("robots", "robots.txt asks not to read this page")
        self.lanes.slow_down(target.hostname or "", rules.delay)

    def _read_robots(self, site: str) -> robots.Rules | None:
        outcome = self._fetch(f"{site}/robots.txt", "text/plain, */*;q=0.1")
        if isinstance(outcome, Fetched):
            return robots.parse(outcome.body, PRODUCT)
        reason = outcome.reason if isinstance(outcome, Failed) else ""
        return robots.EVERYTHING if reason.startswith("http 4") and reason != "http 429" else None

    def _follow(self, url: str, headers: Mapping[str, str], before: Callable[[SplitResult], None]) -> Outcome:
        current, permanent, all_permanent = url, "", True
        inside, left = True, DEADLINE
        visited = {url}
        for _ in range(MAX_REDIRECTS + 1):
            target = hops.target(current)
            inside = inside and (target.hostname or "") in self._private
            before(target)
            with self.lanes.turn(target.hostname or "", 0.0 if inside else SPACING):
                started = self._clock()
                answer = self._ask(target, headers, inside, left)
                left -= self._clock() - started
            if answer.status not in _PERMANENT + _TEMPORARY:
                return self._outcome(current, answer, permanent)
            current = hops.redirected(current, answer.headers.get("Location", ""), visited)
            all_permanent = all_permanent and answer.status in _PERMANENT
            permanent = current if all_permanent else permanent
        raise StoppedError("redirects", f"more than {MAX_REDIRECTS} redirects")

    def _outcome(self, url: str, answer: _Answer, permanent: str) -> Outcome:
        headers = answer.headers
        if answer.status == 304:
            return NotModified(url, permanent)
        if answer.status not in (200, 203):
            rests = answer.status in (429, 503)
            asked = _retry_after(headers) if rests else None
            if rests:
                self.lanes.rest(urls.host(url), min(max(asked or 0.0, MIN_REST), MAX_REST))
            raise StoppedError(f"http {answer.status}", http.client.responses.get(answer.status, ""), asked)
        return Fetched(
            url=url,
            body=answer.body,
            content_type=headers.get("Content-Type", ""),
            etag=headers.get("ETag", ""),
            modified=headers.get("Last-Modified", ""),
            permanent_url=permanent,
        )

    def _ask(self, target: SplitResult, headers: Mapping[str, str], inside: bool, left: float) -> _Answer:
        """One request, unless the host rests or has shown in this run that it does not answer."""
        host = target.hostname or ""
        resting = self.lanes.resting(host)
        if resting:
            raise StoppedError("resting", "the host asked to be left alone", resting)
        silences = self._silences.pop(host, 0)
        if silences >= MOST_SILENCES:
            self._silences[host] = silences
            raise StoppedError("no answer", f"the host did not answer {silences} requests before this one")
        try:
            return self._answer(target, headers, inside, self._clock() + left)
        except StoppedError as stopped:
            if stopped.reason in ("connect", "timeout"):
                self._silences[host] = silences + 1
            raise

    def _answer(
        self, target: SplitResult, headers: Mapping[str, str], inside: bool, deadline: float
    ) -> _Answer:
        """What one of the host's checked addresses answers."""

        def look_up(host: str, port: int) -> Sequence[str]:
            return within(deadline - self._clock(), lambda: self._resolve(host, port))

        try:
            found = addresses(target.hostname or "", hops.port(target), look_up, private=inside)
        except BlockedError as blocked:
            raise StoppedError("blocked", str(blocked)) from None
        except TimeoutError:
            raise StoppedError("timeout", "the host's name was not looked up in time") from None
        except (OSError, UnicodeError) as error:
            raise StoppedError("dns", str(error)) from None
        try:
            return self._exchange(target, found, headers, deadline)
        except NewConnectionError as error:
            raise StoppedError("connect", str(error)) from None
        except (TimeoutError, HTTPTimeoutError):
            raise StoppedError("timeout", f"no whole answer within {DEADLINE:.0f} s") from None
        except (ssl.SSLError, ssl.CertificateError, HTTPTLSError) as error:
            raise StoppedError("tls", str(error)) from None
        except zlib.error as error:
            raise StoppedError("encoding", str(error)) from None
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise StoppedError("cut", f"the answer broke off or is no HTTP: {error}") from None

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
            left = deadline - self._clock()
            if target.scheme == "https":
                left /= 2  # a time-out counts twice: for the connection, and for TLS to be agreed on
            connection = self._connection(target, address, min(CONNECT, left))
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
            return HTTPConnection(address, hops.port(target), timeout=timeout)
        return HTTPSConnection(
            address,
            hops.port(target),
            timeout=timeout,
            ssl_context=self._tls,
            server_hostname=target.hostname,
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


def _body(response: BaseHTTPResponse) -> bytes:
    """The inflated body of a 200, read in pieces up to the cap; other answers' bodies are not read."""
    if response.status not in (200, 203):
        return b""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", *CODINGS):
        raise StoppedError("encoding", f"{coding} was not asked for")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced[:12]) > MAX_BYTES:
        raise StoppedError("too large", f"{announced[:12]} bytes announced")
    pieces = iter(lambda: response.read1(PIECE, decode_content=False), b"")
    body = bytearray()
    for piece in inflated(pieces, coding) if coding in CODINGS else pieces:
        body += piece
        if len(body) > MAX_BYTES:
            raise StoppedError("too large", f"more than {MAX_BYTES // 1_000_000} MB")
    return bytes(body)


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
