"""Quantities and days in running text."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from aggregator.compare import numbers, quantities, sentences
from aggregator.compare.language.pasted import without_pasted
from aggregator.compare.quantities import counted, dates
from aggregator.publish.tables import as_text
from aggregator.types import Article
from fuzz import languages, seeds
from fuzz.promises import is_finite, text_of

PIECES = (
    "1.2m", "1,2 Mio.", "5-7", "a dozen", "dozens of", "$5", "5 USD", "1" + "0" * 30, "9", "²", "①", "٣",
    "½", "million ", "trillion ", "hundred ", "half a ", "two thirds of ", "one ", "tausend", "und", "zwei",
    "tys. ", "8 July ", "2024 ", "31 June ", "Monday ", "Aprıl ", "last week ", "killed ", "at least ",
    "mİnimum ", "–", ",", ".", " ", "\u00a0", "'", "to ", "between ", "and ", "%", "km", "-year-old",
    "magnitude ", "in ", "ſ", "сто ", "тисяч ", "п'ять ", "demi-", "quatre-vingt ", "сорок ", "pięć ", "e10",
    "/", "№", "Zwölf",
)  # fmt: skip
SEEDS = [
    *seeds.paragraphs(),
    *seeds.encoded(
        *seeds.literals(*(f"compare/quantities/test_{name}.py" for name in ("readings", "counted", "dates")))
    ),
]
MADE = languages.inputs(texts=1)


def check(data: bytes) -> None:
    """Offsets are in the text and in order; values are finite and can be written."""
    text, lang = text_of(data), languages.language(data)
    at = 0
    for reading in quantities.read(text, lang):
        assert at <= reading.start < reading.end <= len(text), (reading, text)
        at = reading.end
        is_finite(reading.value, reading.value_max, reading.step, *reading.interval)
        assert reading.value >= 0 and (reading.value_max is None or reading.value_max > reading.value), (
            reading
        )
        assert math.isclose(float(as_text(reading.value)), reading.value), reading
        assert reading.agrees(reading), reading
    told = {one: None for one, _ in counted.read(text, lang)}
    found = quantities.read(without_pasted(text), lang)
    assert [one for one in found if one in told] == list(told)
    assert all(one.value <= counted.FEW and not one.unit.name for one in found if one not in told), text
    published = datetime(1600 + len(data) % 425, 1, 1, tzinfo=UTC) if len(data) % 5 else None
    article = Article("a", "Post", "Title", text, lang=lang, published=published)
    for day in (*dates.named_days(text, article), *dates.printed_dates(text, article)):
        start, end = (day.start, day.end) if isinstance(day, dates.Day) else day[:2]
        assert 0 <= start < end <= len(text)
    for quantity in numbers.extract(article, sentences.split(article)):
        assert text[quantity.span.start : quantity.span.end] == quantity.printed
        is_finite(quantity.value, quantity.value_max)
