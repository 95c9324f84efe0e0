"""When each outlet reported: dots on one axis, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import Content, join, link, printed, quiet
from aggregator.publish.clock import apart, is_before, is_day, written
from aggregator.publish.report import plural
from aggregator.types import Article, Span

STEPS = tuple(
    timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 43200, 129600)
)
TICKS = 12
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
    """One row an article, a dot at its time. The table below says the same."""
    if not lookup.published:
        return Markup("")
    ticks = _ticks(lookup.published[0], lookup.published[-1])
    start, length = ticks[0], (ticks[-1] - ticks[0]).total_seconds()
    firsts = first_with(lookup)
    rows = [
        _chart_row(lookup, article, (article.published - start).total_seconds() / length, firsts[article.id])
        for article in _in_order(lookup)
        if article.published
    ]
    places = [100 * (tick - start).total_seconds() / length for tick in ticks]
    axis = [
        Markup('<span class="px-tick" style="left:{:.2f}%">{}</span>').format(place, _tick_words(tick, ticks))
        for place, tick in zip(places, ticks, strict=True)
    ]
    grid = [
        Markup('<span class="px-grid" style="left:{:.2f}%"></span>').format(place) for place in places[1:-1]
    ]
    legend = [
        Markup('<li><span class="px-{}"><span class="px-mark"></span></span>{}</li>').format(mark, words)
        for mark, words in LEGEND
    ]
    return Markup(
        '<ul class="px-legend px-chart-legend" aria-hidden="true">{}</ul>'
        '<div class="px-chart" aria-hidden="true"><div class="px-chart-rows">{}{}</div>'
        '<div class="px-axis">{}</div></div>'
        '<p class="px-quiet px-axis-name" aria-hidden="true">published, UTC</p>'
    ).format(join(legend), join(grid), join(rows), join(axis))


def _chart_row(lookup: Lookup, article: Article, share: float, firsts: list[First]) -> Markup:
    note: Content = quiet(lookup.lag(article))
    if firsts:
        note = Markup('{} <i class="px-first">{}</i>').format(note, first_words(firsts))
    return Markup(
        '<div class="px-chart-row"><div class="px-chart-name">{}</div><div class="px-track">'
        '<span class="px-dot px-{}" style="left:{:.2f}%"><span class="px-mark"></span></span>'
        '<span class="px-dot-note {}" style="{}:{:.2f}%">{}</span></div></div>'
    ).format(
        article.outlet,
        _mark(lookup, article),
        100 * share,
        "px-before" if share > 0.6 else "",
        "right" if share > 0.6 else "left",
        100 * (1 - share if share > 0.6 else share),
        note,
    )


def _mark(lookup: Lookup, article: Article) -> str:
    if article.text_available != "full":
        return "unread"
    return {"original": "stated", "partly": "different", "wholly": "copied"}[
        lookup.origins[article.id].origin_class
    ]


def table(lookup: Lookup) -> Markup:
    heads = ("Outlet", "Published", "Lag", "First seen here", "Text", "First with")
    firsts = first_with(lookup)
    rows = [_table_row(lookup, article, firsts[article.id]) for article in _in_order(lookup)]
    return Markup(
        '<div class="px-scroll" tabindex="0" role="region" aria-label="Timeline as a table">'
        '<table class="px-matrix px-plain"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(join(Markup('<th scope="col">{}</th>').format(head) for head in heads), join(rows))


def _table_row(lookup: Lookup, article: Article, firsts: list[First]) -> Markup:
    text = TEXT_WORDS[article.text_available]
    cells: list[tuple[str, Content]] = [
        ("Published", written(article.published)),
        ("Lag", lookup.lag(article)),
        ("First seen here", written(article.first_seen) if article.first_seen else "not known"),
        ("Text", text if article.text_available != "full" else lookup.origin_words(article.id)),
        ("First with", _listed(firsts)),
    ]
    body = [
        Markup('<td data-outlet="{}"><div>{}</div></td>').format(name, content) for name, content in cells
    ]
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        link(address.article(article.id, view="Timeline"), article.outlet), join(body)
    )


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


def _ticks(first: datetime, last: datetime) -> list[datetime]:
    """Round times around the span, few enough to read."""
    step = next((step for step in STEPS if (last - first) / step <= TICKS - 2), STEPS[-1])
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight + step * ((first - midnight) // step)
    ticks = [start if first - start > step / 4 else start - step]  # no dot sits on the frame
    while ticks[-1] <= last:
        ticks.append(ticks[-1] + step)
    return ticks


def _tick_words(tick: datetime, ticks: list[datetime]) -> str:
    if ticks[-1] - ticks[0] > timedelta(days=1):
        return f"{tick.day} {tick:%b}" if tick.hour == tick.minute == 0 else f"{tick:%H:%M}"
    return f"{tick:%H:%M}"
