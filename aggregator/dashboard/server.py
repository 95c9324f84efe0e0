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
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from aggregator.errors import ParallaxError

MAIN = Path(__file__).with_name("main.py")
HOST = "localhost"
PORTS_TRIED = 100
START_SECONDS = 60.0


def run(db: Path, feeds: Path, port: int, page: str, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``page`` is where the browser opens, as ``/event?event=…``.

    Raises ``ParallaxError`` where no port is free or the dashboard ends by itself.
    """
    while True:
        port = free_port(port)
        code = _serve(port, page, _environment(db, feeds), say)
        if code in (0, -signal.SIGTERM, -signal.SIGINT):
            return
        if _is_free(port):
            raise ParallaxError(f"The dashboard ended with code {code}. The lines above say why.")
        # Somebody else took the port after it was looked at: on to the next.


def _serve(port: int, page: str, environment: dict[str, str], say: Callable[[str], None]) -> int:
    """The dashboard on this port, until it ends; returns its exit code."""
    process = subprocess.Popen(_command(port), env=environment, stdout=subprocess.DEVNULL)
    ended = threading.Event()
    # Set for Ctrl-C too: a process started in the background is told to ignore it.
    signals = (signal.SIGTERM, signal.SIGINT)
    former = [signal.signal(sent, lambda *_: process.terminate()) for sent in signals]
    url = f"http://{HOST}:{port}{page or '/'}"
    try:
        threading.Thread(target=_announce, args=(port, url, say, ended), daemon=True).start()
        return process.wait()
    finally:
        ended.set()
        _stop(process)
        for sent, handler in zip(signals, former, strict=True):
            signal.signal(sent, handler)


def free_port(first: int) -> int:
    """The first port from ``first`` on that nobody listens on."""
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        if _is_free(port):
            return port
    raise ParallaxError(f"No port from {first} on is free. Name another with --port.")


def _is_free(port: int) -> bool:
    """Asked by connecting and by binding: a port may be taken on one of the host's addresses alone."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as trial:
                trial.settimeout(1)
                if trial.connect_ex((address, port)) == 0:
                    return False
        except OSError:
            continue
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _command(port: int) -> list[str]:
    options = {
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "logger.level": "warning",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(MAIN), *flags]


def _environment(db: Path, feeds: Path) -> dict[str, str]:
    return os.environ | {"PARALLAX_DB": str(db.absolute()), "PARALLAX_FEEDS": str(feeds.absolute())}


def _announce(port: int, url: str, say: Callable[[str], None], ended: threading.Event) -> None:
    """Say the address once the dashboard answers, and open it where there is a screen."""
    until = time.monotonic() + START_SECONDS
    while not ended.is_set() and time.monotonic() < until:
        if _answers(port):
            say(f"The dashboard is at {url} (Ctrl-C ends it).")
            if _has_screen():
                webbrowser.open(url)
            return
        ended.wait(0.2)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2) as reply:
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
