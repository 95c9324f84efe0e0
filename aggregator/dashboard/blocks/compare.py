"""Outlets side by side: headline, opening, time, origin, what we have, what they tell, what they call it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

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
from aggregator.types import Article, Label

SHORT = 4
NAMES_SHOWN = 6
"""Referents with a row of their own."""


def table(lookup: Lookup, articles: Sequence[Article], reference: Article) -> Markup:
    """Columns are articles (an outlet with two has two), rows are what can be compared at a glance."""
    rows: list[tuple[str, Callable[[Article], Content]]] = [
        ("Headline", lambda article: _headline(article, reference)),
        ("Opening", lambda article: _opening(lookup, article)),
        ("Published", lambda article: _published(lookup, article)),
        ("Origin", lambda article: _origin(lookup, article)),
        ("Text we have", lambda article: _text(lookup, article)),
        ("Facts", lambda article: _facts(lookup, article)),
        ("Quotes", lambda article: _quotes(lookup, article)),
    ]
    rows += [
        (f"Calls {name}", _caller(lookup, referent)) for referent, name in _referents(lookup)[:NAMES_SHOWN]
    ]
    rows.append(("Read", _read))
    head = Markup('<th scope="col" class="px-corner">{}</th>').format(
        quiet(plural(len({article.outlet for article in articles}), "outlet"))
    )
    heads = [_head(lookup, article) for article in articles]
    return Markup(
        '<div class="px-scroll" tabindex="0" role="region" aria-label="Outlets side by side">'
        '<table class="px-matrix px-compare"><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(head, join(heads), join(_row(lookup, name, make, articles) for name, make in rows))


def _head(lookup: Lookup, article: Article) -> Markup:
    several = len(lookup.of_outlet(article.outlet)) > 1
    return outlet_head(lookup, article.outlet, [article], lookup.clock(article) if several else "")


def _row(
    lookup: Lookup, name: str, make: Callable[[Article], Content], articles: Sequence[Article]
) -> Markup:
    cells = [
        Markup('<td class="{}" data-outlet="{}"><div>{}</div></td>').format(
            "px-cell-unread" if name == "Text we have" and article.text_available != "full" else "",
            lookup.columns[article.id],
            make(article),
        )
        for article in articles
    ]
    return Markup('<tr class="px-row-{}"><th scope="row">{}</th>{}</tr>').format(
        name.split(maxsplit=1)[0].lower(), name, join(cells)
    )


# --- headlines -----------------------------------------------------------------------------------


def note(reference: Article) -> Markup:
    """What the underlining means."""
    return Markup(
        '<p class="px-quiet">Underlined: words that {}’s headline does not have (short words aside). '
        'Everything an outlet printed is set in <span class="px-printed">this serif</span>; '
        "the rest is Parallax.</p>"
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
    """The first sentence of the body."""
    body = (s for s in lookup.dossier.comparison.sentences if s.span.article_id == article.id)
    first = next((sentence for sentence in body if sentence.span.place == "body"), None)
    return printed(first.text, article.lang) if first else quiet("no text")


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


def _facts(lookup: Lookup, article: Article) -> Markup:
    facts = lookup.dossier.comparison.facts
    told = sum(
        cell.statement is not None for fact in facts for cell in fact.cells if cell.article_id == article.id
    )
    words = Markup("<b>{}</b> of {}").format(told, len(facts))
    if article.text_available == "full":
        return words
    return Markup("{}<br>{}").format(words, quiet("at least; the article was not read"))


def _quotes(lookup: Lookup, article: Article) -> Markup:
    printings = [
        printing
        for utterance in lookup.dossier.comparison.utterances
        for printing in utterance.printings
        if printing.quotation.article_id == article.id
    ]
    if not printings and article.text_available != "full":
        return quiet("cannot be told")
    tags = [
        tag(f"{number} {words}", "cut")
        for variant, words in (("trimmed_unmarked", "trimmed, no mark"), ("altered", "altered"))
        if (number := sum(printing.variant == variant for printing in printings))
    ]
    return join([Markup("{}").format(len(printings)), *tags], " ")


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


def _caller(lookup: Lookup, referent: str) -> Callable[[Article], Content]:
    def names(article: Article) -> Content:
        found = {
            label.text.casefold(): label
            for label in lookup.dossier.comparison.labels
            if label.referent_id == referent and label.span.article_id == article.id
        }
        return (
            join((_name(label, article) for label in found.values()), "; ") if found else quiet("not named")
        )

    return names


def _name(label: Label, article: Article) -> Markup:
    """The name leads to its place; a word that takes a side is tagged."""
    name = link(address.article(article.id, label.span), printed(label.text, article.lang), "px-bare")
    return Markup("{} {}").format(name, tag("takes a side", "attention")) if label.marked else name


def _read(article: Article) -> Markup:
    ways = [link(address.article(article.id), "Annotated"), outside_link(article.url, "At the outlet")]
    return join((way for way in ways if way), "<br>")
