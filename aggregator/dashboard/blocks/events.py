"""An event in the list of events: what deserves a look, how many tell it, and when they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.markup import join, link, printed, printed_markup, quiet, tag
from aggregator.publish.report import counts, outlet_name, plural, when
from aggregator.types import EventSummary, Passage

DOT = "\u00a0· "
"""Stands at the end of a line that is full, not at the beginning of the next."""
BARS = 10
HEIGHT = 30


def title(summary: EventSummary, filters: str) -> Markup:
    """The link to an event, which knows by what ``filters`` the list was narrowed."""
    back = {"from": filters} if filters else {}
    words = printed(summary.title, summary.title_lang)
    where = address.event(summary.event_id, **back)
    return Markup('<h2 class="px-event-title">{}</h2>').format(link(where, words, "px-bare"))


def under_title(summary: EventSummary) -> Markup:
    """The outlets by name, and tags only for what deserves a look."""
    return Markup('<p class="px-outlets">{}</p>{}').format(
        DOT.join(map(outlet_name, summary.outlets)), _tag_line(summary)
    )


def passage(summary: EventSummary, found: Passage | None) -> Markup:
    """Where the words of a search stand; nothing where it is the event's title."""
    if found is None or found.text == summary.title:
        return Markup("")
    words = join(
        Markup('<u class="px-trigger">{}</u>').format(piece) if number % 2 else piece
        for number, piece in enumerate(found.pieces)
    )
    return Markup('<p class="px-passage">{}: {}</p>').format(
        link(address.article(found.span.article_id, found.span), outlet_name(found.outlet)),
        printed_markup(words, found.lang),
    )


def _tag_line(summary: EventSummary) -> Markup:
    found = tags(summary)
    return Markup('<p class="px-tags">{}</p>').format(join(found, " ")) if found else Markup("")


def tags(summary: EventSummary) -> list[Markup]:
    """What deserves a look, counted as on the event's page."""
    found = [
        (summary.conflicts, f"{plural(summary.conflicts, 'number')} in conflict", "attention"),
        (
            summary.trimmed_unmarked,
            f"{plural(summary.trimmed_unmarked, 'quote')} trimmed without a mark",
            "cut",
        ),
        (summary.altered, f"{plural(summary.altered, 'quote')} altered", "cut"),
        (summary.speakers_disputed, f"{plural(summary.speakers_disputed, 'speaker')} disputed", "attention"),
        (summary.unsure, f"{plural(summary.unsure, 'article')} to check", "attention"),
        (summary.updates, f"{plural(summary.updates, 'number')} updated", ""),
        (summary.summary_only, f"{plural(summary.summary_only, 'article')} not readable in full", ""),
    ]
    if not summary.origins:
        return [tag("not compared yet")]
    if summary.outlet_count == 1:
        return [tag("one outlet: nothing to compare yet")]
    return [tag(words, kind) for number, words, kind in found if number]


def at_right(summary: EventSummary) -> Markup:
    """Counts, time and the spark line."""
    return Markup('<div class="px-right"><p><b>{}</b><br>{}</p>{}</div>').format(
        _behind("·", counts(summary) if summary.origins else plural(summary.outlet_count, "outlet")),
        quiet(_behind("–", when(summary))),
        spark(summary.times),
    )


def _behind(mark: str, words: str) -> str:
    """Lines break behind ``mark`` alone: ``3`` and ``origins`` stay together, and so does a date."""
    return f"\u00a0{mark} ".join(part.replace(" ", "\u00a0") for part in words.split(f" {mark} "))


def spark(times: Sequence[datetime]) -> Markup:
    """Articles over the event's span, in ten equal parts; nothing where all are of one moment."""
    if len(set(times)) < 2:
        return Markup("")
    bins = _bins(times)
    bars = [
        Markup('<span style="height:{}px"></span>').format(round(HEIGHT * number / max(bins)))
        for number in bins
    ]
    return Markup('<div class="px-spark" role="img" aria-label="{}">{}</div>').format(
        f"{plural(len(times), 'article')} over the event’s time: {', '.join(str(number) for number in bins)}",
        join(bars),
    )


def _bins(times: Sequence[datetime]) -> list[int]:
    bins = [0] * BARS
    if times:
        first, length = min(times), (max(times) - min(times)).total_seconds()
        for moment in times:
            share = (moment - first).total_seconds() / length if length else 0
            bins[min(int(share * BARS), BARS - 1)] += 1
    return bins


def found_line(events: int, articles: int, alone: int) -> Markup:
    """``14 events, 71 articles. 11 can be compared; 3 that one outlet alone tells are listed at the end.``"""
    words = f"{plural(events, 'event')}, {plural(articles, 'article')}."
    if alone:
        verb = "is" if alone == 1 else "are"
        words += f" {events - alone:,} can be compared; "
        words += f"{alone:,} told by one outlet alone {verb} listed at the end."
    return Markup('<p class="px-intro">{}</p>').format(words)


def alone_head(alone: int) -> Markup:
    """Stands where the events that can be compared end."""
    return Markup('<h3 class="px-h3 px-alone">{}</h3>').format(
        f"Told by one outlet alone: {plural(alone, 'event')}"
    )
