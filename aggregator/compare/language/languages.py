"""Which of several languages is the main one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def main_language(langs: Iterable[str]) -> str:
    """The language that occurs most, English at a tie; there is at least one."""
    counts = Counter(langs)
    return max(counts, key=lambda lang: (counts[lang], lang == "en", lang))
