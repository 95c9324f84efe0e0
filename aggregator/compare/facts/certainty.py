"""How firmly a statement tells what it tells, and the words that show it.

The ladder from firm to weak: done, will, plans, may, considers, denied. A statement stands on the weakest
rung of which its main clause prints a word (lexicons/certainty.csv); words in its quotations, and in clauses
set off by commas ("…, who may resign, …", "If it rains, …"), are about something else. Attribution
("officials said") does not move a statement on the ladder but makes it hedged: the outlet lets somebody else
answer for it, be the source ever so official; the words are shown, so that a reader can judge. What will be
is told as firmly as what is, so the second rung is no hedge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import get_args

from aggregator import lexicons
from aggregator.compare.language.forms import fold
from aggregator.types import Certainty

LADDER: tuple[Certainty, ...] = get_args(Certainty)
"""From firm to weak."""
CLAIMS = frozenset({"conceding", "warning", "stressing", "doubting"})
"""Classes of reporting verbs that claim more than they tell."""
_PARTICIPIAL = re.compile(
    r"(?<=,\s)(?!\w*thing\b)[a-z]+ing\b(?!\s(?:is|are|was|were|will|has|had|may|could|might|would)\b)[^,;:]*"
)
"""What an English participle adds behind a comma: ", suggesting that her skills will do"."""
_SOLLEN = frozenset({"soll", "sollen"})
_PERFECT = re.compile(r"[^,;:.]{0,120}\b(?:haben|worden sein|\w*ge\w+(?:t|en) sein)\b")
"""The infinitive of what was done, before which German "soll" reports: "soll ihn bedroht haben"."""
_FOLLOWED_BY_INFINITIVE = r"(?=\s+(?:się\s+|nie\s+|не\s+)?\w+(?:ć|c|ти|тися|тись)\b)"
_QUOTED = re.compile(r"[“„«\"‘][^”“»\"’]{12,}[”“»\"’]")
_NOUN_BEFORE = re.compile(
    r"(?:(?<!\bit)(?<!\bhe)(?<!\bshe)(?<!\bthat)(?<!\bthere)(?<!\bwhat)['’]s"
    r"|\b(?:the|a|an|this|that|his|her|its|their|our|my|your|than|of|some|any|many|several|other))\s$",
    re.I,
)
_POINTS = re.compile(r"(?:^|[.,;:]\s)(?:this|that)\s$", re.I)
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?$", re.I)
_REACH = 60
"""Characters in which the words of a passive stand before its verb."""
_NO_SPEECH_AFTER = re.compile(
    r"\s+(?:nothing\b|(?:\S+\s+){0,3}?(?:lives|life|victims)\b|(?:asylum|victory|defeat)\b)", re.I
)
_NOUN = re.compile(
    r"(?:claims|reports|estimates)(?=\s+(?:of|per|from|about|by|were|are|have|had|which)\b)", re.I
)
"""A form that is a verb of saying elsewhere."""


@dataclass(frozen=True, slots=True)
class Firmness:
    """The rung, and where its word stands in the text (None for a plain statement)."""

    certainty: Certainty
    trigger: tuple[int, int] | None = None
    attributed: bool = False

    @property
    def hedged(self) -> bool:
        """Reported as possible, planned, claimed or attributed."""
        return self.certainty not in {"done", "will"} or self.attributed


def firmness(text: str, lang: str) -> Firmness:
    """How firmly a clause or sentence states what it states."""
    plain = _blanked(_QUOTED, text)
    attribution = _attributed(_blanked(_aside(lang, "relative"), plain), lang)
    main = _blanked(_aside(lang, "relative"), _blanked(_aside(lang, "adverbial"), plain))
    main = _blanked(_inner(lang), main)
    if lang == "en":
        main = _blanked(_PARTICIPIAL, main)
    said = _reporting(lang).search(plain)
    weakest: Firmness | None = None
    for match in _triggers(lang).finditer(main):
        level = _levels(lang).get(fold(re.sub(r"\s+", " ", match.group())))
        if level is None or _is_name_or_noun(match, modal=level in {"will", "may"}):
            continue
        if lang == "de" and match.group().casefold() in _SOLLEN and _PERFECT.match(main, match.end()):
            level = "may"
        if match.group().casefold() in _reported(lang) and said and said.end() <= match.start():
            level = "will"
        if weakest is None or LADDER.index(level) > LADDER.index(weakest.certainty):
            weakest = Firmness(level, match.span())
    if weakest is None or (weakest.certainty == "will" and attribution):
        rung: Certainty = weakest.certainty if weakest else "done"
        return Firmness(rung, attribution, attribution is not None)
    return Firmness(weakest.certainty, weakest.trigger, attribution is not None)


def _attributed(plain: str, lang: str) -> tuple[int, int] | None:
    """Where a statement is given to somebody; "no damage was reported" gives it to nobody."""
    for match in _attribution(lang).finditer(plain):
        passive = _PASSIVE_BEFORE.search(plain[max(0, match.start() - _REACH) : match.start()])
        is_noun = _NOUN.match(plain, match.start())
        if not passive and not is_noun and not _NO_SPEECH_AFTER.match(plain, match.end()):
            return match.span()
    return None


def _is_name_or_noun(match: re.Match[str], *, modal: bool) -> bool:
    """Whether a trigger is no verb: "in May", "Will Smith", "the promise", but "that could" is one."""
    if match.start() > 0 and match.group()[0].isupper():
        return True
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(_NOUN_BEFORE.search(before)) and not (modal and _POINTS.search(before))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with spaces where the pattern matches, so that offsets stay."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


@cache
def _aside(lang: str, kind: str) -> re.Pattern[str]:
    """Subordinate clauses of one kind that open the text or follow a comma, up to the next mark."""
    words = _phrases(lexicons.forms("clauses", lang=lang, kind=kind)).pattern
    return re.compile(rf"(?:^|(?<=,\s)){words}[^,;:]*", re.IGNORECASE)


@cache
def _inner(lang: str) -> re.Pattern[str]:
    """Subordinate clauses that need no comma before them, up to the next mark."""
    words = _phrases(lexicons.forms("clauses", lang=lang, kind="inner")).pattern
    return re.compile(rf"(?<=\s){words}[^,;:]*", re.IGNORECASE)


@cache
def _levels(lang: str) -> dict[str, Certainty]:
    """The rung of each trigger of one language."""
    return {
        fold(form.rstrip("~")): row["level"]
        for row in lexicons.rows("certainty")
        if row["lang"] == lang and row["level"] in LADDER
        for form in lexicons.split(row["forms"])
    }


@cache
def _reported(lang: str) -> frozenset[str]:
    """The future as it stands in reported speech: "she said it would rain" reports "it will rain"."""
    return frozenset(lexicons.forms("certainty", lang=lang, level="reported"))


@cache
def _reporting(lang: str) -> re.Pattern[str]:
    """Any verb that reports what somebody says."""
    return _phrases(lexicons.forms("reporting_verbs", lang=lang, beside=""))


@cache
def _triggers(lang: str) -> re.Pattern[str]:
    """The triggers, and phrases in which they mean something else (level ``none``), the longest first."""
    return _phrases(
        form
        for row in lexicons.rows("certainty")
        if row["lang"] == lang
        for form in lexicons.split(row["forms"])
    )


@cache
def _attribution(lang: str) -> re.Pattern[str]:
    """Words that give a statement to somebody (lexicons/attribution.csv), and verbs of claiming."""
    verbs = (lexicons.forms("reporting_verbs", lang=lang, beside="", **{"class": kind}) for kind in CLAIMS)
    claims = [form for forms in verbs for form in forms]
    return _phrases([*(lexicons.words("attribution", "forms", lang) if lang else ()), *claims])


def _phrases(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms as whole words, longest first; of nothing, a pattern that never matches.

    ``~`` behind a form stands for an infinitive that follows: Polish "ma zostać", not "nie ma".
    """
    inner = lexicons.any_of(forms, **{" ": r"\s+", "~": _FOLLOWED_BY_INFINITIVE})
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)
