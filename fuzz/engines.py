"""Makes inputs, hands them to a target, and keeps those on which a promise broke.

hypothesis joins pieces and changes seeds, and makes a find as small as it can. atheris changes inputs
and keeps those that reach code no input has reached before (Apache-2.0, github.com/google/atheris);
it is used where it is installed and is no dependency.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

FINDS = Path(__file__).parent / "finds"
ROUND = 400
"""Inputs that hypothesis makes between two looks at the clock."""
LONGEST = 4_000
"""Bytes of an input."""
PATIENCE, PER_BYTE = 0.5, 100e-6
"""Seconds an input may take, and more for each byte: far more than any needs, also under atheris."""


class Target(Protocol):
    """A module of ``fuzz.targets``."""

    PIECES: Sequence[str]
    """What inputs of this kind are made of."""
    SEEDS: Sequence[bytes]

    def check(self, data: bytes) -> None: ...


class Run:
    """One engine at one target: how many inputs, and the shortest one for each place that broke."""

    def __init__(self, name: str, target: Target) -> None:
        self.name, self._target = name, target
        self.inputs = 0
        self.finds: dict[str, bytes] = {}

    def check(self, data: bytes) -> None:
        """Hands an input to the target; raises what the target raises, once it is kept."""
        self.inputs += 1
        try:
            self._timed(data)
        except Exception as error:
            self._keep(data, error)
            raise

    def _timed(self, data: bytes) -> None:
        allowed = getattr(self._target, "PATIENCE", PATIENCE) + PER_BYTE * len(data)
        for _ in range(3):  # another process may have been in the way
            began = time.process_time()
            self._target.check(data)
            if time.process_time() - began < allowed:
                return
        raise TimeoutError(f"{len(data)} bytes took more than {allowed:.2f} seconds")

    def _keep(self, data: bytes, error: Exception) -> None:
        place = f"{type(error).__name__} {_place(error)}"
        if place in self.finds and len(self.finds[place]) <= len(data):
            return
        FINDS.mkdir(exist_ok=True)
        file = FINDS / f"{self.name}-{sha256(place.encode()).hexdigest()[:8]}"
        if place not in self.finds:
            print(f"\nFOUND {place}: {str(error)[:300]}\n  {file}", flush=True)
        self.finds[place] = data
        file.write_bytes(data)


def _place(error: Exception) -> str:
    """The innermost line of ours on the way to an error."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/aggregator/" in frame.filename or "/targets/" in frame.filename]
    last = (ours or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def with_hypothesis(name: str, target: Target, seconds: float) -> int:
    """Runs for so long; 1 where something was found."""
    run, began = Run(name, target), time.monotonic()

    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(_inputs(target))
    def round_of(data: bytes) -> None:
        run.check(data)

    while time.monotonic() - began < seconds:
        try:
            round_of()
        except Exception:  # kept by the run; the next round looks for others
            continue
    minutes = (time.monotonic() - began) / 60
    print(f"hypothesis, {name}: {run.inputs} inputs in {minutes:.1f} minutes, {len(run.finds)} finds")
    return int(bool(run.finds))


def _inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Pieces in a row, or a seed in which some places hold pieces instead, or what the target makes."""
    piece = st.sampled_from(list(target.PIECES)).map(_encoded) | st.text(max_size=9).map(_encoded)
    piece |= st.binary(max_size=3)
    made = st.lists(piece, max_size=40).map(b"".join)
    change = st.tuples(st.integers(0, LONGEST), st.integers(0, 40), piece)
    changed = st.builds(_changed, st.sampled_from(list(target.SEEDS)), st.lists(change, max_size=6))
    return made | changed | getattr(target, "MADE", st.nothing())


def _changed(seed: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, piece in changes:
        place = at % (len(seed) + 1)
        seed = seed[:place] + piece + seed[place + length :]
    return seed


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def instrumented(module: str) -> Target:
    """The target, imported so that atheris sees which lines and branches an input reaches."""
    import atheris

    with atheris.instrument_imports(include=["aggregator", "dateutil", "feedparser", "yaml"]):
        return cast(Target, import_module(module))


def with_atheris(name: str, target: Target, seconds: float) -> int:
    """Runs for so long and ends the process, as atheris does."""
    import atheris

    run = Run(name, target)

    def examine(data: bytes) -> None:
        try:
            run.check(data)
        except Exception:  # kept by the run; the search goes on
            return

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for seed in target.SEEDS:
            (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed[:LONGEST])
        words = Path(folder) / "words"
        words.write_text("".join(f'"{_in_hex(piece)}"\n' for piece in target.PIECES if piece))
        options = [
            f"-max_total_time={seconds:.0f}",
            f"-max_len={LONGEST}",
            f"-dict={words}",
            "-rss_limit_mb=4000",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], examine, internal_libfuzzer=True)
        atheris.Fuzz()
    return 0


def _in_hex(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in _encoded(piece)[:60])
