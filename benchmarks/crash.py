"""Kills Parallax (SIGKILL) at random moments of its commands, and looks whether anything was lost.

    python -m benchmarks.crash [--kills N] [--seed N] [--models] [--only COMMAND…]

Its feeds are some of the sample's: one is a file, one comes with its article pages from a server on this
machine. After each kill the database must be whole and hold whatever had been committed, an earlier export or
copy must be as it was or wholly the new one, and the command, called again, must come to the end that it has
undisturbed: the same rows in every table, and the same bytes in the export.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from itertools import cycle
from pathlib import Path

from aggregator.store import Store
from aggregator.types import Article
from benchmarks.loopback import Site, serving
from benchmarks.standing import HOLDS, NOW, OPENS, THEN, rows

SAMPLE = Path(str(resources.files("aggregator"))) / "sample" / "feeds"
FEEDS = """
settings: {{allow_private_hosts: ["127.0.0.1"]}}
outlets:
  - {{name: File Post, feeds: ["{home}/file.xml"]}}
  - {{name: Loop Post, feeds: ["{site}feed.xml"]}}
"""
CROWD = 10_000
"""Articles of a database that is copied or changed for long enough to be hit."""
LOOK = (("check",), ("export", "{trial}/seen", "--texts"))
State = dict[str, object]


@dataclass(frozen=True)
class Command:
    """What is killed: its arguments, the database it begins with, and whether the ladder has a rung more."""

    name: str
    asked: tuple[str, ...]
    start: str
    again: tuple[str, ...] = ()
    """What is called after a kill where that is another command."""
    rung: bool = False


COMMANDS = (
    Command("update", ("update",), "filled"),
    Command("import", ("import", "{home}/first.xml", "{home}/second.xml"), "none"),
    Command("group", ("group",), "waiting"),
    Command("rebuild", ("group", "--rebuild"), "filled"),
    Command("export", ("export", "{trial}/out", "--overwrite", "--texts"), "filled"),
    Command("backup", ("backup", "{trial}/copy.db"), "crowded"),
    Command("migrate", ("events", "--limit", "1"), "crowded", rung=True),
    Command("correct", ("correct", "merge", "{first}", "{second}", "--reason", "one"), "filled", ("group",)),
)


class Trials:
    """A folder with the databases that trials begin with, and how each command ends undisturbed."""

    def __init__(self, home: Path, models: bool) -> None:
        self.home, self.models = home, models
        self.words = {"home": str(home)}
        self.ends: dict[str, State] = {}
        self.lasting: dict[str, float] = {}

    def line(self, folder: Path, *asked: Sequence[str], day: int = 1, rung: bool = False) -> list[str]:
        options = [f"--day={day}", *["--models"] * self.models, *["--rung"] * rung]
        where = ["--db", str(folder / "it.db"), "--feeds", str(self.home / "feeds.yaml")]
        words = [word.format(trial=folder, **self.words) for one in asked for word in (THEN, *where, *one)]
        return [sys.executable, "-m", "benchmarks.standing", *options, "--", *words]

    def run(self, folder: Path, *asked: Sequence[str], day: int = 1, rung: bool = False) -> float:
        """Commands to their end; returns the seconds from opening the database. Raises where one fails."""
        line = self.line(folder, *asked, day=day, rung=rung)
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            start = opened(process)
            said, _ = process.communicate()
        if process.returncode:
            raise RuntimeError(f"{' '.join(line)} failed: {said}")
        return time.perf_counter() - start

    def begin(self, folder: Path, start: str) -> None:
        folder.mkdir(exist_ok=True)
        if start != "none":
            shutil.copytree(self.home / start, folder, dirs_exist_ok=True)

    def prepare(self, site: Site) -> None:
        """Make the databases: ``filled`` is grouped and corrected, the others have ungrouped articles too."""
        (self.home / "feeds.yaml").write_text(FEEDS.format(home=self.home, site=site.url))
        later = (SAMPLE / "continental.xml").read_text()
        (self.home / "file.xml").write_text(later.replace(" said", " says"))
        for name, feed in (("first", "harrow"), ("second", "ledger")):
            shutil.copy(SAMPLE / f"{feed}.xml", self.home / f"{name}.xml")
        site.published = 2
        filled = self.home / "filled"
        filled.mkdir()
        self.run(filled, ["import", "{home}/first.xml"], day=0)
        self.run(filled, ["update"], day=0)
        with closing(Store.open(filled / "it.db")) as store:
            self.words["first"], self.words["second"], third, *_ = store.events.ids()
        self.run(filled, ["correct", "rename", third, "A name", "--reason", "better"], day=0)
        self.run(filled, ["export", "{trial}/out", "--texts", "--profile", "excel"])
        site.published = len(site.items)
        (self.home / "file.xml").write_text(later)
        for name, articles, sentences in (("waiting", 12, 2), ("crowded", CROWD, 20)):
            shutil.copytree(filled, self.home / name)
            with closing(Store.open(self.home / name / "it.db")) as store, store.transaction():
                for article in invented(articles, sentences):
                    store.articles.put(article, NOW)

    def undisturbed(self, command: Command) -> None:
        folder = self.home / f"undisturbed-{command.name}"
        self.begin(folder, command.start)
        self.lasting[command.name] = self.run(folder, command.asked, rung=command.rung)
        self.run(folder, *LOOK, rung=command.rung)
        self.ends[command.name] = self.end(folder)

    def end(self, folder: Path) -> State:
        """Everything that can be seen in the end: every row, every exported byte, a copy."""
        files = {path.name: path for path in folder.glob("*.db")}
        state = {f"{name}, {table}": digest for name in files for table, digest in tables(files[name])}
        return {**state, **contents(folder, "seen"), **contents(folder, "out")}

    def trial(self, command: Command, folder: Path, seconds: float) -> tuple[bool, str]:
        """One kill, so long after the database was opened; whether it hit, and what went wrong."""
        self.begin(folder, command.start)
        before, had = contents(folder, "out"), held(folder / "it.db")
        hit, committed = kill(self.line(folder, command.asked, rung=command.rung), seconds)
        if not hit:
            return False, ""
        if fault := self.right_after(command, folder, before, had | committed):
            return True, fault
        asked = [*LOOK[:1]] if (folder / "it.db").exists() and not command.rung else []  # a check climbs too
        if not (folder / "copy.db").exists():
            decided = held(folder / "it.db").get("corrections", 0) > had.get("corrections", 0)
            asked.append(command.again if decided else command.asked)
        self.run(folder, *asked, *LOOK, rung=command.rung)
        found, wanted = self.end(folder), self.ends[command.name]
        wrong = sorted(key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key))
        return True, f"ends otherwise: {'; '.join(wrong)}" if wrong else ""

    def right_after(self, command: Command, folder: Path, before: State, committed: dict[str, int]) -> str:
        """What is wrong right after a kill: rows that are lost, torn files."""
        now, wanted = held(folder / "it.db"), self.ends[command.name]
        lost = [name for name, count in committed.items() if now.get(name, 0) < count]
        torn = [
            name
            for name, body in contents(folder, "out").items()
            if not name.endswith(".part") and body not in (before.get(name), wanted.get(name))
        ]
        return "; ".join([f"lost rows of {name}" for name in lost] + [f"torn: {name}" for name in torn])


def kill(command: Sequence[str], seconds: float) -> tuple[bool, dict[str, int]]:
    """Kill a command; whether it was still at work, and the rows there were at its last commit."""
    committed: dict[str, int] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        opened(process)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        for line in process.stdout or ():
            if line.startswith(HOLDS) and line.endswith("\n"):
                committed = json.loads(line.removeprefix(HOLDS))
    return process.returncode == -signal.SIGKILL, committed


def opened(process: subprocess.Popen[str]) -> float:
    """Wait until a command is about to open its database; returns that moment."""
    for line in process.stdout or ():
        if line.startswith(OPENS):
            break
    return time.perf_counter()


def held(database: Path) -> dict[str, int]:
    """The rows of the tables that never lose one; none where there is no database yet."""
    if not database.exists():
        return {}
    with closing(sqlite3.connect(database)) as connection:
        begun = connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        return rows(connection) if begun else {}


def tables(database: Path) -> Iterator[tuple[str, str]]:
    """Every table with a digest of its rows, whatever their order."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%' ORDER BY name"
        ).fetchall()
        for (name,) in names:
            lines = sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))
            yield name, sha256("\n".join(lines).encode()).hexdigest()


def contents(folder: Path, name: str) -> State:
    found = folder / name
    return {f"{name}/{path.name}": path.read_bytes() for path in found.iterdir()} if found.exists() else {}


def invented(articles: int, sentences: int) -> Iterator[Article]:
    for n in range(articles):
        text = f"House {n} of the long row was painted on day {n % 28 + 1}. " * sentences
        yield Article(f"crowd{n}", f"Row Post {n % 40}", f"House {n} is painted", text, lang="en")


def report(hits: Counter[str], runs: Counter[str], faults: Counter[str]) -> None:
    print("\ncommand  runs  killed at work  losses and differences")
    for name in runs:
        print(f"{name:8} {runs[name]:4}  {hits[name]:14}  {faults[name]:22}")
    print(f"in all   {runs.total():4}  {hits.total():14}  {faults.total():22}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=40, help="how many must hit a command at work")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--models", action="store_true", help="with the real sentence encoders")
    parser.add_argument("--only", nargs="+", choices=[command.name for command in COMMANDS])
    asked = parser.parse_args()
    chosen = [command for command in COMMANDS if not asked.only or command.name in asked.only]
    draw = random.Random(asked.seed)
    hits, runs, faults = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as made, serving(SAMPLE / "clarion.xml") as site:
        trials = Trials(Path(made), asked.models)
        trials.prepare(site)
        for command in chosen:
            trials.undisturbed(command)
            print(f"{command.name}: {trials.lasting[command.name]:.2f} s from opening to end", flush=True)
        for number, command in enumerate(cycle(chosen), start=1):
            if hits.total() == asked.kills:
                break
            folder, seconds = Path(made) / str(number), draw.uniform(0, trials.lasting[command.name])
            try:
                hit, fault = trials.trial(command, folder, seconds)
            except RuntimeError as error:  # of the calls after the kill
                hit, fault = True, str(error)
            runs[command.name] += 1
            hits[command.name] += hit
            faults[command.name] += bool(fault)
            said = fault or ("as undisturbed" if hit else "was done before")
            print(f"{number:4} {command.name:8} killed after {seconds:6.3f} s: {said}", flush=True)
            shutil.rmtree(folder)
    report(hits, runs, faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
