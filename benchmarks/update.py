"""How long the first step takes for many feeds, and how near that is to what politeness alone would take.

    python -m benchmarks.update [--feeds 2000] [--rounds 2] [--teasers]

A server on loopback plays the outlets, some of them slow, gone, silent or broken. The real pipeline reads
them into a scratch database; only the last step of each connection is led to loopback. In the second round,
two hours later by the dates, nothing is new. ``--teasers``: the feeds hold teasers, so that each article's
page is read too.

Beside the seconds stand those that the fullest lane takes: its pauses alone, and with the time that its hosts
take to answer; with pages, both for the feeds and for the pages. No run can be shorter, on any machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import socket
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from urllib3.connection import HTTPConnection

from aggregator import config
from aggregator.collect import lanes, net
from aggregator.pipeline import collecting
from aggregator.store import Store
from aggregator.types import Intake, Outlet
from benchmarks import newsstand

FIRST = datetime(2024, 7, 9, tzinfo=UTC)
PER_HOST = 5
CLOSED_PORT = 9  # discard; nothing listens there
# Of a hundred feeds, how many behave so; all others are good.
ODD = {"slow": 5, "moved": 5, "gone": 2, "missing": 2, "busy": 1, "junk": 1, "cut": 1, "silent": 1}
"""Kinds of feeds whose host answers."""
DEAD = {"unknown": 1, "refused": 1}
"""Kinds of hosts that cannot be reached."""


class Reader(net.Client):
    """The real client; what it has checked and would connect to is played by the server on loopback."""

    def __init__(self, port: int) -> None:
        super().__init__("benchmark@parallax.example", resolve=_resolve)
        self._port = port

    def _connection(self, target: SplitResult, _address: str, seconds: float) -> HTTPConnection:
        dead = (target.hostname or "").startswith("refused")
        return HTTPConnection("127.0.0.1", CLOSED_PORT if dead else self._port, timeout=max(seconds, 0.001))


def _resolve(host: str, _port: int) -> Sequence[str]:
    if host.startswith("unknown"):
        raise socket.gaierror(socket.EAI_NONAME, "the name is not known")
    return ["8.8.4.4"]  # any public one


def addresses(count: int) -> list[str]:
    """Feeds over hosts, five each; every hundred has its share of trouble."""
    kinds = [kind for kind, share in (ODD | DEAD).items() for _ in range(share)]
    kinds += ["good"] * (100 - len(kinds))
    order = [kinds[number * 37 % 100] for number in range(100)]
    found = []
    for number in range(count):
        kind = order[number % 100]
        host = f"{kind}{number}.example" if kind in DEAD else f"h{number // PER_HOST}.example"
        found.append(f"http://{host}/{kind}/{number}")
    return found


def outlets(feeds: Sequence[str]) -> tuple[Outlet, ...]:
    by_host: dict[str, list[str]] = {}
    for feed in feeds:
        by_host.setdefault(urlsplit(feed).hostname or "", []).append(feed)
    return tuple(Outlet(host, feeds=tuple(those)) for host, those in by_host.items())


def lanes_take(urls: Sequence[str], answering: Mapping[str, float]) -> float:
    """Seconds of the lane that takes longest, by what each kind of request takes to be answered."""
    pause = lanes.SPACING * (1 + lanes.JITTER / 2)
    seconds: dict[str, float] = defaultdict(lambda: -pause)
    for url in urls:
        parts = urlsplit(url)
        kind = parts.path.split("/")[1]
        seconds[parts.hostname or ""] += pause * (2 if kind == "moved" else 1) + answering[kind]
    return max(seconds.values(), default=0.0)


NOTHING: Mapping[str, float] = defaultdict(float)
ANSWERS: Mapping[str, float] = defaultdict(
    lambda: newsstand.LATENCY, silent=net.DEADLINE, slow=newsstand.SLOW, moved=2 * newsstand.LATENCY
)


def report(intake: Intake, wall: float, cpu: float, feeds: Sequence[str], pages: Sequence[str]) -> None:
    failures = Counter(failure.reason for _, failure in intake.failed).most_common()
    print(f"  {intake.feeds} feeds: {intake.not_modified} not modified, {len(intake.failed)} failed")
    print(f"  failures: {', '.join(f'{count} {reason}' for reason, count in failures) or 'none'}")
    print(f"  {intake.new} new articles; {intake.pages_read} pages read, {intake.pages_failed} not")
    print(f"  {wall:.1f} s, of which {cpu:.1f} s computing")
    pauses, answers = (
        sum(lanes_take(urls, taking) for urls in (feeds, pages)) for taking in (NOTHING, ANSWERS)
    )
    print(f"  the fullest lane takes {pauses:.1f} s of pauses, {answers:.1f} s with answers", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--teasers", action="store_true")
    asked = parser.parse_args()
    feeds = addresses(asked.feeds)
    chosen = config.Config(config.Settings(fetch_pages=asked.teasers), outlets(feeds))
    with newsstand.open_newsstand(asked.teasers) as port, tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "scratch.db")
        for number in range(asked.rounds):
            print(f"round {number + 1}")
            now = FIRST + timedelta(hours=2 * number)
            wall, cpu = time.perf_counter(), time.process_time()
            intake = collecting.collect(store, chosen, Reader(port), now)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            pages = [article.url for article in store.articles.get()] if asked.teasers and not number else []
            report(intake, wall, cpu, feeds, pages)
            time.sleep(
                2 * lanes.SPACING
            )  # the rounds are hours apart, so that their requests do not count as near
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/count") as answer:
            seen = json.load(answer)
    print(f"{seen['requests']} requests, at most {seen['most_in_flight']} in flight")
    print(f"shortest pause between two requests to a host: {seen['least_pause']:.2f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB:.0f} MB")
    return 0


_PER_MB = 1_000_000 if sys.platform == "darwin" else 1_000  # bytes there, kB elsewhere

if __name__ == "__main__":
    sys.exit(main())
