"""Sentences of an event as statements: what is read from each before facts are lined up.

A statement is a clause that stands on its own, or else a whole sentence. Furniture states nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby

from aggregator import lexicons
from aggregator.compare.facts import asides, clauses, datelines
from aggregator.compare.facts.attribution import attribution
from aggregator.compare.facts.furniture import furniture
from aggregator.compare.language.grammar import verb_forms
from aggregator.compare.language.pasted import without_pasted
from aggregator.compare.quantities import counted, dates
from aggregator.compare.quantities.counted import Counted
from aggregator.compare.quantities.reading import Reading
from aggregator.types import Article, Quotation, Sentence, Span

SHORTEST = 3
"""Words below which a sentence states nothing that could be compared ("More soon.")."""
MOSTLY = 0.5
"""Share of quoted words from which a sentence is somebody's speech."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
ATTRIBUTION = 25
"""Words behind a quotation that may tell no more than who said it, where and to whom."""
SHORT = 6
"""Words of a clause that may tell no more than that somebody spoke: "she wrote on Sunday"."""
_COMPLETE = re.compile(r"[,!?…–—]$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause with what is read from it."""

    span: Span
    text: str
    sentence: Sentence
    """The sentence it stands in, often the clause itself."""
    article: Article
    bare: str
    """The text, blank where links were pasted into it: what is compared by meaning."""
    stems: frozenset[str]
    words: int
    readings: tuple[Reading, ...]
    """Read in the sentence, placed in the clause."""
    counted: tuple[Counted, ...]
    days: frozenset[date]
    years: frozenset[int]
    ago: frozenset[int]
    """The times that it puts a number of days, months or years ago."""
    quoted: float
    """Share of its words that stand in quotation marks."""

    @property
    def past(self) -> frozenset[date | int]:
        """The times gone by that it names: earlier years, and days that are not recent."""
        if self.article.time is None:
            return frozenset()
        today = self.article.time.date()
        days = frozenset(day for day in self.days if day < today - dates.RECENT)
        return days | self.ago | frozenset(year for year in self.years if year < today.year)

    @property
    def speech(self) -> bool:
        return self.quoted >= MOSTLY

    @property
    def pasted(self) -> bool:
        """Whether links to other stories stand in it."""
        return self.bare != self.text


def candidates(
    articles: Sequence[Article], sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> tuple[Candidate, ...]:
    """The clauses that may state a fact, in order of article id and place, whatever order they come in.

    What is quotation and nothing else is left out: it belongs to quotes.
    """
    by_id = {article.id: article for article in articles}
    spoken = _spoken(quotations)
    ordered = sorted(sentences, key=lambda one: one.span)
    found: list[Candidate] = []
    for article_id, group in groupby(ordered, key=lambda one: one.span.article_id):
        if article_id in by_id:
            for sentence in _telling(by_id[article_id], list(group)):
                found += _clauses(by_id[article_id], sentence, spoken.get(article_id, ()))
    return tuple(found)


def _telling(article: Article, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences that tell something: no furniture, and each wording once, wherever a page repeats it."""
    left_out = furniture(article, sentences)
    told = set()
    for sentence in sentences:
        wording = sentence.text.casefold()
        if sentence.span not in left_out and wording not in told:
            told.add(wording)
            yield sentence


def _clauses(article: Article, sentence: Sentence, marks: Sequence[Span]) -> Iterator[Candidate]:
    """The clauses of a sentence that are long enough to state something and are no mere quotation."""
    for start, end in clauses.spans(without_pasted(sentence.text, fill="x"), article.lang):
        one = read(article, sentence, start, end, marks)
        if one.words >= SHORTEST and one.quoted < 1 and not _only_says(one.text, article.lang):
            yield one


def _only_says(text: str, lang: str) -> bool:
    """Whether a clause tells no more than that somebody spoke; what was said stands elsewhere."""
    return len(_WORD.findall(text)) <= SHORT and _says(lang).fullmatch(text) is not None


@cache
def _says(lang: str) -> re.Pattern[str]:
    """Who speaks, a verb of saying, and at most how, when and where, or a colon before the words.

    Verbs that often say nothing count with the colon only: "The fire continued on Monday."
    """
    verbs = lexicons.any_of(
        lexicons.forms("reporting_verbs", lang=lang, **{"class": "neutral", "beside": ""})
        + sorted(verb_forms("only says", lang))
    )
    beside = lexicons.any_of(verb_forms("says beside words", lang))
    behind = lexicons.any_of(verb_forms("says where", lang))
    return re.compile(
        r"[^,;:]*?\b(?<!to\s)(?<!not\s)(?<!declined\s)"
        rf"(?:(?:{verbs})(?:\s\w+ly)?(?:\s(?:{behind})\b[^,;:]*|\s?\w*:)?[.,]?"
        rf"|(?:{beside})(?:\s\w+ly)?(?:\s(?:{behind})\b[^,;:]*|\s?\w*):)",
        re.I,
    )


def read(article: Article, sentence: Sentence, start: int, end: int, marks: Sequence[Span] = ()) -> Candidate:
    """What the clause at ``start:end`` of a sentence states, without a dateline.

    ``marks`` are the article's quoted spans.
    """
    start = datelines.end(sentence.text, end) if start == 0 else start
    text = sentence.text[start:end]
    bare = without_pasted(text)
    inside = [
        (replace(reading, start=reading.start - start, end=reading.end - start), what)
        for reading, what in counted.read(sentence.text, article.lang)
        if start <= reading.start < end
    ]
    small = lexicons.words("small_words", "forms", article.lang)
    span = replace(sentence.span, start=sentence.span.start + start, end=sentence.span.start + end)
    return Candidate(
        span,
        text,
        sentence,
        article,
        bare,
        frozenset(counted.stem(word) for word in _WORD.findall(bare) if word.casefold() not in small),
        len(_WORD.findall(text)),
        tuple(reading for reading, _ in inside),
        tuple(what for _, what in inside),
        frozenset(day.day for day in dates.named_days(bare, article)),
        dates.named_years(bare, article),
        _gone_by(text, [reading for reading, _ in inside], article),
        _quoted(span, text, marks, article.lang),
    )


def _gone_by(text: str, readings: Sequence[Reading], article: Article) -> frozenset[int]:
    """The times that a clause puts a number of days, months or years ago."""
    return frozenset[int]().union(
        *(
            dates.gone_by(text, one.start, one.end, one.value, one.unit.name, article)
            for one in readings
            if one.unit.dimension == "time"
        )
    )


def rejoined(alone: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Statements without a like, as whole sentences where none of a sentence's clauses has one."""
    clauses_of = Counter(one.sentence.span for one in found)
    alone_of = Counter(one.sentence.span for one in alone)
    result = []
    for one in alone:
        clauses_alone = alone_of.pop(one.sentence.span, 0)
        if clauses_of[one.sentence.span] == 1 or 0 < clauses_alone < clauses_of[one.sentence.span]:
            alone_of[one.sentence.span] = clauses_alone
            result.append(one)
        elif clauses_alone:
            result.append(read(one.article, one.sentence, 0, len(one.sentence.text)))
    return result


def _spoken(quotations: Sequence[Quotation]) -> Mapping[str, list[Span]]:
    """The marked spans of each article."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for quotation in quotations:
        for part in quotation.parts:
            if part.span.place == "body":
                spans[part.span.article_id].append(part.span)
    return spans


def _quoted(span: Span, text: str, marks: Sequence[Span], lang: str) -> float:
    """The share of a clause's words that stand in quotations; of an utterance with its speaker, most."""
    near = [mark for mark in marks if mark.start < span.end and span.start < mark.end]
    words = [span.start + word.start() for word in _WORD.finditer(text)]
    inside = sum(any(mark.start <= start < mark.end for mark in near) for start in words)
    share = inside / len(words) if words else 1.0
    return max(share, MOSTLY) if near and _is_utterance(text, near[0], span, lang) else share


def _is_utterance(text: str, mark: Span, span: Span, lang: str) -> bool:
    """Whether a clause opens with a whole quotation, and what follows tells who said it: “…,” she said."""
    said, behind = text[: mark.end - span.start], text[mark.end - span.start :]
    rest = behind.lstrip("”\"»“’'")
    whole = _COMPLETE.search(said.rstrip("”\"»“’'")) or rest.startswith(",")
    if mark.start - span.start > 1 or not whole or len(_WORD.findall(rest)) > ATTRIBUTION:
        return False
    return attribution(rest, lang) is not None or bool(_shouts(lang).search(rest))


@cache
def _shouts(lang: str) -> re.Pattern[str]:
    """Verbs that say something only beside a quotation."""
    return asides.phrases(verb_forms("only says", lang) | verb_forms("says beside words", lang))
