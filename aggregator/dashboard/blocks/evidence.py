"""What stands behind a cell: the printed sentence with its trigger, its place, and the ways to it.

Native popovers open it without a round trip; a popover and its button share an id.
"""

from __future__ import annotations

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import Content, join, link, outside_link, printed_markup, state_mark
from aggregator.types import Article, Span, State, Statement


def popover(id: str, button: Content, body: Content, name: str, kind: str = "") -> Markup:
    """A button that opens ``body``; ``name`` says to a screen reader what opens."""
    return Markup(
        '<button class="px-open {}" type="button" popovertarget="{}">{}</button>'
        '<div id="{}" class="px-popover" popover role="dialog" aria-label="{}">{}'
        '<p class="px-close"><button type="button" popovertarget="{}" popovertargetaction="hide">'
        "Close</button></p></div>"
    ).format(kind, id, button, id, name, body, id)


def statement_evidence(lookup: Lookup, statement: Statement, state: State) -> Markup:
    """Outlet, state, sentence, characters, similarity and the two links."""
    article = lookup.articles[statement.span.article_id]
    return Markup(
        '{}<p>{}</p><blockquote>{}</blockquote><p class="px-quiet">{} · similarity {:.2f}{}</p>{}'
    ).format(
        who(lookup, article),
        state_mark(state),
        marked(statement.text, statement.span, statement.trigger, article.lang),
        characters(statement.span),
        statement.similarity,
        ": check whether it states the same" if statement.unsure else "",
        ways(article, statement.span),
    )


def who(lookup: Lookup, article: Article) -> Markup:
    about = " · ".join(
        part for part in (lookup.about(article.outlet), lookup.clock(article, zone=True)) if part
    )
    return Markup('<p><b>{}</b> <span class="px-quiet">{}</span></p>').format(article.outlet, about)


def ways(article: Article, span: Span | None) -> Markup:
    """To the sentence in the annotated article, and to the outlet."""
    return Markup('<p class="px-ways">{}</p>').format(
        join(
            [
                link(address.article(article.id, span, view="Facts"), "Read in the article"),
                outside_link(article.url, "Open at the outlet"),
            ],
            " ",
        )
    )


def characters(span: Span) -> str:
    """Where in the stored text: code points from its beginning, the last one not included."""
    of = " of the headline" if span.place == "headline" else ""
    return f"characters {span.start}–{span.end}{of}"


def marked(text: str, span: Span, inner: Span | None, lang: str) -> Markup:
    """A printed sentence, with the words at ``inner`` underlined where they lie inside it."""
    if inner is None or inner.place != span.place:
        return printed_markup(Markup("{}").format(text), lang)
    start, end = inner.start - span.start, inner.end - span.start
    if not 0 <= start < end <= len(text):
        return printed_markup(Markup("{}").format(text), lang)
    return printed_markup(
        Markup('{}<u class="px-trigger">{}</u>{}').format(text[:start], text[start:end], text[end:]), lang
    )
