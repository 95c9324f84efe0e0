"""Finds the name in a phrase, past titles and what a web page glued to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from aggregator import lexicons
from aggregator.compare.language.grammar import Grammar, grammar
from aggregator.compare.language.names import PARTICLES, Name, is_given

_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_GLUED = re.compile(r"(?!Mac|Fitz)[^\W\d_][a-zß-ÿ]{3,}[A-Z]")


def find(phrase: str, rules: Grammar) -> Name | None:
    """The name in a phrase: its last run of capitalised words in the head, without titles; None without one.

    The head ends at the first comma or bracket after a name, so that an apposition's names do not count.
    """
    return _find(phrase, rules.lang)


@lru_cache(maxsize=1 << 13)
def _find(phrase: str, lang: str) -> Name | None:
    """Kept, as a text names its speakers again and again."""
    rules = grammar(lang)
    head = re.split(r"\s[–-]\s|[—;(]", phrase)[0]
    for part in head.split(","):
        for run in reversed(_capital_runs(part)):
            named = run if run[0].lower() not in rules.determiners else run[1:]
            words = without_titles(without_repeats(_unglued(named)), rules)
            if words:
                return Name(_from_given(words, rules.lang))
    return None


def _from_given(words: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """A name from its given name on, without what only begins with a capital: "Llegó Ana Ríos"."""
    given = next((at for at, word in enumerate(words[:-1]) if is_given(word, lang)), 0)
    led_by_initial = given and (words[given - 1].endswith(".") or len(words[given - 1]) == 1)
    return words if led_by_initial else words[given:]


def _unglued(run: Sequence[str]) -> Sequence[str]:
    """A run up to where a page repeats the name, joined to what follows ("Rui Melo Rui MeloHull")."""
    glued = next((word for word in run if is_glued([word])), None)
    if glued is None:
        return run
    end = next((at + 1 for at, word in enumerate(run) if word != glued and glued.startswith(word)), None)
    return run[: end or list(run).index(glued)]


def without_titles(run: Sequence[str], rules: Grammar) -> tuple[str, ...]:
    """What of a run of capitals is the name: the words after its last title ("Ohio Gov. Rui Melo").

    A credit or a time zone that a page set before the name is no part of it ("Reuters Rui Melo"), nor is
    the day behind it ("Rui Melo Saturday").
    """
    words = list(run)
    while len(words) > 1 and words[0] in _credits():
        words.pop(0)
    while words and (_is_title_alone(words, rules) or words[-1] in _days(rules.lang)):
        words.pop()
    if words and words[-1] == "I" and rules.lang == "en":
        words.pop()
    last = max((at + 1 for at, word in enumerate(words) if rules.is_title(word)), default=0)
    if len(words) == last + 1 and words[last].lower() in rules.bodies:
        return tuple(words)  # "Justice Department": no title, but the name of a body
    if 0 < last < len(words) and words[last] in rules.definite:
        return ()  # "Sprecherin der Reederei": whose office it is
    return tuple(words[last:])


def _is_title_alone(words: Sequence[str], rules: Grammar) -> bool:
    """Whether words end in a title that names no body with those before it ("Security Council")."""
    body = len(words) > 1 and words[-1].lower() in rules.bodies and rules.lang == "en"
    return rules.is_title(words[-1]) and not body


@cache
def _days(lang: str) -> frozenset[str]:
    """Weekdays, which a name never ends with: "Rui Melo Saturday"."""
    return frozenset(
        form.capitalize() for form in lexicons.forms("days_and_months", lang=lang, kind="weekday")
    )


@cache
def _credits() -> frozenset[str]:
    """Names of agencies in one word, and of time zones."""
    agencies = lexicons.forms("agency_credits", kind="name")
    return frozenset(
        form for form in [*agencies, *lexicons.forms("times_of_day", role="zone")] if " " not in form
    )


def _capital_runs(text: str) -> list[list[str]]:
    runs: list[list[str]] = []
    run: list[str] = []
    for match in _WORD.finditer(text):
        word = _without_possessive(match.group())
        if word[0].isupper():
            run.append(word)
            if match.group() != word:
                runs.append(run)
                run = []
        elif run and word in PARTICLES:
            run.append(word)
        else:
            runs.append(run)
            run = []
    runs.append(run)
    return [trimmed for run in runs if (trimmed := _without_trailing_particles(run))]


def _without_possessive(word: str) -> str:
    bare = re.sub(r"['’]s$|['’]$", "", word)
    dotted = len(bare) <= 3 or _INITIALS.fullmatch(bare)
    return bare if dotted or not bare.endswith(".") else bare.rstrip(".")


def _without_trailing_particles(run: list[str]) -> list[str]:
    while run and run[-1] in PARTICLES:
        run = run[:-1]
    return run


def is_personal(phrase: str, name: Name, rules: Grammar) -> bool:
    """Whether a phrase is a name with nothing but titles before it, so that it can be another spelling."""
    words = re.findall(r"[\w'’.-]+", phrase)
    bare = [word for word in words if not rules.is_title(word)]
    return len(bare) == len(name.words) and words[-1:] == [name.surname]


def without_repeats(words: Sequence[str]) -> list[str]:
    """Words up to the first that stood before: a caption's "Rui Melo Rui Melo"."""
    end = next((at for at, word in enumerate(words) if word in words[:at]), len(words))
    return list(words[:end])


def is_glued(words: Sequence[str]) -> bool:
    """Whether a web page's parts were joined without a space in these words ("Rui MeloPort")."""
    return any(_GLUED.match(word) for word in words)
