"""Whether a statement is given to somebody ("officials said"), so that the outlet does not answer for it.

The words are in lexicons/attribution.csv, and those of the verbs of saying that claim more than they tell.
Most such verbs mean something else beside: nouns ("une alerte"), adjectives ("un caso confirmado"), deeds
("he added two rooms"). What stands beside a form tells which it is.
"""

from __future__ import annotations

import re
from functools import cache

from aggregator import lexicons
from aggregator.compare.facts import asides
from aggregator.compare.language.grammar import verb_forms
from aggregator.compare.quantities import number_words

CLAIMS = frozenset({"conceding", "warning", "stressing", "doubting"})
"""Classes of reporting verbs that claim more than they tell."""
_INFINITIVES = frozenset({"es", "fr"})
"""Languages in which the infinitive is no other form too."""
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?$", re.I)
_REACH = 60
"""Characters beside a verb that tell in which sense it stands."""
_NO_SPEECH_AFTER = re.compile(
    r"\s+(?:nothing\b|little(?=\s(?:about|of|on|to|more)\b|[^\w\s]|$)|and\sdid\b|(?:\S+\s+){0,3}?(?:lives|life|victims)\b|(?:asylum|victory|defeat)\b)",
    re.I,
)
_NOUN = re.compile(
    r"(?:claims|reports|estimates)(?:"
    r"(?=\s+(?:of|per|from|about|by|in|at|for|and|or|as|were|are|have|had|which)\b)|(?P<last>[.;)]|$))",
    re.I,
)
"""A form that is a verb of saying elsewhere."""
_SPEAKER_BEFORE = re.compile(r"(?:,|\s[–—-])\s(?:[\w.’'&-]+\s){1,5}$")
"""What makes a verb of the last word of a sentence: ", the Gazette reports."."""
_LAST = re.compile(r"[.!?]?\W*$")
_INFINITIVE_BEFORE = re.compile(
    r"(?<!on\s)(?<!had\s)(?<!\bcontinue\s)(?<!continue[sd]\s)(?<!continuing\s)\bto\s$", re.I
)
"""What makes of a verb what somebody wants, refuses or is asked to do; not "went on to say"."""
_PLURAL_BEFORE = re.compile(
    r"(?:[^\W'’]{2,}(?<!ous)(?<!less)(?<!us)s|\b(?:who|they|we|you|i|to|not|n['’]t|people|police|also|do|did"
    r"|will|would|can|could|may|might|must|even|still|now|some|many|others|both))\s(?:\w+ly\s)?$",
    re.I,
)
"""What "claim" has before it where it is a verb."""
_CLAIM_GOES_ON = re.compile(
    r"\s+(?!(?:of|per|from|about|by|in|at|for|against|on|and|or|as|is|was|has|had|will|would|which)\b)\w",
    re.I,
)
"""What "claim" has behind it where it is a verb, and no noun: "The women claim it fell"."""
_NOT_THE_STATEMENT = re.compile(r"\bthan\s(?:\w+ly\s)?$|\bwhat(?:ever)?\s(?:\w+\s){1,3}$", re.I)
"""Before a verb that compares ("more than predicted") or that is part of what is told ("what he said")."""
_GERUND_BEFORE = re.compile(r"\b(?:by|for|of|after|before|without|from|in|when|while)\s$", re.I)
_MARK_BEFORE = re.compile(r"(?:[,–—”»\"“]|\s-|\b(?:as|jak|tak|como|comme|wie))\s*$", re.I)
_NAME_BEHIND = re.compile(r"\s+(?:[A-ZÀ-Þ]|(?:the|an?|his|her|one)\s)")
_CLAUSE = (
    r"(?:that|dass|że|iż|que|qu['’])\b|(?:s?he|they)\s[a-z]"
    r"|(?:it|there)\s(?:is|are|was|were|ha[sd]|would|will)\b"
)
_SPEECH_BEHIND = re.compile(
    rf"\s*:|,?\s{{3,}}|,?\s+(?:{_CLAUSE})|[^.;:–—]{{0,40}},\s(?:dass|er|sie|man|że|iż)\b", re.I
)
"""Blanks in a row are a quotation that was taken out."""
_MOOD = (
    r"[\s,]*(?!als\b|ob\b|sei\ses\b)(?:(?!\bich\b)[^,;:.–]){{0,120}}?\b({})\b"
    r"(?=\s(?!ich\b|denn\b|dank\b|gesagt\b|dahingestellt\b)\w)"
)
"""German verbs as they stand where somebody else speaks: "Er sei krank gewesen"; not "als sei er krank"."""


def attribution(plain: str, lang: str) -> tuple[int, int] | None:
    """Where a statement is given to somebody; ``plain`` is without quotations.

    "No damage was reported" gives it to nobody.
    """
    text = asides.without_asides(plain, lang)
    spans = [match.span() for match in _words(lang).finditer(text) if _speaks(match, lang)]
    spans += [match.span() for match in _beside(lang).finditer(text) if _is_beside_speech(match, lang)]
    first = min(spans, key=lambda span: (span[0], -span[1]), default=None)
    return first or _told_in_mood(asides.main_clause(plain, lang), lang)


def _speaks(match: re.Match[str], lang: str) -> bool:
    """Whether a form is a verb of saying where it stands."""
    text, form = match.string, match.group().casefold()
    before = text[max(0, match.start() - _REACH) : match.start()]
    if form in verb_forms("no speech", lang):
        return bool(_MARK_BEFORE.search(before))
    if _PASSIVE_BEFORE.search(before) or (lang == "en" and _tells_else(match, before)):
        return False
    if form in verb_forms("noun", lang) and asides.ends_in("before noun", lang).search(before):
        return lang == "de" and not _NAME_BEHIND.match(text, match.end())
    if form in verb_forms("participle", lang) and not asides.ends_in("auxiliary", lang).search(before):
        return False
    return not _NO_SPEECH_AFTER.match(text, match.end())


def _tells_else(match: re.Match[str], before: str) -> bool:
    """Whether an English form is a noun, or a verb of another clause than the one that is stated."""
    form = match.group().casefold()
    if form == "claim" and not _claims(match, before):
        return True
    if form in verb_forms("noun", "en") and before.endswith(("'s ", "’s ")):
        return True
    noun = _NOUN.match(match.string, match.start())
    if noun and not (noun["last"] is not None and _SPEAKER_BEFORE.search(before)):
        return True
    if _INFINITIVE_BEFORE.search(before):
        return True
    opens = not before.strip() and form.endswith("ed")  # "Repeated warnings", "Told to leave"
    gerund = form.endswith("ing") and _GERUND_BEFORE.search(before)
    return bool(opens or gerund or _NOT_THE_STATEMENT.search(before) or asides.in_english_relative(before))


def _claims(match: re.Match[str], before: str) -> bool:
    """Whether several, or a body of people that is the subject, stand before "claim"."""
    if _PLURAL_BEFORE.search(before):
        return True
    goes_on = _CLAIM_GOES_ON.match(match.string, match.end())
    return bool(goes_on and _several().search(before))


@cache
def _several() -> re.Pattern[str]:
    """English plurals without -s, and bodies of people where they open a clause: "The city council claim"."""
    bodies = verb_forms("collective", "en")
    plurals = lexicons.any_of(number_words.roles("en", "plural") - bodies)
    return re.compile(
        rf"(?:(?<!\ban\s)(?<!\ba\s)\b(?:{plurals})"
        r"|(?:^|[,;:–—]\s|\b(?:and|but|that|while|because)\s)(?:(?:the|this|that|his|her|their|our|its|my)\s(?:[\w-]+\s)?)?"
        rf"(?:{lexicons.any_of(bodies)}))\s(?:\w+ly\s)?$",
        re.I,
    )


def _is_beside_speech(match: re.Match[str], lang: str) -> bool:
    """Whether a mark or a clause beside a form shows that it says something: "…, added Rui Melo"."""
    text = match.string
    before = text[max(0, match.start() - _REACH) : match.start()]
    if _SPEECH_BEHIND.match(text, match.end()):
        return not _PASSIVE_BEFORE.search(before)
    inverted = _MARK_BEFORE.search(before)
    if lang == "en" and _LAST.match(text, match.end()) and _SPEAKER_BEFORE.search(before):
        return True
    if lang == "en":
        return bool((inverted or not before.strip()) and _NAME_BEHIND.match(text, match.end()))
    return bool(inverted)


def _told_in_mood(main: str, lang: str) -> tuple[int, int] | None:
    """Where the main clause gives a statement to somebody by its mood."""
    found = _mood(lang).match(main)
    return found.span(1) if found else None


@cache
def _words(lang: str) -> re.Pattern[str]:
    """Words that give a statement to somebody, and phrases in which they do not."""
    claims = [
        form
        for row in lexicons.rows("reporting_verbs")
        if (row["lang"], row["beside"]) == (lang, "") and row["class"] in CLAIMS
        for form in lexicons.split(row["forms"])
        if lang not in _INFINITIVES or form != row["lemma"]
    ]
    plain = lexicons.words("attribution", "forms", lang) if lang else ()
    beside = verb_forms("speech beside", lang)
    return asides.phrases(
        [form for form in (*plain, *claims) if form not in beside] + sorted(verb_forms("no speech", lang))
    )


@cache
def _beside(lang: str) -> re.Pattern[str]:
    """Verbs that say something only where a mark or a clause stands beside them."""
    return asides.phrases(verb_forms("speech beside", lang))


@cache
def _mood(lang: str) -> re.Pattern[str]:
    return re.compile(_MOOD.format(asides.phrases(verb_forms("reported", lang)).pattern))
