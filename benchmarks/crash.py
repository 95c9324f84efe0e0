"""Kills Parallax (SIGKILL) at random moments of its commands, and looks whether anything was lost.

    python -m benchmarks.crash [--kills N] FILE…

FILE… are what ``parallax import`` takes. After each kill the database must be whole, the command must run to
its end when called again, and the export must be, byte for byte, that of a run nobody disturbed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

COMMANDS = ("import", "group", "export", "backup")
"""Killed in turn; all but the first on a database that an undisturbed import has filled."""


def parallax(database: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "aggregator", "--db", str(database), *arguments]


def run(database: Path, *arguments: str) -> None:
    """A command to its end; raises ``CalledProcessError`` where it fails."""
    subprocess.run(parallax(database, *arguments), check=True, capture_output=True, text=True)


def timed(database: Path, asked: Sequence[str]) -> float:
    """How many seconds a command takes to its end."""
    start = time.perf_counter()
    run(database, *asked)
    return time.perf_counter() - start


def exported(database: Path, folder: Path) -> dict[str, bytes]:
    run(database, "export", str(folder), "--texts", "--overwrite")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def arguments(command: str, files: Sequence[str], folder: Path) -> list[str]:
    return {
        "import": ["import", *files],
        "group": ["group", "--rebuild"],
        "export": ["export", str(folder / "killed"), "--overwrite"],
        "backup": ["backup", str(folder / "copy.db")],
    }[command]


def kill(command: Sequence[str], seconds: float) -> bool:
    """Start a command and kill it after so many seconds; whether it was still at work then."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def trial(
    command: str, files: Sequence[str], filled: Path, folder: Path, seconds: float
) -> tuple[bool, dict[str, bytes]]:
    """One kill, and what is exported after the command was called again."""
    database = folder / "killed.db"
    if command != "import":
        shutil.copy(filled, database)
    asked = arguments(command, files, folder)
    caught = kill(parallax(database, *asked), seconds)
    if database.exists():
        run(database, "check")
    if caught or command != "backup":
        run(database, *asked)
    return caught, exported(database, folder / "after")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args()
    draw = random.Random(0)
    lost = caught = 0
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        filled = home / "filled.db"
        lasting = {command: timed(filled, arguments(command, asked.files, home)) for command in COMMANDS}
        wanted = exported(filled, home / "wanted")
        for number in range(asked.kills):
            command = COMMANDS[number % len(COMMANDS)]
            folder = home / str(number)
            folder.mkdir()
            was_caught, found = trial(
                command, asked.files, filled, folder, draw.uniform(0.1, lasting[command])
            )
            caught += was_caught
            lost += found != wanted
            print(f"{number + 1:4} {command:7} {'killed' if was_caught else 'was done':8} ", end="")
            print("as undisturbed" if found == wanted else "DIFFERS", flush=True)
            shutil.rmtree(folder)
    print(f"{asked.kills} runs, {caught} of them killed at work, {lost} that ended otherwise.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
