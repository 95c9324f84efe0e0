"""Words of a quote against the fullest wording: left out is struck, added is underlined, both are said.

Which words differ was settled when the quotes were lined up; here their runs are only put in place. The
words that remain are the same on both sides, and in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from aggregator.dashboard.blocks.markup import Content, hidden, join

Kind = Literal["same", "left out", "added"]
LONGEST_LISTED = 14
"""Words of a run that is listed in full."""
WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one kind, as printed."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with the spaces and marks that follow it."""

    key: str
    text: str


def runs(reference: str, other: str, missing: Sequence[str], added: Sequence[str]) -> list[Run]:
    """``other`` in full, with the runs of ``reference`` that it lacks at their place."""
    before, after = _pieces(reference), _pieces(other)
    left_out, put_in = _flags(before, missing), _flags(after, added)
    alike = left_out.count(False) == put_in.count(False)
    aligned = _aligned(before, after)
    if not alike or (  # words that only brackets or spelling part, or that stand at several places
        _marked_keys(before, aligned[0]) == _marked_keys(before, left_out)
        and _marked_keys(after, aligned[1]) == _marked_keys(after, put_in)
    ):
        left_out, put_in = aligned
    merged: list[tuple[Kind, str]] = []
    old = 0
    for piece, new in zip(after, put_in, strict=True):
        while old < len(before) and left_out[old]:
            merged.append(("left out", before[old].text))
            old += 1
        merged.append(("added" if new else "same", piece.text))
        old += not new
    merged += [("left out", piece.text) for piece in before[old:]]
    return [
        Run(kind, "".join(text for _, text in group).strip())
        for kind, group in groupby(merged, key=lambda item: item[0])
    ]


def marked(reference: str, other: str, missing: Sequence[str], added: Sequence[str]) -> Markup:
    return join((_marked(run) for run in runs(reference, other, missing, added)), " ")


def listed(missing: Sequence[str], added: Sequence[str]) -> Markup:
    """The plain line under a quote: left out: “…”; added: “…”. Long runs stand whole above it."""
    parts = [
        Markup("<b>{}:</b> {}").format(name, ", ".join(f"“{_short(run)}”" for run in found))
        for name, found in (("left out", missing), ("added", added))
        if found
    ]
    return Markup('<p class="px-listed">{}</p>').format(join(parts, "; ")) if parts else Markup("")


def _short(run: str) -> str:
    words = run.split()
    return run if len(words) <= LONGEST_LISTED else f"{' '.join(words[:6])} … {' '.join(words[-4:])}"


def legend() -> Markup:
    return Markup(
        '<p class="px-legend-line"><span><del class="px-out">struck</del> left out</span> '
        '<span><ins class="px-in">underlined</ins> added</span> <span>compared with the fullest wording '
        "printed; differences of case and punctuation are not counted</span></p>"
    )


def _marked(run: Run) -> Content:
    if run.kind == "left out":
        return Markup('<del class="px-out">{}{}{}</del>').format(hidden("[left out: "), run.text, hidden("]"))
    if run.kind == "added":
        return Markup('<ins class="px-in">{}{}{}</ins>').format(hidden("[added: "), run.text, hidden("]"))
    return run.text


def _pieces(text: str) -> list[Piece]:
    """The whole text in pieces; what stands before the first word belongs to it."""
    found = list(WORD.finditer(text))
    if not found:
        return [Piece("", text)] if text else []
    ends = [word.start() for word in found[1:]] + [len(text)]
    starts = [0, *ends[:-1]]
    return [
        Piece(word.group().casefold(), text[start:end])
        for word, start, end in zip(found, starts, ends, strict=True)
    ]


def _flags(pieces: Sequence[Piece], runs: Sequence[str]) -> list[bool]:
    """Which pieces the runs cover, looked for one run after the other."""
    flags = [False] * len(pieces)
    at = 0
    for run in runs:
        keys = [word.casefold() for word in WORD.findall(run)]
        for start in range(at, len(pieces) - len(keys) + 1):
            if [piece.key for piece in pieces[start : start + len(keys)]] == keys:
                at = start + len(keys)
                flags[start:at] = [True] * len(keys)
                break
    return flags


def _marked_keys(pieces: Sequence[Piece], flags: Sequence[bool]) -> list[str]:
    return [piece.key for piece, flag in zip(pieces, flags, strict=True) if flag]


def _aligned(before: Sequence[Piece], after: Sequence[Piece]) -> tuple[list[bool], list[bool]]:
    """The same flags by aligning the words anew."""
    matcher = SequenceMatcher(None, [p.key for p in before], [p.key for p in after], autojunk=False)
    left_out, put_in = [True] * len(before), [True] * len(after)
    for block in matcher.get_matching_blocks():
        left_out[block.a : block.a + block.size] = [False] * block.size
        put_in[block.b : block.b + block.size] = [False] * block.size
    return left_out, put_in
