"""Places in stored texts: everything derived points at one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["headline", "body"]
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a stored article: ``text[start:end]`` (of the title where ``place`` is headline)."""

    article_id: str
    start: int
    end: int
    place: Place = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    text: str
    paragraph: int = 0
