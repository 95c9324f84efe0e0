"""Numbers that can be compared across outlets: values in order of time, and the verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.evidence import marked
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import join, link, quiet
from aggregator.publish.report import plural
from aggregator.types import NumberLine, Quantity, Verdict

VERDICTS: tuple[Verdict, ...] = ("conflict", "updated", "agree")
LAST = datetime.max.replace(tzinfo=UTC)
CARDS_ON_A_PAGE = 20
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def summary(lookup: Lookup) -> Markup:
    """How many lines there are of each verdict, and how many numbers nobody else prints."""
    lines = lookup.dossier.comparison.lines
    alone = sum(not quantity.line_id for quantity in lookup.dossier.comparison.quantities)
    more = plural(alone, "more number" if lines else "number")
    rest = f" {more} {'has' if alone == 1 else 'have'} no counterpart." if alone else ""
    count = {verdict: sum(line.verdict == verdict for line in lines) for verdict in VERDICTS}
    if not lines:
        said = Markup("No number of this event is printed by two outlets in a way that can be compared.")
    elif not count["conflict"] and not count["updated"]:
        said = Markup("No disagreement found among {}.").format(plural(len(lines), "comparable number"))
    else:
        can = plural(len(lines), "quantity").replace("quantitys", "quantities")
        said = Markup(
            "{} can be compared across outlets: <b>{} in conflict</b>, <b>{} updated</b>, {} in agreement."
        ).format(can, count["conflict"], count["updated"], count["agree"])
    return Markup('<p class="px-intro">{}{}</p>').format(said, rest)


def ordered(lookup: Lookup) -> list[NumberLine]:
    """Conflicts first; inside a verdict in the comparison's order."""
    return sorted(lookup.dossier.comparison.lines, key=lambda line: VERDICTS.index(line.verdict or "agree"))


def card(lookup: Lookup, line: NumberLine) -> Markup:
    found = sorted(
        (lookup.quantities[id] for id in line.quantity_ids),
        key=lambda q: (lookup.articles[q.span.article_id].time or LAST, q.span),
    )
    groups: dict[tuple[float, float | None], list[Quantity]] = {}
    for quantity in found:
        groups.setdefault((quantity.value, quantity.value_max), []).append(quantity)
    return Markup(
        '<article class="px-card px-numbers"><header><p>{} <b>{}</b> {}</p></header>{}</article>'
    ).format(
        verdict_tag(line.verdict),
        line.of_what or line.unit or "a number",
        quiet(_why(line.verdict, list(groups.values()))),
        join(_group(lookup, quantities) for quantities in groups.values()),
    )


def verdict_tag(verdict: Verdict) -> Markup:
    """Mark and word."""
    kinds = {
        "conflict": ("attention", "different", "conflict"),
        "updated": ("", "hedged", "updated with time"),
    }
    kind, mark, words = kinds.get(verdict, ("", "stated", "agree"))
    return Markup(
        '<span class="px-tag{}"><span class="px-{}"><span class="px-mark" aria-hidden="true"></span></span>'
        "{}</span>"
    ).format(f" px-tag-{kind}" if kind else "", mark, words)


def _why(verdict: Verdict, groups: Sequence[Sequence[Quantity]]) -> str:
    values = [value_words(group[0]) for group in groups]
    if verdict == "conflict":
        return f"{_and(values)} are further apart than rounding and the words around them allow."
    if verdict == "updated":
        return "The figure moves with time: a running count, or an outlet that corrects itself."
    return "The same within rounding and the words around it."


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _group(lookup: Lookup, quantities: Sequence[Quantity]) -> Markup:
    outlets = lookup.names(quantity.span.article_id for quantity in quantities)
    qualifiers = list(dict.fromkeys(f"“{q.qualifier}”" if q.qualifier else "exactly" for q in quantities))
    lines = [_line(lookup, quantity) for quantity in quantities]
    return Markup(
        '<div class="px-value-row"><div><span class="px-big">{}</span><br>{}</div><ul>{}</ul></div>'
    ).format(
        value_words(quantities[0]),
        quiet(f"{' or '.join(qualifiers)} · {plural(len(outlets), 'outlet')}"),
        join(lines),
    )


def _line(lookup: Lookup, quantity: Quantity) -> Markup:
    article = lookup.articles[quantity.span.article_id]
    return Markup("<li><span>{}</span><b>{}</b><span>{}</span></li>").format(
        lookup.clock(article),
        link(address.article(article.id, quantity.sentence.span), article.outlet),
        marked(quantity.sentence.text, quantity.sentence.span, quantity.span, article.lang),
    )


def value_words(quantity: Quantity) -> str:
    """``1,450``, ``38 million``, ``5–7 %``, ``1.6 billion USD``."""
    value = _number(quantity.value)
    if quantity.value_max is not None and quantity.value_max != quantity.value:
        value = f"{value}–{_number(quantity.value_max)}"
    return f"{value} {quantity.unit}" if quantity.unit else value


def _number(value: float) -> str:
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale)} {word}"
    return _plain(value)


def _plain(value: float) -> str:
    """Thousands parted, at most three decimals, no trailing zeros."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"
