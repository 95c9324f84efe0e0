"""The command line ``parallax``: commands without logic over the pipeline."""

from __future__ import annotations

import sys

from aggregator.cli.commands import app
from aggregator.cli.console import err
from aggregator.errors import ParallaxError


def main() -> None:
    """Run a command; an error that a person can mend is one line and exit code 1."""
    try:
        app()
    except ParallaxError as error:
        err.print(str(error), style="bold", markup=False)
        sys.exit(1)
