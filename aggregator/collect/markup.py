"""HTML, or text with stray markup -> text, in time linear in its length, whatever stands in it.

Markup is told from text by its shape: the name of an HTML element and attributes with values. So
"A<B" stays, "<b>A</b>" becomes "A", and no tree is built that hostile nesting could blow up.
"""

from __future__ import annotations

import html
import re

_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p "
    "pre section summary table tbody tfoot thead tr ul"
)
_INLINE_NAMES = (
    "a abbr acronym area b base bdi bdo big button cite code col colgroup data datalist del dfn em embed "
    "font i img input ins kbd label link map mark marquee meta meter nobr noscript optgroup option output "
    "param picture progress q rp rt ruby s samp small source span strike strong sub sup td th time track tt "
    "u var wbr"
)
_UNREAD_NAMES = (
    "applet audio canvas frameset head iframe math noembed object script select style svg template textarea "
    "video xmp"
)
_BLOCK, _INLINE = frozenset(_BLOCK_NAMES.split()), frozenset(_INLINE_NAMES.split())
_UNREAD = frozenset(_UNREAD_NAMES.split())
"""Elements whose content no reader sees as the article's text."""

_TAG = re.compile(
    r"""</?+(?P<name>[a-zA-Z][a-zA-Z0-9:_-]*+)
    (?P<attributes>(?:(?:\s++|(?<=["']))(?:[^\s"'<>/=]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)
      |(?:async|controls|defer|disabled|hidden|itemscope|loop|muted|nowrap|noshade|open|allowfullscreen)\b
    )){0,100}+)
    \s*+/?+\s*+>""",
    re.VERBOSE | re.IGNORECASE,
)
_HAS_BLOCK = re.compile(rf"</?+(?:{'|'.join(sorted(_BLOCK))})[\s/>]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ENCLOSED = (("<!--", "-->", False), ("<![CDATA[", "]]>", True), ("<!", ">", False), ("<?", ">", False))
"""Opening and closing of what is no element, and whether its content is text."""


def html_to_text(markup: str) -> str:
    """The text: blocks become paragraphs, a line break a line end, entities characters.

    Where no block is marked up, line ends stay; in HTML proper they are blanks. What shows no tag
    but turns into tags or entities when read was escaped twice, and is read once more.
    """
    text, tagged = _read(markup)
    if not tagged and text != markup and ("<" in text or "&" in text):
        text, _ = _read(text)
    return text


def _read(markup: str) -> tuple[str, bool]:
    """The text, and whether there were tags."""
    if "<" not in markup:
        return _characters(markup), False
    blocks = bool(_HAS_BLOCK.search(markup))
    pieces: list[str] = []
    unclosed: set[str] = set()
    done = position = 0  # all before `done` is in `pieces`; from there to `position` it is text
    while (start := markup.find("<", position)) >= 0:
        mark = _mark_at(markup, start, unclosed)
        if mark is None:
            position = start + 1
            continue
        pieces.append(_text(markup[done:start], blocks))
        piece, done = mark
        pieces.append(piece)
        position = done
    if not pieces:
        return _characters(markup), False
    pieces.append(_text(markup[done:], blocks))
    return "".join(pieces), True


def _mark_at(markup: str, start: int, unclosed: set[str]) -> tuple[str, int] | None:
    """What the markup at ``start`` stands for, and where it ends; None where it is only a "<"."""
    if markup.startswith(("<!", "<?"), start):
        return _enclosed_at(markup, start, unclosed)
    tag = _TAG.match(markup, start)
    if tag is None:
        return None
    name = tag["name"].lower()
    if name in _UNREAD and markup[start + 1] != "/":
        return " ", _end_of_unread(markup, tag.end(), name, unclosed)
    if name in _BLOCK:
        return ("\n" if name == "br" else "\n\n"), tag.end()
    if name in _INLINE or name in _UNREAD:
        return (" " if name in ("td", "th", "option") else ""), tag.end()
    foreign = bool(tag["attributes"]) or "-" in name or ":" in name
    return ("", tag.end()) if foreign else None


def _enclosed_at(markup: str, start: int, unclosed: set[str]) -> tuple[str, int] | None:
    opening, closing, is_text = next(row for row in _ENCLOSED if markup.startswith(row[0], start))
    if closing in unclosed:
        return None
    end = markup.find(closing, start + len(opening))
    if end < 0:
        unclosed.add(closing)  # it is not looked for again from every later "<"
        return None
    return (markup[start + len(opening) : end] if is_text else ""), end + len(closing)


def _end_of_unread(markup: str, start: int, name: str, unclosed: set[str]) -> int:
    """Where the content of e.g. a script ends; ``start`` where it is never closed."""
    if name in unclosed:
        return start
    closing = re.compile(rf"</{name}\s*+>", re.IGNORECASE).search(markup, start)
    if closing is None:
        unclosed.add(name)
        return start
    return closing.end()


def _text(segment: str, blocks: bool) -> str:
    return _characters(re.sub(r"\s++", " ", segment) if blocks else segment)


def _characters(text: str) -> str:
    """Entities become characters; only those closed by a semicolon, so that "?a=1&copy=2" stays."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
