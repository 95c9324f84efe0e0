"""Events of any width and length, for what must stay light and whole."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aggregator.compare.timeline import moments
from aggregator.store import Store
from aggregator.types import (
    ENGINES,
    Article,
    Cell,
    Comparison,
    Dossier,
    Event,
    EventSummary,
    Fact,
    Member,
    Origin,
    Sentence,
    Span,
    Statement,
)
from tests.dashboard.invented import DAY, NOW

ID = "crowded-1"


def dossier(outlets: int, facts: int) -> Dossier:
    """Every fact is told by every outlet but one; the last outlet tells nothing."""
    lines = [f"The clerk counted {number} barrels in the cellar." for number in range(facts)]
    text = " ".join(lines)
    articles = tuple(
        Article(
            f"a{n}",
            f"Outlet {n:02}",
            f"Headline {n}",
            text if n + 1 < outlets or outlets == 1 else "Nothing of it.",
            published=DAY + timedelta(minutes=n),
            lang="en",
        )
        for n in range(outlets)
    )
    ids = tuple(article.id for article in articles)
    made = Comparison(
        ID,
        ids,
        sentences=tuple(Sentence(_span(id, lines, n), line) for id in ids for n, line in enumerate(lines)),
        origins=tuple(Origin(id, id, "original") for id in ids),
        facts=tuple(_fact(articles, lines, n) for n in range(facts)),
        timeline=moments(articles),
    )
    times = tuple(article.published for article in articles if article.published)
    names = tuple(article.outlet for article in articles)
    summary = EventSummary(
        ID, "Headline 0", "en", times[0], times[-1], outlets, names, outlets, ("en",), times
    )
    event = Event(ID, "Headline 0", "a0", tuple(Member(id) for id in ids))
    return Dossier(event, articles, {}, made, summary)


def _span(id: str, lines: list[str], number: int) -> Span:
    start = sum(len(line) + 1 for line in lines[:number])
    return Span(id, start, start + len(lines[number]))


def _fact(articles: tuple[Article, ...], lines: list[str], number: int) -> Fact:
    told = [a.id for n, a in enumerate(articles) if (n + 1 < len(articles) or n == 0) and n != number]
    told = told or [articles[0].id]
    statements = [Statement(_span(id, lines, number), lines[number], 0.9, "done") for id in told]
    by_id = {statement.span.article_id: statement for statement in statements}
    cells = tuple(Cell(a.id, "stated" if a.id in by_id else "not found", by_id.get(a.id)) for a in articles)
    return Fact(f"f{number}", statements[0], tuple(statements), cells)


def database(path: Path, outlets: int, facts: int, events: int = 1) -> Path:
    """A store with the event, and further events that have no comparison."""
    made = dossier(outlets, facts)
    store = Store.open(path)
    with store.writing("test", NOW), store.transaction():
        for article in made.articles:
            store.articles.put(article, NOW)
        store.events.put([made.event], {ID: made.summary})
        store.events.put_comparison(made.comparison, f"{ENGINES}:crowded")
        for number in range(1, events):
            article = replace(made.articles[0], id=f"more-{number}", title=f"More {number}")
            store.articles.put(article, NOW)
            more = Event(f"more-{number}", article.title, article.id, (Member(article.id),))
            store.events.put([more], {more.id: replace(made.summary, event_id=more.id, title=article.title)})
    store.close()
    return path
