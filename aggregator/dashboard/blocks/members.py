"""The articles of an event, and why each of them is in it."""

from __future__ import annotations

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import join, link, outside_link, printed, quiet, tag
from aggregator.publish.report import reason
from aggregator.types import Article, Member


def listing(lookup: Lookup) -> Markup:
    """Those that deserve a look stand first, the rest in the event's order."""
    pairs = list(zip(lookup.dossier.event.members, lookup.dossier.articles, strict=True))
    pairs.sort(key=lambda pair: pair[0].band != "check")
    return Markup('<ol class="px-members">{}</ol>').format(
        join(_item(lookup, member, article) for member, article in pairs)
    )


def _item(lookup: Lookup, member: Member, article: Article) -> Markup:
    nearest = lookup.articles.get(member.nearest)
    about = " · ".join(part for part in (lookup.about(article.outlet), _time(article)) if part)
    read = article.text_available == "full"
    words = lookup.origin_words(article.id) if read else TEXT_WORDS[article.text_available]
    origin = f"origin {lookup.letter(article.id)}, {words}"
    ways = [link(address.article(article.id), "Annotated"), outside_link(article.url, "At the outlet")]
    band = tag("check", "attention") if member.band == "check" else tag("sure")
    return Markup("<li><div><b>{}</b><br>{}<br>{}</div><div>{}<br>{}</div><div>{} {}</div></li>").format(
        article.outlet,
        quiet(about),
        quiet(origin),
        printed(article.title, article.lang, "px-headline"),
        join((way for way in ways if way), " · "),
        band,
        reason(member, nearest.outlet if nearest else ""),
    )


def _time(article: Article) -> str:
    return f"{article.time.day} {article.time:%b %Y, %H:%M} UTC" if article.time else "date unknown"
