"""Links, and what articles are told apart by."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from aggregator.collect import urls
from fuzz import seeds
from fuzz.promises import is_address, text_of

PIECES = (
    "http://", "https://", "//", "a.example", "WWW.", "m.", "amp.", "/amp", ".amp", "/amp/s/", ":80", ":443",
    ":99999", ":0", "user:pw@", "@", "?", "&", "=", "#", "#/", "id=1", "utm_source=x", "amp=1", "%2F", "%41",
    "%E9", "%ff", "%", "\\", "\t", "\n", " ", "\0", "[::1]", "[fe80::1%25eth0]", "żółw", "。", "℀", "\ud800",
    "www.google.com/amp/s/", "x.cdn.ampproject.org/c/s/", "..", "./", ";", "javascript:", "data:", "ß", "ı",
)  # fmt: skip
SEEDS = seeds.encoded(*seeds.literals("collect/test_urls.py"))
BASE = "https://paper.example/news/feed.xml"


def check(data: bytes) -> None:
    link = text_of(data)
    for base in ("", BASE):
        is_address(urls.absolute(link, base))
    address, canonical = urls.absolute(link), urls.canonical_url(link)
    is_address(canonical)
    assert bool(address) == bool(canonical), f"{address} is {canonical}"
    assert urls.canonical_url(canonical) == canonical, f"{canonical} is {urls.canonical_url(canonical)}"
    assert urls.canonical_url(address) == canonical
    urls.host(link)
    if address and not _in_amp_cache(address):
        _parameters_stay(address, canonical)


def _parameters_stay(address: str, canonical: str) -> None:
    """Every parameter that is not known to matter nothing, byte by byte."""
    kept, given = (
        parse_qsl(urlsplit(url).query, keep_blank_values=True, encoding="latin-1")
        for url in (canonical, address)
    )
    lost = [pair for pair in given if pair not in kept and not pair[0].lower().startswith(("amp", "output"))]
    assert not lost, f"{lost} is not in {canonical}"


def _in_amp_cache(address: str) -> bool:
    return "/amp/" in address or ".cdn.ampproject.org" in address
