"""Indirect speech: sentences without marks that report an utterance which other outlets quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aggregator.compare import sentences
from aggregator.compare.language.frames import Frames
from aggregator.compare.language.grammar import grammar
from aggregator.compare.language.marks import Marked
from aggregator.compare.speakers import cues
from aggregator.compare.speakers.referents import Referents
from aggregator.types import Article, Attribution, Quotation, Sentence, Span


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence with a reporting verb and no quotation, and who speaks in it."""

    sentence: Sentence
    attribution: Attribution
    lang: str

    @property
    def content(self) -> str:
        """The sentence without who says it and the verb: what is compared with what others quote."""
        text, start = self.sentence.text, self.sentence.span.start
        cut = (self.attribution.speaker_span, self.attribution.verb_span)
        for span in sorted((span for span in cut if span), key=lambda span: -span.start):
            text = text[: span.start - start] + text[span.end - start :]
        return " ".join(text.split()).strip(" ,.;")


def find(article: Article, quotations: Sequence[Quotation]) -> Iterator[Reported]:
    """The sentences of the body that report speech without marks."""
    rules = grammar(article.lang)
    quoted = _quoted(quotations)
    frames = Frames(article.text, quoted, rules)
    referents = Referents(article.title, frames)
    at = 0
    for sentence in sentences.split(article):
        start, end = sentence.span.start, sentence.span.end
        while at < len(quoted) and quoted[at].end <= start:
            at += 1
        if at < len(quoted) and quoted[at].start < end:
            continue
        cue = cues.of_sentence(rules.tokens(article.text, start, end), rules)
        if cue is None or cue.phrase is None or cue.verb is None:
            continue
        printed = article.text[slice(*cue.phrase)]
        meant = referents.meant(printed, cue.phrase[0])
        attribution = Attribution(
            speaker=meant.speaker,
            as_printed=printed,
            speaker_span=Span(article.id, *cue.phrase),
            verb=article.text[slice(*cue.verb)],
            verb_class=cue.verb_class,
            verb_span=Span(article.id, *cue.verb),
            is_person=meant.is_person,
        )
        yield Reported(sentence, attribution, article.lang)


def _quoted(quotations: Sequence[Quotation]) -> list[Marked]:
    """The quoted words of the body, so that who is named inside them is not taken for the one who speaks."""
    spans = sorted(
        (part.span.start, part.span.end)
        for quotation in quotations
        for part in quotation.parts
        if part.span.place == "body"
    )
    return [Marked(start, end, start, end) for start, end in spans]
