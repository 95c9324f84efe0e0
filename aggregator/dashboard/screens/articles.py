"""The articles of an event: why each stands in it, what people corrected, and which events are near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from aggregator.dashboard.blocks import corrections as blocks
from aggregator.dashboard.blocks import members
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import quiet
from aggregator.dashboard.screens import correcting
from aggregator.dashboard.visit import Visit, html, paged
from aggregator.group.coefficients import model
from aggregator.group.corrections import lock_on
from aggregator.store import Store
from aggregator.types import Correction, Event, EventSummary

ON_A_PAGE = 25


def show(visit: Visit, lookup: Lookup) -> None:
    event = lookup.dossier.event
    decided = visit.store.corrections.all()
    near = _related(visit.store, event, decided)
    titles = {summary.event_id: summary.title for summary, _ in near}
    correcting.say_done(visit, event)
    _head(visit, lookup, titles)
    _rows(visit, lookup, titles)
    _history(visit, event, [one for one in decided if _concerns(one, event.article_ids)])
    html(members.related(near))


def _head(visit: Visit, lookup: Lookup, near: Mapping[str, str]) -> None:
    kept = Markup("A correction is kept when articles are grouped again, and exported as <b>human</b>.")
    words = Markup("Each article, and why it stands in this event. {}").format(visit.refusal or kept)
    with st.container(key="px-members-head", horizontal=True, vertical_alignment="center"):
        html(Markup('<p class="px-intro">{}</p>').format(words))
        if not visit.refusal:
            correcting.event(visit, lookup, near)


def _rows(visit: Visit, lookup: Lookup, near: Mapping[str, str]) -> None:
    pairs = members.ordered(lookup)
    rows, start, end = paged(len(pairs), ON_A_PAGE)
    for number, (member, article) in enumerate(pairs[start:end]):
        with rows, st.container(key=f"px-member-{number}"):
            if visit.refusal:
                html(members.row(lookup, member, article))
                continue
            left, right = st.columns([6.5, 1], vertical_alignment="center")
            with left:
                html(members.row(lookup, member, article))
            with right:
                correcting.article(visit, lookup, article, near)


def _history(visit: Visit, event: Event, found: Sequence[Correction]) -> None:
    if not found:
        return
    ids = sorted({article_id for one in found for article_id in one.payload["articles"]})
    html(
        Markup('<h3 class="px-h3">Corrections of this event</h3>')
        + blocks.history(found, {article.id: article.title for article in visit.store.articles.get(ids)})
    )
    standing = [one for one in found if not one.undone]
    if standing and not visit.refusal:
        correcting.undo(visit, event, standing[-1])
    elif not standing:
        html(quiet("None of them stands."))


def _related(store: Store, event: Event, decided: Sequence[Correction]) -> list[tuple[EventSummary, str]]:
    """Near events, nearest first, with what kept each apart: a person's word before the machine's."""
    from aggregator import pipeline  # loads the models' libraries, which only this view needs

    found = {one.event_id: one for one in pipeline.related(store, event)}
    apart = {event_id: one.apart for event_id, one in found.items()}
    for other in store.events.get(list(apart)):
        if any(_parts(one, event, other) for one in decided):
            apart[other.id] = "a person decided so"
        elif found[other.id].similarity >= model().limits.cut and lock_on(
            decided, (*event.article_ids, *other.article_ids)
        ):
            apart[other.id] = "one of the two is locked"
    return [(summary, apart[summary.event_id]) for summary in store.events.summaries(list(apart))]


def _parts(correction: Correction, one: Event, other: Event) -> bool:
    """Whether a standing move or split holds two events apart."""
    placed, former = set(correction.payload["articles"]), set(correction.payload.get("from", ()))
    return not correction.undone and any(
        not placed.isdisjoint(a.article_ids) and not former.isdisjoint(b.article_ids)
        for a, b in ((one, other), (other, one))
    )


def _concerns(correction: Correction, article_ids: Sequence[str]) -> bool:
    named = {article_id for role, ids in correction.payload.items() if role != "title" for article_id in ids}
    return not named.isdisjoint(article_ids)
