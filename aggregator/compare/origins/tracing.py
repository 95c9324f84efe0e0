"""Where each article's words come from: wire copy, rewrites and translations among the articles of an event.

An article is ``wholly`` another's where half or more of its sentences tell what the source tells, in the
same, edited or translated words; ``partly`` where less is, but real derivation shows. Sharing quotes,
names, numbers or facts makes no copy: all who were at a press conference print those. What shows derivation:

- prose outside quotation marks in the source's own words (``reuse``);
- nearly all sentences retold in the source's order, with its quotes (``retelling``);
- a credit to the source's outlet, but only beside several sentences told alike (``credits``).

Precision comes first: an article of which nothing can be shown counts as a source of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aggregator.compare.origins import credits, retelling, reuse
from aggregator.compare.origins.retelling import Alignment
from aggregator.compare.origins.reuse import Gram, Text
from aggregator.types import UNKNOWN, Article, Encoders, Origin, OriginClass, Sentence, Span, Utterance

_HALF = 0.5
_COPIED_SENTENCES = 2
_COPIED_WORDS = 24
_COPIED_WHOLE_TEXT = 12
_CREDITED_SENTENCES = 2
_CREDITED_RETOLD = 3
_RETOLD_SOURCES = 3
_FEWEST_RETOLD = 7
_COVERED = 0.85
_IN_ORDER = 0.9
_REWRITTEN = 0.6
_TRANSLATED = 0.68
_ALIKE = 0.6
_LATER_VERSION = timedelta(days=2)
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Derivation:
    """That one article comes from another, and the pair of sentences that shows it best."""

    source: str
    origin_class: OriginClass
    passage: Span
    source_passage: Span
    sentences: int


def trace(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    utterances: Sequence[Utterance],
    encoders: Encoders,
) -> tuple[Origin, ...]:
    """The origin of every article, in the order given; ``sentences`` are those of all articles.

    A source is earlier than its copy; articles without a time come last, because they cannot be known to be
    earlier. Among equal times one that credits another outlet comes later, then the id decides. Only a news
    agency's article may be dated up to two days after its copies, because agencies date their last version.
    Chains lead to their root. Vectors are made only where words do not decide, in one batch an encoder.
    """
    outlets = {article.outlet for article in articles}
    credited = {article.id: credits.credited(article, outlets) for article in articles}
    texts = _in_order(articles, sentences, credited)
    derivations = _by_words(texts, credited)
    derivations |= _by_retelling(texts, credited, utterances, encoders, derivations)
    origins = _origins(texts, derivations)
    return tuple(origins[article.id] for article in articles)


def _in_order(
    articles: Sequence[Article], sentences: Sequence[Sentence], credited: Mapping[str, frozenset[str]]
) -> list[Text]:
    """Whatever can be a source before what can come from it."""
    by_article: dict[str, list[Sentence]] = {article.id: [] for article in articles}
    for sentence in sentences:
        by_article[sentence.span.article_id].append(sentence)
    ordered = sorted(
        articles,
        key=lambda one: (not credits.is_agency(one), one.time or _LAST, bool(credited[one.id]), one.id),
    )
    return [reuse.read(article, by_article[article.id]) for article in ordered]


def _origins(texts: Sequence[Text], derivations: Mapping[str, Derivation]) -> dict[str, Origin]:
    """From the earliest article on, so that a source's own origin is known before its copies'."""
    origins: dict[str, Origin] = {}
    for text in texts:
        article_id = text.article.id
        found = derivations.get(article_id)
        if found is None:
            origins[article_id] = Origin(article_id, article_id, "original")
            continue
        root = origins[found.source].origin_id if found.origin_class == "wholly" else article_id
        origins[article_id] = Origin(
            article_id, root, found.origin_class, found.passage, found.source_passage
        )
    return origins


def _better(found: Derivation | None, known: Derivation | None) -> Derivation | None:
    """The one that explains more; the one known of equals."""
    if found is None or known is None:
        return known or found
    rank = {"wholly": 1, "partly": 0}
    stronger = (rank[found.origin_class], found.sentences) > (rank[known.origin_class], known.sentences)
    return found if stronger else known


def _other_outlet(text: Text, source: Text) -> bool:
    """An outlet that repeats its own background draws on nobody; which outlet is unknown may be another."""
    return text.article.outlet != source.article.outlet or text.article.outlet == UNKNOWN


# --- in the source's words -----------------------------------------------------------------------


def _by_words(texts: Sequence[Text], credited: Mapping[str, frozenset[str]]) -> dict[str, Derivation]:
    quoted = reuse.quoted_grams(texts)
    found: dict[str, Derivation] = {}
    for text, places in zip(texts, reuse.candidates(texts), strict=True):
        best: Derivation | None = None
        for source in (texts[place] for place in places):
            if _may_derive(text, source, credited):
                best = _better(_copy(text, source, quoted, credited), best)
        if best is not None:
            found[text.article.id] = best
    return found


def _may_derive(text: Text, source: Text, credited: Mapping[str, frozenset[str]]) -> bool:
    """Not from a source that itself credits this outlet, nor from an agency's much later article."""
    mine, theirs = text.article, source.article
    if mine.outlet in credited[theirs.id] and theirs.outlet not in credited[mine.id]:
        return False
    return not (mine.time and theirs.time) or theirs.time - mine.time <= _LATER_VERSION


def _copy(
    text: Text, source: Text, quoted: frozenset[Gram], credited: Mapping[str, frozenset[str]]
) -> Derivation | None:
    shared = reuse.compare(text, source, quoted)
    copied = (len(shared.copied) >= _COPIED_SENTENCES and shared.words >= _COPIED_WORDS) or (
        shared.complete and shared.words >= _COPIED_WHOLE_TEXT
    )
    credit = source.article.outlet in credited[text.article.id]
    half = len(shared.told) >= _HALF * len(text.lines) and len(shared.copied) * 4 >= len(shared.told)
    if copied and half:
        kind: OriginClass = "wholly"
    elif (copied or (credit and len(shared.prose) >= _CREDITED_SENTENCES)) and _other_outlet(text, source):
        kind = "partly"
    else:
        return None
    place = max(
        shared.copied or dict.fromkeys(shared.prose, 0), key=lambda one: (shared.copied.get(one, 0), -one)
    )
    line = text.lines[place]
    partner = reuse.passage(line, source)
    return Derivation(source.article.id, kind, line.sentence.span, partner.sentence.span, len(shared.told))


# --- retold in other words -----------------------------------------------------------------------


def _by_retelling(
    texts: Sequence[Text],
    credited: Mapping[str, frozenset[str]],
    utterances: Sequence[Utterance],
    encoders: Encoders,
    known: Mapping[str, Derivation],
) -> dict[str, Derivation]:
    """Rewrites and translations among articles that are not known as copies; copies are no sources here."""
    copies = {article_id for article_id, one in known.items() if one.origin_class == "wholly"}
    own = [text for text in texts if text.article.id not in copies]
    pairs = [(text, source) for place, text in enumerate(own) for source in _sources(text, own[:place])]
    vectors = retelling.vectors(pairs, encoders)
    quotes = _quotes_in_order(utterances)
    found: dict[str, Derivation] = {}
    for text, source in pairs:
        mine, theirs = text.article, source.article
        alignment = retelling.align(text, source, vectors, encoders)
        if alignment is None:
            continue
        same_quotes = _same_quotes(quotes.get(mine.id, []), quotes.get(theirs.id, []))
        kind = _retold(text, source, alignment, same_quotes, theirs.outlet in credited[mine.id])
        best = _better(_retelling(text, source, alignment, kind), found.get(mine.id) or known.get(mine.id))
        if best is not None:
            found[mine.id] = best
    return found


def _sources(text: Text, earlier: Sequence[Text]) -> list[Text]:
    """The few earlier articles of other outlets that share most names and numbers; the earliest of equals."""
    shares = [
        (-share, place)
        for place, source in enumerate(earlier)
        if _other_outlet(text, source)
        and (source.article.time or _LAST) <= (text.article.time or _LAST)
        and (share := retelling.shared(text, source)) > 0
    ]
    return [earlier[place] for _, place in sorted(shares)[:_RETOLD_SOURCES]]


def _retold(
    text: Text, source: Text, alignment: Alignment, same_quotes: int, credits_source: bool
) -> OriginClass | None:
    """What an alignment shows. Within one language it takes shared quotes too."""
    translated = text.article.lang != source.article.lang
    close = alignment.mean >= (_TRANSLATED if translated else _REWRITTEN)
    whole = (
        min(alignment.covered / _COVERED, alignment.source_covered / _HALF, alignment.in_order / _IN_ORDER)
        >= 1
    )
    if close and whole and len(alignment.pairs) >= _FEWEST_RETOLD and (translated or same_quotes):
        return "wholly"
    alike = _prose_alike(text, alignment)
    return "partly" if credits_source and len(alike) >= _CREDITED_RETOLD else None


def _prose_alike(text: Text, alignment: Alignment) -> list[tuple[float, int, int]]:
    """The pairs of much the same content, most alike first, without lines that are mostly quoted."""
    return sorted(
        (
            (cosine, mine, theirs)
            for (mine, theirs), cosine in zip(alignment.pairs, alignment.cosines, strict=True)
            if cosine >= _ALIKE and 2 * sum(text.lines[mine].own) > len(text.lines[mine].own)
        ),
        reverse=True,
    )


def _retelling(text: Text, source: Text, alignment: Alignment, kind: OriginClass | None) -> Derivation | None:
    alike = _prose_alike(text, alignment)
    if kind is None or not alike:
        return None
    _, mine, theirs = alike[0]
    passage, partner = text.lines[mine].sentence.span, source.lines[theirs].sentence.span
    return Derivation(source.article.id, kind, passage, partner, len(alignment.pairs))


def _quotes_in_order(utterances: Sequence[Utterance]) -> dict[str, list[str]]:
    """The ids of the utterances that each article's body prints, in its order."""
    printed: dict[str, dict[str, int]] = {}
    for utterance in utterances:
        for printing in utterance.printings:
            span = printing.quotation.parts[0].span
            if span.place == "body":
                starts = printed.setdefault(span.article_id, {})
                starts[utterance.id] = min(span.start, starts.get(utterance.id, span.start))
    return {article_id: sorted(starts, key=starts.__getitem__) for article_id, starts in printed.items()}


def _same_quotes(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many quotes both print; 0 where the order differs or the article has more that the source lacks."""
    shared = [one for one in mine if one in theirs]
    in_order = shared == [one for one in theirs if one in mine]
    return len(shared) if in_order and 2 * len(shared) >= len(mine) else 0
