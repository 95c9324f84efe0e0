"""Finds the noun phrase beside a reporting verb: "the mayor of Porto, Rui Melo," said.

Without a parser: a phrase is walked token by token away from the verb until a word that cannot belong to
it. All functions take a sequence of tokens and give a half-open range of indices, or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.frames import QUOTE
from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token
from aggregator.compare.speakers import hearers, walks, word_classes
from aggregator.compare.speakers.walks import Range

_LONGEST_APPOSITION = 30
_ENGLISH_OBJECT = frozenset(["a", "an", "the", "his", "her", "its", "their"])
"""Words that begin an object right behind a verb."""
_ENGLISH_DEGREES = frozenset(["more", "most", "less", "very", "only"])
"""Words before an adverb: "more recently"."""
_PARTY = re.compile(r"[RDI]-[A-Z]")
"""How an American politician's party and state begin: "Scott, R-S.C. said"."""
_ENGLISH_ADVERBIALS = frozenset(["first", "second", "third", "fourth", "fifth", "sixth"]) | frozenset(
    ["moments", "minutes", "hours", "days", "weeks", "months", "years"]
)
"""Words that name nobody where one stands alone: "Fourth, …", "Minutes before the vote, …"."""
_LEAST_NAME = 2
"""Words of a name that stands in commas behind an office."""
_OFFICE = 4
"""Words at whose end an office in an apposition stands at the latest: "assistant attorney general"."""


def before_verb(tokens: Sequence[Token], verb: int, grammar: Grammar) -> Range | None:
    """The subject that ends before the verb; appositions and relative clauses in commas belong to it."""
    end = _skip_back(tokens, verb, grammar)
    if end == 0:
        return None
    if named := _before_who(tokens, end, grammar):
        return named
    if tokens[end - 1].text not in {",", "–", "—", "-"}:
        core = walks.back(tokens, 0, end, grammar)
        return (_before_comma(tokens, core[0], grammar), core[1]) if core else None
    return _with_apposition(tokens, end - 1, grammar)


def _before_who(tokens: Sequence[Token], end: int, grammar: Grammar) -> Range | None:
    """The name of whom a clause tells that begins at ``end``: "a response from Rui Melo, who called"."""
    if grammar.lang != "en" or end < 2 or tokens[end].lower != "who" or tokens[end - 1].text != ",":
        return None
    low, last = max(0, end - 1 - walks.LONGEST), _before_apposition(tokens, end - 1, grammar) - 1
    name = walks.last_name(tokens, low, last + 1)
    if name > low + 1 and tokens[name - 1].lower in grammar.links and tokens[name - 2].is_capital:
        name = walks.last_name(tokens, low, name - 1)  # "Rui Melo of Porto, who"
    name = next((at for at in range(name, last) if tokens[at].is_capital), last)
    return (name, last + 1) if tokens[last].is_capital else None


def _before_apposition(tokens: Sequence[Token], comma: int, grammar: Grammar) -> int:
    """The comma behind a name: the one given, or the one that opens ", a lawyer," before it."""
    low = max(0, comma - walks.LONGEST)
    opening = max((at for at in range(low, comma) if tokens[at].text == ","), default=0)
    apposed = opening > 0 and tokens[opening + 1].lower in grammar.indefinite
    return opening if apposed and tokens[opening - 1].is_capital else comma


def _before_comma(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """Where a phrase begins that goes on at ``start`` behind a comma, in English.

    "Ana Costa, Rui Melo and Eva Lind said", and an apposition that no comma closes: "Rui Melo, mayor of
    Porto said".
    """
    low = max(2, start - _LONGEST_APPOSITION)
    while grammar.lang == "en" and start >= low and tokens[start - 1].text == ",":
        name = walks.last_name(tokens, max(0, start - walks.LONGEST), start - 1)
        of_party = _PARTY.match(tokens[start].text) is not None
        named = tokens[start - 2].is_capital and (start - 1 - name > 1 or of_party)
        named = named and tokens[name].lower not in grammar.first_words | grammar.prepositions
        fits = of_party or _is_listed(tokens, start, grammar) or _is_office(tokens, start, grammar)
        if not named or not fits or word_classes.is_under(tokens, name, grammar):
            break
        start = name
    return start


def _is_listed(tokens: Sequence[Token], start: int, grammar: Grammar) -> bool:
    """Whether a name of two words and more stands before another: "Rui Melo and Eva", "Rui Melo, Eva"."""
    behind = range(start, min(len(tokens) - 1, start + walks.LONGEST))
    end = next((at for at in behind if not tokens[at].is_capital), start)
    joined = tokens[end].text == "," or tokens[end].lower in grammar.conjunctions
    return end - start > 1 and joined and tokens[end + 1].is_capital


def _is_office(tokens: Sequence[Token], start: int, grammar: Grammar) -> bool:
    """Whether an office without an article stands here: "assistant attorney general of"."""
    words = [token for token in tokens[start : start + _OFFICE] if not token.is_capital]
    led = tokens[start].is_capital or tokens[start].lower in grammar.determiners
    return not led and any(grammar.is_title(token.lower) for token in words)


def after_verb(tokens: Sequence[Token], verb: int, grammar: Grammar) -> Range | None:
    """The subject that begins after the verb ("said Rui Melo, the mayor of Porto, on Monday")."""
    start = verb + 1
    while (
        start < len(tokens)
        and tokens[start].lower in grammar.auxiliaries
        and not word_classes.is_pronoun(tokens[start], grammar)
    ):
        start += 1
    if start < len(tokens) and tokens[start].text == "-":
        start += 1
    start = _past_day(tokens, start, grammar)
    if grammar.lang != "en" and start < len(tokens) and tokens[start].lower in grammar.expletives:
        start += 1
        if start < len(tokens) and tokens[start].lower in grammar.prepositions:
            start += 1
    start = hearers.past(tokens, start, grammar)
    end = walks.forward(tokens, start, grammar)
    if end <= start or (grammar.lang in PRO_DROP and tokens[start].lower in grammar.prepositions):
        return None
    shorter = hearers.end_before(tokens, start, end, grammar)
    end = shorter if shorter < end else _apposition_end(tokens, end, grammar)
    return _without_brackets(tokens, start, end)


def _past_day(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    """Where a phrase begins behind the day on which somebody spoke: "dijo este martes la ministra"."""
    words = [token.lower for token in tokens[start : start + 2]]
    if len(words) == 2 and words[0] in grammar.determiners and words[1] in _weekdays(grammar.lang):
        return start + 2
    return start + 1 if words and words[0] in _weekdays(grammar.lang) else start


@cache
def _weekdays(lang: str) -> frozenset[str]:
    return frozenset(form.lower() for form in lexicons.forms("days_and_months", lang=lang, kind="weekday"))


def _without_brackets(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """A phrase without brackets around it or left over from around it; None where it holds no word."""
    if tokens[start].is_word and tokens[end - 1].is_word:
        return start, end
    opens, closes = tokens[start].text == "(", tokens[end - 1].text == ")"
    inside = {token.text for token in tokens[start + opens : end - closes]}
    start, end = start + (opens and ")" not in inside), end - (closes and "(" not in inside)
    return (start, end) if any(token.is_word for token in tokens[start:end]) else None


def first(tokens: Sequence[Token], grammar: Grammar) -> Range | None:
    """The first phrase of a sentence that can be its subject; adverbials in commas are passed over."""
    start = walks.past_dateline(tokens, 0, min(len(tokens), walks.LONGEST))
    while start < len(tokens):
        start = _skip_openers(tokens, start, grammar)
        if start >= len(tokens):
            return None
        opener = tokens[start].lower
        participle = (
            grammar.lang == "en" and opener.endswith(("ing", "ed")) and opener not in grammar.pronouns
        )
        if participle or opener in grammar.openers:
            following = _next_comma(tokens, start)
            if following is None:
                return _phrase_in_adverbial(tokens, start, grammar)
            start = following + 1
            continue
        if tokens[start].lower.replace("’", "'").split("'")[0] in grammar.expletives and start + 1 < len(
            tokens
        ):
            return None
        end = _before_object(tokens, start, walks.forward(tokens, start, grammar), grammar)
        phrase = tokens[start:end]
        if end > start and walks.is_nominal(phrase, grammar) and not _is_adverbial_phrase(phrase, grammar):
            return start, _past_name(tokens, end)
        following = _next_comma(tokens, start)
        if following is None:
            return None
        start = following + 1
    return None


def _is_adverbial_phrase(phrase: Sequence[Token], grammar: Grammar) -> bool:
    """Whether a phrase says only when, or which of several points: "8 November", "Fourth"."""
    if len(phrase) == 1 and phrase[0].lower in _ENGLISH_ADVERBIALS:
        return True
    return all(token.text.isdigit() or token.lower in _calendar(grammar.lang) for token in phrase)


def _past_name(tokens: Sequence[Token], end: int) -> int:
    """Where a phrase ends with the name in commas behind it: "the committee's head, Rui Melo, sent"."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end - 1].is_capital:
        return end
    close = next((at for at in range(end + 1, len(tokens)) if not tokens[at].is_capital), end)
    return close if close - end > _LEAST_NAME and tokens[close].text == "," else end


@cache
def _calendar(lang: str) -> frozenset[str]:
    return frozenset(form.lower() for form in lexicons.forms("days_and_months", lang=lang))


def _before_object(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> int:
    """Where an English subject ends whose verb no list has: before "sees" in "the army sees its role"."""
    if grammar.lang != "en":
        return end
    for at in range(start + 2, end):
        verb = tokens[at - 1]
        small = verb.is_word and not verb.is_capital and verb.lower not in grammar.closed
        if tokens[at].lower in _ENGLISH_OBJECT and small:
            return at - 1
    return end


def _skip_back(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Passes over auxiliaries, adverbs and a relative pronoun before the verb."""
    while end > 0:
        token = tokens[end - 1]
        if word_classes.is_pronoun(token, grammar) and token.lower not in {"ihr"}:
            return end
        adverb = word_classes.is_adverb(token, grammar)
        if token.lower in grammar.auxiliaries or token.lower in grammar.relatives or adverb:
            end -= 1
        else:
            return end
    return 0


def _with_apposition(tokens: Sequence[Token], comma: int, grammar: Grammar) -> Range | None:
    """The phrase before a bracketing comma pair: "Carr, 31, a photographer from Hull," said."""
    mark = tokens[comma].text
    commas = [at for at in range(max(0, comma - _LONGEST_APPOSITION * 2), comma) if tokens[at].text == mark]
    low = commas[-1] if commas else 0
    quoted = next((at for at in range(comma - 1, low - 1, -1) if tokens[at].text == QUOTE), None)
    if quoted is not None:  # '"…" said Melo, who added'
        said = tokens[quoted + 1].lower in grammar.verbs
        return walks.back(tokens, quoted + 2, comma, grammar) if said and quoted + 2 < comma else None
    best: Range | None = None
    for opening in reversed(commas[-3:]):
        head = walks.back(tokens, 0, opening, grammar) if opening else None
        if head is None or _is_adverbial(tokens, head[0], opening, grammar):
            continue
        if grammar.lang == "en" and _is_clause(tokens, head[0], grammar):
            continue
        if grammar.lang == "en" and word_classes.is_under(tokens, head[0], grammar):
            continue
        best = (head[0], comma)
        led = tokens[head[0]].lower in grammar.articles or _is_office(tokens, head[0], grammar)
        if led and grammar.lang == "en" and head[0] and tokens[head[0] - 1].text == ",":
            continue
        if any(token.is_capital for token in tokens[head[0] + 1 : head[1]]) or head[1] - head[0] == 1:
            break
    return best or walks.back(tokens, 0, comma, grammar)


def _is_adverbial(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> bool:
    """Whether the words between two commas begin with a preposition: "Melo, during a talk in Hull," said."""
    opening = max((at + 1 for at in range(end) if tokens[at].text == ","), default=0)
    return opening > 0 and tokens[opening].lower in grammar.prepositions and start > opening


def _is_clause(tokens: Sequence[Token], start: int, grammar: Grammar) -> bool:
    """Whether words are no subject but a clause of one: "Writing for the court", "whose members are …"."""
    opener, behind = tokens[start].lower, tokens[start + 1 : start + 2]
    participle = opener.endswith("ing") and not grammar.is_title(opener)
    commas = [at + 1 for at in range(start) if tokens[at].text == ","]
    related = bool(commas) and tokens[commas[-1]].lower == "whose"
    return related or (participle and any(token.lower in grammar.closed for token in behind))


def _apposition_end(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Adds ", the mayor of Porto" after a name."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return end
    opener = tokens[end + 1]
    word = opener.lower
    if not opener.is_word or word in grammar.openers or word in grammar.conjunctions:
        return end
    if word.endswith("ing") or (word in grammar.verbs and grammar.lang != "de"):
        return end
    stop = end + 1
    while stop < len(tokens) and stop - end <= _LONGEST_APPOSITION:
        if tokens[stop].text in {",", QUOTE, ";", ":", "!", "?", "–", "—"} or (
            tokens[stop].text == "." and stop + 1 >= len(tokens)
        ):
            break
        stop += 1
    if stop < len(tokens) and tokens[stop].text == "," and opener.text.isdigit():
        return _apposition_end(tokens, stop, grammar)
    return stop if stop - end <= _LONGEST_APPOSITION else end


def _skip_openers(tokens: Sequence[Token], start: int, grammar: Grammar) -> int:
    while start < len(tokens):
        token = tokens[start]
        opener = token.lower in grammar.conjunctions or token.lower in grammar.auxiliaries
        opener = opener or word_classes.is_adverb(token, grammar) or _begins_adverbial(tokens, start, grammar)
        if word_classes.is_pronoun(token, grammar) or (token.is_word and not opener):
            return start
        start += 1
    return start


def _begins_adverbial(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a capital that begins an English sentence is an adverb's: "Shortly after", "More recently"."""
    if grammar.lang != "en" or at or len(tokens) < 2:
        return False
    word, following = tokens[0].lower, tokens[1].lower
    led = word.endswith("ly") and (following in grammar.openers or tokens[1].text == ",")
    return led or (word in _ENGLISH_DEGREES and word_classes.is_adverb(tokens[1], grammar))


def _next_comma(tokens: Sequence[Token], start: int) -> int | None:
    return next((at for at in range(start, len(tokens)) if tokens[at].text == ","), None)


def _phrase_in_adverbial(tokens: Sequence[Token], start: int, grammar: Grammar) -> Range | None:
    """The phrase after a verb that follows a leading adverbial (German, Polish: "In Bonn sagte Meier")."""
    for at in range(start + 1, len(tokens)):
        known = tokens[at].lower in grammar.verbs and not tokens[at].is_capital
        if known or word_classes.is_german_verb(tokens, at, grammar):
            return after_verb(tokens, at, grammar)
    return None
