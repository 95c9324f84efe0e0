"""feeds.yaml, and what is appended to it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from aggregator import config
from aggregator.errors import ConfigError
from aggregator.types import Outlet
from fuzz import seeds
from fuzz.promises import is_printable, text_of

PIECES = (
    "outlets:", "settings:", "\n", "\n  - ", "\n    ", "name: ", "feeds: ", "country: ", "language: ",
    "tags: ", "model: ", "contact: ", "fetch_pages: ", "allow_private_hosts: ", "home: ", "[", "]", "{", "}",
    ",", ": ", "NO", "yes", "true", "null", "~", "~nobody/x", "1843", "'", '"', "|", ">", "&a ", "*a",
    "!!python/x ", "? ", "\\x00", "\\ud800", "\\UFFFFFFFF", "\\e", "%YAML 1.1\n---\n", "---", "...", "#",
    "<<: ", "=", "\t", "\x85", "https://a.example/x", "http://[::1", "file:x", "x" * 250, "ü" * 190,
    "\ufeff", "\0", "\ud800", "../",
)  # fmt: skip
SEEDS = [
    *seeds.encoded(*seeds.literals("test_config.py")),
    (seeds.ROOT / "feeds.yaml").read_bytes()[:1500],
    (seeds.ROOT / "aggregator" / "sample" / "feeds.yaml").read_bytes()[:1500],
]
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def check(data: bytes) -> None:
    """It is read, or refused in one line that names the file; what is added can be read again."""
    path = FOLDER / "feeds.yaml"
    path.write_bytes(data)
    try:
        loaded = config.load(path)
    except ConfigError as error:
        is_printable(str(error))
        assert str(path) in str(error) and "\n" not in str(error), str(error)
        return
    for outlet in loaded.outlets:
        assert outlet.name and all(config.is_url(feed) or Path(feed).is_absolute() for feed in outlet.feeds)
        for text in (outlet.name, outlet.home, outlet.owner, outlet.kind, *outlet.tags, *outlet.feeds):
            is_printable(text)
    _add(path, data)


def _add(path: Path, before: bytes) -> None:
    fresh = Outlet(
        "Fresh of Fuzz", tags=(text_of(before)[:9].strip() or "a",), feeds=("https://fresh.example/",)
    )
    try:
        config.add(path, [fresh])
    except ConfigError as error:
        is_printable(str(error))
        assert path.read_bytes() == before
        assert [file.name for file in FOLDER.iterdir()] == ["feeds.yaml"]
        return
    assert config.load(path).outlets[-1].name == fresh.name
