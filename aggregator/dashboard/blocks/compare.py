"""Outlets side by side: headline, opening, time, origin, what we have, what they tell, what they call it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.facts import outlet_head
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup
from aggregator.dashboard.blocks.markup import (
    Content,
    join,
    link,
    outside_link,
    printed,
    printed_markup,
    quiet,
    state_mark,
    tag,
)
from aggregator.publish.report import plural
from aggregator.types import Article, Label, TextAvailable

SHORT = 4
NAMES_SHOWN = 6
"""Referents with a row of their own."""
COLUMNS_SHOWN = 12
COLUMNS_IN_VIEW = 8
"""Columns that stand side by side on a wide screen."""
OTHERS_SHOWN = 4
FEW_WORDS = 3
READ: tuple[TextAvailable, ...] = ("full", "summary", "headline")


@dataclass(frozen=True, slots=True)
class Column:
    """An outlet: the article that stands for it, and all that it has in the event."""

    lead: Article
    articles: tuple[Article, ...]

    @property
    def ids(self) -> set[str]:
        return {article.id for article in self.articles}

    @property
    def is_read(self) -> bool:
        return any(article.text_available == "full" for article in self.articles)


def columns(lookup: Lookup, outlets: Sequence[str], *, by_name: bool = False) -> list[Column]:
    """One an outlet, for which the first of its fullest articles stands; in their order, or by name."""
    found = []
    for outlet in outlets:
        own = lookup.of_outlet(outlet)
        found.append(Column(min(own, key=lambda article: READ.index(article.text_available)), tuple(own)))
    if by_name:
        return sorted(found, key=lambda column: column.lead.outlet.casefold())
    position = {article_id: place for place, article_id in enumerate(lookup.articles)}
    return sorted(found, key=lambda column: position[column.lead.id])


def table(lookup: Lookup, shown: Sequence[Column], reference: Article) -> Markup:
    """Columns are outlets, rows are what can be compared at a glance."""
    rows: list[tuple[str, Callable[[Column], Content]]] = [
        ("Headline", lambda column: _headline(column.lead, reference)),
        ("Opening", lambda column: _opening(lookup, column.lead)),
        ("Published", lambda column: _published(lookup, column.lead)),
        ("Origin", lambda column: _origin(lookup, column.lead)),
        ("Text we have", lambda column: _text(lookup, column.lead)),
        ("Facts", lambda column: _facts(lookup, column)),
        ("Quotes", lambda column: _quotes(lookup, column)),
    ]
    rows += [
        (f"Calls {name}", _caller(lookup, referent)) for referent, name in _referents(lookup)[:NAMES_SHOWN]
    ]
    rows.append(("Read", lambda column: _read(column.lead)))
    if any(len(column.articles) > 1 for column in shown):
        rows.append(("Its other articles", lambda column: _others(lookup, column)))
    wide = Markup("<br>{}").format(quiet("scroll sideways")) if len(shown) > COLUMNS_IN_VIEW else ""
    head = Markup('<th scope="col" class="px-corner">{}{}</th>').format(
        quiet(plural(lookup.count(column.lead.outlet for column in shown), "outlet")), wide
    )
    heads = [_head(lookup, column) for column in shown]
    return Markup(
        '<div class="px-scroll" tabindex="0" role="region" aria-label="Outlets side by side">'
        '<table class="px-matrix px-compare" style="--px-width:{:.2f}%"><thead><tr>{}{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(92 / len(shown), head, join(heads), join(_row(name, make, shown) for name, make in rows))


def _head(lookup: Lookup, column: Column) -> Markup:
    several = len(column.articles) > 1
    note = (
        f"{plural(len(column.articles), 'article')}; this is of {lookup.clock(column.lead)}"
        if several
        else ""
    )
    return outlet_head(lookup, column.lead.outlet, column.articles, note)


def _row(name: str, make: Callable[[Column], Content], shown: Sequence[Column]) -> Markup:
    cells = [
        Markup('<td class="{}" data-outlet="{}"><div>{}</div></td>').format(
            "px-cell-unread" if name == "Text we have" and column.lead.text_available != "full" else "",
            column.lead.outlet,
            make(column),
        )
        for column in shown
    ]
    return Markup('<tr class="px-row-{}"><th scope="row">{}</th>{}</tr>').format(
        name.split(maxsplit=1)[0].lower(), name, join(cells)
    )


# --- headlines -----------------------------------------------------------------------------------


def note(reference: Article) -> Markup:
    """What the underlining, the letters and the two kinds of type mean."""
    return Markup(
        '<p class="px-quiet">Underlined: words that {}’s headline does not have (short words aside). '
        'Everything an outlet printed is set in <span class="px-printed">this serif</span>; '
        "the rest is Parallax. A letter names an origin: whose text it is, or is copied from.</p>"
    ).format(reference.outlet)


def _headline(article: Article, reference: Article) -> Markup:
    if article.id == reference.id:
        return _headline_cell(printed(article.title, article.lang), "the others are compared with this one")
    if article.lang != reference.lang:
        return _headline_cell(
            printed(article.title, article.lang), "another language: words are not compared"
        )
    known, own = _content_words(reference.title), _content_words(article.title)
    pieces = re.split(r"(\s+)", article.title)
    words = join(
        Markup('<u class="px-new">{}</u>').format(piece) if set(_content_words(piece)) - set(known) else piece
        for piece in pieces
    )
    lacking = [word for key, word in known.items() if key not in own]
    below = f"not here: {', '.join(lacking)}" if lacking else "has every word of it"
    return _headline_cell(printed_markup(words, article.lang), below)


def _headline_cell(words: Markup, below: str) -> Markup:
    return Markup('<span class="px-headline">{}</span><p class="px-note">{}</p>').format(words, below)


def _content_words(text: str) -> dict[str, str]:
    """key -> word as printed, without short words; numbers and capitals always count."""
    found = re.findall(r"\w+(?:[-’']\w+)*", text)
    kept = (
        word for word in found if len(word) >= SHORT or word.isdigit() or (len(word) > 1 and word.isupper())
    )
    return {re.sub(r"[’']s$", "", word.casefold()): word for word in kept}


# --- the other rows ------------------------------------------------------------------------------


def _opening(lookup: Lookup, article: Article) -> Markup:
    """The first sentence that tells or asks something: no caption, no byline, no call to subscribe."""
    body = [
        sentence
        for sentence in lookup.dossier.comparison.sentences
        if sentence.span.article_id == article.id and sentence.span.place == "body"
        if not lookup.is_notice(sentence)
    ]
    if not body:
        return quiet("no text")
    own = [one for one in body if not _only_heads(one.text, article.title)]
    first = next((one for one in own if lookup.states(one) or _asks(one.text)), (own or body)[0])
    return printed(first.text, article.lang)


def _asks(text: str) -> bool:
    return text.rstrip("\"'”’») ").endswith("?")


def _only_heads(text: str, title: str) -> bool:
    """A name, a rubric, the headline again, or "By …" without the stop that ends a sentence."""
    words = _words(text)
    byline = words[:1] == ["by"] and not text.rstrip().endswith((".", "!", "?"))
    return len(words) <= FEW_WORDS or words == _words(title) or byline


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _published(lookup: Lookup, article: Article) -> Markup:
    return Markup("<b>{}</b><br>{}").format(lookup.clock(article), quiet(lookup.lag(article)))


def _origin(lookup: Lookup, article: Article) -> Markup:
    words = Markup('<span class="px-letter"><b>{}</b></span> {}').format(
        lookup.letter(article.id), lookup.origin_words(article.id)
    )
    origin = lookup.origins[article.id]
    if not origin.passage:
        return words
    return Markup("{}<br>{}").format(
        words, link(address.article(article.id, origin.passage), "shared passage")
    )


def _text(lookup: Lookup, article: Article) -> Content:
    if article.text_available == "full":
        return lookup.text_words(article)
    mark = state_mark("text unavailable", TEXT_WORDS[article.text_available])
    return Markup("{}<br>{}").format(mark, plural(article.words, "word"))


def _facts(lookup: Lookup, column: Column) -> Markup:
    """How many facts the outlet tells, as in the column of the Facts view."""
    facts = lookup.dossier.comparison.facts
    told = sum(any(cell.statement and cell.article_id in column.ids for cell in fact.cells) for fact in facts)
    words = Markup("<b>{}</b> of {}{}").format(told, len(facts), _in_all(column))
    if column.is_read:
        return words
    return Markup("{}<br>{}").format(words, quiet("at least; the article was not read"))


def _in_all(column: Column) -> Markup:
    """Said where a count is of more than the article that is shown."""
    number = len(column.articles)
    return Markup(" {}").format(quiet(f"in its {number} articles")) if number > 1 else Markup("")


def _quotes(lookup: Lookup, column: Column) -> Markup:
    utterances = lookup.dossier.comparison.utterances
    printings = [
        one for said in utterances for one in said.printings if one.quotation.article_id in column.ids
    ]
    tellings = [one for said in utterances for one in said.tellings if one.quotation.article_id in column.ids]
    if not printings and not column.is_read:
        return quiet("cannot be told")
    tags = [
        tag(f"{number} {words}", "cut")
        for variant, words in (("trimmed_unmarked", "trimmed, no mark"), ("altered", "altered"))
        if (number := sum(one.variant == variant for one in tellings))
    ]
    return join([Markup("{}{}").format(len(printings), _in_all(column)), *tags], " ")


def _referents(lookup: Lookup) -> list[tuple[str, str]]:
    """(referent, what it is called here) of what outlets name differently, most widely named first."""
    found: dict[str, list[Label]] = {}
    for label in lookup.dossier.comparison.labels:
        found.setdefault(label.referent_id, []).append(label)
    differing = [id for id in found if len({label.text.casefold() for label in found[id]}) > 1]
    differing.sort(key=lambda id: (-len({label.span.article_id for label in found[id]}), id))
    return [(id, _plain_name(found[id])) for id in differing]


def _plain_name(labels: Sequence[Label]) -> str:
    """The referent in plain words, else its commonest name."""
    counts = Counter(label.text for label in labels)
    return labels[0].referent or min(counts, key=lambda name: (-counts[name], name))


def names_note(lookup: Lookup) -> Markup:
    """How many names did not get a row."""
    rest = len(_referents(lookup)) - NAMES_SHOWN
    if rest <= 0:
        return Markup("")
    return Markup('<p class="px-quiet">{}</p>').format(
        f"The {NAMES_SHOWN} most widely named have a row; {rest} more that outlets name differently are in "
        "labels.csv."
    )


def _caller(lookup: Lookup, referent: str) -> Callable[[Column], Content]:
    def names(column: Column) -> Content:
        found = {
            label.text.casefold(): label
            for label in lookup.dossier.comparison.labels
            if label.referent_id == referent and label.span.article_id in column.ids
        }
        if not found:
            return quiet("not named")
        return join((_name(label, lookup.articles[label.span.article_id]) for label in found.values()), "; ")

    return names


def _name(label: Label, article: Article) -> Markup:
    """The name leads to its place; a word that takes a side is tagged."""
    name = link(address.article(article.id, label.span), printed(label.text, article.lang), "px-bare")
    return Markup("{} {}").format(name, tag("takes a side", "attention")) if label.marked else name


def _read(article: Article) -> Markup:
    ways = [link(address.article(article.id), "Annotated"), outside_link(article.url, "At the outlet")]
    return join((way for way in ways if way), "<br>")


def _others(lookup: Lookup, column: Column) -> Markup:
    """What else the outlet printed, each a link to the article."""
    others = [article for article in column.articles if article is not column.lead]
    items = [
        Markup("<li>{} {}</li>").format(
            link(address.article(article.id), printed(article.title, article.lang)),
            quiet(lookup.clock(article)),
        )
        for article in others[:OTHERS_SHOWN]
    ]
    if more := len(others) - len(items):
        items.append(Markup("<li>{}</li>").format(quiet(f"and {more} more in the view Articles")))
    return Markup('<ul class="px-list">{}</ul>').format(join(items)) if items else Markup("")
