"""The noun phrase that follows a number: "three former U.S. officials" counts former officials.

There is no parser: the phrase ends where a mark, a small word, a verb or an adverb stands, in English also
behind its plural ("states" in "eight states allow it"). What may be no noun is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.grammar import grammar
from aggregator.compare.quantities import number_words, times
from aggregator.compare.quantities.reading import Reading
from aggregator.compare.quantities.units import key, patterns

LONGEST, LONGEST_ENGLISH = 4, 6
"""Words of a phrase; more where it is known to end with its noun."""
LONGEST_ING = 5
"""Letters of a word in -ing that is more likely a noun (king, ring) than a participle."""
_DOTTED = r"(?:[^\W\d_]\.){2,}"
_WORD = re.compile(rf"{_DOTTED}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BREAK = re.compile(r"(?<!\b[A-Z])\.|[;:!?()“”„\"–—]")
_GLUED = re.compile(r"-[^\W\d_]")
"""Behind a number that is part of a word: "a two-car train"."""
_AGREEING, _PLURAL = frozenset({"es", "fr"}), ("s", "x", "z")
"""Languages in which every word of a phrase in the plural ends alike, and how."""
_POLISH_PAST = re.compile(r"(?:ło|łoby|ano|ono|ęto)$")
"""How verbs of the past behind a number end that no noun behind one does: "osób zginęło"."""
_NO_PLURAL = ("ss", "us", "'s")
"""How words in -s end that are no plurals."""


def after(text: str, reading: Reading, stop: int, lang: str) -> list[re.Match[str]]:
    """The words of the noun phrase that follows a number, up to where the next one begins."""
    if _counts_nothing(text, reading):
        return []
    if _is_money(reading) and (each := _each(lang).match(text, reading.end, stop)):
        reading = replace(reading, end=each.end())  # "$250 a week in strike pay"
    end = _BREAK.search(text, reading.end, stop)
    limit = end.start() if end else stop
    words = _walk(text, reading, limit, lang)
    if lang == "en":
        return _english(text, reading, words)
    while lang == "de" and words and words[-1].group()[0].islower():  # a German phrase ends with its noun
        words.pop()
    return words


def _counts_nothing(text: str, reading: Reading) -> bool:
    """A time, a year, or an age that is a bare number ("Mara Holm, 57")."""
    bare_age = reading.unit.dimension == "age" and text[reading.start : reading.end].isdecimal()
    return bare_age or reading.unit.name in {times.UNIT, "year"}


@cache
def _each(lang: str) -> re.Pattern[str]:
    """What makes a sum one for each unit of time: "$250 a week"."""
    units = [form for form, unit in patterns(lang).units.items() if unit.dimension == "time"]
    each = lexicons.any_of(number_words.roles(lang, "each"))
    units_of_time = lexicons.any_of(units)
    return re.compile(
        rf"\s(?:{each})\s(?:{units_of_time})(?=\s(?:in|of)\s)|/(?:{units_of_time})\b", re.IGNORECASE
    )


def is_glued(text: str, reading: Reading) -> bool:
    """Whether a number is the first part of a word."""
    return _GLUED.match(text, reading.end) is not None


def reach(text: str, reading: Reading, stop: int, lang: str) -> int:
    """Up to where words belong to a number, its verb among them: "107 have died of it"."""
    if _counts_nothing(text, reading):
        return reading.end
    end = _BREAK.search(text, reading.end, stop)
    told, at = 0, reading.end
    for match in _WORD.finditer(text, reading.end, end.start() if end else stop):
        word = match.group().casefold()
        small = word in lexicons.words("small_words", "forms", lang)
        if "," in text[at : match.start()] or (small and told) or told == LONGEST:
            break
        if word in grammar(lang).conjunctions:  # "killed two and injured four"
            break
        told, at = told + (not small), match.end()
    return at


def _walk(text: str, reading: Reading, limit: int, lang: str) -> list[re.Match[str]]:
    """The words up to the first that belongs to no noun phrase."""
    words: list[re.Match[str]] = []
    bound = patterns(lang).qualifier_behind.match(text, reading.end)
    start = bound.end() if bound and bound.start(1) == reading.end + 1 else reading.end  # two or more men
    previous, linked, longest = start, False, LONGEST_ENGLISH if lang == "en" else LONGEST
    for match in _WORD.finditer(text, start, limit):
        if "," in text[previous : match.start()] or len(words) == longest:
            break
        if not words and (kind := _leads(match, reading, lang, linked=linked)):
            linked = linked or kind == "of"
        elif _ends(match, words, reading, lang, linked=linked):
            break
        elif "." not in match.group():  # U.S.
            words.append(match)
        previous = match.end()
    return words


def _leads(match: re.Match[str], reading: Reading, lang: str, *, linked: bool) -> str:
    """What a word is that may stand between a number and what it counts; empty where it is none.

    "Of", and behind it an article or "his"; "other"; an initial. Money is counted "in aid".
    """
    word = match.group().casefold()
    if word in number_words.roles(lang, "counted_of"):
        return "of"
    first = match.start() == reading.end + 1
    half = reading.unit.name == "%" and word in grammar(lang).definite  # half the men
    of_whole = half or (linked and word in grammar(lang).determiners | number_words.roles(lang, "whose"))
    in_kind = first and word in number_words.roles(lang, "in_kind") and _is_money(reading)
    if of_whole or in_kind or word in number_words.roles(lang, "counted_more"):
        return "more"
    glued = first and match.string[match.start() - 1] == "-" and word in number_words.roles(lang, "measures")
    return "more" if "." in word or glued else ""


def _is_money(reading: Reading) -> bool:
    return reading.unit.name == reading.unit.dimension and reading.unit.name.isupper()


def _ends(
    match: re.Match[str], words: list[re.Match[str]], reading: Reading, lang: str, *, linked: bool
) -> bool:
    """Whether a word belongs to no noun phrase, or begins another."""
    word = match.group()
    plain = word.casefold().replace("’", "'")
    small = plain in lexicons.words("small_words", "forms", lang) or plain in number_words.roles(
        lang, "adverb"
    )
    if len(word) == 1 or small:
        return True
    if word[0].isupper() and plain in lexicons.words("days_and_months", "forms", lang):
        return True
    if lang != "en":
        return plain in grammar(lang).prepositions or _ends_plural(word, words, reading, lang)
    return (
        plain in _closed()
        or (plain in number_words.roles("en", "trailing") and not _noun_follows(match))
        or (bool(words) and reading.value != 1 and _is_behind_plural(words[-1], match))
        or _is_verb(match, plain, reading, first=not words, linked=linked)
    )


def _ends_plural(word: str, words: list[re.Match[str]], reading: Reading, lang: str) -> bool:
    """Whether a word cannot go on a phrase by its form: a German one that is done, a verb, no plural."""
    if not words:
        return False
    last = words[-1].group()
    if lang == "de":
        return last[0].isupper() and word[0].islower()
    agrees = not last.endswith(_PLURAL) or word.casefold().endswith(_PLURAL)
    unlike = lang in _AGREEING and reading.value != 1 and not agrees
    return unlike or (lang == "pl" and _POLISH_PAST.search(word.casefold()) is not None)


@cache
def _closed() -> frozenset[str]:
    rules = grammar("en")
    return rules.prepositions | rules.subordinators | rules.relatives | number_words.roles("en", "verb")


def _is_behind_plural(last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a word follows the plural that ends a phrase: not in "rights groups" or "Las Vegas police"."""
    named = last.group()[0].isupper() and match.group()[0].isupper()
    return _is_plural(last) and not _is_plural(match) and not named


def _is_verb(match: re.Match[str], plain: str, reading: Reading, *, first: bool, linked: bool) -> bool:
    """Whether a word looks like a participle, a verb of the past, or an adverb that is in no noun phrase.

    Right behind the number it may stand before a noun: "two fishing boats", not "34 percent having a car".
    """
    if plain in number_words.roles("en", "no_verb") or "-" in plain:
        return False
    if plain.endswith("ing") and len(plain) > LONGEST_ING:
        spent = reading.unit.dimension == "time" and not linked  # four years watching boats
        spent = spent and "-" not in match.string[reading.start : reading.end]
        return spent or not first or not _noun_follows(match, at_all=linked)
    if plain.endswith("ed"):
        return _is_past(match, reading, first=first, linked=linked)
    one = first and not linked and reading.value == 1 and not reading.unit.name
    one = one and match.group()[0].islower() and not _noun_follows(match)
    exists = one and _is_plural(match)  # if one exists
    return exists or (plain.endswith("ly") and not first)


def _is_past(match: re.Match[str], reading: Reading, *, first: bool, linked: bool) -> bool:
    """Whether a word in -ed is no participle before its noun: "two wounded men", "ten most admired men"."""
    if first:
        before = match.string[max(0, reading.start - 4) : reading.start].casefold()
        defined = before == "the " and not reading.unit.name  # the two agreed terms
        return not linked and (defined or not _noun_follows(match))
    adverb = match.string.endswith(("ly ", "most "), max(0, match.start() - 5), match.start())
    return not (adverb and _noun_follows(match))


def _noun_follows(match: re.Match[str], *, at_all: bool = False) -> bool:
    """Whether a participle stands before a noun: "two fishing boats", not "34 percent having a car".

    It is a noun itself behind "of", where what follows only must not be its object.
    """
    following = _WORD.match(match.string, match.end() + 1)
    if following is None or not match.string[match.end()].isspace():
        return at_all
    plain, rules = following.group().casefold(), grammar("en")
    if at_all:
        return plain not in rules.determiners
    small = plain in lexicons.words("small_words", "forms", "en") or plain in number_words.roles(
        "en", "adverb"
    )
    return (
        not small
        and plain not in rules.closed
        and plain not in lexicons.words("days_and_months", "forms", "en")
    )


def _is_plural(match: re.Match[str]) -> bool:
    plain = match.group().casefold().replace("’", "'")
    if plain in number_words.roles("en", "plural") or plain.endswith(("men", "women", "people")):
        return True
    ends = plain.endswith("s") and not plain.endswith(_NO_PLURAL) and len(plain) > 3
    ends = ends and (not plain.endswith("is") or match.group()[0].isupper())  # Iraqis
    return ends and plain not in number_words.roles("en", "no_plural")


def _english(text: str, reading: Reading, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The phrase without what shows only at its end to be no noun of it."""
    if is_glued(text, reading) and words and words[0].start() == reading.end + 1:
        return words[:1]  # "a 100-member council" has 100 members
    lead = text[reading.end : words[0].start()].casefold().split() if words else []
    if number_words.roles("en", "in_kind").issuperset(lead) and lead and not _is_kind(words):
        return []
    pointed = lead and lead[0] in number_words.roles("en", "counted_more") | grammar("en").definite
    if pointed and reading.unit.dimension != "time" and key(words[-1].group()) in patterns("en").units:
        return []  # "$140 million next year"
    if any(map(_is_plural, words)):
        return words
    behind = _WORD.match(text, words[-1].end() + 1) if words else None
    if behind and _is_told_of(words, behind.group().casefold()):
        words = words[:-1]  # "a $5 million sum Holm paid"
    elif (
        behind
        and reading.value > 1
        and not reading.unit.name
        and behind.group().casefold() in grammar("en").determiners
    ):
        words = words[:-1]  # "1.2 million oppose the plan"
    while words and _is_adverb(words[-1]):
        words = words[:-1]  # "65 percent easily agree"
    single = (
        is_glued(text, reading)
        or reading.unit.name
        or reading.value <= 1
        or number_words.roles("en", "counted_of") & set(lead)
    )
    return words if single else []  # of "five told Markets Daily so" none is counted


def _is_adverb(word: re.Match[str]) -> bool:
    return word.group().endswith("ly") and word.group().casefold() not in number_words.roles("en", "no_verb")


def _is_told_of(words: list[re.Match[str]], behind: str) -> bool:
    """Whether a phrase ends with a name, and what its bearer did follows."""
    if len(words) == 1 or not words[-1].group()[0].isupper() or words[-2].group()[0].isupper():
        return False
    return behind.endswith("ed") or behind in number_words.roles("en", "verb")


def _is_kind(words: list[re.Match[str]]) -> bool:
    """Whether "in" leads to what money is: "$5 million in aid", not "in Tollen" or "in recent weeks"."""
    times = (
        key(word.group()) in patterns("en").units
        or word.group().casefold() in number_words.roles("en", "period")
        for word in words
    )
    return words[-1].group()[0].islower() and not any(times)
