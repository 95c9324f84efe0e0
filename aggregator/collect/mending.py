"""A feed's text before it is parsed: what is mended so that the rest can be read, and what is refused."""

from __future__ import annotations

import re
from html import escape, unescape

from aggregator.types import Failed

_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel|item|entry)[\s/>]", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,300}\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"<!ENTITY[^>]*")
_HOSTILE_ENTITY = re.compile(
    r"""<!ENTITY\s+(?:%\s+)?[^\s"'<>]+\s+(?:SYSTEM\b|PUBLIC\s|"[^"<>]*?[&%](?!\#)|'[^'<>]*?[&%](?!\#))"""
)
_KNOWN_ENTITY_SETS = re.compile(r'<!ENTITY\s+%\s+\w+\s+PUBLIC\s+"-//(?:W3C|Netscape)[^"<>]*"\s+"[^"<>]*"\s*>')
_CROWDED_TAG = re.compile(
    r"""<[A-Za-z_][^\s<>/]*+(?:\s++[^\s=<>]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')){256}""",
)
_PREFIX = re.compile(r"\bxmlns:([^\s=<>]{1,100})")
_LOOSE_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});)"
    r"(?:(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{7,9}|#[xX][0-9a-fA-F]{6,8});)?"
)
_HALVES = re.compile(r"(?:&#(?:[xX][dD][89a-fA-F][0-9a-fA-F]{2}|5[5-7]\d{3});)+")
_NUMBER = re.compile(r"#([xX]?)(\w+);")
_ITEM_TAG = re.compile(r"<(/?)(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_MOST_TAGS = 500_000
_MOST_PREFIXES = 300
_MOST_GROWTH = 10_000_000
"""Characters that a feed's own entities may at most become."""


def looks_like_feed(text: str) -> bool:
    """Whether it holds the root of a feed, or anything that stands in one."""
    return bool(_ROOT.search(text))


def mended(text: str) -> tuple[str, list[str]]:
    """What feedparser can read better, and what was done to it in words."""
    notes = []
    clean, strange = _NOT_XML.subn("", text)
    if strange:
        notes.append(f"{strange} characters that XML does not have were left out")
    start = max(clean.find("<"), 0)
    if clean[:start].strip():
        notes.append("text before the first tag was left out")
    declaration = _XML_DECLARATION.match(clean, start)
    clean = clean[declaration.end() if declaration else start :].lstrip()  # it names the old encoding
    repaired = _without_loose_ampersands(_HALVES.sub(_joined, clean))
    if repaired != clean:
        notes.append("ampersands or entities XML does not know")
    return repaired, [f"not well-formed: {note}" for note in notes]


def refusal(text: str, url: str) -> Failed | None:
    """Why a text must not be parsed: it is no feed, or made to be a burden."""
    if not looks_like_feed(text):
        return Failed(url, "not a feed", "It holds no RSS, RDF or Atom.")
    if "<!ENTITY" in text and (_HOSTILE_ENTITY.search(_KNOWN_ENTITY_SETS.sub("", text)) or _grows(text)):
        return Failed(url, "entities", "It declares nested, external or multiplying entities.")
    if (
        text.count("<") > _MOST_TAGS
        or _CROWDED_TAG.search(text)
        or len(set(_PREFIX.findall(text))) > _MOST_PREFIXES
    ):
        return Failed(url, "too complex", "It has more tags, attributes or namespaces than any feed needs.")
    return None


def ends_inside_an_item(text: str) -> bool:
    """Whether the last item that was begun is never ended."""
    closing = [tag[1] for tag in _ITEM_TAG.finditer(text)]
    return bool(closing) and not closing[-1]


def _grows(text: str) -> bool:
    """Whether the longest entity, in the place of each ampersand, would be more than any feed."""
    longest = max(len(entity) for entity in _ENTITY.findall(text))
    return longest * text.count("&") > _MOST_GROWTH


def _without_loose_ampersands(text: str) -> str:
    """Outside CDATA, a bare "&" escaped, "&nbsp;" its character, and the number of none U+FFFD."""
    if "<!ENTITY" in text or not _LOOSE_AMPERSAND.search(text):
        return text
    first, *rest = text.split("<![CDATA[")
    pieces = [_LOOSE_AMPERSAND.sub(_escaped, first)]
    for piece in rest:
        inside, closing, outside = piece.partition("]]>")
        pieces += ["<![CDATA[", inside, closing, _LOOSE_AMPERSAND.sub(_escaped, outside)]
    return "".join(pieces)


def _joined(halves: re.Match[str]) -> str:
    """Some write characters beyond U+FFFF as the two halves that UTF-16 has for them; a lone half is none."""
    codes = (int(digits, 16 if prefix else 10) for prefix, digits in _NUMBER.findall(halves[0]))
    return "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _escaped(ampersand: re.Match[str]) -> str:
    return escape(unescape(ampersand[0]), quote=False)
