"""Lines up the printings of one utterance over the articles of an event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from aggregator.compare.language.languages import main_language
from aggregator.compare.language.wording import PIECE, Wording, contains, wording
from aggregator.compare.utterances import indirect, joined, overlaps, pairing, variants
from aggregator.compare.utterances.indirect import Reported
from aggregator.compare.utterances.joined import Joined
from aggregator.compare.utterances.pairing import Pair, Printed, Vectors
from aggregator.compare.utterances.people import People
from aggregator.compare.utterances.variants import Difference
from aggregator.types import (
    UNKNOWN,
    Article,
    Encoders,
    Indirect,
    Place,
    Printing,
    Quotation,
    Utterance,
    Variant,
)

REPORTS = 0.62
"""Cosine above which a sentence of the same speaker without marks reports the utterance."""
REPORTS_ACROSS = 0.50
"""The same where sentence and utterance are in two languages."""
_FEWEST = 4
"""Words of a run that is looked for in other quotations: fewer may stand anywhere."""


def line_up(
    articles: Sequence[Article], quotations: Sequence[Quotation], encoders: Encoders
) -> tuple[Utterance, ...]:
    """Groups the printings of each utterance; every quotation is in exactly one.

    The order of ``articles`` and ``quotations`` does not matter. Utterances come in the order in which
    their first printing appeared.
    """
    by_id = {article.id: article for article in articles}
    ordered = sorted(quotations, key=lambda quotation: _order(quotation, by_id))
    reported = _reported(by_id, ordered)
    people = People(
        [
            *((quotation.attribution, quotation.lang) for quotation in ordered),
            *((sentence.attribution, sentence.lang) for sentence in reported),
        ]
    )
    printed = [
        Printed(
            quotation, wording(quotation.text), people.person(quotation.attribution.speaker, quotation.lang)
        )
        for quotation in ordered
    ]
    texts = [(item.quotation.text, item.lang) for item in printed]
    texts += [(sentence.content, sentence.lang[:2]) for sentence in reported]
    vectors = Vectors(texts, encoders)
    groups = _groups(printed, pairing.pairs(printed, vectors))
    bodies = {
        article.id: wording(article.text).keys for article in articles if article.text_available == "full"
    }
    joins = joined.others(printed, {_id([printed[number] for number in group]): group for group in groups})
    quoted = _quoted(printed)
    utterances = [
        _utterance([printed[number] for number in group], group, vectors, people, bodies, joins, quoted)
        for group in groups
    ]
    told = _link(reported, groups, printed, vectors, people)
    shared = overlaps.find(printed, groups, [utterance.id for utterance in utterances])
    return tuple(
        replace(utterance, indirect=tuple(told.get(number, ())), overlaps=tuple(shared[number]))
        for number, utterance in enumerate(utterances)
    )


def _reported(articles: Mapping[str, Article], quotations: Sequence[Quotation]) -> list[Reported]:
    """The sentences without marks that report speech, by article id; none where nothing is quoted."""
    if not quotations:
        return []
    by_article: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        by_article[quotation.article_id].append(quotation)
    return [
        sentence
        for article_id in sorted(articles)
        for sentence in indirect.find(articles[article_id], by_article[article_id])
    ]


def _link(
    reported: Sequence[Reported],
    groups: Sequence[Sequence[int]],
    printed: Sequence[Printed],
    vectors: Vectors,
    people: People,
) -> dict[int, list[Indirect]]:
    """Each reporting sentence with the utterance of the same speaker that has the printing nearest to it.

    What its own article quotes too is not asked: the reader has the words there, and a sentence beside them
    mostly tells something else that was said.
    """
    by_person: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for person in sorted({person for at in group if (person := printed[at].person) is not None}):
            by_person[person].append(number)
    asked = [
        (place, number, at)
        for place, sentence in enumerate(reported)
        if (person := people.person(sentence.attribution.speaker, sentence.lang)) is not None
        for number in by_person.get(person, [])
        if sentence.sentence.span.article_id
        not in {printed[at].quotation.article_id for at in groups[number]}
        for at in groups[number]
    ]
    cosines = vectors.cosines([(len(printed) + place, at) for place, _, at in asked])
    nearest: dict[int, tuple[float, int, int]] = {}
    for (place, number, at), cosine in zip(asked, cosines, strict=True):
        scored = (cosine or 0.0, -number, -at)
        nearest[place] = max(nearest.get(place, scored), scored)
    told: dict[int, list[Indirect]] = defaultdict(list)
    for place, (score, number, at) in nearest.items():
        sentence = reported[place]
        if score >= _floor(sentence, printed[-at]):
            told[-number].append(
                Indirect(
                    sentence.sentence.span, sentence.sentence.text, sentence.attribution, round(score, 4)
                )
            )
    return told


def _floor(sentence: Reported, item: Printed) -> float:
    return REPORTS if sentence.lang[:2] == item.lang else REPORTS_ACROSS


def _order(quotation: Quotation, articles: Mapping[str, Article]) -> tuple[float, str, str, int]:
    time = articles[quotation.article_id].time
    first = quotation.parts[0].span
    return (time.timestamp() if time else float("inf"), quotation.article_id, first.place, first.start)


# --- groups


def _groups(printed: Sequence[Printed], pairs: Sequence[Pair]) -> list[list[int]]:
    """Joins pairs, surest first; meaning alone may not bring two quotations of an article together.

    A printing with an ellipsis between what may be two statements brings no groups together.
    """
    parent = list(range(len(printed)))
    members = {number: [number] for number in parent}
    joiners = {number for number, item in enumerate(printed) if joined.pieces(item)}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for pair in pairs:
        a, b = sorted((root(pair.a), root(pair.b)))
        if a == b or (not pair.by_words and _share_article(printed, members[a], members[b])):
            continue
        if any(one in joiners and len(members[root(one)]) > 1 for one in (pair.a, pair.b)):
            continue
        parent[b] = a
        members[a] += members.pop(b)
    return sorted(sorted(group) for group in members.values())


def _share_article(printed: Sequence[Printed], one: Sequence[int], other: Sequence[int]) -> bool:
    articles = {printed[number].quotation.article_id for number in one if _in_body(printed[number])}
    return any(
        printed[number].quotation.article_id in articles for number in other if _in_body(printed[number])
    )


def _in_body(item: Printed) -> bool:
    return item.quotation.parts[0].span.place == "body"


# --- one utterance


@dataclass(frozen=True, slots=True)
class _Unit:
    """All that one article prints of an utterance in its headline, or in its body."""

    wording: Wording
    members: tuple[int, ...]
    lang: str
    article_id: str


def _utterance(
    group: Sequence[Printed],
    numbers: Sequence[int],
    vectors: Vectors,
    people: People,
    bodies: Mapping[str, Sequence[str]],
    joins: Mapping[int, Joined],
    quoted: Mapping[str, Sequence[Sequence[str]]],
) -> Utterance:
    """One utterance; ``numbers`` are the places of its printings among all, ``joins`` those that join two.

    ``quoted`` are the words of all quotations by article: an outlet that prints the rest of an utterance as
    its next quotation has left nothing out.
    """
    units = _units(group)
    single = [unit for unit in units if not any(numbers[at] in joins for at in unit.members)]
    fullest = _reference(single or units)
    reference = max(fullest.members, key=lambda at: (len(group[at].wording.spoken), -at))
    person = _speaker(group, people)
    printings = [Printing(item.quotation, "full") for item in group]
    for unit in units:
        one_language = unit.lang == fullest.lang
        for at in unit.members:
            [cosine] = [None] if one_language else vectors.cosines([(numbers[at], numbers[reference])])
            difference = variants.compare(
                unit.wording, fullest.wording, one_language, max(0.0, cosine or 0.0)
            )
            item, joins_others = group[at], joins.get(numbers[at])
            if _in_body(item):
                difference = _without_printed(difference, quoted[unit.article_id])
            printings[at] = Printing(
                quotation=item.quotation,
                variant=_variant(difference, joins_others),
                missing=_in_lines(difference.missing),
                added=_in_lines(difference.added),
                similarity=round(difference.similarity, 4),
                other_speaker=_is_disputed(item, person, people),
                headline_only=_headline_only(item, bodies),
                joined=joins_others.ids if joins_others else (),
            )
    name = people.name(person, fullest.lang) if person is not None else UNKNOWN
    return Utterance(_id(group), name, tuple(printings), reference)


def _in_lines(runs: Sequence[str]) -> tuple[str, ...]:
    """Runs of words, each in one line; pieces that were printed apart follow each other."""
    return tuple(" ".join(run.split()) for run in runs)


def _variant(difference: Difference, joins: Joined | None) -> Variant:
    """An ellipsis between two statements owns up that words are left out, and to nothing more."""
    if joins is None or difference.variant not in {"full", "trimmed_marked", "trimmed_unmarked"}:
        return difference.variant
    return "altered" if joins.is_changed else "trimmed_marked"


def _quoted(printed: Sequence[Printed]) -> Mapping[str, Sequence[Sequence[str]]]:
    """The words of each article's quotations, without those of its headline."""
    found: dict[str, list[Sequence[str]]] = defaultdict(list)
    for item in printed:
        if _in_body(item):
            found[item.quotation.article_id].append(item.wording.keys)
    return found


def _without_printed(difference: Difference, quoted: Sequence[Sequence[str]]) -> Difference:
    """The difference without what is called missing and stands in another quotation of the article."""
    missing = tuple(
        run
        for run in difference.missing
        if len(keys := wording(run).keys) < _FEWEST or not any(contains(words, keys) for words in quoted)
    )
    trimmed = difference.variant in {"trimmed_marked", "trimmed_unmarked"}
    return replace(
        difference, missing=missing, variant="full" if trimmed and not missing else difference.variant
    )


def _units(group: Sequence[Printed]) -> list[_Unit]:
    places: dict[tuple[str, Place], list[int]] = defaultdict(list)
    for at, item in enumerate(group):
        places[item.quotation.article_id, item.quotation.parts[0].span.place].append(at)
    return [_unit(group, members, article_id) for (article_id, _), members in places.items()]


def _unit(group: Sequence[Printed], members: Sequence[int], article_id: str) -> _Unit:
    """The quotations in order of the text; one that only repeats words of another adds nothing."""
    in_order = sorted(members, key=lambda at: group[at].quotation.parts[0].span.start)
    telling = [at for at in in_order if not any(_repeats(group, at, other) for other in in_order)]
    text = PIECE.join(_pieces(group[at].quotation) for at in telling)
    return _Unit(wording(text), tuple(members), group[in_order[0]].lang, article_id)


def _pieces(quotation: Quotation) -> str:
    """Its parts; one that begins with a small letter goes on with the sentence before it."""
    first, *others = [" ".join(part.text.split()) for part in quotation.parts]
    return first + "".join((" " if text[0].islower() else PIECE) + text for text in others)


def _repeats(group: Sequence[Printed], at: int, other: int) -> bool:
    own, others = group[at].wording.keys, group[other].wording.keys
    return at != other and (len(own), at) < (len(others), other) and contains(others, own)


def _reference(units: Sequence[_Unit]) -> _Unit:
    """The longest wording, in the language that most units use (English at a tie).

    At equal length it is the one most outlets print, then the earliest (units come in order of time).
    """
    lang = main_language(unit.lang for unit in units)
    candidates = [unit for unit in units if unit.lang == lang]
    prints = Counter(unit.wording.keys for unit in candidates)
    return max(candidates, key=lambda unit: (len(unit.wording.spoken), prints[unit.wording.keys]))


def _speaker(group: Sequence[Printed], people: People) -> int | None:
    """The person most articles name, a role or a body where none does; the first named at a tie.

    A noun alone ("spokesman", "group") names nobody, so that any fuller name of a role or body stands for it.
    """
    named = {(item.person, item.quotation.article_id): None for item in group if item.person is not None}
    votes = Counter(person for person, _ in named)
    bare = {
        item.person
        for item in group
        if item.quotation.attribution.speaker.islower() and " " not in item.quotation.attribution.speaker
    }
    return max(
        votes, key=lambda person: (people.is_named(person), person not in bare, votes[person]), default=None
    )


def _is_disputed(item: Printed, person: int | None, people: People) -> bool:
    """Whether an outlet itself names another speaker; whom its pronoun or role means is only our reading."""
    attribution, lang = item.quotation.attribution, item.quotation.lang
    printed = wording(attribution.as_printed).keys
    names = any(key in printed for key in wording(attribution.speaker).keys)
    return person is not None and names and people.contradicts(attribution.speaker, lang, person)


def _headline_only(item: Printed, bodies: Mapping[str, Sequence[str]]) -> bool:
    body = bodies.get(item.quotation.article_id)
    return not _in_body(item) and body is not None and not contains(body, item.wording.keys)


def _id(group: Sequence[Printed]) -> str:
    return sha256("\n".join(sorted(item.quotation.id for item in group)).encode()).hexdigest()[:16]
