"""The targets: one file per kind of input, each with ``PIECES``, ``SEEDS`` and ``check``, and some with
``MADE``, inputs that pieces in disorder hardly ever give, or a ``PATIENCE`` of its own."""

from __future__ import annotations

TARGETS = {
    "feeds": "RSS and Atom, whole or made of fields",
    "html": "HTML and text with stray markup",
    "dates": "printed dates",
    "links": "links and what articles are told apart by",
    "charsets": "bytes in an unknown encoding",
    "numbers": "quantities and days in running text",
    "quotes": "quotations, in several languages",
    "sentences": "sentences",
    "wording": "the words of two printings",
    "grouping": "articles and the events they make",
    "comparing": "a whole event, and its tables",
    "feeds_yaml": "feeds.yaml",
    "tables": "JSON Lines and CSV",
    "parquet": "Parquet, damaged or with columns of odd types",
    "imports": "files of any kind",
    "opml": "OPML",
    "exports": "cells of exported tables",
    "growth": "a short text many times: no reader may take more than linear time",
}
