"""Credits: whom an article names as the source of its words.

"(Reuters) -", "told Reuters", "wie dpa meldet", "podaje PAP", or the agency in the author's line. A credit
says where to look; it never makes a copy by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from aggregator import lexicons
from aggregator.types import UNKNOWN, Article

_BEFORE = r"(?<!\w)(?:{before})\s+(?:(?:{article})\s+)*"
_AFTER = r"(?:\s+(?:{article}))*\s+(?:{after})(?!\w)"
_DATELINE = 200
"""Code points at the start of a text in which an agency signs its own copy."""


def credited(article: Article, outlets: Iterable[str]) -> frozenset[str]:
    """Those of ``outlets`` that the article credits, by their own name or an agency's other names."""
    others = {outlet for outlet in outlets if outlet not in {article.outlet, UNKNOWN, ""}}
    return frozenset(outlet for outlet in others if _credits(article, outlet))


def is_agency(article: Article) -> bool:
    """Whether the outlet is a news agency: a known one, or one that signs its copy in the dateline."""
    names = _names(article.outlet)
    return len(names) > 1 or bool(re.search(_bracketed(names), article.text[:_DATELINE]))


def _credits(article: Article, outlet: str) -> bool:
    names = _names(outlet)
    if not any(name in article.text or name in article.author for name in names):
        return False
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.author) for name in names):
        return True
    return bool(_pattern(names).search(article.text))


@cache
def _names(outlet: str) -> tuple[str, ...]:
    """All names of an outlet, the longest first; only agencies have more than one."""
    for row in lexicons.rows("agency_credits"):
        names = lexicons.split(row["forms"])
        if row["kind"] == "name" and outlet in names:
            return tuple(sorted({*names, outlet}, key=lambda name: (-len(name), name)))
    return (outlet,)


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A name with a credit's words before or behind it. The name's capitals count, those words' do not."""
    name = lexicons.any_of(names)
    before = _BEFORE.format(before=_forms("before"), article=_forms("article"))
    after = _AFTER.format(after=_forms("after"), article=_forms("article"))
    return re.compile(rf"{_bracketed(names)}|(?i:{before})(?:{name})(?!\w)|(?<!\w)(?:{name})(?i:{after})")


def _bracketed(names: tuple[str, ...]) -> str:
    return rf"[(\[]\s*(?:{lexicons.any_of(names)})\s*[)\]]"


def _forms(kind: str) -> str:
    return lexicons.any_of(lexicons.forms("agency_credits", kind=kind))
