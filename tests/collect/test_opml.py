"""OPML: there and back, and what is refused."""

import pytest

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


@pytest.mark.parametrize("body", [b"", b"{}", b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>"])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(InputError):
        opml.read(body)
