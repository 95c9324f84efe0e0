"""How firmly outlets state the same fact: the certainty ladder, firmest wording on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.evidence import marked
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import join, link, printed, quiet
from aggregator.types import Certainty, Fact, Statement

RUNGS: dict[Certainty, str] = {
    "done": "done",
    "will": "will",
    "plans": "plan or agree to",
    "may": "may or could",
    "considers": "considers, examines",
    "denied": "denied",
}
LAST = datetime.max.replace(tzinfo=UTC)


def ladders(lookup: Lookup, facts: Sequence[Fact]) -> Markup:
    """One ladder for every fact on which outlets differ in certainty; the first one is open."""
    differing = [fact for fact in facts if lookup.certainty_differs(fact)]
    if not differing:
        return Markup("")
    return Markup(
        '<section class="px-firm"><h3>How firmly</h3><p class="px-quiet">The firmest wording stands at the '
        "top. Parallax orders words by its certainty list; it does not say which outlet is right.</p>"
        "{}</section>"
    ).format(join(_ladder(lookup, fact, number == 0) for number, fact in enumerate(differing)))


def _ladder(lookup: Lookup, fact: Fact, opened: bool) -> Markup:
    article = lookup.articles[fact.headline.span.article_id]
    statements = sorted(
        (cell.statement for cell in fact.cells if cell.statement),
        key=lambda statement: (lookup.articles[statement.span.article_id].published or LAST, statement.span),
    )
    rungs = []
    for step, (certainty, words) in enumerate(RUNGS.items()):
        here = [statement for statement in statements if statement.certainty == certainty]
        if here or certainty != "denied":
            rungs.append(_rung(lookup, here, words, len(RUNGS) - step))
    return Markup("<details{}><summary>{}</summary><dl>{}</dl></details>").format(
        Markup(" open") if opened else "", printed(fact.headline.text, article.lang), join(rungs)
    )


def _rung(lookup: Lookup, statements: Sequence[Statement], words: str, height: int) -> Markup:
    lines = [_line(lookup, statement) for statement in statements] or [quiet("no outlet")]
    return Markup(
        '<div class="px-rung"><dt><span class="px-bar px-bar-{}" aria-hidden="true"></span>{}</dt>'
        "<dd>{}</dd></div>"
    ).format(height, words, join(lines, "<br>"))


def _line(lookup: Lookup, statement: Statement) -> Markup:
    article = lookup.articles[statement.span.article_id]
    hedge = statement.trigger if lookup.hedge(statement) else None
    return Markup("<b>{}</b> {} {}").format(
        link(address.article(article.id, statement.span, view="Facts"), article.outlet),
        quiet(lookup.clock(article)),
        marked(statement.text, statement.span, hedge, article.lang),
    )
