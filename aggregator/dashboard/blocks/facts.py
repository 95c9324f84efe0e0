"""Facts by outlets: the matrix, its filters and its legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.evidence import marked, popover, statement_evidence
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import join, letter, link, printed, quiet, state_mark, tag
from aggregator.publish.report import plural
from aggregator.types import Article, Cell, Fact, State, Statement

ALL = "all"
CELLS_ON_A_PAGE = 600
ROWS_ON_A_PAGE = 40
COLUMNS_IN_VIEW = 10
"""Columns that stand side by side on a wide screen."""
SENTENCES_UP_TO = 3
"""Outlets beside each other for which there is room to show every sentence in its cell."""
MEANINGS: dict[State, str] = {
    "stated": "",
    "hedged": "possible, planned or attributed",
    "different": "another value, date or place",
    "not found": "in the text we have",
    "text unavailable": "the article itself was not read",
}


def filters(lookup: Lookup) -> dict[str, Callable[[Fact], bool]]:
    """What can be shown, by the words of the control."""
    several = lookup.count(lookup.outlets)
    return {
        ALL: lambda _: True,
        "two or more outlets": lambda fact: is_shared(lookup, fact),
        "one outlet": lambda fact: lookup.count(lookup.tellers(fact)) == 1,
        "all but one": lambda fact: several > 2 and lookup.count(lookup.tellers(fact)) == several - 1,
        "disputed": lookup.disputed,
        "numbers": lambda fact: fact.id in lookup.numbers_of_fact,
    }


def is_shared(lookup: Lookup, fact: Fact) -> bool:
    """Whether two outlets or more tell it, so that there is something to compare."""
    return lookup.count(lookup.tellers(fact)) > 1


def summary(lookup: Lookup) -> Markup:
    """How many can be compared."""
    facts = lookup.dossier.comparison.facts
    shared = sum(is_shared(lookup, fact) for fact in facts)
    words = f"{plural(shared, 'fact')} {'is' if shared == 1 else 'are'} told by two or more outlets"
    words += f", {len(facts) - shared:,} by one alone."
    if lookup.count(lookup.outlets) == 1:
        words = "One outlet: nothing to compare yet."
    return Markup('<p class="px-intro">{}</p>').format(words)


def rows_on_a_page(columns: int) -> int:
    """So many facts that the page stays light whether one outlet tells or forty."""
    return max(10, min(ROWS_ON_A_PAGE, CELLS_ON_A_PAGE // max(columns, 1)))


def note(shown: int, chosen: int, everything: int) -> str:
    """``94 facts``, ``12 of 94 facts``, ``94 facts, 40 of them here``."""
    words = plural(chosen, "fact") if chosen == everything else f"{chosen:,} of {plural(everything, 'fact')}"
    return words if shown == chosen else f"{words}, {shown:,} of them here"


def legend() -> Markup:
    items = [
        Markup("<li>{}{}</li>").format(state_mark(state), f" – {words}" if words else "")
        for state, words in MEANINGS.items()
    ]
    items.append(Markup("<li>{} – {}</li>").format(tag("check"), "less surely the same statement"))
    return Markup('<ul class="px-legend" aria-label="What the marks mean">{}</ul>').format(join(items))


def matrix(
    lookup: Lookup, facts: Sequence[Fact], outlets: Sequence[str], by_origins: bool, note: str
) -> Markup:
    """A table with facts as rows and outlets as columns, heads always in view.

    Two or three outlets leave room for the sentences themselves; among more, a mark opens its sentence.
    """
    in_full = 1 < len(outlets) <= SENTENCES_UP_TO
    opens = "a cell opens where it stands" if in_full else "a mark opens its sentence"
    words = f"most widely told first · {opens}"
    if len(outlets) > COLUMNS_IN_VIEW:
        words += f" · {len(outlets)} outlets: scroll sideways"
    head = Markup('<th scope="col" class="px-corner"><b>{}</b><br>{}</th>').format(note, quiet(words))
    heads = [outlet_head(lookup, name, lookup.of_outlet(name)) for name in outlets]
    body = [_row(lookup, number, fact, outlets, by_origins, in_full) for number, fact in enumerate(facts)]
    return Markup(
        '<div class="px-scroll" tabindex="0" role="region" aria-label="Facts by outlets">'
        '<table class="px-matrix px-facts{}"><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(" px-in-full" if in_full else "", head, join(heads), join(body))


def outlet_head(lookup: Lookup, name: str, articles: Sequence[Article], note: str = "") -> Markup:
    """A column's head with the letters of its articles."""
    letters = dict.fromkeys(lookup.letter(article.id) for article in articles)
    return Markup(
        '<th scope="col"><span class="px-above">{} {}</span><span class="px-outlet">{}</span>{}</th>'
    ).format(join((letter(text) for text in letters), " "), quiet(lookup.about(name)), name, quiet(note))


def _row(
    lookup: Lookup, number: int, fact: Fact, outlets: Sequence[str], by_origins: bool, in_full: bool
) -> Markup:
    cells = [
        _cell(lookup, fact, name, f"px-f{number}-{column}", in_full) for column, name in enumerate(outlets)
    ]
    return Markup("<tr>{}{}</tr>").format(fact_head(lookup, fact, by_origins), join(cells))


def fact_head(lookup: Lookup, fact: Fact, by_origins: bool) -> Markup:
    article = lookup.articles[fact.headline.span.article_id]
    return Markup(
        '<th scope="row">{}<br><span class="px-note"><b>{}</b> · words of {} {}</span></th>'
    ).format(
        printed(fact.headline.text, article.lang, "px-fact"),
        count_words(lookup, fact, by_origins),
        article.outlet,
        join(_tags(lookup, fact), " "),
    )


def count_words(lookup: Lookup, fact: Fact, by_origins: bool) -> str:
    """``4 of 7 outlets``, counted as in facts.csv."""
    if by_origins:
        return f"{len(lookup.origins_telling(fact))} of {plural(len(lookup.letters), 'origin')}"
    return f"{lookup.count(lookup.tellers(fact))} of {plural(lookup.count(lookup.outlets), 'outlet')}"


def _tags(lookup: Lookup, fact: Fact) -> list[Markup]:
    tags = []
    if lookup.disputed(fact):
        tags.append(tag("disputed", "attention"))
    if lookup.updated(fact):
        tags.append(tag("updated with time"))
    if lookup.certainty_differs(fact):
        tags.append(tag("certainty differs"))
    if lookup.count(lookup.tellers(fact)) == 1 and lookup.count(lookup.outlets) > 1:
        tags.append(tag("only here", "strong"))
    return tags


def _cell(lookup: Lookup, fact: Fact, outlet: str, id: str, in_full: bool) -> Markup:
    """What an outlet's articles say of a fact: each sentence, or else one mark for none."""
    own = {article.id: article for article in lookup.of_outlet(outlet)}
    cells = [cell for cell in fact.cells if cell.article_id in own]
    told = [cell for cell in cells if cell.statement]
    if told:
        parts = [_told(lookup, fact, cell, f"{id}-{n}", len(own) > 1, in_full) for n, cell in enumerate(told)]
        different = any(cell.state == "different" for cell in told)
        return _td(outlet, join(parts), "px-cell-different" if different else "")
    # Not found outweighs not read: at least one article of the outlet was read in full.
    state: State = "not found" if any(c.state == "not found" for c in cells) else "text unavailable"
    article = next((own[cell.article_id] for cell in cells if cell.state == state), None)
    kind = "px-cell-absent" if state == "not found" else "px-cell-absent px-cell-unread"
    return _td(outlet, _untold(article, state), kind)


def _told(lookup: Lookup, fact: Fact, cell: Cell, id: str, several: bool, in_full: bool) -> Markup:
    statement = cell.statement
    assert statement is not None
    article = lookup.articles[cell.article_id]
    trigger = lookup.trigger(statement)
    value = trigger if cell.state == "different" else lookup.value(fact, statement)
    if value:
        below = printed(value, article.lang, "px-value")
    elif trigger:
        below = Markup("“{}”").format(printed(trigger, article.lang, "px-said"))
    else:
        below = Markup("")
    clock = Markup('<span class="px-below">{}</span>').format(quiet(lookup.clock(article))) if several else ""
    check = Markup('<span class="px-below">{}</span>').format(tag("check")) if statement.unsure else ""
    sentence = _sentence(fact, statement, article) if in_full and is_shared(lookup, fact) else Markup("")
    button = Markup('{}<span class="px-below">{}</span>{}{}{}').format(
        state_mark(cell.state), below, check, clock, sentence
    )
    name = f"{article.outlet}: the sentence"
    return popover(id, button, statement_evidence(lookup, statement, cell.state), name)


def _sentence(fact: Fact, statement: Statement, article: Article) -> Markup:
    """The words of a cell, where they are not those that head its row."""
    if statement.span == fact.headline.span:
        words = quiet("its words head this row")
    else:
        words = marked(statement.text, statement.span, statement.trigger, article.lang)
    return Markup('<span class="px-statement">{}</span>').format(words)


def _untold(article: Article | None, state: State) -> Markup:
    if article is None:
        return state_mark(state)
    words = TEXT_WORDS[article.text_available] if state == "text unavailable" else ""
    return link(address.article(article.id, view="Facts"), state_mark(state, words), "px-bare")


def _td(outlet: str, content: Markup, kind: str) -> Markup:
    return Markup('<td class="{}" data-outlet="{}"><div>{}</div></td>').format(kind, outlet, content)
