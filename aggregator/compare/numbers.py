"""Printed quantities, and those that can be compared across outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from aggregator.compare.facts import disagreement, statements
from aggregator.compare.facts.disagreement import Value
from aggregator.compare.facts.statements import Candidate
from aggregator.compare.language.languages import main_language
from aggregator.compare.language.pasted import without_pasted
from aggregator.compare.quantities import counted, dates, times
from aggregator.compare.quantities.reading import Reading
from aggregator.types import Article, Fact, NumberLine, Quantity, Sentence, Span


def extract(article: Article, sentences: Sequence[Sentence]) -> tuple[Quantity, ...]:
    """The quantities and days that an article's sentences print, in order.

    A day has the unit ``date`` and the value 20240708; weekdays are resolved by the article's own date.
    A month with its year has the unit ``month`` and the value 202407, a time of day the unit ``time`` and
    the value 1512 for 3:12 p.m. The year of a day or a month is no quantity of its own.
    """
    found = []
    for sentence in sentences:
        dated = _dated(without_pasted(sentence.text), article)
        readings = [
            (reading, what)
            for reading, what in counted.read(sentence.text, article.lang)
            if not (reading.unit.name == "year" and _overlaps(reading.start, reading.end, dated))
        ]
        for reading, what in readings:
            found.append(
                _quantity(
                    article, sentence, reading.start, reading.end, _exported(reading),
                    reading.unit.name, what.label, reading.qualifier,
                )
            )  # fmt: skip
        taken = [(reading.start, reading.end) for reading, _ in readings]
        for start, end, value, unit in dated:
            if not _overlaps(start, end, taken):  # "in May 5 million people"
                found.append(_quantity(article, sentence, start, end, (value, None), unit))
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _dated(text: str, article: Article) -> list[tuple[int, int, float, str]]:
    """The days and months of a sentence: offsets, value and unit."""
    days = [(day.start, day.end, day.value, "date") for day in dates.named_days(text, article)]
    months = dates.named_months(text, article.lang)
    return days + [(*month, "month") for month in months if not _overlaps(month[0], month[1], days)]


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int, *tuple[object, ...]]]) -> bool:
    return any(other[0] < end and start < other[1] for other in others)


def _quantity(
    article: Article,
    sentence: Sentence,
    start: int,
    end: int,
    values: tuple[float, float | None],
    unit: str,
    of_what: str = "",
    qualifier: str = "",
) -> Quantity:
    """What stands at ``start:end`` of a sentence."""
    span = Span(article.id, sentence.span.start + start, sentence.span.start + end)
    return Quantity(_id(span), span, sentence, *values, unit, of_what, qualifier, sentence.text[start:end])


def _exported(reading: Reading) -> tuple[float, float | None]:
    """The value, and the higher one of a range."""
    if reading.unit.name != times.UNIT:
        return -reading.value if reading.negative else reading.value, reading.value_max
    later = reading.value_max
    return times.as_printed(reading.value), None if later is None else times.as_printed(later)


def line_up(
    articles: Sequence[Article], found: Sequence[Quantity], facts: Sequence[Fact]
) -> tuple[tuple[Quantity, ...], tuple[NumberLine, ...]]:
    """The quantities with fact, line and verdict filled, and the lines that outlets can be compared on.

    Quantities are compared within a fact; facts that share a quantity share its line. Days are not compared:
    two sentences on one fact may rightly name two days.
    """
    by_span = {quantity.span: quantity for quantity in found}
    readable = _readable(articles, found, facts)
    home = _homes(found, facts)
    compared = disagreement.merged(
        [
            line
            for fact in facts
            for line in disagreement.lines(
                [readable[one.span] for one in fact.statements if one.span in readable]
            )
        ]
    )
    made = [
        _line([by_span[_span(value)] for value in values], values)
        for values in map(disagreement.settled, compared)
        if disagreement.telling(values)
    ]
    lined = {quantity_id: (line.id, line.verdict) for line in made for quantity_id in line.quantity_ids}
    filled = (
        replace(
            quantity,
            fact_id=home.get(quantity.id, ""),
            line_id=lined.get(quantity.id, ("", ""))[0],
            verdict=lined.get(quantity.id, ("", ""))[1],
        )
        for quantity in found
    )
    return tuple(filled), tuple(made)


def _readable(
    articles: Sequence[Article], found: Sequence[Quantity], facts: Sequence[Fact]
) -> Mapping[Span, Candidate]:
    """Every statement that prints a quantity, with what is read from it."""
    by_id = {article.id: article for article in articles}
    inside: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in dict.fromkeys(quantity.sentence for quantity in found):
        inside[sentence.span.article_id].append(sentence)
    spans = {statement.span for fact in facts for statement in fact.statements}
    return {
        span: statements.read(
            by_id[span.article_id], sentence, span.start - sentence.span.start, span.end - sentence.span.start
        )
        for span in spans
        for sentence in inside[span.article_id]
        if sentence.span.start <= span.start and span.end <= sentence.span.end
    }


def _homes(found: Sequence[Quantity], facts: Sequence[Fact]) -> dict[str, str]:
    """The fact of each quantity: the first, told by most outlets, in whose statement it stands."""
    told: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for fact in facts:
        for statement in fact.statements:
            told[statement.span.article_id].append((statement.span, fact.id))
    homes: dict[str, str] = {}
    for quantity in found:
        for span, fact_id in told[quantity.span.article_id]:
            if span.start <= quantity.span.start < span.end:
                homes.setdefault(quantity.id, fact_id)
    return homes


def _span(value: Value) -> Span:
    start = value.candidate.span.start
    return Span(value.candidate.article.id, start + value.reading.start, start + value.reading.end)


def _line(quantities_in: Sequence[Quantity], values: Sequence[Value]) -> NumberLine:
    ids = sorted(quantity.id for quantity in quantities_in)
    label = _label(
        quantities_in, {value.candidate.article.id: value.candidate.article.lang for value in values}
    )
    unit = Counter(quantity.unit for quantity in quantities_in).most_common(1)[0][0]
    key = blake2b("\0".join(ids).encode(), digest_size=8).hexdigest()
    return NumberLine(key, label, unit, disagreement.verdict(values), tuple(ids))


def _label(quantities_in: Sequence[Quantity], langs: Mapping[str, str]) -> str:
    """What most say that is counted, in the language that most tell it in, English at a tie."""
    told = [quantity for quantity in quantities_in if quantity.of_what]
    if not told:
        return ""
    main = main_language(langs[quantity.span.article_id] for quantity in told)
    labels = Counter(quantity.of_what for quantity in told if langs[quantity.span.article_id] == main)
    return max(labels, key=lambda text: (labels[text], -len(text), text))


def _id(span: Span) -> str:
    return blake2b(f"{span.article_id}\0{span.start}\0{span.end}".encode(), digest_size=8).hexdigest()
