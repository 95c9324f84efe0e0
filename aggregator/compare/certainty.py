"""How firmly a sentence states something, and the words that show it.

The ladder from firm to weak: done, will, plans, may, considers, denied. A sentence stands on the weakest rung
of which it prints a word; a list of words per language (lexicons/certainty.csv) says which. Attribution
("officials said") does not move a sentence on the ladder but makes it hedged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from aggregator import lexicons
from aggregator.types import Certainty

LADDER: tuple[Certainty, ...] = get_args(Certainty)
"""From firm to weak."""
_QUOTED = re.compile(r"[“„«\"‘][^”“»\"’]{12,}[”“»\"’]")


@dataclass(frozen=True, slots=True)
class Firmness:
    """The rung, and where its word stands in the text (None for a plain statement)."""

    certainty: Certainty
    trigger: tuple[int, int] | None = None
    attributed: bool = False

    @property
    def hedged(self) -> bool:
        """Reported as possible, planned, claimed or attributed."""
        return self.certainty != "done" or self.attributed


def firmness(text: str, lang: str) -> Firmness:
    """How firmly a sentence states what it states. Words inside its quotations do not count."""
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    weakest: Firmness | None = None
    for match in _triggers(lang).finditer(plain):
        level = _levels(lang)[re.sub(r"\s+", " ", match.group()).casefold()]
        if weakest is None or LADDER.index(level) > LADDER.index(weakest.certainty):
            weakest = Firmness(level, match.span())
    attribution = _attribution(lang).search(plain)
    if weakest:
        return Firmness(weakest.certainty, weakest.trigger, attribution is not None)
    return Firmness("done", attribution.span() if attribution else None, attribution is not None)


@cache
def _levels(lang: str) -> dict[str, Certainty]:
    """The rung of each trigger of one language."""
    return {
        form.casefold(): cast(Certainty, row["level"])
        for row in lexicons.rows("certainty")
        if row["lang"] == lang
        for form in lexicons.split(row["forms"])
    }


@cache
def _triggers(lang: str) -> re.Pattern[str]:
    return _phrases(_levels(lang))


@cache
def _attribution(lang: str) -> re.Pattern[str]:
    """Words that give a statement to somebody (lexicons/attribution.csv)."""
    return _phrases(lexicons.words("attribution", "forms", lang) if lang else ())


def _phrases(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms as whole words, longest first; of nothing, a pattern that never matches."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    inner = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
    return re.compile(rf"(?<!\w)(?:{inner or '(?!)'})(?!\w)", re.IGNORECASE)
