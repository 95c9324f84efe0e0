"""The built wheel, installed outside the checkout, has its sample, lexicons and dashboard."""

import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.wheel, pytest.mark.model, pytest.mark.xdist_group("demo")]


def test_the_demo_runs_from_the_wheel_twice(demo: tuple[Path, str], installed: Path) -> None:
    folder, said = demo
    assert "FACTS told by more than one outlet" in said
    assert (folder / "sample-export" / "quotes.csv").stat().st_size > 1000
    code = "import aggregator; print(aggregator.__file__)"
    where = subprocess.run(
        [installed / "python", "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert str(installed.parent) in where.stdout


def test_the_dashboard_starts_from_the_wheel_and_takes_the_next_port(installed: Path, tmp_path: Path) -> None:
    code = "from pathlib import Path; from aggregator.store import Store; Store.open(Path('parallax.db'))"
    subprocess.run([installed / "python", "-c", code], cwd=tmp_path, check=True)
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        command = [installed / "parallax", "serve", "--port", str(port)]
        quiet = os.environ | {"BROWSER": "true"}
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=quiet) as served:
            try:
                assert served.stdout
                said = next(line for line in served.stdout if "http://" in line)
                address = said.split("http://")[1].split("/")[0]
                assert address.split(":")[1] != str(port)
                assert _answers(f"http://{address}/_stcore/health") == "ok"
            finally:
                served.terminate()


def _answers(url: str, seconds: float = 60.0) -> str:
    """What the server says once it is up."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
