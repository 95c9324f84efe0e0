"""Bytes in an unknown encoding."""

from __future__ import annotations

import codecs

from aggregator.collect import charsets
from fuzz import seeds

_WORDS = "Über die Brücke. Сегодня в порту. 港で救助訓練。 Żółw płynął."
_NAMES = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r", "shift_jis", "iso2022_jp", "gb18030")
_NO_NAMES = ("idna", "utf-7", "hz", "zlib", "undefined", "x" * 40)
PIECES = (
    *(f"<?xml encoding='{name}'?>" for name in (*_NAMES, *_NO_NAMES)),
    "charset=", '"', "\ufeff", "\0", "<", "<rss>", "\x1b$B", "~{", "+AGE-", "ü", "ж", "港",
)  # fmt: skip
SEEDS = [
    *(_WORDS.encode(name, "ignore") for name in _NAMES),
    *(f"<?xml encoding='{name}'?>{_WORDS}".encode(name, "ignore") for name in _NAMES),
    *seeds.encoded(*seeds.literals("collect/test_text.py")[-60:]),
]


def check(data: bytes) -> None:
    """Any bytes become text, in an encoding that exists; what is UTF-8 stays what it is."""
    declared, _, body = data.partition(b"\n")
    name = charsets.charset_of("text/xml; charset=" + declared.decode("latin-1"))
    codecs.lookup(charsets.encoding(body, name))
    text = charsets.decode(body, name)
    charsets.is_garbled(text)
    plain = body.isascii() and b"\0" not in body and not any(mark in body for mark in (b"\x1b", b"~", b"+"))
    assert not plain or text == body.decode().lstrip("\ufeff"), text
