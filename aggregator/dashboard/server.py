"""Starts the dashboard as a process of its own and stays with it until it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from aggregator.dashboard.access import is_local
from aggregator.errors import ParallaxError

MAIN = Path(__file__).with_name("main.py")
HOST = "localhost"
EVERYWHERE = ("0.0.0.0", "::")
PORTS_TRIED = 100
START_SECONDS = 60.0


def run(db: Path, feeds: Path, port: int, page: str, say: Callable[[str], None], host: str = HOST) -> None:
    """Serve until Ctrl-C or SIGTERM; ``page`` is where the browser opens, as ``/event?event=…``.

    Raises ``ParallaxError`` where no port is free or the dashboard ends by itself.
    """
    while True:
        port = free_port(port, host)
        code = _serve(host, port, page, _environment(db, feeds), say)
        if code in (0, -signal.SIGTERM, -signal.SIGINT):
            return
        if _is_free(port, host):
            raise ParallaxError(f"The dashboard ended with code {code}. The lines above say why.")
        # Somebody else took the port after it was looked at: on to the next.


def _serve(host: str, port: int, page: str, environment: dict[str, str], say: Callable[[str], None]) -> int:
    """The dashboard on this port, until it ends; returns its exit code."""
    process = subprocess.Popen(_command(host, port), env=environment, stdout=subprocess.DEVNULL)
    ended = threading.Event()
    # Set for Ctrl-C too: a process started in the background is told to ignore it.
    signals = (signal.SIGTERM, signal.SIGINT)
    former = [signal.signal(sent, lambda *_: process.terminate()) for sent in signals]
    home = f"http://{_as_seen_here(host)}:{port}"
    try:
        threading.Thread(target=_announce, args=(home, page or "/", say, ended), daemon=True).start()
        return process.wait()
    finally:
        ended.set()
        _stop(process)
        for sent, handler in zip(signals, former, strict=True):
            signal.signal(sent, handler)


def is_own(host: str) -> bool:
    """Whether this machine can listen at the address."""
    try:
        return bool(ip_address("127.0.0.1" if host == HOST else host)) and _can_bind(host, 0)
    except ValueError:
        return False


def free_port(first: int, host: str = HOST) -> int:
    """The first port from ``first`` on that nobody listens on."""
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        if _is_free(port, host):
            return port
    raise ParallaxError(f"No port from {first} on is free. Name another with --port.")


def _is_free(port: int, host: str = HOST) -> bool:
    """Asked by connecting and by binding: a port may be taken on one of the host's addresses alone."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as trial:
                trial.settimeout(1)
                if trial.connect_ex((address, port)) == 0:
                    return False
        except OSError:
            continue
    return _can_bind(host, port)


def _can_bind(host: str, port: int) -> bool:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1" if host == HOST else host, port))
    except OSError:
        return False
    return True


def _as_seen_here(host: str) -> str:
    """The host of an address that a browser on this machine opens."""
    if host in EVERYWHERE:
        return HOST
    return f"[{host}]" if ":" in host else host


def _command(host: str, port: int) -> list[str]:
    """What guards privacy is said here too, where no setting of the user's own can undo it."""
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "browser.gatherUsageStats": "false",
        "logger.level": "warning",
    }
    if not is_local(host):
        options["server.allowedHosts"] = "*"  # by which names a network knows this machine cannot be told
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "aggregator.dashboard.start", "run", str(MAIN), *flags]


def _environment(db: Path, feeds: Path) -> dict[str, str]:
    return os.environ | {"PARALLAX_DB": str(db.absolute()), "PARALLAX_FEEDS": str(feeds.absolute())}


def _announce(home: str, page: str, say: Callable[[str], None], ended: threading.Event) -> None:
    """Say the address once the dashboard answers, and open it where there is a screen."""
    until = time.monotonic() + START_SECONDS
    while not ended.is_set() and time.monotonic() < until:
        if _answers(home):
            say(f"The dashboard is at {home}{page} (Ctrl-C ends it).")
            if _has_screen():
                webbrowser.open(home + page)
            return
        ended.wait(0.2)


def _answers(home: str) -> bool:
    try:
        with build_opener(ProxyHandler({})).open(f"{home}/_stcore/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False


def _has_screen() -> bool:
    """Without a display a text browser would take over the terminal."""
    return sys.platform in ("darwin", "win32") or any(
        os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
