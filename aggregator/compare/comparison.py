"""One event's articles -> everything that is lined up, and the summary that lists show."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

from aggregator import notices
from aggregator.compare import facts, labels, numbers, origins, quotes, sentences, timeline, utterances
from aggregator.compare.remembered import remembered
from aggregator.compare.speakers.described import name_described
from aggregator.types import (
    ENGINES,
    Article,
    Comparison,
    Encoders,
    Event,
    EventSummary,
    Label,
    Origin,
    Quotation,
    Sentence,
    Utterance,
)


def fingerprint(articles: Sequence[Article]) -> str:
    """Of everything in the articles that a comparison depends on, behind the version of the engines."""
    digest = sha256()
    for article in articles:
        parts = (
            article.id,
            article.outlet,
            article.title,
            article.text,
            article.lang,
            article.text_available,
            str(article.published),
            str(article.first_seen),
        )
        digest.update("\0".join(parts).encode() + b"\1")
    return f"{ENGINES}:{digest.hexdigest()}"


def compare(event: Event, articles: Sequence[Article], encoders: Encoders) -> Comparison:
    """Line up the articles of one event; ``articles`` are the event's, in its order.

    What a page says to its visitor has sentences, but nothing is read from them.

    Quotes and facts do not need each other, and the encoders work outside Python: what one computes fills
    the time in which the other waits for vectors.
    """
    encoders = remembered(encoders)
    printed, articles = articles, [_without_notices(article) for article in articles]
    by_article = {article.id: sentences.split(article) for article in articles}
    split = tuple(sentence for article in articles for sentence in by_article[article.id])
    quotations = tuple(quotation for article in articles for quotation in quotes.extract(article))
    with ThreadPoolExecutor(1) as aside:
        awaited = aside.submit(_labels_quotes_origins, articles, split, quotations, encoders)
        moments = timeline.moments(articles)
        extracted = tuple(q for article in articles for q in numbers.extract(article, by_article[article.id]))
        lined_facts = facts.line_up(articles, split, encoders, quotations)
        labelled, lined_quotes, traced = awaited.result()
    quantities, lines = numbers.line_up(articles, extracted, lined_facts)
    return Comparison(
        event_id=event.id,
        article_ids=event.article_ids,
        sentences=tuple(
            sentence
            for whole, read in zip(printed, articles, strict=True)
            for sentence in (by_article[read.id] if whole == read else sentences.split(whole))
        ),
        origins=traced,
        utterances=lined_quotes,
        facts=lined_facts,
        quantities=quantities,
        lines=lines,
        labels=labelled,
        timeline=moments,
    )


def _without_notices(article: Article) -> Article:
    return replace(article, text=notices.blanked(article.text, article.lang))


def _labels_quotes_origins(
    articles: Sequence[Article],
    split: Sequence[Sentence],
    quotations: Sequence[Quotation],
    encoders: Encoders,
) -> tuple[tuple[Label, ...], tuple[Utterance, ...], tuple[Origin, ...]]:
    labelled = labels.find(articles)
    lined_quotes = utterances.line_up(articles, name_described(quotations, labelled), encoders)
    return labelled, lined_quotes, origins.trace(articles, split, lined_quotes, encoders)


def summarise(event: Event, articles: Sequence[Article], comparison: Comparison) -> EventSummary:
    """What a list of events shows; counts are those of the comparison."""
    named_after = (article for article in articles if article.id == event.title_article)
    title = next(named_after, articles[0])  # a damaged database may have lost it
    times = sorted(article.published for article in articles if article.published)
    printings = [printing for utterance in comparison.utterances for printing in utterance.tellings]
    return EventSummary(
        event_id=event.id,
        title=event.title,
        title_lang=title.lang,
        first=times[0] if times else None,
        last=times[-1] if times else None,
        articles=len(articles),
        outlets=tuple(dict.fromkeys(article.outlet for article in articles)),
        origins=len({origin.origin_id for origin in comparison.origins}),
        languages=tuple(sorted({article.lang for article in articles if article.lang})),
        times=tuple(times),
        conflicts=sum(line.verdict == "conflict" for line in comparison.lines),
        updates=sum(line.verdict == "updated" for line in comparison.lines),
        trimmed_unmarked=sum(printing.variant == "trimmed_unmarked" for printing in printings),
        altered=sum(printing.variant == "altered" for printing in printings),
        speakers_disputed=sum(any(p.other_speaker for p in u.printings) for u in comparison.utterances),
        summary_only=sum(article.text_available != "full" for article in articles),
        unsure=sum(member.band == "check" for member in event.members),
    )
