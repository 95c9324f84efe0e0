"""A fault of our own over one feed or one event is told with its place, so that the rest goes on."""

from __future__ import annotations

import traceback
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def told(error: Exception) -> str:
    """What went wrong and in which line of ours, for whoever mends it."""
    frames = traceback.extract_tb(error.__traceback__)
    *_, last = (frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE))
    place = Path(last.filename).relative_to(PACKAGE.parent).as_posix()
    return f"{type(error).__name__} in {place}, line {last.lineno}: {error}"
