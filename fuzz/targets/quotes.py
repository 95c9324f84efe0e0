"""Quotations in several languages, with their speakers."""

from __future__ import annotations

from aggregator.compare import quotes
from aggregator.types import Article, Quotation
from fuzz import languages, seeds
from fuzz.promises import text_of

PIECES = (
    '"', "'", "“", "”", "„", "‟", "‘", "’", "‚", "‛", "«", "»", "``", "''", ",,", "–", "—", "- ", "…",
    "\n\n", "\n", " ", ".", ",", ":", "said ", "sagte ", "powiedział ", "сказал ", "a dit ", "Ana Costa ",
    "the mayor ", "he ", "according to ", "laut ", "“a b c d,” ", "„a b c d“ ", "– A b c d – ", "MELO: ",
    "'tis ", "6'2\" ", "[", "İ", "ß", "ﬁ", "e\u0301", "\ue000", "\ue001", "\0", "(", ")", "Mr. ", "who ",
    "that ", "… ", "-t-il ", "letter ", "a statement ", "from ", "sent ", "Asked ",
)  # fmt: skip
SEEDS = [
    *seeds.paragraphs(),
    *seeds.encoded(
        *seeds.literals("compare/quotes/test_extraction.py", "compare/speakers/test_attribution.py")
    ),
]
MADE = languages.inputs(texts=1)


def check(data: bytes) -> None:
    """Words, speakers and verbs stand where their spans say; quotations come in order, each once."""
    title, _, text = text_of(data).rpartition("\x1f")
    article = Article("a", "Post", title[:500], text, lang=languages.language(data))
    found = quotes.extract(article)
    assert len({quotation.id for quotation in found}) == len(found)
    for quotation in found:
        _check(article, quotation)
    starts = [quotation.parts[0].span.start for quotation in found if quotation.parts[0].span.place == "body"]
    assert starts == sorted(starts)
    assert quotes.extract(article) == found


def _check(article: Article, quotation: Quotation) -> None:
    places = {"headline": article.title, "body": article.text}
    at = 0
    for part in quotation.parts:
        span = part.span
        assert at <= span.start < span.end
        assert places[span.place][span.start : span.end] == part.text == part.text.strip(), part
        at = span.end
    told = quotation.attribution
    assert told.speaker
    for span in (told.speaker_span, told.verb_span):
        if span is not None:
            assert 0 <= span.start < span.end <= len(places[span.place]), (span, quotation)
    if told.verb_span is not None and told.verb:
        assert told.verb_span.article_id == article.id
