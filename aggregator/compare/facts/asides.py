"""What in a sentence is about something else than its main clause, and phrases of the word lists as patterns.

Quotations, relative and adverbial clauses, and what an English participle adds: words in them neither move a
statement on the ladder of certainty nor give it to somebody. All patterns keep offsets: what they match is
written over with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.grammar import verb_forms

_FOLLOWED_BY_INFINITIVE = r"(?=\s+(?:się\s+|nie\s+|не\s+)?\w+(?:ć|c|ти|тися|тись)\b)"
_QUOTED = re.compile(
    r"“[^“”\"]{12,}[”\"]|\"[^\"“”]{12,}[\"”]|„[^„“”\"]{12,}[“”\"]|«[^«»]{12,}»|»[^«»]{12,}«"
    r"|(?<![\w'])[‘'](?!')(?:[^‘’']|(?<=\w)[’'](?=\w)){12,}[’'](?![\w'])"
)
"""A mark that opens is closed by one of the same kind, an apostrophe closes nothing."""
_PARTICIPIAL = re.compile(
    r"(?<=,\s)(?!\w*thing\b)[a-z]+ing\b(?!\s(?:is|are|was|were|will|has|had|may|could|might|would)\b)[^,;:]*"
)
"""What an English participle adds behind a comma: ", suggesting that her skills will do"."""
_SUPPOSED = re.compile(
    r"(?<=,\s)(?:perhaps|possibly|probably|arguably|apparently)\s(?:the|an?|one|part)\b[^,;:]*"
)
"""What an English apposition supposes: ", perhaps the oldest of them"."""
_IN_RELATIVE = re.compile(
    r"(?<=\w\s)(?:who|which|that)\s(?:(?:have|has|had|is|are|was|were|also|now|still|then|\w+ly)\s)*$", re.I
)


def without_quotations(text: str) -> str:
    """The text with spaces where it quotes; a comma before the closing mark is the sentence's, and stays."""
    return _QUOTED.sub(lambda match: ("," if match[0][-2] == "," else " ").rjust(len(match[0])), text)


def in_english_relative(before: str) -> bool:
    """Whether an English verb behind this text tells of somebody or something: "those who could flee"."""
    return bool(_IN_RELATIVE.search(before))


def main_clause(plain: str, lang: str) -> str:
    """What is left of a text without quotations when subordinate clauses are taken out."""
    for pattern in (_first(lang), _aside(lang, "adverbial"), _aside(lang, "relative"), _inner(lang)):
        plain = blanked(pattern, plain)
    return blanked(_SUPPOSED, blanked(_PARTICIPIAL, plain)) if lang == "en" else plain


def without_asides(plain: str, lang: str) -> str:
    """The text without the clauses in which somebody may say something, but not what is stated."""
    for kind in ("relative", "concessive", "apposition"):
        plain = blanked(_aside(lang, kind), plain)
    return plain


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with spaces where the pattern matches, so that offsets stay."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def phrases(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms as whole words, longest first; of nothing, a pattern that never matches.

    ``~`` behind a form stands for an infinitive that follows: Polish "ma zostać", not "nie ma"; ``*`` for any
    letters.
    """
    signs = {" ": r"\s+", "~": _FOLLOWED_BY_INFINITIVE, "*": r"\w*"}
    return re.compile(rf"(?<!\w)(?:{lexicons.any_of(forms, **signs)})(?!\w)", re.IGNORECASE)


@cache
def ends_in(kind: str, lang: str) -> re.Pattern[str]:
    """A word of a kind at the end of a text; behind an auxiliary one more word may stand."""
    between = r"(?:\w+\s+)?" if kind == "auxiliary" else ""
    return re.compile(rf"{phrases(verb_forms(kind, lang)).pattern}\s*{between}$", re.IGNORECASE)


@cache
def _aside(lang: str, kind: str) -> re.Pattern[str]:
    """Subordinate clauses of one kind that open the text or follow a comma, up to the next mark."""
    words = phrases(lexicons.forms("clauses", lang=lang, kind=kind)).pattern
    joins = phrases(lexicons.forms("clauses", lang=lang, kind="joins")).pattern
    return re.compile(rf"(?:^(?:{joins}\s+)?|(?<=,\s)){words}[^,;:]*", re.IGNORECASE)


@cache
def _first(lang: str) -> re.Pattern[str]:
    """Conditions told by a verb that comes first: German "Sollte es regnen, …"."""
    words = phrases(lexicons.forms("clauses", lang=lang, kind="first")).pattern
    return re.compile(rf"^{words}[^,;:?]*(?=,)", re.IGNORECASE)


@cache
def _inner(lang: str) -> re.Pattern[str]:
    """Subordinate clauses that need no comma before them, up to the next mark."""
    words = phrases(lexicons.forms("clauses", lang=lang, kind="inner")).pattern
    return re.compile(rf"(?<=\s){words}[^,;:]*", re.IGNORECASE)
