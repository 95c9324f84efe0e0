"""Links to other stories that a page has pasted into its sentences."""

from __future__ import annotations

import re

_PASTED = re.compile(r"(?<=[a-zß-ÿ]{2})(?<!Mac)[A-ZÀ-Þ][^\n]{8,600}? MORE(?='s|’s|\W|$)")


def without_pasted(text: str) -> str:
    """The text with spaces where a page's links to other stories were pasted into a sentence.

    Their mark-up is lost: a name runs into a headline without a space, and the next words in the sentence
    come after a "MORE" ("Sen. Ann LeeFerry owner fined MORE (Ind.) said").
    """
    return text if " MORE" not in text else _PASTED.sub(lambda match: " " * len(match.group()), text)
