"""``python -m fuzz TARGET [--minutes N]``."""

from __future__ import annotations

import argparse
import sys
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from fuzz import engines
from fuzz.targets import TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz what strangers write.")
    parser.add_argument("target", nargs="?", choices=TARGETS, metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=1.0, help="for each engine (1)")
    parser.add_argument("--engine", choices=["hypothesis", "atheris"], help="only this one")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="check one input and say what is wrong")
    chosen = parser.parse_args()
    if not chosen.target:
        print("\n".join(f"{name:12} {about}" for name, about in TARGETS.items()))
        return 0
    warnings.simplefilter("error")  # as in the tests
    if chosen.engine == "hypothesis" or chosen.replay or not find_spec("atheris"):
        target = cast(engines.Target, import_module(f"fuzz.targets.{chosen.target}"))
        if chosen.replay:
            target.check(chosen.replay.read_bytes())
            return 0
        return engines.with_hypothesis(chosen.target, target, chosen.minutes * 60)
    target = engines.instrumented(f"fuzz.targets.{chosen.target}")
    if not chosen.engine:
        engines.with_hypothesis(chosen.target, target, chosen.minutes * 60)
    return engines.with_atheris(chosen.target, target, chosen.minutes * 60)


if __name__ == "__main__":
    sys.exit(main())
