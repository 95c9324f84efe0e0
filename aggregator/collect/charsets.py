"""Bytes in an unknown or wrongly declared encoding -> text.

What is valid UTF-8 is UTF-8, whatever it is called: other encodings do not form its patterns by
chance. Else the declaration counts where it can be true, else the bytes are looked at.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""")
# The names under which supersets are sent: https://encoding.spec.whatwg.org/#names-and-labels
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_SEVEN_BIT = ("iso2022", "hz", "utf-7")
_SAMPLE_BYTES = 8_000
_STRANGE_SHARE = 0.02


def decode(body: bytes, declared: str = "") -> str:
    """The text of ``body``; ``declared`` is the charset a server named, if any. Never raises."""
    return body.decode(encoding(body, declared), "replace").lstrip("\ufeff")


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type header names; empty where it names none."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type[:300], re.ASCII | re.IGNORECASE)
    return found[1] if found else ""


def is_garbled(text: str) -> bool:
    """Whether decoded bytes are no text: too many of them are control characters, or no characters at all."""
    strange = sum(
        character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")
        for character in text
        if character not in "\t\n\r\f"
    )
    return strange > _STRANGE_SHARE * len(text)


def encoding(body: bytes, declared: str = "") -> str:
    """The name of Python's codec that reads ``body`` best; a few damaged bytes do not put it off UTF-8."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    names = [codec for name in (declared, _declared_in(body)) if (codec := _codec(name))]
    if not any(name.startswith(_SEVEN_BIT) for name in names) and _is_utf8(body):
        return "utf-8"
    return next((name for name in names if _can_be(body, name)), "") or _looked_at(body)


def _declared_in(body: bytes) -> str:
    found = _DECLARED.search(body[:2048])
    return found[1].decode("ascii") if found else ""


def _codec(name: str) -> str:
    """Python's codec for a declared name; empty for an unknown one and for codecs that are no charset."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if name == "" or info.name in ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"):
        return ""
    return _SUPERSETS.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else ""


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        return damaged * 20 <= sum(1 for character in text if character > "\x7f") - damaged
    return True


def _can_be(body: bytes, name: str) -> bool:
    try:
        text = body.decode(name)
    except (UnicodeError, LookupError):
        return False
    return not (name.startswith("cp125") and _mostly_accents(text))


def _mostly_accents(text: str) -> bool:
    """Whether more stands above ASCII than any Latin script writes: the bytes are another script's."""
    above = sum(1 for character in text if "\x80" <= character < "\u0370")
    return above > 20 and above > len(re.findall(r"[A-Za-z]", re.sub(r"<[^<>]*>", " ", text)))


def _looked_at(body: bytes) -> str:
    """The likeliest encoding of the runs of text that hold bytes above ASCII."""
    runs = re.findall(rb"[^<>\x80-\xff]{0,40}[\x80-\xff][^<>]{0,200}", body[:400_000])
    best = charset_normalizer.from_bytes(b"\n".join(runs)[:_SAMPLE_BYTES]).best()
    return best.encoding if best is not None else "cp1252"
