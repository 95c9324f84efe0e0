"""The head of an event's page: when, how many, and the origins as chips with letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import join, letter, printed, quiet
from aggregator.publish.report import counts, plural, when
from aggregator.types import Article


def title(lookup: Lookup) -> Markup:
    event = lookup.dossier.event
    return Markup('<h1 class="px-title">{}</h1>').format(
        printed(event.title, lookup.dossier.summary.title_lang)
    )


def facts_line(lookup: Lookup) -> Markup:
    """``Wed 12 Mar 2025, 09:12 – 18:40 UTC  7 outlets · 5 origins  6 of 7 readable in full``."""
    articles = lookup.dossier.articles
    full = sum(article.text_available == "full" for article in articles)
    parts = [
        Markup("{}").format(when(lookup.dossier.summary)),
        Markup("<b>{}</b>").format(counts(lookup.dossier.summary)),
    ]
    if len(articles) != len(lookup.outlets):
        parts.append(Markup("{}").format(plural(len(articles), "article")))
    parts.append(Markup("{}").format(f"{full:,} of {len(articles):,} readable in full"))
    parts.append(Markup("{}").format(_whose(lookup)))
    return Markup('<p class="px-line">{}</p>').format(
        join((Markup("<span>{}</span>").format(part) for part in parts), " ")
    )


def _whose(lookup: Lookup) -> str:
    event = lookup.dossier.event
    article = lookup.articles.get(event.title_article)
    if article and article.title == event.title:
        return f"title is {article.outlet}’s headline"
    return "title was given by a person"


def chips(lookup: Lookup) -> Markup:
    """One chip an origin: its letter, and whose articles carry its words; an outlet's own texts share one."""
    groups: dict[str, list[Article]] = {}
    for origin_id in lookup.letters:
        carried = [a for a in lookup.dossier.articles if lookup.origins[a.id].origin_id == origin_id]
        names = lookup.names(article.id for article in carried)
        groups.setdefault(f"of {names[0]}" if len(names) == 1 else origin_id, []).extend(carried)
    items = [
        Markup("<li>{}<span>{}</span></li>").format(
            join((letter(text) for text in dict.fromkeys(lookup.letter(a.id) for a in carried)), " "),
            join(_members(lookup, carried), ", "),
        )
        for carried in groups.values()
    ]
    return Markup('<ul class="px-chips" aria-label="Origins">{}</ul>').format(join(items))


def _members(lookup: Lookup, carried: Sequence[Article]) -> list[Markup]:
    by_outlet: dict[str, list[Article]] = {}
    for article in carried:
        by_outlet.setdefault(article.outlet, []).append(article)
    return [_member(lookup, name, articles) for name, articles in by_outlet.items()]


def _member(lookup: Lookup, name: str, articles: list[Article]) -> Markup:
    notes: list[str] = []
    for article in articles:
        origin_class = lookup.origins[article.id].origin_class
        if origin_class != "original":
            notes.append("copy" if origin_class == "wholly" else lookup.origin_words(article.id))
        if article.text_available != "full":
            notes.append(TEXT_WORDS[article.text_available])
    counted = [f"{n} {note}" if n < len(articles) else note for note, n in Counter(notes).items()]
    several = [f"{len(articles)} articles"] if len(articles) > 1 else []
    words = ", ".join(several + counted)
    if len(articles) == 1 and len(lookup.of_outlet(name)) > 1:
        name = lookup.columns[articles[0].id]
    return Markup("{}{}").format(name, Markup(" {}").format(quiet(words)) if words else "")
