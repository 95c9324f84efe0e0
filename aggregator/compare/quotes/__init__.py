"""The quotations of one article, with their speakers.

extraction             the marked spans that are speech, in order
speech                 what is speech, and what a title or a scare quote
dialogue               speech that dashes or names open
"""

from __future__ import annotations

from aggregator.compare.quotes.extraction import extract

__all__ = ["extract"]
