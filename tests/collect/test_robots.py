from __future__ import annotations

import time

import pytest

from aggregator.collect import robots


def _permits(text: str, path: str) -> bool:
    return robots.parse(text.encode(), "Parallax").permits(f"https://paper.example{path}")


@pytest.mark.parametrize(
    ("rules", "path", "permitted"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /\nUser-agent: parallax\nDisallow:", "/x", True),
        ("User-agent: other\nUser-agent: Parallax\nDisallow: /a", "/a/b", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/world", "/news/world/1", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news", "/news", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*/print", "/a/b/print", False),
        ("User-agent: *\nDisallow: /*?page=", "/a?page=2", False),
        ("User-agent: *\nDisallow: /%C3%A4", "/ä", False),
        ("User-agent: *\nDisallow: / # all", "/robots.txt", True),
        ("nonsense\nUser-agent: *\nCrawl-delay: x\nDisallow: /a", "/a", False),
        ("Disallow: /", "/x", True),
    ],
)
def test_rules_are_read_as_in_the_standard(rules: str, path: str, permitted: bool) -> None:
    assert _permits(rules, path) is permitted


def test_many_wildcards_take_linear_time() -> None:
    began = time.process_time()
    _permits("User-agent: *\nDisallow: /" + "*a" * 2000 + "$", "/" + "a" * 2000 + "b")
    assert time.process_time() - began < 0.5
