"""Indirect speech: sentences without marks that report an utterance which other outlets quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aggregator.compare import cues, sentences
from aggregator.compare.grammar import grammar
from aggregator.compare.referents import Referents
from aggregator.types import Article, Attribution, Quotation, Sentence, Span


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence with a reporting verb and no quotation, and who speaks in it."""

    sentence: Sentence
    attribution: Attribution
    lang: str


def find(article: Article, quotations: Sequence[Quotation]) -> Iterator[Reported]:
    """The sentences of the body that report speech without marks."""
    rules = grammar(article.lang)
    referents = Referents(article.title, article.text, rules)
    quoted = sorted(
        (part.span.start, part.span.end)
        for quotation in quotations
        for part in quotation.parts
        if part.span.place == "body"
    )
    at = 0
    for sentence in sentences.split(article):
        start, end = sentence.span.start, sentence.span.end
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        if at < len(quoted) and quoted[at][0] < end:
            continue
        cue = cues.of_sentence(rules.tokens(article.text, start, end), rules)
        if cue is None or cue.phrase is None or cue.verb is None:
            continue
        printed = article.text[slice(*cue.phrase)]
        attribution = Attribution(
            speaker=referents.fullest(printed, cue.phrase[0]),
            as_printed=printed,
            speaker_span=Span(article.id, *cue.phrase),
            verb=article.text[slice(*cue.verb)],
            verb_class=cue.verb_class,
            verb_span=Span(article.id, *cue.verb),
        )
        yield Reported(sentence, attribution, article.lang)
