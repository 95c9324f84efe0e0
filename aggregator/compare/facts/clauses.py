"""The clauses of a sentence that stand on their own: "four died, and the hospital was evacuated".

No grammar is parsed. A sentence is parted at a semicolon, before a participle that goes on with what somebody
says ("adding that"), and before a conjunction whose clause opens like a subject and soon comes to a finite
verb; all words are in ``lexicons/clauses.csv``. Nothing is parted inside quotation marks or brackets, nor
behind "she said that", which governs all that follows. In doubt, a sentence stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from aggregator import lexicons

SHORTEST = 3
"""Words of the shortest clause."""
FEW = 6
"""Words that say nothing by themselves where they lean on a sentence before and name nothing."""
NEAR = 8
"""Words in which a clause after a conjunction comes to its verb."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHUT = re.compile(r"[“„«\"][^”“»\"]*[”“»\"]?|‘[^‘’]{12,}’|\([^)]*\)?|\[[^\]]*\]?")
_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our)\s$", re.IGNORECASE)
"""What makes no verb of an English participle behind it: "the proposed law"."""
_REACH = 400
"""Characters on either side of a boundary that tell whether clauses meet there; more would be quadratic."""
_LAST_WORD = re.compile(r"([^\W_]+)[^\w]*$")


def spans(text: str, lang: str) -> list[tuple[int, int]]:
    """Offsets of the clauses, ascending, without white space, and without what joins them (", and").

    "adding that" stays: it says that somebody else answers for the clause.
    """
    gaps = [(0, 0), *_gaps(text, lang), (len(text), len(text))]
    return [_stripped(text, start, end) for (_, start), (end, _) in pairwise(gaps)]


def leans(text: str, lang: str) -> bool:
    """Whether a statement opens by leaning on what stands before it: "Its jets …", "But …", "There …"."""
    first = _WORD.search(text)
    return first is not None and first[0].casefold() in _leaning(lang)


def hangs(text: str, lang: str) -> bool:
    """Whether a few words lean on what stands before them and name nothing: "They seem relaxed."."""
    words = _WORD.findall(text)
    names = any(word[0].isupper() or word[0].isdigit() for word in words[1:] if word != "I")
    return len(words) <= FEW and not names and leans(text, lang)


def _gaps(text: str, lang: str) -> list[tuple[int, int]]:
    """Where what joins two clauses begins and ends."""
    patterns = _patterns(lang)
    plain = _SHUT.sub(lambda match: "_" * len(match.group()), text)
    found: list[tuple[int, int]] = []
    for match in patterns.boundary.finditer(plain):
        left = plain[max(found[-1][1] if found else 0, match.start() - _REACH) : match.start()]
        right = re.split("[;,]", plain[match.end() : match.end() + _REACH], maxsplit=1)[0]
        if _stands(left, match, patterns) and _goes_on(right, match, patterns):
            found.append((match.start(), match.start("word") if match["adds"] else match.end()))
    return found


def _stands(left: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether what precedes is a clause, and neither a verb of saying nor "if" governs what follows.

    Without a comma, "and" joins what stands beside it: two subjects of one verb ("the driver and the guard
    died", "between the town and some guilds"), or two verbs of one subordinate clause ("when it rained and
    the river rose").
    """
    if len(_WORD.findall(left)) < SHORTEST or not _has_verb(left, patterns):
        return False
    if match["semicolon"] or match["adds"]:
        return True
    nearest = patterns.pairs.split(left[left.rfind(",") + 1 :])[-1]
    if not match["comma"] and (not _has_verb(nearest, patterns) or patterns.subordinate.search(nearest)):
        return False
    return not any(
        len(_WORD.findall(left, said.end())) >= SHORTEST for said in patterns.reports.finditer(left)
    )


def _has_verb(text: str, patterns: _Patterns) -> bool:
    """Whether a finite verb stands in it; a capital inside makes a name of its form ("the United States")."""
    return any(
        found.group()[0].islower() or not text[: found.start()].strip()
        for found in patterns.verb.finditer(text)
    )


def _goes_on(right: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether what follows is a clause: it opens like a subject and soon comes to its verb."""
    words = list(_WORD.finditer(right))
    if match["adds"]:
        return len(words) + 1 >= SHORTEST
    if len(words) < SHORTEST:
        return False
    reach = right[: words[min(NEAR, len(words)) - 1].end()]
    stop = patterns.stops.search(reach, words[0].end())
    verbs = patterns.verb.finditer(reach, words[0].end())
    verb = next((one for one in verbs if not _DETERMINED.search(reach, 0, one.start())), None)
    soon = verb is not None and (stop is None or verb.start() < stop.start())
    return soon and (match["semicolon"] is not None or _opens(right, match, patterns))


def _opens(right: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether a clause begins like a subject. "Smith and Jones" without a comma are two names, no clauses."""
    if right[0].isupper():
        before = _LAST_WORD.search(match.string[max(0, match.start() - _REACH) : match.start()])
        return match["comma"] is not None or before is None or not before[1][0].isupper()
    return right[0].isdigit() or patterns.opens.match(right) is not None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end].rstrip()
    kept = piece.rstrip(",; ") if end < len(text) else piece
    return start + len(piece) - len(piece.lstrip()), start + len(kept)


@dataclass(frozen=True)
class _Patterns:
    boundary: re.Pattern[str]
    opens: re.Pattern[str]
    stops: re.Pattern[str]
    verb: re.Pattern[str]
    reports: re.Pattern[str]
    subordinate: re.Pattern[str]
    pairs: re.Pattern[str]


@cache
def _patterns(lang: str) -> _Patterns:
    joins, contrasts, adds = (_any_of(lang, kind) for kind in ("joins", "contrasts", "adds"))
    after_comma = rf"(?<=,\s)(?:{contrasts})\s+|(?P<adds>(?<=,\s)(?:{adds})\s+)"
    return _Patterns(
        re.compile(
            rf"(?P<semicolon>;)\s+|(?P<comma>,)?\s+(?P<word>(?:{joins})\s+|{after_comma})(?!_)", re.IGNORECASE
        ),
        *(
            re.compile(rf"(?<!\w)(?:{_any_of(lang, *kinds)})(?!\w)", re.IGNORECASE)
            for kinds in (
                ("opens",),
                ("stops",),
                ("verb",),
                ("reports",),
                ("relative", "adverbial"),
                ("pairs",),
            )
        ),
    )


@cache
def _leaning(lang: str) -> frozenset[str]:
    return frozenset(lexicons.forms("clauses", lang=lang, kind="leans"))


def _any_of(lang: str, *kinds: str) -> str:
    """Any form of some kinds; ``*`` in it stands for the beginning of a word."""
    forms = [form for kind in kinds for form in lexicons.forms("clauses", lang=lang, kind=kind)]
    return lexicons.any_of(forms, **{"*": r"\w{3,}"})
