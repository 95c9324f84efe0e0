"""Parallax: how each source reports the same event."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("parallax-news")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"
