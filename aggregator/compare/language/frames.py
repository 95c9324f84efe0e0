"""The words around a quotation: its sentence with every quotation blanked out, cut into tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aggregator.compare.language.grammar import Grammar, Token
from aggregator.compare.language.marks import Marked, paragraphs

QUOTE = "\ue000"
"""Stands in the blanked text where a quotation stood."""
_FULL_STOP = "\ue001"
"""Stands where a quotation ended with the full stop of the sentence around it."""
_WINDOW = 700
"""Code points looked at on either side of a quotation; more would make long sentences quadratic."""
LONGEST_SENTENCE = 900
"""Code points of a sentence that are looked at where all of it would make long lines quadratic."""
_LAST_WORD = re.compile(r"[\w.]*\w$")
_SENTENCE_END = re.compile(
    rf"[\n.!?…{_FULL_STOP}](?:(?<=\n)|[.!?…]*['\"’”)\]]*(?=\s+[^\s\w]*[A-ZÀ-ÖØ-ÞĀ-ŽЀ-Я\d{QUOTE}]))"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before and after one quotation in its sentence."""

    before: tuple[Token, ...]
    after: tuple[Token, ...]


class Frames:
    """A text with its quotations blanked out, and its sentences; cut when first asked for."""

    def __init__(self, text: str, spans: Sequence[Marked], grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar
        self.blanked = _blank(text, spans)
        self._paragraphs = list(paragraphs(text))
        self._paragraph_starts = [start for start, _ in self._paragraphs]
        self._known: dict[tuple[int, int], Frame] = {}

    @property
    def holds_quotations(self) -> bool:
        return self.blanked != self.text

    @cached_property
    def all_tokens(self) -> list[Token]:
        found = self.grammar.tokens(self.blanked, 0, len(self.blanked))
        return [token for token in found if token.text != _FULL_STOP]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.all_tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        ends = (
            found.end()
            for found in _SENTENCE_END.finditer(self.blanked)
            if found.group() != "." or not self._keeps_full_stop(found.start(), found.end())
        )
        return sorted([*self._paragraph_starts, *ends])

    @cached_property
    def _sentence_ends(self) -> list[int]:
        """Where the sentences end that begin at ``_sentence_starts``: at the next, or with the paragraph."""
        starts = self._sentence_starts
        lasts = (self._paragraphs[self.paragraph(start)][1] for start in starts)
        return list(map(min, lasts, [*starts[1:], len(self.text)]))

    def _keeps_full_stop(self, at: int, behind: int) -> bool:
        """Whether it is an abbreviation's, or outside English an ordinal number's ("am 20. Juli")."""
        found = _LAST_WORD.search(self.blanked, max(0, at - 25), at)
        if found is None:
            return False
        word = found.group()
        ordinal = word.isdigit() and len(word) <= 2 and self.grammar.lang != "en"
        return ordinal or self.grammar.keeps_full_stop(word, self.blanked, behind)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that holds position ``at``."""
        return bisect_right(self._paragraph_starts, at) - 1

    def sentence_bounds(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence around ``at``, quotations counting as words."""
        index = bisect_right(self._sentence_starts, at) - 1
        return self._sentence_starts[index], self._sentence_ends[index]

    def end_before(self, at: int) -> int:
        """The end of the last word or quotation before ``at``."""
        if at > 0 and not self.blanked[at - 1].isspace():
            return at
        last = bisect_left(self._token_starts, at) - 1
        end = self.all_tokens[last].end if last >= 0 else 0
        return end + len(self.blanked[end:at].rstrip())  # the full stop of a quotation is no token

    def tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens of the blanked text; a quotation is one token ``QUOTE``."""
        first = bisect_left(self._token_starts, start)
        return tuple(self.all_tokens[first : bisect_left(self._token_starts, end)])

    def frame(self, outer_start: int, outer_end: int) -> Frame:
        """The words of its sentence before and after the marks at ``outer_start:outer_end``."""
        if (outer_start, outer_end) not in self._known:  # asked for once to join, once to attribute, …
            self._known[outer_start, outer_end] = self._frame(outer_start, outer_end)
        return self._known[outer_start, outer_end]

    def _frame(self, outer_start: int, outer_end: int) -> Frame:
        start, _ = self.sentence_bounds(outer_start)
        _, end = self.sentence_bounds(max(outer_start, outer_end - 1))
        if self._opens_after_colon(outer_start):
            outer_start = self.end_before(outer_start)
            start, _ = self.sentence_bounds(outer_start - 1)
        return Frame(
            before=self.tokens(max(start, outer_start - _WINDOW), outer_start),
            after=self.tokens(outer_end, min(end, outer_end + _WINDOW)),
        )

    def _opens_after_colon(self, at: int) -> bool:
        """Whether a colon that ends the paragraph before introduces the one that begins at ``at``."""
        paragraph = self.paragraph(at)
        if paragraph == 0 or at != self._paragraphs[paragraph][0]:
            return False
        start, end = self._paragraphs[paragraph - 1]
        return self.blanked.endswith(":", start, end)


def _blank(text: str, spans: Sequence[Marked]) -> str:
    """``text`` with each span replaced by one sign and spaces, so that offsets stay."""
    pieces, at = [], 0
    for span in spans:
        if span.outer_start < at:
            continue
        pieces.append(text[at : span.outer_start])
        room = span.outer_end - span.outer_start
        ends_sentence = text[span.end - 1] == "." and room > 1
        pieces.append(QUOTE + " " * (room - 2) + (_FULL_STOP if ends_sentence else " " * (room > 1)))
        at = span.outer_end
    pieces.append(text[at:])
    return "".join(pieces)
