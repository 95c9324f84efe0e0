"""Numbers that can be compared across outlets: values in order of time, and the verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks.evidence import marked
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import join, link, quiet, tag
from aggregator.publish.report import plural
from aggregator.types import NumberLine, Quantity, Verdict

VERDICTS: tuple[Verdict, ...] = ("conflict", "updated", "agree")
LAST = datetime.max.replace(tzinfo=UTC)
CARDS_ON_A_PAGE = 20
REPEATED = "Printed more than once, with nothing of another outlet to compare it with."
SINGULARS = {
    "people": "person",
    "years": "year",
    "months": "month",
    "weeks": "week",
    "days": "day",
    "hours": "hour",
    "minutes": "minute",
    "seconds": "second",
}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def is_shared(lookup: Lookup, line: NumberLine) -> bool:
    """Whether two outlets or more print it, or it differs inside one: there is something to compare."""
    return line.verdict in ("conflict", "updated") or lookup.count(_outlets(lookup, line)) > 1


def _outlets(lookup: Lookup, line: NumberLine) -> tuple[str, ...]:
    return lookup.names(lookup.quantities[id].span.article_id for id in line.quantity_ids)


def summary(lookup: Lookup) -> Markup:
    """How many lines there are of each verdict, and how many numbers have no other outlet's beside them."""
    everything = lookup.dossier.comparison.lines
    lines = [line for line in everything if is_shared(lookup, line)]
    repeated, alone = len(everything) - len(lines), _alone(lookup)
    rest = f" {_can(repeated)} one outlet alone repeats." if repeated else ""
    if alone:
        more = plural(alone, "more number" if everything else "number")
        rest += f" {more} {'has' if alone == 1 else 'have'} no counterpart; "
        rest += f"numbers.csv lists {'it' if alone == 1 else 'them'}."
    count = {verdict: sum(line.verdict == verdict for line in lines) for verdict in VERDICTS}
    if not lines:
        said = Markup("No number of this event is printed by two outlets in a way that can be compared.")
    elif not count["conflict"] and not count["updated"]:
        said = Markup("No disagreement found among {}.").format(plural(len(lines), "comparable number"))
    else:
        said = Markup(
            "{} can be compared: <b>{} in conflict</b>, <b>{} updated</b>, {} in agreement."
        ).format(_can(len(lines)), count["conflict"], count["updated"], count["agree"])
    return Markup('<p class="px-intro">{}{}</p>').format(said, rest)


def _alone(lookup: Lookup) -> int:
    return sum(not quantity.line_id for quantity in lookup.dossier.comparison.quantities)


def _can(number: int) -> str:
    return f"{number:,} {'quantity' if number == 1 else 'quantities'}"


def ordered(lookup: Lookup) -> list[NumberLine]:
    """Conflicts first, what one outlet alone repeats last; inside a verdict in the comparison's order."""

    def rank(line: NumberLine) -> tuple[bool, int]:
        return not is_shared(lookup, line), VERDICTS.index(line.verdict or "agree")

    return sorted(lookup.dossier.comparison.lines, key=rank)


def card(lookup: Lookup, line: NumberLine) -> Markup:
    found = sorted(
        (lookup.quantities[id] for id in line.quantity_ids),
        key=lambda q: (lookup.articles[q.span.article_id].published or LAST, q.span),
    )
    groups: dict[tuple[float, float | None], list[Quantity]] = {}
    for quantity in found:
        groups.setdefault((quantity.value, quantity.value_max), []).append(quantity)
    return Markup(
        '<article class="px-card px-numbers"><header><p>{} <b>{}</b> {}</p></header>{}</article>'
    ).format(
        verdict_tag(line.verdict) if is_shared(lookup, line) else tag("one outlet alone"),
        line.of_what or line.unit or "a number",
        quiet(_why(line.verdict, list(groups.values())) if is_shared(lookup, line) else REPEATED),
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
        quiet(f"{' or '.join(qualifiers)} · {plural(lookup.count(outlets), 'outlet')}"),
        join(lines),
    )


def _line(lookup: Lookup, quantity: Quantity) -> Markup:
    article = lookup.articles[quantity.span.article_id]
    return Markup("<li><span>{}</span><b>{}</b><span>{}</span></li>").format(
        lookup.clock(article),
        link(address.article(article.id, quantity.sentence.span, view="Numbers"), article.outlet),
        marked(quantity.sentence.text, quantity.sentence.span, quantity.span, article.lang),
    )


def value_words(quantity: Quantity) -> str:
    """``1,450``, ``38 million``, ``5–7 %``, ``1.6 billion USD``, ``15:12``."""
    is_time = quantity.unit == "time"
    spelt, unit = (_time_of_day, "") if is_time else (_number, quantity.unit)
    value = spelt(quantity.value)
    if quantity.value_max is not None and quantity.value_max != quantity.value:
        value = f"{value}–{spelt(quantity.value_max)}"
    elif quantity.value == 1:
        unit = SINGULARS.get(unit, unit)
    return f"{value} {unit}" if unit else value


def _time_of_day(value: float) -> str:
    return f"{int(value) // 100:02}:{int(value) % 100:02}"


def _number(value: float) -> str:
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale)} {word}"
    return _plain(value)


def _plain(value: float) -> str:
    """Thousands parted, at most three decimals, no trailing zeros."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"
