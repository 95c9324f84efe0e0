"""The quote ledger: a card for each thing said, a row for each outlet that printed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from markupsafe import Markup

from aggregator.dashboard import address
from aggregator.dashboard.blocks import diff
from aggregator.dashboard.blocks.lookup import TEXT_WORDS, Lookup, language
from aggregator.dashboard.blocks.markup import (
    Content,
    join,
    link,
    printed,
    printed_markup,
    quiet,
    state_mark,
    tag,
)
from aggregator.publish.report import VARIANT_WORDS, changed_most, plural, spoken, telling, wording
from aggregator.publish.tables import speaker_of
from aggregator.types import (
    UNKNOWN,
    Article,
    Attribution,
    Indirect,
    Overlap,
    Part,
    Printing,
    Span,
    Utterance,
    Variant,
)

LONGEST_ARTICLE = 3
SMALL_PART = 1 / 3
ALL = "all"
CARDS_ON_A_PAGE = 20
ORDER: tuple[Variant, ...] = (
    "full",
    "trimmed_marked",
    "trimmed_unmarked",
    "altered",
    "translated",
    "paraphrase_in_quotes",
)
TAG_KINDS = {"trimmed_unmarked": "cut", "altered": "cut", "trimmed_marked": "strong"}
NO_TONE = ("", "neutral", "other")
"""Classes of verbs that say nothing about how somebody spoke."""
MARKS = {
    "“": "”“",
    "„": "”“",
    "«": "»",
    "»": "«",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "—": "",
    "–": "",
}


def filters() -> dict[str, Callable[[Utterance], bool]]:
    return {
        ALL: lambda _: True,
        "trimmed without a mark": lambda utterance: _any(utterance, variant="trimmed_unmarked"),
        "altered": lambda utterance: _any(utterance, variant="altered"),
        "speaker disputed": lambda utterance: any(p.other_speaker for p in utterance.printings),
        "headline only": lambda utterance: any(p.headline_only for p in utterance.printings),
    }


def _any(utterance: Utterance, variant: Variant) -> bool:
    return any(printing.variant == variant for printing in utterance.tellings)


def summary(shared: int, alone: int) -> Markup:
    """How many can be compared, as ``is_shared`` has it, and how many cannot; each a group of quotes.csv."""
    verb = "is" if shared == 1 else "are"
    words = f"{plural(shared, 'quote')} {verb} printed by two or more outlets, whole or in part"
    words += f"; {alone:,} more by one alone." if alone else "."
    return Markup('<p class="px-intro">{}</p>').format(words)


def is_shared(lookup: Lookup, utterance: Utterance) -> bool:
    """Whether two outlets or more print it or a part of it, so that there is something to compare."""
    ids = [printing.quotation.article_id for printing in utterance.printings]
    return lookup.count(lookup.names([*ids, *_overlapping(utterance)])) > 1


def _overlapping(utterance: Utterance) -> list[str]:
    """The articles that print a part of it in another quotation."""
    return [overlap.quotation.article_id for overlap in utterance.overlaps]


def card(lookup: Lookup, utterance: Utterance) -> Markup:
    """One utterance: speaker, fullest wording, counts, then who printed it how, and who did not."""
    fullest = utterance.fullest
    rows = [_row(lookup, utterance, unit) for unit in _ordered(lookup, utterance)]
    rows += [_overlap(lookup, overlap) for overlap in utterance.overlaps]
    rows += [_indirect(lookup, report) for report in utterance.indirect]
    return Markup(
        '<article class="px-card"><header><p><b>{}</b> {}</p><p class="px-fullest">{}</p>'
        '<p class="px-tags">{}</p></header>{}{}</article>'
    ).format(
        utterance.speaker,
        quiet(_role(utterance)),
        printed_markup(_in_a_row(lookup, fullest), fullest[0].quotation.lang),
        join(_tags(lookup, utterance), " "),
        join(rows),
        _absent(lookup, utterance),
    )


def alone(lookup: Lookup, utterances: Sequence[Utterance], opened: bool) -> Markup:
    """What one outlet alone prints, a row each, folded under a line that says how many."""
    if not utterances:
        return Markup("")
    number = plural(len(utterances), "quote")
    verb = "is" if len(utterances) == 1 else "are"
    return Markup('<details class="px-card px-alone"{}><summary>{}</summary>{}</details>').format(
        Markup(" open") if opened else "",
        f"{number} that {verb} printed by one outlet alone",
        join(_single(lookup, utterance) for utterance in utterances),
    )


def _single(lookup: Lookup, utterance: Utterance) -> Markup:
    reference = utterance.printings[utterance.reference]
    attribution = reference.quotation.attribution
    article = lookup.articles[reference.quotation.article_id]
    ways = [
        _in_the_article(p.quotation.article_id, p.quotation.parts[0].span)
        for unit in _ordered(lookup, utterance)
        for p in unit
    ]
    if any(printing.headline_only for printing in utterance.printings):
        ways.insert(0, tag("headline only", "attention"))
    said = Markup("{} {}").format(attribution.verb, quiet(attribution.as_printed)) if attribution.verb else ""
    return _ledger_row(
        _who(lookup, article),
        Markup("<b>{}</b> {}").format(utterance.speaker, said),
        printed_markup(_in_a_row(lookup, utterance.fullest), reference.quotation.lang),
        join(ways, "<br>"),
    ) + join(_indirect(lookup, report) for report in utterance.indirect)


def _how_much(lookup: Lookup, outlet: str) -> str:
    """What was read of an outlet that was not read in full."""
    return " and ".join(dict.fromkeys(TEXT_WORDS[a.text_available] for a in lookup.of_outlet(outlet)))


def _who(lookup: Lookup, article: Article) -> Markup:
    return Markup("<b>{}</b><br>{}").format(
        article.outlet, quiet(f"{lookup.clock(article)} · origin\u00a0{lookup.letter(article.id)}")
    )


def _role(utterance: Utterance) -> str:
    """What stands beside the speaker's name in the printing that says most; an article alone says nothing."""
    if utterance.speaker == UNKNOWN:
        return "printed without a name that could be told"
    printed = [p.quotation.attribution.as_printed for p in utterance.printings if not p.other_speaker]
    roles = [
        ", ".join(part for part in (side.strip(" ,") for side in words.split(utterance.speaker)) if part)
        for words in printed
        if utterance.speaker in words
    ]
    return max((role for role in roles if len(role) > LONGEST_ARTICLE), key=len, default="")


def _ordered(lookup: Lookup, utterance: Utterance) -> list[Sequence[Printing]]:
    """What each article prints: the fullest, then by how much was changed, then in the event's order."""
    position = {id: number for number, id in enumerate(lookup.articles)}

    def rank(unit: Sequence[Printing]) -> tuple[bool, int, int, str]:
        first = unit[0].quotation
        changed = ORDER.index(changed_most(unit).variant)
        return unit != utterance.fullest, changed, position[first.article_id], first.id

    return sorted(utterance.units, key=rank)


def _tags(lookup: Lookup, utterance: Utterance) -> list[Markup]:
    printings = utterance.printings
    ids = [printing.quotation.article_id for printing in printings]
    origins = {lookup.origins[id].origin_id for id in ids}
    whole = lookup.count(lookup.names(ids))
    outlets = f"{whole} of {plural(lookup.count(lookup.outlets), 'outlet')}"
    tags = [tag(f"{outlets} · {plural(len(origins), 'origin')}", "strong")]
    if more := lookup.count(lookup.names([*ids, *_overlapping(utterance)])) - whole:
        tags.append(tag(f"a part in {plural(more, 'more outlet')}"))
    variants = Counter(printing.variant for printing in utterance.tellings)
    tags += [
        tag(f"{variants[variant]} {VARIANT_WORDS[variant]}", "cut")
        for variant in ("trimmed_unmarked", "altered")
        if variants[variant]
    ]
    if any(printing.other_speaker for printing in printings):
        speakers = Counter(speaker_of(utterance, printing) for printing in printings)
        named = ", ".join(f"{name} ({number})" for name, number in speakers.most_common())
        tags.append(tag(f"speaker disputed: {named}", "attention"))
    if any(printing.headline_only for printing in printings):
        tags.append(tag("headline not found word for word in the body", "attention"))
    return tags


def _row(lookup: Lookup, utterance: Utterance, unit: Sequence[Printing]) -> Markup:
    article = lookup.articles[unit[0].quotation.article_id]
    said = dict.fromkeys(
        _said(printing.quotation.attribution, article, printing.other_speaker) for printing in telling(unit)
    )
    links = [_in_the_article(article.id, printing.quotation.parts[0].span) for printing in unit]
    return _ledger_row(
        _who(lookup, article),
        join(said, "<br>"),
        _wording(lookup, utterance, unit),
        join([_variant_tag(unit), *links], "<br>"),
    )


def _said(attribution: Attribution, article: Article, other_speaker: bool = False) -> Markup:
    """The verb, and on the next line whom it lets speak."""
    verb: Content = printed(attribution.verb, article.lang) if attribution.verb else quiet("no verb")
    if attribution.verb_class not in NO_TONE:
        verb = Markup("{} {}").format(verb, quiet(f"({attribution.verb_class})"))
    if other_speaker:
        verb = Markup("{} {}").format(verb, tag("another speaker", "attention"))
    named = printed(attribution.as_printed, article.lang) if attribution.as_printed else quiet("nobody named")
    return Markup("{}<br>{}").format(verb, named)


def _in_the_article(article_id: str, span: Span) -> Markup:
    return link(address.article(article_id, span, view="Quotes"), "In the article")


def _ledger_row(who: Content, how: Content, words: Content, where: Content, kind: str = "") -> Markup:
    return Markup(
        '<div class="px-row {}"><div>{}</div><div>{}</div><div>{}</div><div class="px-end">{}</div></div>'
    ).format(kind, who, how, words, where)


def _variant_tag(unit: Sequence[Printing]) -> Markup:
    printing = changed_most(unit)
    words = "full" if printing.variant == "full" else VARIANT_WORDS[printing.variant]
    tags = [tag(words, TAG_KINDS.get(printing.variant, ""))]
    if any(one.joined for one in unit):
        tags.append(tag("joins two statements", "attention"))
    if any(one.headline_only for one in unit):
        tags.append(tag("headline only", "attention"))
    return join(tags, " ")


def _wording(lookup: Lookup, utterance: Utterance, unit: Sequence[Printing]) -> Markup:
    """The words with their differences; what needs none is said in a word."""
    printing = changed_most(unit)
    lang = printing.quotation.lang
    if unit == utterance.fullest:
        alone = len(utterance.units) == 1 and not utterance.overlaps
        return quiet("the only printing" if alone else "the fullest wording, above")
    if printing.variant == "full":
        return quiet("word for word")
    if printing.variant in ("translated", "paraphrase_in_quotes"):
        why = (
            f"In {language(lang)}: compared by meaning, words are not marked."
            if printing.variant == "translated"
            else "Marks around words that only render the sense: words are not marked."
        )
        return Markup('{}<p class="px-listed">{}</p>').format(
            printed_markup(_in_a_row(lookup, unit), lang), quiet(why)
        )
    if part := _small_part(utterance, unit):
        return Markup('{}<p class="px-listed">{}</p>').format(
            printed_markup(_in_a_row(lookup, unit), lang), quiet(part)
        )
    opening, closing = _marks(lookup, printing.quotation.parts[0])
    words = diff.marked(wording(utterance.fullest), wording(unit), printing.missing, printing.added)
    return Markup("{}{}").format(
        printed_markup(Markup("{}{}{}").format(opening, words, closing), lang),
        diff.listed(printing.missing, printing.added),
    )


def _small_part(utterance: Utterance, unit: Sequence[Printing]) -> str:
    """What is said of a few words in an outlet’s own sentence, which striking all others would hide."""
    kept, whole = (len(wording(one).split()) for one in (unit, utterance.fullest))
    if any(printing.added for printing in unit) or kept > SMALL_PART * whole:
        return ""
    return f"{plural(kept, 'word')} of {whole}; the others are left out"


def _in_a_row(lookup: Lookup, unit: Sequence[Printing]) -> Markup:
    return join((as_printed(lookup, printing) for printing in telling(unit)), " ")


def as_printed(lookup: Lookup, printing: Printing) -> Markup:
    """Every part between the marks that the outlet set."""
    parts = []
    for part in printing.quotation.parts:
        opening, closing = _marks(lookup, part)
        parts.append(Markup("{}{}{}").format(opening, spoken(part.text), closing))
    return join(parts, " ")


def _marks(lookup: Lookup, part: Part) -> tuple[str, str]:
    """The marks around a part in the stored text; ours where it has none that match."""
    article = lookup.articles[part.span.article_id]
    text = article.title if part.span.place == "headline" else article.text
    before, after = text[: part.span.start][-1:], text[part.span.end : part.span.end + 1]
    if before in MARKS and after and after in MARKS[before]:
        return before, after
    return "“", "”"


def _overlap(lookup: Lookup, overlap: Overlap) -> Markup:
    """What an outlet prints of it within another quotation, with the words that both print set apart."""
    quotation = overlap.quotation
    article = lookup.articles[quotation.article_id]
    before, words, after = quotation.text.partition(overlap.words)
    shared = Markup("{}<b>{}</b>{}").format(before, words, after)
    return _ledger_row(
        _who(lookup, article),
        _said(quotation.attribution, article),
        Markup('{}<p class="px-listed">{}</p>').format(
            printed_markup(Markup("“{}”").format(shared), article.lang),
            quiet(f"another quotation; {plural(len(words.split()), 'word')} in a row are of this one"),
        ),
        join([tag("a part of it"), _in_the_article(article.id, quotation.parts[0].span)], "<br>"),
    )


def _indirect(lookup: Lookup, report: Indirect) -> Markup:
    article = lookup.articles[report.span.article_id]
    return _ledger_row(
        Markup("{} {}").format(article.outlet, lookup.clock(article)),
        "reports without marks",
        printed(report.text, article.lang),
        Markup("{} {}").format(
            tag("paraphrase, not counted"),
            _in_the_article(article.id, report.span),
        ),
        "px-row-quiet",
    )


def _absent(lookup: Lookup, utterance: Utterance) -> Markup:
    """Outlets without the quote: not found in a full text, or never read."""
    present = {printing.quotation.article_id for printing in utterance.printings}
    present.update(_overlapping(utterance))
    here = set(lookup.names(present | {report.span.article_id for report in utterance.indirect}))
    missing = [name for name in lookup.outlets if name not in here]
    unread = [n for n in missing if all(a.text_available != "full" for a in lookup.of_outlet(n))]
    read = [name for name in missing if name not in unread]
    parts = []
    if read:
        parts.append(Markup("{} {}").format(state_mark("not found", "not found:"), ", ".join(read)))
    if unread:
        words = ", ".join(f"{name} ({_how_much(lookup, name)})" for name in unread)
        parts.append(Markup("{} {}").format(state_mark("text unavailable", "not read:"), words))
    if not parts:
        return Markup("")
    return Markup('<div class="px-row px-row-quiet px-row-short"><p>{}</p></div>').format(
        join(parts, Markup("</p><p>"))
    )
