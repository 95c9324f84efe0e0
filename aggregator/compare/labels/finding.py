"""What outlets call the people, places and things of an event.

Every mention is a row with its place in the text, so that the words of one outlet can be laid beside
those of another. Kept is what at least two outlets name, and whatever is named with a marked word: that
one outlet writes "regime" shows even where the others name no government at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from aggregator.compare.labels import label_names, label_nouns, label_texts
from aggregator.compare.labels.label_nouns import Named
from aggregator.compare.language import names
from aggregator.types import Article, Label, LabelKind, Span


def find(articles: Sequence[Article]) -> tuple[Label, ...]:
    """The labels of one event in the order of the articles, the headline's first, then by place.

    ``text[span.start:span.end]`` (of the title where ``place`` is headline) equals ``Label.text``. Time is
    linear in the texts, and no model is used.
    """
    printed = list(label_texts.texts(articles))
    kinds: tuple[tuple[LabelKind, tuple[Named, ...]], ...] = (
        ("name", label_names.find_named(printed)),
        ("place", label_names.find_places(printed)),
        ("noun", label_nouns.find(articles)),
    )
    labels = [label for kind, found in kinds for label in _compared(kind, found)]
    order = {article.id: place for place, article in enumerate(articles)}
    return tuple(
        sorted(
            labels,
            key=lambda one: (order[one.span.article_id], one.span.place == "body", one.span, one.referent_id),
        )
    )


def _compared(kind: LabelKind, found: Sequence[Named]) -> list[Label]:
    """Labels of the referents that several outlets name, or one with a marked word.

    A thing that all call by one word is left out: the word may mean another thing in each article.
    """
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    nouns: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for named in found:
        outlets[named.referent].add(named.article.outlet)
        nouns[named.referent, named.article.lang].add(named.word)
    kept = {named.referent for named in found if named.marked}
    kept |= {
        named.referent
        for named in found
        if len(outlets[named.referent]) > 1
        and (not named.word or len(nouns[named.referent, named.article.lang]) > 1)
    }
    return [_label(kind, named) for named in found if named.referent in kept]


def _label(kind: LabelKind, named: Named) -> Label:
    printed = named.article.title if named.place == "headline" else named.article.text
    span = Span(named.article.id, named.start, named.end, named.place)
    return Label(
        _referent_id(kind, named.referent),
        span,
        printed[named.start : named.end],
        referent=named.referent,
        kind=kind,
        marked=named.marked,
    )


def _referent_id(kind: LabelKind, referent: str) -> str:
    """Readable and the same wherever the referent has this name: ``noun-government-of-ukraine``."""
    return f"{kind}-{re.sub(r'[^a-z0-9]+', '-', names.romanise(referent)).strip('-')}"
