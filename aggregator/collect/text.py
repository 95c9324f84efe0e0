"""Text from outside -> the plain text that is stored: NFC, visible, paragraphs parted by a blank line."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from aggregator.collect.markup import html_to_text

TITLE_CHARACTERS = 500
TEXT_BYTES = 100_000
HEADLINE = (4, 25)
"""Words of the shortest and the longest first line that is taken for a headline."""

_INVISIBLE = re.compile(
    # controls, soft hyphen, marks and overrides of direction, zero width, surrogates, non-characters, tags
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
    # joiners shape Arabic and Indic letters and emoji; after any other character they only hide
    "|(?<![\u0600-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff])[\u200c\u200d]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"”»“’')\]]{0,3}$")


def plain_text(raw: str) -> str:
    """A body as stored: no markup, nothing invisible, NFC, paragraphs parted by a blank line.

    A single line end is not kept: it ended a paragraph, or it only wrapped a long line.
    """
    return clean_text(html_to_text(raw))


def clean_text(text: str) -> str:
    """As ``plain_text``, of what holds no markup."""
    return "\n\n".join(_paragraphs(_visible(text)))


def plain_line(raw: str) -> str:
    """A title or a name: like ``plain_text``, but in one line."""
    return " ".join(_visible(html_to_text(raw)).split())


def cap_title(title: str) -> tuple[str, bool]:
    """At most 500 characters, cut between words and ended by an ellipsis; and whether it was cut."""
    if len(title) <= TITLE_CHARACTERS:
        return title, False
    head = title[: TITLE_CHARACTERS - 1]
    cut = head.rfind(" ", TITLE_CHARACTERS * 4 // 5)
    return (head[:cut] if cut > 0 else head).rstrip() + "…", True


def cap_text(text: str) -> tuple[str, bool]:
    """At most 100 kB of UTF-8, cut after a paragraph or word where one ends near; and whether it was cut."""
    if len(text) * 4 <= TEXT_BYTES or len(encoded := text.encode()) <= TEXT_BYTES:
        return text, False
    head = encoded[:TEXT_BYTES].decode("utf-8", "ignore")
    near = len(head) * 9 // 10
    cut = head.rfind("\n\n", near)
    if cut < 0:
        cut = head.rfind(" ", near)
    return (head[:cut] if cut > 0 else head).rstrip(), True


def made_title(text: str) -> str:
    """What stands where a title is missing: the first line if it is a headline, else the first words.

    ``text`` is as stored. A headline is short and ends without a full stop; printed twice, it counts once.
    """
    first, _, rest = text.partition("\n\n")
    words = first[:2000].split()
    if head := _printed_twice(words):
        return cap_title(" ".join(head))[0]
    is_headline = (
        rest and HEADLINE[0] <= len(words) <= HEADLINE[1] and not first.endswith((".", ",", ":", ";"))
    )
    return cap_title(first)[0] if is_headline else first_words(text)


def _printed_twice(words: list[str]) -> list[str]:
    """The words that a text begins with twice in a row; none where it does not."""
    for count in range(HEADLINE[0], min(HEADLINE[1], len(words) // 2) + 1):
        if words[:count] == words[count : 2 * count]:
            return words[:count]
    return []


def first_words(text: str, count: int = 12) -> str:
    """The beginning of a text, no longer than a title may be."""
    words = text[:2000].split()
    return cap_title(" ".join(words[:count]) + ("…" if len(words) > count else ""))[0]


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))


def _paragraphs(text: str) -> list[str]:
    blocks = _PARAGRAPH_END.split(_BLANKS.sub(" ", text))
    return [paragraph for block in blocks for paragraph in _unwrapped(block.split("\n"))]


def _unwrapped(lines: list[str]) -> list[str]:
    """The paragraphs that lines without a blank line between them make up."""
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) < 2:
        return lines
    if len(lines) > 2 and all(50 <= len(line) <= 100 for line in lines[:-1]):
        return [" ".join(lines)]  # set to a width, as in mail and on typewriters
    paragraphs = [[lines[0]]]
    for previous, line in pairwise(lines):
        if _goes_on(previous, line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [" ".join(parts) for parts in paragraphs]


def _goes_on(previous: str, line: str) -> bool:
    """Whether a line end only wraps a sentence: none ends before it, and it is mid-sentence or far right."""
    return not _SENTENCE_END.search(previous[-4:]) and (line[0].islower() or len(previous) >= 60)
