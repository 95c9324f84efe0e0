"""Starting and ending the dashboard as a process."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from aggregator.dashboard import server
from aggregator.errors import ParallaxError

SCRIPT = """
import sys
from pathlib import Path
from aggregator.dashboard import server
say = lambda text: print(text, flush=True)
server.run(Path(sys.argv[1]), Path("feeds.yaml"), int(sys.argv[2]), "/event?event=x", say)
"""


def listening() -> socket.socket:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


def test_the_next_free_port_is_taken() -> None:
    with listening() as taken:
        port = taken.getsockname()[1]
        assert server.free_port(port) > port


def test_a_port_out_of_range_is_said() -> None:
    with pytest.raises(ParallaxError, match="--port"):
        server.free_port(70_000)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_says_where_and_ends_cleanly(filled: Path, sent: signal.Signals) -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    with listening() as taken:
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(filled), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert process.stdout
        line = process.stdout.readline()
        assert "/event?event=x" in line
        address = line.split()[4]
        assert str(port) not in address
        with urllib.request.urlopen(address, timeout=10) as reply:
            assert reply.status == 200
        process.send_signal(sent)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in errors


def test_a_port_that_is_taken_in_the_meantime_is_left_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def served(host: str, port: int, *_: object) -> int:
        tried.append(port)
        return 1 if len(tried) == 1 else 0

    with listening() as taken:
        port = taken.getsockname()[1]
        looked = iter([port, port + 1])
        monkeypatch.setattr(server, "free_port", lambda *_: next(looked))
        monkeypatch.setattr(server, "_serve", served)
        server.run(Path("x.db"), Path("feeds.yaml"), port, "", print)
    assert tried == [port, port + 1]
