"""Links to other stories that a page has pasted into its sentences."""

from __future__ import annotations

import re

_LINKS = r"[A-ZÀ-Þ][^\n]{8,600}? MORE(?='s|’s|\W|$)"
_PASTED = re.compile(rf"(?<=[a-zß-ÿ]{{2}})(?<!Mac){_LINKS}")
_NAME_AGAIN = re.compile(
    r"\b([A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]) (?:[A-ZÀ-Þ][\w.’'-]* |\([A-ZÀ-Þ][^()\n]{1,30}\) ){1,5}\1" + _LINKS
)
"""A name that the links begin with, behind the name in the sentence: "Ann Lee Annabel (Ann) LeeFerry …"."""


def without_pasted(text: str, fill: str = " ") -> str:
    """The text with spaces, or ``fill``, where a page's links to other stories were pasted into a sentence.

    Their mark-up is lost: a name runs into a headline without a space, and the next words in the sentence
    come after a "MORE" ("Sen. Ann LeeFerry owner fined MORE (Ind.) said").
    """
    if " MORE" not in text:
        return text
    text = _NAME_AGAIN.sub(lambda match: match[1].ljust(len(match.group()), fill), text)
    return _PASTED.sub(lambda match: fill * len(match.group()), text)
