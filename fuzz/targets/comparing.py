"""A whole event of up to four articles: what is lined up, and the tables that are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from aggregator.compare import comparison
from aggregator.publish import tables
from aggregator.types import Article, Dossier, Encoders, Event, Matrix, Member, Outlet
from fuzz import languages, seeds
from fuzz.promises import fields_of, is_finite
from fuzz.targets import numbers, quotes
from tests.encoders import HashEncoder, hash_encoders

PIECES = ("\x1f", *numbers.PIECES, *quotes.PIECES)
SEEDS = [
    *(
        one + b"\x1f" + two
        for one, two in zip(seeds.paragraphs()[::2], seeds.paragraphs()[1::2], strict=False)
    ),
    *seeds.encoded(
        *seeds.literals("compare/facts/test_lining_up.py", "compare/utterances/test_lining_up.py"),
        *seeds.literals("compare/origins/test_tracing.py", "compare/labels/test_finding.py"),
    ),
]
MADE = languages.inputs(texts=3)


class _Zeros(HashEncoder):
    """What an encoder gives for texts without a token it knows."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return super().encode(["" for _ in texts])


def check(data: bytes) -> None:
    """Everything is found where it says, its numbers are numbers, and the tables can be written."""
    articles = articles_of(data)
    encoders = hash_encoders() if len(data) % 7 else Encoders(_Zeros("a"), _Zeros("b"))
    event = Event("e", articles[0].title, "a0", tuple(Member(article.id) for article in articles))
    made = comparison.compare(event, articles, encoders)
    summary = comparison.summarise(event, articles, made)
    outlets = {article.outlet: Outlet(article.outlet) for article in articles}
    rows = tables.tables(Dossier(event, articles, outlets, made, summary))
    bodies = {article.id: article.text for article in articles}
    titles = {article.id: article.title for article in articles}
    for name, column in (
        ("quotes", "text"),
        ("facts", "sentence"),
        ("numbers", "sentence"),
        ("labels", "label"),
    ):
        for row in rows[name]:
            if row["char_start"] is not None:
                stored = titles if row.get("place") == "headline" else bodies
                start, end = int(row["char_start"]), int(str(row["char_end"]))
                assert stored[str(row["article_id"])][start:end] == row[column], (name, row)
    for name, table in rows.items():
        for row in table:
            assert len(tables.cells(name, row)) == len(tables.COLUMNS[name])
            is_finite(*(value for value in row.values() if isinstance(value, float)))
    assert {origin.article_id for origin in made.origins} == set(bodies)


def articles_of(data: bytes) -> tuple[Article, ...]:
    """Up to four; their outlets, languages and dates hang on the input's length."""
    texts = [field.encode("utf-8", "replace").decode() for field in fields_of(data)[:4]]
    return tuple(_article(at, text, len(data), languages.language(data, at)) for at, text in enumerate(texts))


def _article(at: int, text: str, size: int, lang: str) -> Article:
    title = " ".join(text.split()[:9]) or "Title"
    published = seeds.NOW - timedelta(hours=size * at % 90) if size % 3 else None
    return Article(
        f"a{at}",
        f"Outlet {(size + at) % 3}",
        title,
        text,
        lang=lang,
        published=published,
    )
