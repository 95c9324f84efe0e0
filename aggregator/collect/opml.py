"""OPML 2.0 (http://opml.org/spec2.opml), the list of feeds that readers exchange, <-> outlets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from aggregator.collect import urls
from aggregator.collect.charsets import decode
from aggregator.collect.text import plain_line
from aggregator.config import NAME_CHARACTERS, TEXT_CHARACTERS
from aggregator.errors import InputError
from aggregator.types import Outlet

MOST_FOLDERS = 20


def read(body: bytes, known: Sequence[Outlet] = ()) -> list[Outlet]:
    """The outlets of an OPML file, one per feed title, without feeds that ``known`` already has.

    Folders become tags. Raises ``InputError`` where the file is no OPML, declares entities, or is nested
    too deeply. What has no web address that can be visited is left out.
    """
    root = _root(decode(body).encode("utf-8", "replace").decode())
    taken = {feed for outlet in known for feed in outlet.feeds}
    names = {outlet.name for outlet in known}
    fresh: dict[str, Outlet] = {}
    for line, folders in _outlines(root):
        address = line.get("xmlUrl", "").strip()
        if not _is_usable(address) or address in taken:
            continue
        taken.add(address)
        host = urls.host(address)
        name = _name(line) or host
        if name in names:
            name = _short(f"{name} ({host})")
        if name in names:
            name = address[:NAME_CHARACTERS]
        before = fresh.get(name) or Outlet(name, _home(line), tags=folders)
        fresh[name] = replace(before, feeds=(*before.feeds, address))
    return list(fresh.values())


def _root(text: str) -> ElementTree.Element:
    if re.search("<!(?:doctype|entity)", text, re.IGNORECASE):
        raise InputError("The OPML file declares entities or a DTD; such files are not read.")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        where = error.position[0]
        raise InputError(f"This is not an OPML file: it is no XML at line {where}.") from None
    if root.tag.lower() != "opml":
        raise InputError(
            f"This is not an OPML file: it begins with <{plain_line(root.tag)[:40]}>, not with <opml>."
        )
    return root


def _is_usable(address: str) -> bool:
    return bool(urls.absolute(address)) and address.isprintable() and " " not in address


def _name(line: ElementTree.Element) -> str:
    return _short(plain_line(line.get("title") or "") or plain_line(line.get("text") or ""))


def _short(name: str) -> str:
    return name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1].rstrip() + "…"


def _home(line: ElementTree.Element) -> str:
    home = line.get("htmlUrl", "").strip()
    return home if _is_usable(home) and len(home) <= TEXT_CHARACTERS else ""


def write(outlets: Sequence[Outlet]) -> bytes:
    """The outlets' web feeds as OPML; feed files on this machine are left out."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Parallax"
    body = ElementTree.SubElement(root, "body")
    for outlet in outlets:
        for address in outlet.feeds:
            if address.lower().startswith(("http://", "https://")):
                line = {"type": "rss", "text": outlet.name, "title": outlet.name, "xmlUrl": address}
                ElementTree.SubElement(
                    body, "outline", line | ({"htmlUrl": outlet.home} if outlet.home else {})
                )
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _outlines(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, tuple[str, ...]]]:
    """Every outline with a feed, in order, and the folders around it."""
    waiting: list[tuple[ElementTree.Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, folders = waiting.pop()
        if node.tag == "outline" and node.get("xmlUrl"):
            yield node, folders
            continue
        if node.tag == "outline" and (name := _name(node)):
            folders = (*folders, name)
        if len(folders) > MOST_FOLDERS:
            raise InputError(
                f"The OPML file nests more than {MOST_FOLDERS} folders; such files are not read."
            )
        waiting += [(child, folders) for child in reversed(node)]
