"""OPML: there and back, and what is refused."""

from pathlib import Path

import pytest

from aggregator import config
from aggregator.collect import opml
from aggregator.errors import InputError
from aggregator.types import Outlet

OUTLETS = [
    Outlet("Hill Gazette", home="https://hill.example", feeds=("https://hill.example/a.xml", "/local.xml")),
    Outlet("Möwe & Meer", feeds=("https://moewe.example/b.xml",)),
]


def test_outlets_survive_the_way_there_and_back() -> None:
    read = opml.read(opml.write(OUTLETS))
    assert [(outlet.name, outlet.home, outlet.feeds) for outlet in read] == [
        ("Hill Gazette", "https://hill.example", ("https://hill.example/a.xml",)),
        ("Möwe & Meer", "", ("https://moewe.example/b.xml",)),
    ]


def test_folders_become_tags_and_known_feeds_are_not_added_again() -> None:
    body = b"""<opml version="2.0"><body><outline text="Coast">
        <outline text="Sea Post" xmlUrl="https://sea.example/1.xml"/>
        <outline text="Hill Gazette" xmlUrl="https://hill.example/a.xml"/>
        <outline text="Hill Gazette" xmlUrl="https://other.example/a.xml"/>
        <outline text="Trick" xmlUrl="javascript:alert(1)"/></outline></body></opml>"""
    read = opml.read(body, OUTLETS)
    assert [(outlet.name, outlet.tags) for outlet in read] == [
        ("Sea Post", ("Coast",)),
        ("Hill Gazette (other.example)", ("Coast",)),
    ]


def test_a_known_title_at_one_host_keeps_all_its_feeds() -> None:
    lines = "".join(
        f'<outline text="Hill Gazette" xmlUrl="https://other.example/{n}.xml"/>' for n in range(3)
    )
    known = [*OUTLETS, Outlet("Hill Gazette (third.example)")]
    (other,) = opml.read(f"<opml><body>{lines}</body></opml>".encode(), known)
    assert (other.name, len(other.feeds)) == ("Hill Gazette (other.example)", 3)
    third = b'<opml><outline text="Hill Gazette" xmlUrl="https://third.example/x"/></opml>'
    assert [outlet.name for outlet in opml.read(third, known)] == ["https://third.example/x"]


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1",
        "http://",
        "http://a.example:99999/",
        "https://me:pw@a.example/",
        "https://a.example/a b",
    ],
)
def test_what_cannot_be_visited_is_left_out_and_the_rest_comes_in(address: str) -> None:
    body = f'<opml><outline xmlUrl="{address}"/><outline text="A" xmlUrl="https://a.example/"/></opml>'
    assert [outlet.feeds for outlet in opml.read(body.encode())] == [("https://a.example/",)]


@pytest.mark.parametrize(
    ("attributes", "name", "home"),
    [
        ('title=" " text="Sea&#10;Post"', "Sea Post", ""),
        ('title="&#x202e;"', "sea.example", ""),
        ('title="<b>Sea</b>" htmlUrl="javascript:alert(1)"'.replace("<", "&lt;"), "Sea", ""),
        (f'title="{"x" * 300}" htmlUrl="https://sea.example"', "x" * 199 + "…", "https://sea.example"),
    ],
)
def test_names_and_homes_are_such_as_feeds_yaml_takes(
    attributes: str, name: str, home: str, tmp_path: Path
) -> None:
    body = f'<opml><outline {attributes} xmlUrl="https://sea.example/1.xml"/></opml>'.encode()
    found = opml.read(body)
    assert [(outlet.name, outlet.home) for outlet in found] == [(name, home)]
    config.add(tmp_path / "feeds.yaml", found)
    assert list(config.load(tmp_path / "feeds.yaml").outlets) == found


def test_deep_nesting_is_read_or_refused() -> None:
    line = '<outline xmlUrl="https://a.example/"/>'
    deep = "<opml>" + "<outline>" * 5000 + line + "</outline>" * 5000 + "</opml>"
    assert len(opml.read(deep.encode())) == 1
    with pytest.raises(InputError, match="nests more than 20 folders"):
        opml.read(deep.replace("<outline>", '<outline text="A">').encode())


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "latin-1"])
def test_any_charset_is_read_and_entities_are_refused_in_it(charset: str) -> None:
    line = '<outline text="Möwe" xmlUrl="https://moewe.example/"/>'
    head = f'<?xml version="1.0" encoding="{charset}"?>'
    (outlet,) = opml.read(f"{head}<opml>{line}</opml>".encode(charset))
    assert outlet.name == "Möwe"
    with pytest.raises(InputError, match="entities"):
        opml.read(f"{head}<!DOCTYPE x [<!ENTITY a 'b'>]><opml>{line}</opml>".encode(charset))


@pytest.mark.parametrize("body", [b"", b"{}", b"<html/>", b"<opml>\0</opml>", b"<!DOCTYPE x><opml/>"])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(InputError):
        opml.read(body)
