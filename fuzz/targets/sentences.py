"""Sentences of a stored article."""

from __future__ import annotations

from aggregator.compare import sentences
from aggregator.types import Article
from fuzz import seeds
from fuzz.promises import text_of

PIECES = (
    ". ", "! ", "? ", "…", "。", "！", ".", " ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\x1c", "\r", "„",
    "“", "”", '"', "«", "»", "(", ")", "Dr. ", "Gen. ", "godz. ", "8. ", "A", "b", "J. K. ", "D-N.Y.",
    "u. a. ", "1.2", "Mio. ", "x" * 50, "\0", "\ud800", "\u3000", "👩\u200d🚒", "e\u0301", "।", "...", "?!",
)  # fmt: skip
SEEDS = [*seeds.paragraphs(), *seeds.encoded(*seeds.literals("compare/test_sentences.py"))]
LANGUAGES = ("en", "de", "pl", "uk", "ru", "fr", "es", "tr", "ja", "ar", "hi", "xx", "")


def check(data: bytes) -> None:
    """Sentences slice to the text, in order, and only white space stands between them."""
    text = text_of(data).encode("utf-8", "replace").decode()  # as in the store: no half of a pair
    found = sentences.split(Article("a", "Post", "Title", text, lang=LANGUAGES[len(data) % len(LANGUAGES)]))
    at = paragraph = 0
    for sentence in found:
        span = sentence.span
        assert text[span.start : span.end] == sentence.text == sentence.text.strip() != "", sentence
        assert at <= span.start and not text[at : span.start].strip(), text[at : span.start]
        assert paragraph <= sentence.paragraph
        at, paragraph = span.end, sentence.paragraph
    assert not text[at:].strip(), text[at:]
