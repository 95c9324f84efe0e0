"""HTML, and text with stray markup, as it becomes stored text."""

from __future__ import annotations

import re
import unicodedata

from aggregator.collect import text as cleaning
from aggregator.collect.markup import html_to_text
from fuzz import seeds
from fuzz.promises import is_line, is_text, text_of

PIECES = (
    "<p>", "</p>", "<br/>", "<b>", "</b>", "<a href='x'>", '<a title="', "<script>", "</script>", "<!--",
    "-->", "<![CDATA[", "]]>", "<td>", "<svg", "</", "<", ">", "&", ";", "&lt;", "&amp;lt;", "&#x202e;",
    "&#0;", "&#128;", "&#xD800;", "&nbsp;", "&notit;", "\n", "\r", "\n\n", " ", "\t", "\u2028", "\x85",
    "\u202e", "\u200b", "\ufeff", "\u00ad", "\u200d", "\u200c", "e\u0301", "\u0344", "می", "क्\u200dष", "👩",
    "\ud83d", "\ude92", "A<B", "One. Two.", "word " * 20, "x" * 80, "\U000e0041", "\u2061", "\u115f",
)  # fmt: skip
SEEDS = [
    *seeds.paragraphs(),
    *(body[-1500:] for body in seeds.short_feeds()),
    *seeds.encoded(*seeds.literals("collect/test_text.py")),
]
_HIDDEN_OR_BLANK = re.compile(r"\s")


def check(data: bytes) -> None:
    raw = text_of(data)
    stored, line = cleaning.plain_text(raw), cleaning.plain_line(raw)
    is_text(stored)
    is_line(line)
    assert _letters(stored) == _letters(line)
    assert cleaning.clean_text(stored) == stored, "cleaning again changes what is stored"
    _capping(stored, line)
    if "<" not in raw and "&" not in raw:
        assert html_to_text(raw) == raw
        assert _letters(line) == _letters(unicodedata.normalize("NFC", cleaning.clean_text(raw)))


def _capping(stored: str, line: str) -> None:
    long = " ".join([line] * 9).strip()
    title, cut = cleaning.cap_title(long)
    is_line(title)
    assert len(title) <= cleaning.TITLE_CHARACTERS and cut == (len(long) > cleaning.TITLE_CHARACTERS)
    text, cut = cleaning.cap_text("\n\n".join([stored] * 60) if stored else "")
    is_text(text)
    assert len(text.encode()) <= cleaning.TEXT_BYTES
    words = cleaning.first_words(stored)
    is_line(words)
    assert bool(words) == bool(stored) and len(words) <= cleaning.TITLE_CHARACTERS


def _letters(text: str) -> str:
    return _HIDDEN_OR_BLANK.sub("", text)
