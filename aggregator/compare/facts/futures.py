"""Whether a word of the future tells one.

German "werden" is three verbs: with an infinitive it is the future ("wird kommen"), with a participle the
passive ("wird gebaut"), and else it means to become. Only the first is a future, and the second where the
clause names a time to come ("wird morgen eröffnet"). Infinitives are told by shape, and from participles of
the same shape by lists (lexicons/verb_forms.csv).
"""

from __future__ import annotations

import re
from functools import cache

from aggregator import lexicons
from aggregator.compare.facts import asides
from aggregator.compare.language.grammar import verb_forms

_BECOMES = frozenset({"wird", "werden", "werde", "würden"})
_MARK = re.compile(r",(?!\d|\s[A-ZÄÖÜ])|[;:!?](?!\d)|(?<!\d)(?<!\b\w)\.(?!\w)(?!\s+[a-zäöüß\d])|[–—]|\s-\s")
"""Where a clause ends; a comma before a capital parts things that are named in a row."""
_BRACKETED = re.compile(r"\([^()]*\)")
_REACH = 400
"""Characters of a clause that are looked at, on each side of a word."""
_CLOSING = re.compile(
    r"(?<![\w-])(?<!zu\s)([a-zäöüß]+(?:en|ern|eln)|[a-zäöüß]*tun|sein)(?=[\s\"“”»«)]*$|\s+(?:als|wie|um)\b)"
)
"""A verb where a clause ends, or before what is set behind its end; not "um zu bauen"."""
_PARTICIPLE = re.compile(r"(?:[a-zäöüß]{2,}?)??ge[a-zäöüß]{2,}en")
"""The shape of a strong participle: "gesehen", "aufgefunden"."""


def is_future(match: re.Match[str], lang: str) -> bool:
    """Whether a trigger of the rung ``will`` tells what will be."""
    if lang != "de" or match.group().casefold() not in _BECOMES:
        return True
    before, after = _clause(match)
    is_last = not after.strip()
    if is_last and before != match.string[: match.start()] and not _says_that(lang).match(before):
        return False
    return bool(_ahead(lang).search(before + " " + after)) or _has_infinitive(before if is_last else after)


def in_relative(match: re.Match[str], lang: str) -> bool:
    """Whether a trigger stands in a clause that tells about a noun: Spanish "la ley que entrará en vigor".

    What somebody says is no such clause ("dijo que entrará en vigor"), and one that has its verb is over.
    """
    before = _clause(match)[0]
    joined = verb_forms("joined", lang)
    opened = [word for word in _relative(lang).finditer(before) if word.group().casefold() not in joined]
    if not opened or _rules(lang).search(before, 0, opened[-1].start()):
        return False
    return not _finite(lang).search(before, opened[-1].end())


def _clause(match: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind a word, up to the next mark."""
    before = asides.blanked(_BRACKETED, match.string[max(0, match.start() - _REACH) : match.start()])
    after = asides.blanked(_BRACKETED, match.string[match.end() : match.end() + _REACH])
    mark = _MARK.search(after)
    return _MARK.split(before)[-1], after[: mark.start()] if mark else after


def _has_infinitive(clause: str) -> bool:
    """Whether a German verb in the infinitive closes the clause."""
    return any(
        word in verb_forms("infinitive", "de")
        or not (_PARTICIPLE.fullmatch(word) or word in verb_forms("no infinitive", "de"))
        for word in _CLOSING.findall(clause)
    )


@cache
def _ahead(lang: str) -> re.Pattern[str]:
    """Times to come: "künftig", "nächste Woche"."""
    return asides.phrases(verb_forms("time to come", lang))


@cache
def _says_that(lang: str) -> re.Pattern[str]:
    """What opens a clause that is stated by the clause before: "dass"."""
    return re.compile(rf"\s*{asides.phrases(verb_forms('content', lang)).pattern}", re.IGNORECASE)


@cache
def _relative(lang: str) -> re.Pattern[str]:
    """What opens a clause without a comma before it, and phrases of which it is part that open none."""
    opened = lexicons.forms("clauses", lang=lang, kind="opened")
    return asides.phrases([*opened, *verb_forms("joined", lang)])


@cache
def _rules(lang: str) -> re.Pattern[str]:
    """Verbs whose object is a clause: of saying and of deciding."""
    return asides.phrases([*lexicons.forms("reporting_verbs", lang=lang), *verb_forms("decides", lang)])


@cache
def _finite(lang: str) -> re.Pattern[str]:
    """The verb of a clause."""
    return asides.phrases(lexicons.forms("clauses", lang=lang, kind="verb"))
