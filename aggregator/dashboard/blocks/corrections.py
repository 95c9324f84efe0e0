"""What people corrected about an event, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from aggregator.dashboard.blocks.markup import join, quiet, tag
from aggregator.publish.report import plural
from aggregator.types import Correction

MOST_SHOWN = 10


def history(found: Sequence[Correction], titles: Mapping[str, str]) -> Markup:
    """Number, when, who, what and why; ``titles`` are the articles', by id."""
    shown = found[::-1][:MOST_SHOWN]
    earlier = len(found) - len(shown)
    note = Markup("<p>{}</p>").format(quiet(f"and {earlier} before; parallax correct list shows all"))
    return Markup('<ul class="px-history">{}</ul>{}').format(
        join(_line(correction, titles) for correction in shown), note if earlier else ""
    )


def _line(correction: Correction, titles: Mapping[str, str]) -> Markup:
    return Markup("<li>{} <b>{}</b> {}{} {}</li>").format(
        quiet(f"{correction.id} · {correction.at.day} {correction.at:%b %Y, %H:%M} UTC"),
        correction.who,
        what(correction, titles),
        f": {correction.reason}" if correction.reason else "",
        tag("undone") if correction.undone else "",
    )


def what(correction: Correction, titles: Mapping[str, str]) -> str:
    """``moved “…” to another event``; an article without a known title is named by its id."""
    articles = correction.payload["articles"]
    named = f"“{titles.get(articles[0], articles[0])}”"
    several = named if len(articles) == 1 else plural(len(articles), "article")
    if correction.kind == "move":
        where = "into another event" if correction.payload.get("beside") else "into an event of its own"
        return f"put {named} {where}"
    return {
        "split": f"took {several} out into an event of their own",
        "merge": f"made one event of {several}",
        "rename": f"renamed the event to “{' '.join(correction.payload.get('title', []))}”",
        "lock": f"locked the event with {several}",
    }[correction.kind]
