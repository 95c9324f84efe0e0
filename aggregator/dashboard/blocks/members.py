"""The articles of an event, and why each of them is in it; and the near events that were kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import join, link, outside_link, printed, quiet, tag
from aggregator.publish.clock import dated
from aggregator.publish.report import outlet_name, plural, reason
from aggregator.types import Article, EventSummary, Member

MOST_OUTLETS = 6


def ordered(lookup: Lookup) -> list[tuple[Member, Article]]:
    """Those that deserve a look stand first, the rest in the event's order."""
    pairs = list(zip(lookup.dossier.event.members, lookup.dossier.articles, strict=True))
    return sorted(pairs, key=lambda pair: pair[0].band != "check")


def row(lookup: Lookup, member: Member, article: Article) -> Markup:
    """Who and when, what it printed, and why it is here."""
    nearest = lookup.articles.get(member.nearest)
    about = " · ".join(part for part in (lookup.about(article.outlet), dated(article)) if part)
    read = article.text_available == "full"
    words = lookup.origin_words(article.id) if read else TEXT_WORDS[article.text_available]
    origin = f"origin {lookup.letter(article.id)}, {words}"
    annotated = address.article(article.id, view="Articles")
    ways = [link(annotated, "Annotated"), outside_link(article.url, "At the outlet")]
    return Markup(
        '<div class="px-member"><div><b>{}</b><br>{}<br>{}</div><div>{}<br>{}</div><div>{} {}</div></div>'
    ).format(
        article.outlet,
        quiet(about),
        quiet(origin),
        printed(article.title, article.lang, "px-headline"),
        join((way for way in ways if way), " · "),
        _band(member),
        reason(member, article, nearest),
    )


def _band(member: Member) -> Markup:
    if member.source == "human":
        return tag("by hand", "strong")
    return tag("check", "attention") if member.band == "check" else tag("sure")


def related(found: Sequence[tuple[EventSummary, str]]) -> Markup:
    """Near events, each with what kept it apart."""
    head = Markup('<h3 class="px-h3">Related events, kept apart</h3>')
    if not found:
        return head + Markup("<p>{}</p>").format(quiet("No other event is near this one."))
    return head + Markup('<ul class="px-near">{}</ul>').format(
        join(_near(summary, apart) for summary, apart in found)
    )


def _near(summary: EventSummary, apart: str) -> Markup:
    more = len(summary.outlets) - MOST_OUTLETS
    names = " · ".join(map(outlet_name, summary.outlets[:MOST_OUTLETS])) + (
        f" and {more} more" if more > 0 else ""
    )
    return Markup("<li><div>{}<br>{}</div><div>{}</div></li>").format(
        link(
            address.event(summary.event_id),
            printed(summary.title, summary.title_lang, "px-headline"),
            "px-title-link",
        ),
        quiet(f"{plural(summary.articles, 'article')}: {names}"),
        Markup("<b>Kept apart:</b> {}.").format(apart),
    )
