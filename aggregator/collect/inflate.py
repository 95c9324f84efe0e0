"""A compressed body, piece by piece, in pieces that are small whatever the bytes inflate to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

CODINGS = ("gzip", "x-gzip", "deflate")
PIECE = 65_536

_GZIP_MAGIC = b"\x1f\x8b"
_BY_HEADER, _RAW = 47, -15  # zlib's window bits: gzip or zlib as the bytes say, deflate without a header


def inflated(packed: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The bytes as they were before ``coding``; raises ``zlib.error`` for damaged and broken-off ones."""
    engine = None
    for piece in packed:
        rest = piece
        while rest:
            if engine is None:
                raw = coding == "deflate" and rest[0] & 0x0F != 8  # sent by some in spite of RFC 9110
                engine = zlib.decompressobj(_RAW if raw else _BY_HEADER)
            elif engine.eof:
                if not _GZIP_MAGIC.startswith(rest[:2]):
                    break  # padding
                engine = zlib.decompressobj(_BY_HEADER)  # a file of several members (RFC 1952, 2.2)
            yield engine.decompress(rest, PIECE)
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
    if engine is not None and not engine.eof:
        yield engine.flush()  # the end of a piece that was just full
    if engine is None or not engine.eof:
        raise zlib.error("the compressed body broke off")
