"""Quotes and their speakers against annotated articles: ``python -m benchmarks.quotes DATA…``.

DATA are gzip-compressed JSON Lines, one article a row with ``text``, ``lang`` and ``quotes`` (each with
``start``, ``end``, ``speaker``, ``kind``). Where kinds ``direct`` and ``mixed`` exist, only they are gold.

Gold are the spans between double marks of four words and more, ended at the paragraph's end, that stand
inside an annotated quote, each once. A printed row is right when its words stand inside an annotated
quote. A speaker is right when the printed phrase shares a word with a gold source of such a quote;
accuracy counts the right rows whose quote has a source, precision those of them that name somebody.

Two floors: every marked span, and the nearest name as its speaker. The halves are drawn by the CRC-32 of
the article's name: on the even half rules were written, on the odd half nobody looked at errors.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aggregator.compare import quotes
from aggregator.types import Article
from benchmarks import data

Row = dict[str, Any]
Found = tuple[str, str]
"""The printed words, and the phrase that is said to be their speaker (empty: unknown)."""

FEWEST_WORDS = 4
_CLOSERS = {"“": "”", '"': '"', "„": '”“"', "»": "«", "«": "»"}
_MARKED_KINDS = {"direct", "mixed"}
_PARAGRAPH = re.compile(r"\n\s*\n")
_NAME = re.compile(r"(?:[^\W\d_a-zà-ÿ][\w'’.-]+)(?: [^\W\d_a-zà-ÿ][\w'’.-]+)*")


@dataclass
class Tally:
    """Counts over articles."""

    rows: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0
    sourced: int = 0
    named: int = 0
    named_right: int = 0
    articles: set[str] = field(default_factory=set)

    def line(self, label: str) -> str:
        """One row of the Markdown table."""
        precision, recall = _share(self.right, self.rows), _share(self.found, self.gold)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        accuracy = _share(self.named_right, self.sourced)
        return (
            f"| {label} | {len(self.articles)} | {self.gold} | {precision:.3f} | {recall:.3f} | {f1:.3f} "
            f"| {accuracy:.3f} | {_share(self.named_right, self.named):.3f} |"
        )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def main(paths: Sequence[str]) -> None:
    """Prints one table for every file."""
    for path in paths:
        rows = data.rows(Path(path))
        print(f"\n### {Path(path).name}\n")
        print("| method | articles | gold | P | R | F1 | speaker accuracy | of the named right |")
        print("|---|---|---|---|---|---|---|---|")
        for label, half in (("all", None), ("even half", 0), ("odd half, held out", 1)):
            chosen = [row for row in rows if half is None or zlib.crc32(row["doc"].encode()) % 2 == half]
            print(_score(chosen, _extracted).line(f"quotes, {label}"))
        print(_score(rows, _every_span).line("floor: every span, nearest name"))


def _extracted(row: Row) -> Iterator[Found]:
    article = Article(row["doc"], row["source"], "", row["text"], lang=row["lang"])
    for quotation in quotes.extract(article):
        for part in quotation.parts:
            if len(part.text.split()) >= FEWEST_WORDS:
                yield part.text, quotation.attribution.as_printed


def _every_span(row: Row) -> Iterator[Found]:
    text = row["text"]
    for start, end in _marked(text):
        yield text[start:end], _nearest_name(text, start, end)


def _nearest_name(text: str, start: int, end: int) -> str:
    before = list(_NAME.finditer(text, max(0, start - 200), start))
    after = _NAME.search(text, end, min(len(text), end + 200))
    left = start - before[-1].end() if before else 1000
    right = after.start() - end if after else 1000
    if left == right == 1000:
        return ""
    return before[-1].group() if left < right else (after.group() if after else "")


def _score(rows: Sequence[Row], method: Callable[[Row], Iterator[Found]]) -> Tally:
    tally = Tally()
    for row in rows:
        tally.articles.add(row["doc"])
        annotated = [(_words(quote["text"]), quote.get("speaker") or "") for quote in _gold_quotes(row)]
        gold = {
            words
            for start, end in _marked(row["text"])
            if any((words := _words(row["text"][start:end])) in quote for quote, _ in annotated)
        }
        printed = set()
        for text, speaker in method(row):
            words = _words(text)
            printed.add(words)
            tally.rows += 1
            holders = [source for quote, source in annotated if words in quote]
            tally.right += bool(holders)
            _count_speaker(tally, speaker, [source for source in holders if source])
        tally.gold += len(gold)
        tally.found += len(gold & printed)
    return tally


def _count_speaker(tally: Tally, speaker: str, sources: Sequence[str]) -> None:
    if not sources:
        return
    tally.sourced += 1
    said = set(_words(speaker).split())
    tally.named += bool(said)
    tally.named_right += any(said & set(_words(source).split()) for source in sources)


def _gold_quotes(row: Row) -> list[Row]:
    marked = [quote for quote in row["quotes"] if quote["kind"] in _MARKED_KINDS]
    return marked if row["lang"] == "en" else row["quotes"]


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """Every span between double marks of four words and more; a paragraph's end closes it."""
    start = 0
    for end in [*(gap.start() for gap in _PARAGRAPH.finditer(text)), len(text)]:
        at = start
        while at < end:
            closers = _CLOSERS.get(text[at])
            if closers is None:
                at += 1
                continue
            stop = next((place for place in range(at + 1, end) if text[place] in closers), end)
            if len(text[at + 1 : stop].split()) >= FEWEST_WORDS:
                yield at + 1, stop
            at = stop + 1
        start = end


def _words(text: str) -> str:
    """The words alone, in small letters, parted by blanks."""
    return " ".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main(sys.argv[1:])
