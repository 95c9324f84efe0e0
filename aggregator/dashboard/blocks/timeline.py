"""When each outlet reported: dots on one axis, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import Content, join, link, printed, quiet
from aggregator.publish.clock import apart, is_before, is_day, written
from aggregator.publish.report import plural
from aggregator.types import Article, Span

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
STEPS = (
    *(n * MINUTE for n in (5, 10, 15, 30, 60, 120, 180, 360)),
    *(n * DAY for n in (1, 2, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640)),
)
TICKS, TICKS_WITH_YEARS = 10, 6
"""Steps that an axis has at most, also where the words at them are longer."""
LONG = 2 * DAY
"""From here on an axis counts days, not hours."""
ON_A_PHONE = 3
"""Ticks with words between the two ends of the axis, where it is narrow."""
BARS = "; a bar is the day of a date without a time"
FIRST = datetime.min.replace(tzinfo=UTC)
LEGEND = (
    ("stated", "own text"),
    ("different", "partly copied"),
    ("copied", "copy"),
    ("unread", "summary only"),
)


@dataclass(frozen=True, slots=True)
class First:
    """What an article was the first to print, of what others print too."""

    words: str
    lang: str
    quote: bool


def summary(lookup: Lookup) -> str:
    """The chart in a sentence."""
    dated = [article for article in _in_order(lookup) if article.published]
    if not dated:
        return "No article of this event has a trusted time; none can be called first."
    undated = len(lookup.dossier.articles) - len(dated)
    take = "takes" if undated == 1 else "take"
    rest = f" {plural(undated, 'article')} without a trusted time {take} no part." if undated else ""
    first, last = dated[0], dated[-1]
    if first is last:
        return f"{first.outlet}: {lookup.clock(first, zone=True)}.{rest}"
    assert first.published and last.published
    if not lookup.is_first(first.published):
        return f"{_nobody_first(lookup, first.published)}{rest}"
    return (
        f"{first.outlet} was first in this collection, {lookup.clock(first, zone=True)}; "
        f"{last.outlet} was last, {apart(first.published, last.published)} later.{rest}"
    )


def _nobody_first(lookup: Lookup, first: datetime) -> str:
    """Why the earliest dates do not tell who was first."""
    early = [a for a in lookup.dossier.articles if a.published and not is_before(first, a.published)]
    names = ", ".join(dict.fromkeys(article.outlet for article in early))
    if any(article.published and is_day(article.published) for article in early):
        why = "a date without a time does not tell who was first"
        return f"The earliest date is {written(first)} ({names}); {why}."
    return f"The earliest time is {written(first)} ({names}); at one time nobody was first."


def chart(lookup: Lookup) -> Markup:
    """One row an article, a dot at its time or a bar over its day. The table below says the same."""
    if not lookup.published:
        return Markup("")
    ticks = _ticks(lookup.published)
    firsts = first_with(lookup)
    rows = [
        _chart_row(lookup, article, article.published, ticks, firsts[article.id])
        for article in _in_order(lookup)
        if article.published
    ]
    grid = [
        Markup('<span class="px-grid" style="left:{:.2f}%"></span>').format(_place(tick, ticks))
        for tick in ticks[1:-1]
    ]
    legend = [
        Markup('<li><span class="px-{}"><span class="px-mark"></span></span>{}</li>').format(mark, words)
        for mark, words in LEGEND
    ]
    return Markup(
        '<ul class="px-legend px-chart-legend" aria-hidden="true">{}</ul>'
        '<div class="px-chart" aria-hidden="true"><div class="px-chart-rows">{}{}</div>'
        '<div class="px-axis">{}</div></div>'
        '<p class="px-quiet px-axis-name" aria-hidden="true">{}</p>'
    ).format(
        join(legend),
        join(grid),
        join(rows),
        _axis(ticks),
        f"published, UTC{BARS if any(map(is_day, lookup.published)) else ''}",
    )


def _chart_row(
    lookup: Lookup, article: Article, published: datetime, ticks: list[datetime], firsts: list[First]
) -> Markup:
    place, bar = _place(published, ticks), Markup("")
    if is_day(published):
        width = _place(published + DAY, ticks) - place
        bar = Markup('<span class="px-day" style="left:{:.2f}%;width:{:.2f}%"></span>').format(place, width)
        place += width / 2
    note: Content = quiet(lookup.lag(article))
    if firsts:
        note = Markup('{} <i class="px-first">{}</i>').format(note, first_words(firsts))
    at_right = place > 60
    return Markup(
        '<div class="px-chart-row"><div class="px-chart-name">{}</div><div class="px-track">{}'
        '<span class="px-dot px-{}" style="left:{:.2f}%"><span class="px-mark"></span></span>'
        '<span class="px-dot-note {}" style="{}:{:.2f}%">{}</span></div></div>'
    ).format(
        article.outlet,
        bar,
        _mark(lookup, article),
        place,
        "px-before" if at_right else "",
        "right" if at_right else "left",
        100 - place if at_right else place,
        note,
    )


def _mark(lookup: Lookup, article: Article) -> str:
    if article.text_available != "full":
        return "unread"
    return {"original": "stated", "partly": "different", "wholly": "copied"}[
        lookup.origins[article.id].origin_class
    ]


def table(lookup: Lookup) -> Markup:
    """A row an article; first sightings and what was told first stand there where any are known."""
    articles, firsts = _in_order(lookup), first_with(lookup)
    columns: dict[str, Callable[[Article], Content]] = {
        "Published": lambda article: written(article.published),
        "Lag": lookup.lag,
        "Text": lambda article: _text(lookup, article),
    }
    if any(article.first_seen for article in articles):
        columns["First seen here"] = _sighting
    if any(firsts.values()):
        columns["First with"] = lambda article: _listed(firsts[article.id])
    return Markup(
        '<div class="px-scroll" tabindex="0" role="region" aria-label="Timeline as a table">'
        '<table class="px-matrix px-plain"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(
        join(Markup('<th scope="col">{}</th>').format(head) for head in ("Outlet", *columns)),
        join(_table_row(article, columns) for article in articles),
    )


def _table_row(article: Article, columns: Mapping[str, Callable[[Article], Content]]) -> Markup:
    cells = [
        Markup('<td data-outlet="{}"><div>{}</div></td>').format(name, make(article))
        for name, make in columns.items()
    ]
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        link(address.article(article.id, view="Timeline"), article.outlet), join(cells)
    )


def _sighting(article: Article) -> str:
    return written(article.first_seen) if article.first_seen else "not known"


def _text(lookup: Lookup, article: Article) -> str:
    read = article.text_available
    return lookup.origin_words(article.id) if read == "full" else TEXT_WORDS[read]


def _listed(firsts: list[First]) -> Markup:
    if not firsts:
        return Markup("")
    items = [Markup("<li>{}</li>").format(printed(first.words, first.lang)) for first in firsts]
    return Markup('<details><summary>{}</summary><ul class="px-list">{}</ul></details>').format(
        first_words(firsts), join(items)
    )


def first_words(firsts: list[First]) -> str:
    """``first with 2 facts, 1 quote``."""
    quotes = sum(first.quote for first in firsts)
    parts = [plural(len(firsts) - quotes, "fact")] if len(firsts) > quotes else []
    if quotes:
        parts.append(plural(quotes, "quote"))
    return f"first with {', '.join(parts)}"


def first_with(lookup: Lookup) -> dict[str, list[First]]:
    """article id -> facts and quotes that it printed before all others, by trusted times alone.

    Only what at least two outlets print; at equal times nobody was first.
    """
    found: dict[str, list[First]] = {article.id: [] for article in lookup.dossier.articles}
    for fact in lookup.dossier.comparison.facts:
        spans = [cell.statement.span for cell in fact.cells if cell.statement]
        headline = lookup.articles[fact.headline.span.article_id]
        _note(lookup, found, spans, First(fact.headline.text, headline.lang, quote=False))
    for utterance in lookup.dossier.comparison.utterances:
        spans = [printing.quotation.parts[0].span for printing in utterance.printings]
        reference = utterance.printings[utterance.reference].quotation
        _note(
            lookup,
            found,
            spans,
            First(f"{utterance.speaker}: “{reference.text}”", reference.lang, quote=True),
        )
    return found


def _note(lookup: Lookup, found: dict[str, list[First]], spans: list[Span], first: First) -> None:
    ids = list(dict.fromkeys(span.article_id for span in spans))
    if lookup.count(lookup.names(ids)) < 2:
        return
    times = sorted((published, id) for id in ids if (published := lookup.articles[id].published))
    if len(times) == len(ids) and is_before(times[0][0], times[1][0]):
        found[times[0][1]].append(first)


def _in_order(lookup: Lookup) -> list[Article]:
    """Trusted dates first, in order; then first sightings; then the rest, by id."""

    def key(article: Article) -> tuple[int, datetime, str]:
        known = article.published or article.first_seen
        return (0 if article.published else 1 if known else 2), known or FIRST, article.id

    return sorted(lookup.dossier.articles, key=key)


# --- the axis --------------------------------------------------------------------------------------


def _ticks(published: list[datetime]) -> list[datetime]:
    """Round times around the span, few enough to read: hours inside a day or two, else days."""
    first = published[0]
    last = max(moment + (DAY if is_day(moment) else MINUTE) for moment in published)
    least = DAY if last - first > LONG or all(map(is_day, published)) else STEPS[0]
    most = TICKS if first.year == last.year else TICKS_WITH_YEARS
    step = next((s for s in STEPS if s >= least and (last - first) / s <= most), STEPS[-1])
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight + step * ((first - midnight) // step)
    # A bar may begin at the frame; no dot sits on it.
    ticks = [start if is_day(first) or first - start > step / 4 else start - min(step, DAY)]
    while ticks[-1] < last:
        ticks.append(ticks[-1] + step)
    return ticks


def _place(moment: datetime, ticks: list[datetime]) -> float:
    """Where on the axis, in per cent of its length."""
    return 100 * ((moment - ticks[0]) / (ticks[-1] - ticks[0]))


def _axis(ticks: list[datetime]) -> Markup:
    named = _named_on_a_phone(ticks)
    return join(
        Markup('<span class="px-tick{}" style="left:{:.2f}%">{}</span>').format(
            "" if tick in named else " px-minor", _place(tick, ticks), _tick_words(tick, ticks)
        )
        for tick in ticks
    )


def _named_on_a_phone(ticks: list[datetime]) -> set[datetime]:
    """Both ends, and a few between them that their words leave room for: midnights where there are any."""
    between = [tick for tick in ticks if 25 < _place(tick, ticks) < 80]
    chosen = [tick for tick in between if is_day(tick)] or between
    return {ticks[0], ticks[-1], *chosen[:: -(-len(chosen) // ON_A_PHONE) or 1]}


def _tick_words(tick: datetime, ticks: list[datetime]) -> str:
    """``09:00``; the day at midnight and at the beginning, with its year on an axis of days over several."""
    if all(map(is_day, ticks)) and ticks[0].year != ticks[-1].year:
        return f"{tick.day} {tick:%b %Y}"
    day, time = f"{tick.day} {tick:%b}", f"{tick:%H:%M}"
    if is_day(tick):
        return day
    return f"{day} {time}" if tick == ticks[0] and tick.date() != ticks[-1].date() else time
