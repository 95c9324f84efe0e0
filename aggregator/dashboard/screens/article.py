"""One article, annotated; the sentence named in the address is highlighted and brought into view."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks import article as blocks
from aggregator.dashboard.blocks.beside import beside
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import command, link, notice, printed, quiet
from aggregator.dashboard.visit import Visit, all_events, html, name_window, parameter
from aggregator.types import Article

# Ours and constant: nothing of an article ever comes into a script.
BRING_INTO_VIEW = """<script>
requestAnimationFrame(() => document.querySelector(".px-here")?.scrollIntoView({block: "center"}));
</script>"""


def show(visit: Visit) -> None:
    asked = parameter("article")
    article = next(iter(visit.store.articles.get([asked])), None)
    if article is None:
        words = (
            "It may have been removed, or the address is not whole." if asked else "Choose one in an event."
        )
        html(notice("This article is not here." if asked else "No article is chosen.", words))
        all_events()
        return
    name_window(article.title or article.outlet)
    event_id = visit.store.events.of_articles([article.id]).get(article.id)
    if event_id:
        view = parameter("view")
        where = address.event(event_id, view=view) if view else address.event(event_id)
        html(link(where, "← Back to the event", "px-link px-back"))
    dossier = next(visit.store.dossiers([event_id]), None) if event_id else None
    if dossier is None:
        _plain(article)
        _versions(visit, article)
        return
    _annotated(visit, Lookup(dossier), article)


def _annotated(visit: Visit, lookup: Lookup, article: Article) -> None:
    annotated = blocks.Annotated(lookup, article)
    at = address.read_place(parameter("at"), article.id)
    html(blocks.head(lookup, article) + blocks.summary(annotated))
    found = (
        at is None
        or at.place == "headline"
        or any(blocks.meets(n.sentence.span, at) for n in annotated.notes)
    )
    if not found:
        html(notice("The sentence of this address is not in the text any more.", "The article was changed."))
    left, right = st.columns([5, 2.4], gap="large")
    with left:
        html(blocks.text(annotated, at))
        _versions(visit, article)
    with right:
        html(beside(annotated))
    if at and found:
        st.html(BRING_INTO_VIEW, unsafe_allow_javascript=True)


def _versions(visit: Visit, article: Article) -> None:
    """What the article said before."""
    for replaced, title, text in visit.store.articles.versions(article.id):
        with st.expander(f"Former version, replaced {address.as_label(replaced)}"):
            html(printed(title, article.lang, "px-headline", "p"))
            for paragraph in text.split("\n\n"):
                html(printed(paragraph, article.lang, "", "p"))


def _plain(article: Article) -> None:
    """Before its event is compared: the text alone."""
    html(Markup('<h1 class="px-title">{}</h1>').format(printed(article.title, article.lang)))
    html(notice("Its event is not compared yet.", Markup("Run {}.").format(command("parallax group"))))
    for paragraph in article.text.split("\n\n"):
        html(printed(paragraph, article.lang, "px-measure", "p"))
    html(quiet(article.outlet))
