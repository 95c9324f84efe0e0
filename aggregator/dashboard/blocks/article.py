"""One article, annotated: what others print too, what only it prints, what is disputed, what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.evidence import marked, popover
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import Content, hidden, join, link, outside_link, printed, quiet
from aggregator.publish.clock import dated
from aggregator.publish.report import plural
from aggregator.types import Article, Fact, Sentence, Span, Utterance

SENTENCES_SHOWN = 8


@dataclass(frozen=True)
class Note:
    """What is known of one sentence."""

    sentence: Sentence
    facts: tuple[Fact, ...]
    utterances: tuple[Utterance, ...]
    disputed: bool
    others: tuple[str, ...]
    """Outlets that tell the same."""

    notice: bool
    """The page speaks to its visitor."""

    @property
    def kind(self) -> str:
        if not self.facts and not self.utterances:
            return "notice" if self.notice else ""
        if self.disputed:
            return "disputed"
        return "shared" if self.others else "alone"


class Annotated:
    """An article of a dossier, sentence by sentence."""

    def __init__(self, lookup: Lookup, article: Article) -> None:
        self.lookup = lookup
        self.article = article

    @cached_property
    def notes(self) -> list[Note]:
        sentences = [
            sentence
            for sentence in self.lookup.dossier.comparison.sentences
            if sentence.span.article_id == self.article.id and sentence.span.place == "body"
        ]
        return [self._note(sentence) for sentence in sentences]

    @cached_property
    def _facts(self) -> list[tuple[Span, Fact]]:
        """Where this article tells a fact."""
        facts = self.lookup.dossier.comparison.facts
        return [(s.span, f) for f in facts for s in f.statements if s.span.article_id == self.article.id]

    @cached_property
    def _quotes(self) -> list[tuple[Span, Utterance]]:
        """Where this article prints a quote."""
        return [
            (part.span, utterance)
            for utterance in self.lookup.dossier.comparison.utterances
            for printing in utterance.printings
            if printing.quotation.article_id == self.article.id
            for part in printing.quotation.parts
        ]

    def _note(self, sentence: Sentence) -> Note:
        facts = tuple({f.id: f for span, f in self._facts if meets(span, sentence.span)}.values())
        said = tuple({u.id: u for span, u in self._quotes if meets(span, sentence.span)}.values())
        ids = [cell.article_id for fact in facts for cell in fact.cells if cell.statement]
        ids += [printing.quotation.article_id for u in said for printing in u.printings]
        others = tuple(name for name in self.lookup.names(ids) if name != self.article.outlet)
        disputed = any(self.lookup.disputed(fact) for fact in facts)
        return Note(sentence, facts, said, disputed, others, self.lookup.is_notice(sentence))

    @cached_property
    def missing(self) -> list[Fact]:
        """Facts that other outlets tell and no article of this outlet does, most widely told first."""
        facts = self.lookup.dossier.comparison.facts
        found = [fact for fact in facts if self.article.outlet not in self.lookup.tellers(fact)]
        return sorted(found, key=lambda fact: -self.lookup.count(self.lookup.tellers(fact)))


def meets(a: Span, b: Span) -> bool:
    return a.article_id == b.article_id and a.place == b.place and a.start < b.end and b.start < a.end


def head(lookup: Lookup, article: Article) -> Markup:
    parts: list[Content] = [
        Markup("<b>{}</b> {}").format(article.outlet, lookup.about(article.outlet)),
        dated(article),
        f"{lookup.text_words(article)}",
        f"origin {lookup.letter(article.id)}, {lookup.origin_words(article.id)}",
    ]
    if article.author:
        parts.insert(1, f"by {article.author}")
    if way := outside_link(article.url, "At the outlet"):
        parts.append(way)
    return Markup('<h1 class="px-title">{}</h1><p class="px-line">{}</p>').format(
        printed(article.title, article.lang),
        join((Markup("<span>{}</span>").format(part) for part in parts), " "),
    )


def summary(annotated: Annotated) -> Markup:
    """The sentences counted by their marks, and what was not found."""
    kinds = [note.kind for note in annotated.notes]
    told = (
        f"{kinds.count('shared')} told elsewhere too, {kinds.count('disputed')} disputed, "
        f"{kinds.count('alone')} only here"
    )
    rest = f", {kinds.count('')} without a fact or quote that could be told" if "" in kinds else ""
    if "notice" in kinds:
        rest += f", {plural(kinds.count('notice'), 'page notice')}, not compared"
    missing = plural(len(annotated.missing), "fact")
    verb = "was" if len(annotated.missing) == 1 else "were"
    return Markup(
        '<p class="px-intro"><b>{}</b>: {}{}. {} that other outlets report {} not found here.</p>'
    ).format(plural(len(kinds), "sentence"), told, rest, missing, verb)


def text(annotated: Annotated, at: Span | None) -> Markup:
    """The sentences, each beside its mark; those at ``at`` are highlighted."""
    parts: list[Markup] = []
    paragraph = None
    for number, note in enumerate(annotated.notes):
        if paragraph is not None and note.sentence.paragraph != paragraph:
            parts.append(Markup('<div class="px-gap"></div>'))
        paragraph = note.sentence.paragraph
        here = at is not None and meets(note.sentence.span, at)
        parts.append(_sentence(annotated, note, f"px-s{number}", here))
    if not parts:
        return Markup('<p class="px-quiet">No text could be read; only the headline is known.</p>')
    return Markup('<div class="px-text">{}</div>').format(join(parts))


def _sentence(annotated: Annotated, note: Note, id: str, here: bool) -> Markup:
    lang = annotated.article.lang
    return Markup(
        '<div class="px-sentence px-is-{}{}"><div class="px-margin">{}</div><p>{}{}</p></div>'
    ).format(
        note.kind or "plain",
        " px-here" if here else "",
        _margin(annotated, note, id),
        hidden("The sentence you came for: ") if here else "",
        printed(note.sentence.text, lang),
    )


def _margin(annotated: Annotated, note: Note, id: str) -> Content:
    if not note.kind:
        return ""
    if note.kind == "notice":
        return quiet("page notice")
    if note.kind == "alone":
        return Markup("<b>{}</b>").format("quote, only here" if note.utterances else "only here")
    words = "quote, " if note.utterances else ""
    count = f"{words}also in {len(note.others)}"
    if note.kind == "disputed":
        label: Content = Markup(
            '<span class="px-different"><span class="px-mark" aria-hidden="true"></span></span>disputed'
        )
    else:
        label = count
    return popover(id, label, _elsewhere(annotated, note), "The same elsewhere", "px-margin-button")


def _elsewhere(annotated: Annotated, note: Note) -> Markup:
    """The sentences of other outlets that tell the same, with the way to each."""
    lookup = annotated.lookup
    spans: list[tuple[Span, str, Span | None]] = [
        (cell.statement.span, cell.statement.text, cell.statement.trigger)
        for fact in note.facts
        for cell in fact.cells
        if cell.statement
    ]
    spans += [
        (printing.quotation.parts[0].span, printing.quotation.text, None)
        for utterance in note.utterances
        for printing in utterance.printings
    ]
    other = [item for item in spans if lookup.articles[item[0].article_id].outlet != annotated.article.outlet]
    items = [_elsewhere_item(lookup, *item) for item in other[:SENTENCES_SHOWN]]
    more = len(other) - len(items)
    rest = Markup("<p>{}</p>").format(f"and {more} more: see the views of the event") if more > 0 else ""
    return Markup("<p><b>{}</b></p><ul class='px-elsewhere'>{}</ul>{}").format(
        f"The same in {plural(len(note.others), 'other outlet')}", join(items), rest
    )


def _elsewhere_item(lookup: Lookup, span: Span, words: str, trigger: Span | None) -> Markup:
    article = lookup.articles[span.article_id]
    return Markup("<li>{}<br>{} {}</li>").format(
        marked(words, span, trigger, article.lang),
        link(address.article(article.id, span), article.outlet),
        quiet(lookup.clock(article)),
    )
