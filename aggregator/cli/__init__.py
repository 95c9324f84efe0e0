"""The command line ``parallax``: commands without logic over the pipeline."""

from __future__ import annotations

import sys

from aggregator.cli.commands import app
from aggregator.cli.console import err
from aggregator.errors import ParallaxError

INTERRUPTED = 130
"""The exit code of a command that was ended with Ctrl-C: 128 and the number of the signal."""
WRONG_USAGE = 2
FIRST = ("--db", "--feeds")
"""The options of every command, which stand before it."""


def main() -> None:
    """Run a command; an error that a person can mend is one line and exit code 1."""
    try:
        app()
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            err.print(
                "Stopped. What was complete is kept; the same command goes on from there.", markup=False
            )
        words = [word.partition("=")[0] for word in sys.argv[1:]]
        if ended.code == WRONG_USAGE and words[0] not in FIRST and not {*FIRST}.isdisjoint(words):
            err.print("--db and --feeds stand before the command: parallax --db FILE events.", markup=False)
        raise
    except ParallaxError as error:
        err.print(str(error), style="bold", markup=False)
        sys.exit(1)
