"""The exported tables: an event's dossier as rows of named columns.

The columns and their meanings are a contract; ``COLUMNS`` is its one home. A row is a dict of plain
values (str, int, float, None); ``cells`` turns values into text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from aggregator.publish.report import reason
from aggregator.types import Article, Dossier, Printing, Span, Utterance, count_outlets

Value = str | int | float | None
Row = dict[str, Value]

_CONTRACT = {
    "events": "event_id title first_published last_published articles outlets origins languages",
    "articles": """article_id event_id event_title outlet country url title author published
        published_origin first_seen lang words text_available origin_id origin_class
        assignment_source similarity reason""",
    "quotes": """quote_id event_id quote_group_id article_id outlet speaker speaker_as_printed verb
        verb_class text variant missing_words added_words similarity place char_start char_end url
        overlaps""",
    "indirect": """event_id quote_group_id article_id outlet speaker speaker_as_printed verb
        verb_class sentence similarity char_start char_end url""",
    "facts": """fact_id event_id fact article_id outlet state certainty sentence char_start char_end
        similarity published url""",
    "numbers": """quantity_id event_id fact_id line_id article_id outlet printed value value_max unit
        of_what qualifier verdict sentence char_start char_end published""",
    "labels": """referent_id event_id article_id outlet label place char_start char_end referent kind
        marked""",
    "timeline": "event_id article_id outlet published first_seen lag_minutes clock",
    "texts": "article_id title text",
}
COLUMNS = {name: tuple(columns.split()) for name, columns in _CONTRACT.items()}
"""table -> its columns, in order. ``texts`` is only written when asked for."""


def tables(dossier: Dossier) -> dict[str, list[Row]]:
    """Every table's rows for one event."""
    makers = {
        "events": _events,
        "articles": _articles,
        "quotes": _quotes,
        "indirect": _indirect,
        "facts": _facts,
        "numbers": _numbers,
        "labels": _labels,
        "timeline": _timeline,
        "texts": _texts,
    }
    return {name: list(make(dossier)) for name, make in makers.items()}


def cells(name: str, row: Row) -> list[str]:
    """A row's values as text, in the order of the table's columns."""
    return [as_text(row[column]) for column in COLUMNS[name]]


def as_text(value: Value) -> str:
    """Numbers in plain notation (no exponent, no trailing zeros), None as nothing."""
    if value is None:
        return ""
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e300:
            return str(int(value))
        return format(Decimal(repr(value)), "f")
    return str(value)


def timestamp(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _events(dossier: Dossier) -> Iterator[Row]:
    published = [article.published for article in dossier.articles if article.published]
    yield {
        "event_id": dossier.event.id,
        "title": dossier.event.title,
        "first_published": timestamp(min(published, default=None)),
        "last_published": timestamp(max(published, default=None)),
        "articles": len(dossier.articles),
        "outlets": count_outlets(article.outlet for article in dossier.articles),
        "origins": len({origin.origin_id for origin in dossier.comparison.origins}),
        "languages": ";".join(sorted({article.lang for article in dossier.articles if article.lang})),
    }


def _articles(dossier: Dossier) -> Iterator[Row]:
    origins = {origin.article_id: origin for origin in dossier.comparison.origins}
    by_id = _by_id(dossier)
    for member, article in zip(dossier.event.members, dossier.articles, strict=True):
        outlet = dossier.outlets.get(article.outlet)
        yield {
            **_key(dossier, article),
            "event_title": dossier.event.title,
            "country": outlet.country if outlet else "",
            "url": article.url,
            "title": article.title,
            "author": article.author,
            "published": timestamp(article.published),
            "published_origin": article.published_origin,
            "first_seen": timestamp(article.first_seen),
            "lang": article.lang,
            "words": article.words,
            "text_available": article.text_available,
            "origin_id": origins[article.id].origin_id,
            "origin_class": origins[article.id].origin_class,
            "assignment_source": member.source,
            "similarity": _score(member.similarity),
            "reason": reason(member, article, by_id.get(member.nearest)),
        }


def _quotes(dossier: Dossier) -> Iterator[Row]:
    articles = _by_id(dossier)
    for utterance in dossier.comparison.utterances:
        for printing in utterance.printings:
            article = articles[printing.quotation.article_id]
            attribution = printing.quotation.attribution
            for number, part in enumerate(printing.quotation.parts):
                yield {
                    **_key(dossier, article),
                    "quote_id": printing.quotation.id + (f"-{number + 1}" if number else ""),
                    "quote_group_id": utterance.id,
                    "speaker": speaker_of(utterance, printing),
                    "speaker_as_printed": attribution.as_printed,
                    "verb": attribution.verb,
                    "verb_class": attribution.verb_class,
                    "text": part.text,
                    "variant": printing.variant,
                    "missing_words": ";".join(printing.missing),
                    "added_words": ";".join(printing.added),
                    "similarity": _score(printing.similarity),
                    "place": part.span.place,
                    **_offsets(part.span),
                    "url": article.url,
                    "overlaps": ";".join(sorted({one.utterance_id for one in utterance.overlaps})),
                }


def speaker_of(utterance: Utterance, printing: Printing) -> str:
    """Who this printing gives the words to, in the utterance's spelling where it is the same person."""
    own = printing.quotation.attribution.speaker
    return own if printing.other_speaker or own == "unknown" else utterance.speaker


def _indirect(dossier: Dossier) -> Iterator[Row]:
    articles = _by_id(dossier)
    for utterance in dossier.comparison.utterances:
        for report in utterance.indirect:
            article = articles[report.span.article_id]
            yield {
                **_key(dossier, article),
                "quote_group_id": utterance.id,
                "speaker": report.attribution.speaker,
                "speaker_as_printed": report.attribution.as_printed,
                "verb": report.attribution.verb,
                "verb_class": report.attribution.verb_class,
                "sentence": report.text,
                "similarity": _score(report.similarity),
                **_offsets(report.span),
                "url": article.url,
            }


def _facts(dossier: Dossier) -> Iterator[Row]:
    articles = _by_id(dossier)
    for fact in dossier.comparison.facts:
        for cell in fact.cells:
            article = articles[cell.article_id]
            statement = cell.statement
            yield {
                **_key(dossier, article),
                "fact_id": fact.id,
                "fact": fact.headline.text,
                "state": cell.state,
                "certainty": statement.certainty if statement else "",
                "sentence": statement.text if statement else "",
                **_offsets(statement.span if statement else None),
                "similarity": _score(statement.similarity) if statement else None,
                "published": timestamp(article.published),
                "url": article.url,
            }


def _numbers(dossier: Dossier) -> Iterator[Row]:
    articles = _by_id(dossier)
    for quantity in dossier.comparison.quantities:
        article = articles[quantity.span.article_id]
        yield {
            **_key(dossier, article),
            "quantity_id": quantity.id,
            "fact_id": quantity.fact_id,
            "line_id": quantity.line_id,
            "printed": quantity.printed,
            "value": quantity.value,
            "value_max": quantity.value_max,
            "unit": quantity.unit,
            "of_what": quantity.of_what,
            "qualifier": quantity.qualifier,
            "verdict": quantity.verdict,
            "sentence": quantity.sentence.text,
            **_offsets(quantity.sentence.span),
            "published": timestamp(article.published),
        }


def _labels(dossier: Dossier) -> Iterator[Row]:
    articles = _by_id(dossier)
    for label in dossier.comparison.labels:
        yield {
            **_key(dossier, articles[label.span.article_id]),
            "referent_id": label.referent_id,
            "label": label.text,
            "place": label.span.place,
            **_offsets(label.span),
            "referent": label.referent,
            "kind": label.kind,
            "marked": "yes" if label.marked else "no",
        }


def _timeline(dossier: Dossier) -> Iterator[Row]:
    articles = _by_id(dossier)
    for moment in dossier.comparison.timeline:
        article = articles[moment.article_id]
        yield {
            **_key(dossier, article),
            "published": timestamp(article.published),
            "first_seen": timestamp(article.first_seen),
            "lag_minutes": moment.lag_minutes,
            "clock": moment.clock,
        }


def _texts(dossier: Dossier) -> Iterator[Row]:
    for article in dossier.articles:
        yield {"article_id": article.id, "title": article.title, "text": article.text}


def _key(dossier: Dossier, article: Article) -> Row:
    return {"event_id": dossier.event.id, "article_id": article.id, "outlet": article.outlet}


def _by_id(dossier: Dossier) -> dict[str, Article]:
    return {article.id: article for article in dossier.articles}


def _offsets(span: Span | None) -> Row:
    return {"char_start": span.start if span else None, "char_end": span.end if span else None}


def _score(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 3)
