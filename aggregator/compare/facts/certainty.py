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
from dataclasses import dataclass
from functools import cache
from typing import get_args

from aggregator import lexicons
from aggregator.compare.facts import asides
from aggregator.compare.facts.attribution import attribution
from aggregator.compare.facts.futures import in_relative, is_future
from aggregator.compare.language.forms import fold
from aggregator.compare.language.grammar import verb_forms
from aggregator.types import Certainty

LADDER: tuple[Certainty, ...] = get_args(Certainty)
"""From firm to weak."""
_SOLLEN = frozenset({"soll", "sollen"})
_PERFECT = re.compile(r"[^,;:.]{0,120}\b(?:haben|worden sein|\w*ge\w+(?:t|en) sein)\b")
"""The infinitive of what was done, before which German "soll" reports: "soll ihn bedroht haben"."""
_PERFECT_BEFORE = re.compile(r"\b(?:haben|worden sein|\w*ge\w+(?:t|en) sein)\s$")
"""The same in a clause that ends with the verb: "die ihn bedroht haben sollen"."""
_REACH = 60
"""Characters in which the infinitive of a perfect stands before its verb."""
_NOUN_BEFORE = re.compile(
    r"(?:(?<!\bit)(?<!\bhe)(?<!\bshe)(?<!\bthat)(?<!\bthere)(?<!\bwhat)['’]s"
    r"|\b(?:the|a|an|this|that|his|her|its|their|our|my|your|than|of|some|any|many|several|other))\s$",
    re.I,
)
_POINTS = re.compile(r"(?:^|[.,;:]\s)(?:this|that)\s$", re.I)
_NOT_DONE = re.compile(r"\b(?:(?:did|does|do|has|have|had)(?:\snot|n['’]t)|never)\s$", re.I)
"""What is no plan and no denial: "did not propose", "never considered"."""

_PURPOSE = re.compile(r"\bto\s$", re.I)
"""Behind which a body is asked, or somebody goes, to consider something, which it does not do yet."""


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
    plain = asides.without_quotations(text)
    given = attribution(plain, lang)
    main = asides.main_clause(plain, lang)
    said = _reporting(lang).search(plain)
    weakest: Firmness | None = None
    for match in _triggers(lang).finditer(main):
        level = _level(match, lang)
        # In German the verb of saying may stand behind: "…, schrieb sie".
        is_told = said and (lang == "de" or said.end() <= match.start())
        if level and is_told and fold(match.group()) in _reported(lang):
            level = "will"
        if level == "will" and not is_future(match, lang):
            continue
        if level and (weakest is None or LADDER.index(level) > LADDER.index(weakest.certainty)):
            weakest = Firmness(level, match.span())
    if weakest is None or (weakest.certainty == "will" and given):
        rung: Certainty = weakest.certainty if weakest else "done"
        return Firmness(rung, given, given is not None)
    return Firmness(weakest.certainty, weakest.trigger, given is not None)


def _level(match: re.Match[str], lang: str) -> Certainty | None:
    """The rung of a trigger; None where it means something else."""
    form = fold(re.sub(r"\s+", " ", match.group()))
    level = _levels(lang).get(form)
    if level is None and form not in _others(lang) and match.group().split()[-1].islower():
        level = "will"  # What the list tells by its ending: Spanish "cerrará", but no "Irán".
    modal = level in {"will", "may"}
    if level is None or in_relative(match, lang) or _is_name_or_noun(match, lang, modal=modal):
        return None
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    if lang == "en" and _is_no_deed(level, before):
        return None
    if form in _nouns(lang) and asides.ends_in("before noun", lang).search(before):
        return None
    if form in _SOLLEN and lang == "de":
        reports = _PERFECT.match(match.string, match.end()) or _PERFECT_BEFORE.search(before)
        return "may" if reports else level
    return level


def _is_no_deed(level: Certainty, before: str) -> bool:
    """Whether an English trigger tells of no plan or denial: "never considered", "Planned works are over"."""
    if level == "considers" and _PURPOSE.search(before):
        return True
    deed = level in {"denied", "considers", "plans"}
    return asides.in_english_relative(before) or (
        deed and (not before.strip() or bool(_NOT_DONE.search(before)))
    )


def _is_name_or_noun(match: re.Match[str], lang: str, *, modal: bool) -> bool:
    """Whether a trigger is no verb: "in May", "Will Smith", "the promise", but "that could" is one."""
    if match.start() > 0 and match.group()[0].isupper():
        return True
    before = match.string[max(0, match.start() - 12) : match.start()]
    return lang == "en" and bool(_NOUN_BEFORE.search(before)) and not (modal and _POINTS.search(before))


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
def _others(lang: str) -> frozenset[str]:
    """Phrases in which triggers mean something else."""
    return frozenset(fold(form) for form in lexicons.forms("certainty", lang=lang, level="none"))


@cache
def _nouns(lang: str) -> frozenset[str]:
    """Triggers that are nouns too, or say something of one: "for alleged fraud"."""
    return frozenset(fold(form) for form in verb_forms("noun", lang))


@cache
def _reported(lang: str) -> frozenset[str]:
    """The future as it stands in reported speech: "she said it would rain" reports "it will rain"."""
    return frozenset(lexicons.forms("certainty", lang=lang, level="reported"))


@cache
def _reporting(lang: str) -> re.Pattern[str]:
    """Any verb that reports what somebody says."""
    return asides.phrases(lexicons.forms("reporting_verbs", lang=lang, beside=""))


@cache
def _triggers(lang: str) -> re.Pattern[str]:
    """The triggers, and phrases in which they mean something else (level ``none``), the longest first."""
    return asides.phrases(
        form
        for row in lexicons.rows("certainty")
        if row["lang"] == lang
        for form in lexicons.split(row["forms"])
    )
