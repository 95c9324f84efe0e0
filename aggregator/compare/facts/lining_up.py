"""Who states which fact, who does not, and how firmly.

A fact is a group of statements of different articles that say the same thing; its headline is the most
central of them, as printed. A statement is a clause or a sentence (``statements``). What has no like
elsewhere is a fact that one outlet alone tells: the whole sentence, where none of its clauses has one; a few
words that say nothing without the sentence before them ("They seem relaxed.") are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from aggregator.compare.facts import agreement, certainty, clauses, clusters, disagreement, statements
from aggregator.compare.facts.statements import Candidate
from aggregator.compare.language.languages import main_language
from aggregator.compare.language.pasted import without_pasted
from aggregator.types import (
    Article,
    Cell,
    Encoders,
    Fact,
    Matrix,
    Quotation,
    Sentence,
    Span,
    State,
    Statement,
)

ASIDE = 0.25
"""What a sentence loses as a headline for each: mostly quotation, not as firm as most, leaning on another
sentence, links pasted into it."""


def line_up(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    encoders: Encoders,
    quotations: Sequence[Quotation] = (),
) -> tuple[Fact, ...]:
    """The facts of one event, those that most outlets tell first, then in order of article and place.

    Every fact has a cell for each article, in the order given; nothing else depends on that order.
    """
    found = statements.candidates(articles, sentences, quotations)
    if not found:
        return ()
    scores = agreement.scores(found, encoders)
    owners = np.unique([one.article.id for one in found], return_inverse=True)[1]
    speech = np.array([one.speech for one in found])
    groups = list(dict.fromkeys(clusters.facts(scores, owners, speech)))
    blanks = {article.id: _blank(article) for article in articles}
    facts: list[Fact] = []
    taken: set[Span] = set()
    for group in (group for group in groups if len(group) > 1):
        facts.append(_fact(blanks, [found[row] for row in group], scores[np.ix_(group, group)], taken))
        taken.add(facts[-1].headline.span)
    alone = statements.rejoined([found[group[0]] for group in groups if len(group) == 1], found)
    facts += [
        _fact(blanks, [one], np.zeros((1, 1), dtype=np.float32), taken)
        for one in alone
        if not clauses.hangs(one.text, one.article.lang)
    ]
    outlets = {article.id: article.outlet for article in articles}
    return tuple(sorted(facts, key=lambda fact: _order(fact, outlets)))


def _fact(blanks: Mapping[str, Cell], members: Sequence[Candidate], near: Matrix, taken: Set[Span]) -> Fact:
    """Statements as a fact; ``near`` are the probabilities of their pairs, ``blanks`` the cells without any.

    A statement may tell several facts, but it heads only one: ``taken`` head others.
    """
    told = [_statement(member) for member in members]
    hedged = [statement.state == "hedged" for statement in told]
    mostly = sum(hedged) * 2 > len(hedged)
    aside = [
        (hedge != mostly) + member.speech + member.pasted + clauses.leans(member.text, member.article.lang)
        for hedge, member in zip(hedged, members, strict=True)
    ]
    central = near.mean(axis=1) + _common(members) - ASIDE * np.array(aside)
    central -= 2.0 * np.array([not main for main in _in_main_language(members)])
    central -= 4.0 * np.array([member.span in taken for member in members])
    centre = int(central.argmax())
    similar = [
        1.0 if place == centre else round(float(near[place, centre]), 4) for place in range(len(members))
    ]
    differing = disagreement.differing(members, centre)
    told = [
        replace(_marked(statement, differing.get(place)), similarity=similar[place])
        for place, statement in enumerate(told)
    ]
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        by_article[statement.span.article_id].append(statement)
    cells = tuple(_cell(id, by_article[id]) if id in by_article else blank for id, blank in blanks.items())
    return Fact(_id(told[centre].span), told[centre], tuple(told), cells)


def _common(members: Sequence[Candidate]) -> Matrix:
    """How much of its words each has in common with the others, on average (Jaccard)."""
    shares = [
        [len(one.stems & other.stems) / (len(one.stems | other.stems) or 1) for other in members]
        for one in members
    ]
    common: Matrix = np.array(shares, dtype=np.float32).mean(axis=1)
    return common


def _in_main_language(members: Sequence[Candidate]) -> list[bool]:
    """A fact is headed by a sentence in the language that most tell it in, English at a tie."""
    main = main_language(member.article.lang for member in members)
    return [member.article.lang == main for member in members]


def _statement(candidate: Candidate) -> Statement:
    firmness = certainty.firmness(without_pasted(candidate.text), candidate.article.lang)
    state: State = "hedged" if firmness.hedged else "stated"
    trigger = _within(candidate.span, firmness.trigger)
    return Statement(candidate.span, candidate.text, 0.0, firmness.certainty, state, trigger)


def _marked(statement: Statement, value: tuple[int, int] | None) -> Statement:
    """The statement as ``different`` where it prints another value; the value is then the trigger."""
    if value is None:
        return statement
    return replace(statement, state="different", trigger=_within(statement.span, value))


def _within(span: Span, place: tuple[int, int] | None) -> Span | None:
    return Span(span.article_id, span.start + place[0], span.start + place[1]) if place else None


def _cell(article_id: str, told: Sequence[Statement]) -> Cell:
    """The best statement of an article."""
    best = max(told, key=lambda statement: (statement.similarity, -statement.span.start))
    return Cell(article_id, best.state, best)


def _blank(article: Article) -> Cell:
    """Why an article tells nothing of a fact."""
    return Cell(article.id, "not found" if article.text_available == "full" else "text unavailable")


def _order(fact: Fact, outlets: dict[str, str]) -> tuple[int, tuple[Span, ...]]:
    told = {outlets[statement.span.article_id] for statement in fact.statements}
    return -len(told), tuple(statement.span for statement in fact.statements)


def _id(span: Span) -> str:
    """Stable as long as the headline's sentence stands where it stands."""
    return blake2b(f"{span.article_id}\0{span.start}\0{span.end}".encode(), digest_size=8).hexdigest()
