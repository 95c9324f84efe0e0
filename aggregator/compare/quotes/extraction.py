"""Direct quotations of an article: the marked spans that are speech, with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from aggregator.compare import speakers
from aggregator.compare.language.frames import Frames
from aggregator.compare.language.grammar import Grammar, grammar
from aggregator.compare.language.marks import Marked, marked_spans
from aggregator.compare.language.pasted import without_pasted
from aggregator.compare.language.wording import common, wording
from aggregator.compare.quotes.dialogue import dialogue_spans
from aggregator.compare.quotes.speech import FEWEST_WORDS, is_said, is_speech
from aggregator.compare.speakers.attribution import Attributed, Run
from aggregator.compare.speakers.cue import OPENING, Cue
from aggregator.compare.speakers.referents import Referents
from aggregator.types import Article, Attribution, Part, Place, Quotation, Span

_LABEL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽЀ-Я][A-ZÀ-ÖØ-ÞĀ-ŽЀ-Я .'’-]{1,40}:\s+")
"""The speaker's name in capitals, as transcripts print it."""

REPEATED = 0.75
"""Share of a headline's marked words that stand in a quotation of the body, above which they repeat it."""


def extract(article: Article) -> tuple[Quotation, ...]:
    """Every quotation of the headline and the body, in order; time is linear in the text."""
    rules = grammar(article.lang)
    spans, frames = _framed(without_pasted(article.text), rules)
    title_spans, title_frames = _framed(_headline(article), rules)
    if not frames.holds_quotations and not title_frames.holds_quotations:
        return ()
    referents = Referents(article.title, frames)
    body = tuple(_quotations(article, "body", spans, frames, referents))
    headline = tuple(_quotations(article, "headline", title_spans, title_frames, referents))
    return (*headline, *_repeated(article, headline, body), *body)


def _headline(article: Article) -> str:
    """The title; empty where the text begins with it, as where one was made of it: it is read there."""
    repeated = article.text.lstrip().startswith(article.title.removesuffix("…"))
    return "" if repeated else article.title


def _repeated(article: Article, known: Sequence[Quotation], body: Sequence[Quotation]) -> Iterator[Quotation]:
    """Marked words of the headline without a cue there, which a quotation of the body shows to be speech."""
    taken = {part.span.start for quotation in known for part in quotation.parts}
    for span in marked_spans(_headline(article)):
        if span.depth or span.start in taken or _count(article.title, span) < FEWEST_WORDS:
            continue
        words = wording(article.title[span.start : span.end])
        source = max(body, key=lambda quotation: common(words, wording(quotation.text)), default=None)
        if source is not None and common(words, wording(source.text)) >= REPEATED:
            told = source.attribution
            attribution = Attribution(speaker=told.speaker, is_person=told.is_person)
            yield _quotation(article, "headline", Run((span,)), attribution)


def _framed(text: str, rules: Grammar) -> tuple[list[Marked], Frames]:
    """All marked spans of a text, and the text with those blanked out that can be quotations."""
    spans = _spans(text, rules)
    long = [span for span in spans if span.depth == 0 and _is_long(text, span)]
    return spans, Frames(text, long, rules)


def _quotations(
    article: Article, place: Place, spans: Sequence[Marked], frames: Frames, referents: Referents
) -> Iterator[Quotation]:
    text, rules, cues = frames.text, frames.grammar, speakers.Cues(frames)
    found_runs = _runs([span for span in spans if span.depth == 0], cues)
    runs = [run for run in found_runs if _is_long_or_said(run, cues)]
    inner = _inner(spans)
    for run, found in zip(runs, speakers.attribute(runs, cues), strict=True):
        first = run.spans[0]
        frame = frames.frame(first.outer_start, first.outer_end)
        if is_speech(text[first.start : first.end], frame, found, rules):
            attribution = speakers.resolve(article.id, found, place, frames, referents)
            yield _quotation(article, place, run, attribution)
            for span in run.spans:
                yield from _nested(article, place, text, span, inner.get(span, ()), rules, referents)


def _is_long_or_said(run: Run, cues: speakers.Cues) -> bool:
    """Whether a quotation has words enough, or is of a few words that a verb of saying gives to somebody."""
    frames, first = cues.frames, run.spans[0]
    text = frames.text
    if any(_count(text, span) >= FEWEST_WORDS for span in run.spans):
        return True
    found = Attributed(speakers.cue_of(run, cues), own=True)
    frame = frames.frame(first.outer_start, first.outer_end)
    return is_said(found) and is_speech(text[first.start : first.end], frame, found, frames.grammar)


def _spans(text: str, rules: Grammar) -> list[Marked]:
    """Spans between marks and after dialogue dashes; marks inside dialogue are nested in it."""
    marked = [_without_label(text, span) for span in marked_spans(text)]
    spoken = list(dialogue_spans(text, rules))
    result: list[Marked] = list(spoken)
    at = 0
    for span in marked:
        while at < len(spoken) and spoken[at].outer_end <= span.outer_start:
            at += 1
        inside = at < len(spoken) and spoken[at].outer_start <= span.outer_start
        result.append(span._replace(depth=span.depth + 1) if inside else span)
    return sorted(result, key=lambda span: (span.outer_start, -span.outer_end))


def _runs(outer: Sequence[Marked], cues: speakers.Cues) -> list[Run]:
    """Joins the parts of one quotation; a short part counts only beside a long one."""
    runs: list[list[Marked]] = []
    for span in outer:
        if runs and speakers.joins(runs[-1][-1], span, cues):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [Run(tuple(run)) for run in runs if any(_is_long(cues.frames.text, span) for span in run)]


def _inner(spans: Sequence[Marked]) -> dict[Marked, list[Marked]]:
    """The spans that stand directly inside each outermost span."""
    inside: dict[Marked, list[Marked]] = {}
    holder: Marked | None = None
    for span in spans:
        if span.depth == 0:
            holder = span
        elif span.depth == 1 and holder is not None and span.outer_end <= holder.outer_end:
            inside.setdefault(holder, []).append(span)
    return inside


def _nested(
    article: Article,
    place: Place,
    text: str,
    holder: Marked,
    children: Sequence[Marked],
    rules: Grammar,
    referents: Referents,
) -> Iterator[Quotation]:
    """Quotations inside a quotation that the speaker gives to somebody by a cue of their own."""
    base = holder.start
    shifted = [_shift(span, -base) for span in children if _count(text, span) >= FEWEST_WORDS]
    if not shifted:
        return
    frames = Frames(text[holder.start : holder.end], shifted, rules)
    cues = speakers.Cues(frames)
    for span in shifted:
        cue = cues.beside(span)
        if cue is not None and _gives_to_another(cue, frames):
            attribution = speakers.resolve(
                article.id, Attributed(cue, own=True), place, frames, referents, base
            )
            yield _quotation(article, place, Run((_shift(span, base),)), attribution)


def _gives_to_another(cue: Cue, frames: Frames) -> bool:
    """Whether a cue inside a quotation names somebody; "he said, '…'" leaves the words with the speaker."""
    if cue.trust < OPENING or cue.verb is None or cue.phrase is None:
        return False
    return frames.text[slice(*cue.phrase)].lower() not in frames.grammar.pronouns


def _shift(span: Marked, by: int) -> Marked:
    return span._replace(
        start=span.start + by,
        end=span.end + by,
        outer_start=span.outer_start + by,
        outer_end=span.outer_end + by,
    )


def _quotation(article: Article, place: Place, run: Run, attribution: Attribution) -> Quotation:
    text = article.text if place == "body" else article.title
    return Quotation(
        id=_id(article.id, place, run.start),
        parts=tuple(_part(article.id, place, text, span) for span in run.spans),
        attribution=attribution,
        lang=article.lang,
    )


def _without_label(text: str, span: Marked) -> Marked:
    """A transcript's "NAME:" inside the marks is no part of the words."""
    label = _LABEL.match(text, span.start, span.end)
    return span._replace(start=label.end()) if label and label.end() < span.end else span


def _part(article_id: str, place: Place, text: str, span: Marked) -> Part:
    return Part(Span(article_id, span.start, span.end, place), text[span.start : span.end])


def _count(text: str, span: Marked) -> int:
    return len(text[span.start : span.end].split())


def _is_long(text: str, span: Marked) -> bool:
    """Whether marked words can be speech: a few, or three that close as a sentence does."""
    words = _count(text, span)
    closes = text[span.end - 1] in ".,!?" and text[span.start].isalnum()
    return words >= FEWEST_WORDS or (words == FEWEST_WORDS - 1 and closes)


def _id(article_id: str, place: Place, start: int) -> str:
    return sha256(f"{article_id}\n{place}\n{start}".encode()).hexdigest()[:16]
