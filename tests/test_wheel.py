"""The built wheel, installed outside the checkout, has its sample, lexicons and dashboard."""

import os
import site
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.wheel, pytest.mark.model]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of a new environment with the wheel; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    [packages] = (folder / "env").glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "env"), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--force-reinstall", str(wheel)], check=True, capture_output=True)
    return folder / "env" / "bin"


def test_the_demo_runs_from_the_wheel_twice(installed: Path, tmp_path: Path) -> None:
    for _ in range(2):
        ran = subprocess.run(
            [installed / "parallax", "demo", "--no-serve"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
    assert "FACTS told by more than one outlet" in ran.stdout
    assert (tmp_path / "sample-export" / "quotes.csv").stat().st_size > 1000
    code = "import aggregator; print(aggregator.__file__)"
    where = subprocess.run(
        [installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
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
