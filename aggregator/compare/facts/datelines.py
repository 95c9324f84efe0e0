"""Where a sentence begins that an agency or an outlet opens with a place, a day and its name."""

from __future__ import annotations

import re
from functools import cache

from aggregator import lexicons

_PARTED = re.compile(
    r"^[^a-z.!?“”\"]{2,40}?(?:\([^)]{2,40}\)\s?)?\s[-–—]\s|^.{0,60}?\([^)]{2,40}\)\s[-–—]\s"
    r"|^[A-ZÀ-Þ][A-ZÀ-Þ .]{3,30}(?:,\s[\w.]{2,20})?[–—](?=[A-ZÀ-Þ“\"])"
)
"""With a dash: "TOLLEN (AP) - The ferry", "(AP) - The ferry", "TOLLEN, Marl.—The ferry"."""


def end(text: str, last: int) -> int:
    """The place behind the dateline of a sentence that ends at ``last``; 0 without one."""
    found = _PARTED.match(text, 0, last) or _with_medium().match(text, 0, last)
    return found.end() if found and found.end() < last else 0


@cache
def _with_medium() -> re.Pattern[str]:
    """Without a dash, where the name of a medium stands in the bracket: "Tollen Bay (AP) The ferry"."""
    media = lexicons.forms("bodies", kind="name") + lexicons.forms("agency_credits", kind="name")
    return re.compile(
        rf"^(?:[A-ZÀ-Þ][\w.’'-]*,?\s){{0,5}}\((?:{lexicons.any_of(media)})(?:\s\w+)?\)\s+(?=[A-ZÀ-Þ“\"])"
    )
