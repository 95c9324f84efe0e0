"""What a number behind a noun measures: "turnout was 61 percent", "a fine of $500", "brought the toll to 40".

There is no parser: the clause in front of the number has to be one noun phrase, perhaps with others hung on
it by prepositions, and a verb of the list (lexicons/measuring.csv). Where anything else stands there, nothing
is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.grammar import grammar
from aggregator.compare.quantities import number_words, times
from aggregator.compare.quantities.reading import Reading
from aggregator.compare.quantities.units import patterns

REACH = 160
"""Characters before a number in which the clause that it ends has to begin."""
BESIDE, LONGEST_WORD = 60, 25
"""Characters before a number in which its qualifier stands, and of the word before that."""
LONGEST = 4
"""Words of a noun phrase."""
ALL = 100
_CLAUSE_ENDS = re.compile(r"[;:!?()“”„\"–—…]|,(?!\d)|(?<!\b[A-Z])(?<!\d)\.(?=\s)|\s-\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?|\S+")
_OWNER = ("'s", "’s", "s'", "s’")
_ELSEWHERE = frozenset({"time", "length"})
"""Dimensions in which "is" also tells where or when something is: "the ship is two miles away"."""


def phrase(text: str, reading: Reading, lang: str) -> list[str]:
    """The noun phrase before a number that says what it measures; empty where none surely does."""
    bare_age = reading.unit.dimension == "age" and text[reading.start : reading.end].isalnum()
    if bare_age or reading.unit.name in {times.UNIT, "year"}:
        return []
    end = _bare_end(text, reading, lang)
    last = text[max(0, end - LONGEST_WORD) : end].rsplit(None, 1)[-1:]
    if not last or last[0].casefold() not in _lists(lang).last_words:
        return []
    clause = _clause(text, end)
    return _of(clause, reading, lang) or _raised(clause, lang) or _subject(text, clause, reading, lang)


def _bare_end(text: str, reading: Reading, lang: str) -> int:
    """Where the text before a number ends without its qualifier and words like "only"."""
    first = max(0, reading.start - BESIDE)
    before = text[first : reading.start]
    bound = patterns(lang).qualifier.search(before) if reading.qualifier else None
    before = before[: bound.start() if bound else None].rstrip()
    filler = _lists(lang).filler.search(before)
    return first + (filler.start() if filler else len(before))


def _clause(text: str, end: int) -> str:
    """What stands between the beginning of a clause and ``end``; empty where that is too much."""
    first = max(0, end - REACH)
    before = text[first:end]
    ends = [match.end() for match in _CLAUSE_ENDS.finditer(before)]
    return before[ends[-1] if ends else 0 :].strip() if ends or not first else ""


def _of(clause: str, reading: Reading, lang: str) -> list[str]:
    """The noun phrase before "of": "an average wage of $30", "winds of 100 mph"."""
    match = _lists(lang).of.search(clause)
    if match is None:
        return []
    words = _WORD.findall(clause[: match.start()])
    found: list[str] = []
    while words and len(found) < LONGEST and _may_be_noun(words[-1], lang, last=not found):
        found.insert(0, words.pop())
    return _led(words, found, reading, lang) if found else []


def _led(words: list[str], found: list[str], reading: Reading, lang: str) -> list[str]:
    """The noun phrase before "of" behind the words that lead to it; a plural needs none."""
    lists, rules = _lists(lang), grammar(lang)
    noun, led_by = found[-1].casefold(), words[-1].casefold() if words else ""
    name = bool(words) and found[-1][0].isupper() and lang != "de"
    bare = not reading.unit.name and noun not in lists.figures  # the mother of three
    if name or bare or noun in lists.no_measure or led_by in lists.genitive:
        return []
    if led_by in rules.determiners or led_by.endswith(_OWNER):
        return found if noun not in rules.roles else []  # his wife of two decades
    return [noun] if lang == "en" and reading.unit.name and noun.endswith("s") else []


def _raised(clause: str, lang: str) -> list[str]:
    """The object of a verb that brings it to a value: "bringing the number of dead to 40"."""
    match = _lists(lang).raised.search(clause)
    return _head(_WORD.findall(match["object"]), lang) if match else []


def _subject(text: str, clause: str, reading: Reading, lang: str) -> list[str]:
    """The subject of a verb that gives it a value."""
    lists, rules = _lists(lang), grammar(lang)
    match = lists.verb.search(clause)
    if match is None:
        return []
    words = _WORD.findall(match["inverted"] or clause[: match.start()])
    while words and words[-1].casefold() in rules.auxiliaries:
        words.pop()
    words = _subject_of(words, lang)
    head = _head(words, lang)
    if not head or match["weak"] is None:
        return head
    if not reading.unit.name:
        return head if any(word.casefold() in lists.figures for word in words) else []
    wholly = reading.unit.name == "%" and reading.value == ALL  # "the law is 100 percent on his side"
    elsewhere = reading.unit.dimension in _ELSEWHERE and _is_elsewhere(text, reading, lang)
    return [] if wholly or elsewhere else head


def _is_elsewhere(text: str, reading: Reading, lang: str) -> bool:
    """Whether words behind a measure make it one to another place or moment: two miles away, a day after."""
    behind = _WORD.match(text, reading.end + 1)
    plain = behind.group().casefold() if behind else ""
    small = (grammar(lang).closed | lexicons.words("small_words", "forms", lang)) - grammar(lang).conjunctions
    return plain in small | number_words.roles(lang, "adverb") or plain.endswith("er")


def _subject_of(words: list[str], lang: str) -> list[str]:
    """The words of a clause from its subject on, behind what opens it and an adverbial; empty if unclear."""
    rules, plain = grammar(lang), [word.casefold() for word in words]
    start = 0
    for at, word in enumerate(plain):
        articled = plain[at + 1 : at + 2] and plain[at + 1] in rules.determiners
        tells = word in rules.verbs and (articled or word in number_words.roles(lang, "verb"))
        if (
            tells
            or word in rules.subordinators | rules.relatives
            or (word in rules.conjunctions and articled)
        ):
            start = at + 1
    led_by = (rules.prepositions | rules.links) - lexicons.words("days_and_months", "forms", lang)
    for at in range(start + 1, len(words)):
        if plain[at] in rules.determiners and plain[at - 1] not in led_by | rules.determiners:
            start = at
            break
    return words[start:] if plain[start:] and plain[start] not in led_by - rules.determiners else []


def _head(words: list[str], lang: str) -> list[str]:
    """The words of the first noun phrase, without article; of "the number of boats" the boats."""
    rules, lists = grammar(lang), _lists(lang)
    plain = [word.casefold() for word in words]
    if not (lists.breaks | rules.conjunctions).isdisjoint(plain):
        return []
    if not rules.pronouns.keys().isdisjoint(plain[1:]):
        return []
    begin = 0
    while plain[begin:] and plain[begin] in rules.determiners:
        begin += 1
    owners = [at for at, word in enumerate(words[: begin + LONGEST]) if word.endswith(_OWNER)]
    begin = owners[-1] + 1 if owners else begin
    led_by = rules.prepositions | rules.links
    end = next((at for at in range(begin, len(words)) if plain[at] in led_by), len(words))
    numbers = [at for at in range(begin, end) if plain[at] in lists.number_of]
    if numbers and numbers[-1] + 1 < len(words):
        after = numbers[-1] + 1
        return _noun_phrase(words[after if after < end else end + 1 :], lang, led=True)
    return _noun_phrase(words[begin:end], lang, led=begin > 0)


def _noun_phrase(words: list[str], lang: str, *, led: bool) -> list[str]:
    """The words if they are a noun phrase; alone and without article only a noun of the list is one."""
    rules, lists = grammar(lang), _lists(lang)
    while words and words[0].casefold() in rules.determiners:
        words = words[1:]
    led_by = rules.prepositions | rules.links
    end = next((at for at, word in enumerate(words) if word.casefold() in led_by), len(words))
    words = _before_participle(words[:end], lang)
    if not words or len(words) > LONGEST or words[-1].casefold() in lists.no_measure:
        return []
    if not all(_may_be_noun(word, lang, last=at == len(words) - 1) for at, word in enumerate(words)):
        return []
    alone = not led and len(words) == 1
    if alone and words[0].casefold() not in lists.figures:
        return []
    if words[-1][0].isupper() and not alone and lang != "de":  # a name
        return []
    return [words[0].lower()] if alone and lang != "de" else words


def _before_participle(words: list[str], lang: str) -> list[str]:
    """The words before one that tells what its noun does or has done: "workers receiving aid"."""
    for at in range(1, len(words) if lang == "en" else 0):
        plain = words[at].casefold()
        if plain.endswith(("ing", "ed")) and plain not in number_words.roles("en", "no_verb"):
            return words[:at] if words[at - 1].endswith("s") else words
    return words


def _may_be_noun(word: str, lang: str, *, last: bool) -> bool:
    """Whether a word may stand in a noun phrase, or as the ``last`` of it."""
    plain = word.casefold()
    small = plain in grammar(lang).closed or plain in lexicons.words("small_words", "forms", lang)
    if small or len(word) < 2 or not word[0].isalpha() or word.endswith(_OWNER) or plain in _verbs(lang):
        return False
    if lang == "de":
        return not last or word[0].isupper()
    told = plain.endswith(("ing", "ed", "ly") if last else "ly")
    return lang != "en" or not told or plain in number_words.roles("en", "no_verb")


def _verbs(lang: str) -> frozenset[str]:
    return _lists(lang).breaks | number_words.roles(lang, "verb")


@dataclass(frozen=True)
class _Lists:
    of: re.Pattern[str]
    verb: re.Pattern[str]
    raised: re.Pattern[str]
    filler: re.Pattern[str]
    figures: frozenset[str]
    number_of: frozenset[str]
    no_measure: frozenset[str]
    breaks: frozenset[str]
    genitive: frozenset[str]
    last_words: frozenset[str]
    """Those with which all that can stand right before such a number ends."""


@cache
def _lists(lang: str) -> _Lists:
    def listed(role: str) -> list[str]:
        return lexicons.forms("measuring", lang=lang, role=role)

    def any_of(role: str) -> str:
        return lexicons.any_of(listed(role), **{" ": r"\s+"})

    ends = [form.split()[-1] for role in ("of", "weak", "strong", "to") for form in listed(role)]
    within = lexicons.any_of([*listed("within"), *number_words.of(lang).values])
    subject = r"(?:\S+\s){1,8}?" if lang == "de" else r"(?!)"
    return _Lists(
        re.compile(rf"\s(?:{any_of('of')})$", re.IGNORECASE),
        re.compile(
            rf"(?:^|(?<=\s))(?:(?P<weak>{any_of('weak')})|{any_of('strong')}"
            rf"|(?:{any_of('moves')})(?:\s(?:{within}|\w+ly|\S*\d\S*))*"
            rf"\s(?:(?P<inverted>{subject}))?(?:{any_of('to')}))$",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{any_of('brings')})\s(?P<object>(?:\S+\s){{1,6}})to$", re.IGNORECASE),
        re.compile(rf"(?:(?:^|\s)(?:{any_of('filler')}))+$", re.IGNORECASE),
        frozenset(listed("figures")),
        frozenset(listed("number_of")),
        frozenset(listed("no_measure")),
        frozenset(listed("breaks")),
        frozenset(listed("genitive")),
        frozenset(ends),
    )
