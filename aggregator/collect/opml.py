"""OPML 2.0 (http://opml.org/spec2.opml), the list of feeds that readers exchange, <-> outlets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree

from aggregator.errors import InputError
from aggregator.types import Outlet


def read(body: bytes, known: Sequence[Outlet] = ()) -> list[Outlet]:
    """The outlets of an OPML file, one per feed title, without feeds that ``known`` already has.

    Folders become tags. Raises ``InputError`` where the file is no OPML, or declares entities.
    """
    if b"<!doctype" in body.lower() or b"<!entity" in body.lower():
        raise InputError("The OPML file declares entities or a DTD; such files are not read.")
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        where = error.position[0]
        raise InputError(f"This is not an OPML file: it is no XML at line {where}.") from None
    if root.tag.lower() != "opml":
        raise InputError(f"This is not an OPML file: it begins with <{root.tag}>, not with <opml>.")
    taken = {feed for outlet in known for feed in outlet.feeds}
    found: dict[str, Outlet] = {outlet.name: outlet for outlet in known}
    fresh: dict[str, Outlet] = {}
    for line, folders in _outlines(root, ()):
        address = line.get("xmlUrl", "").strip()
        if not address.lower().startswith(("http://", "https://")) or address in taken:
            continue
        taken.add(address)
        name = (line.get("title") or line.get("text") or urlsplit(address).hostname or address).strip()
        before = fresh.get(name)
        if name in found and before is None:
            name = f"{name} ({urlsplit(address).hostname})"
        fresh[name] = Outlet(
            name=name,
            home=line.get("htmlUrl", "").strip(),
            tags=folders,
            feeds=(*before.feeds, address) if before else (address,),
        )
    return list(fresh.values())


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


def _outlines(
    node: ElementTree.Element, folders: tuple[str, ...]
) -> Iterable[tuple[ElementTree.Element, tuple[str, ...]]]:
    for child in node:
        if child.tag == "outline" and child.get("xmlUrl"):
            yield child, folders
        elif child.tag == "outline":
            name = (child.get("title") or child.get("text") or "").strip()
            yield from _outlines(child, (*folders, name) if name else folders)
        else:
            yield from _outlines(child, folders)
