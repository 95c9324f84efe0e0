"""Corrections made on an event's page: the forms, the one act behind them, and what it came to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st
from markupsafe import Markup

from aggregator import config
from aggregator.dashboard import address
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.dashboard.blocks.markup import link, notice
from aggregator.dashboard.visit import Visit, html
from aggregator.errors import InputError, ParallaxError
from aggregator.group import encode
from aggregator.types import Article, Correction, Encoders, Event

if TYPE_CHECKING:
    from aggregator.pipeline import Desk

# What the session keeps: the name given last, how many corrections it made, what the last one came to.
WHO, TURN, DONE = "px-who", "px-turn", "px-done"
OWN = "an event of its own"
MOST = 300


@dataclass(frozen=True)
class Act:
    """A correction as asked for: what the desk does, to which articles, and the words when it is done."""

    do: Callable[[Desk], object]
    done: str
    placed: Sequence[str] = ()


Asked = Callable[[str], Act]
"""What a form gives: the act, once the reason is known."""


def article(visit: Visit, lookup: Lookup, chosen: Article, near: Mapping[str, str]) -> None:
    """Put an article into an event of its own or into another one."""
    event = lookup.dossier.event
    with _popover("Correct", chosen.id, "stretch") as is_open:
        if not is_open:
            return
        with st.form(_key("move", chosen.id), border=False):
            alone = [OWN] if len(event.members) > 1 else []
            target = _target("Put this article into (or paste an event’s id)", [*alone, *near], near)
            who, reason = _who_and_why(visit)
            asked = st.form_submit_button("Move the article", type="primary")
        if asked:
            where = None if target == OWN else target

            def move(desk: Desk) -> str:
                return desk.move(chosen.id, where, reason)

            words = "in an event of its own" if where is None else "in another event"
            _decide(
                visit, event, who, reason, Act(move, f"{chosen.outlet}’s article is {words} now", [chosen.id])
            )


def event(visit: Visit, lookup: Lookup, near: Mapping[str, str]) -> None:
    """Rename, lock, merge or split the event."""
    today = lookup.dossier.event
    forms: dict[str, Callable[[Lookup], Asked]] = {
        "Rename": _rename,
        "Lock": _lock,
        "Merge": partial(_merge, near),
    }
    if len(today.members) > 2:
        forms["Split"] = _split
    with _popover("Correct the event", "event") as is_open:
        if not is_open:
            return
        kind = st.segmented_control(
            "What to correct", list(forms), default="Rename", required=True, key=_key("kind", "event")
        )
        with st.form(_key(kind, "event"), border=False):
            ask = forms[kind](lookup)
            who, reason = _who_and_why(visit)
            asked = st.form_submit_button(f"{kind} the event", type="primary")
        if asked:
            _decide(visit, today, who, reason, ask(reason))


def undo(visit: Visit, today: Event, last: Correction) -> None:
    """Take back the last correction of this event that stands."""
    if st.button("Undo the last correction", icon=":material/undo:", key=_key("undo", str(last.id))):
        act = Act(lambda desk: desk.undo(last.id), "The last correction is undone", last.payload["articles"])
        _act(visit, today, st.session_state.get(WHO, ""), act)


def say_done(visit: Visit, today: Event) -> None:
    """Once, what the last correction came to, with the way to where the articles went."""
    if DONE not in st.session_state:
        return
    words, event_id = st.session_state.pop(DONE)
    found = visit.store.events.summaries([event_id])
    if event_id == today.id or not found:
        html(notice(f"{words}."))
    else:
        where = link(address.event(event_id, view="Articles"), found[0].title)
        html(notice(f"{words}:", Markup("{}.").format(where)))


# --- the forms -------------------------------------------------------------------------------------


def _rename(lookup: Lookup) -> Asked:
    event_id = lookup.dossier.event.id
    title = st.text_input("New title", lookup.dossier.event.title[:MOST], max_chars=MOST)
    return lambda reason: Act(lambda desk: desk.rename(event_id, title, reason), "The event is renamed")


def _lock(lookup: Lookup) -> Asked:
    event_id = lookup.dossier.event.id
    st.caption("Nothing joins or leaves a locked event until the lock is undone.")
    return lambda reason: Act(lambda desk: desk.lock(event_id, reason), "The event is locked")


def _merge(near: Mapping[str, str], lookup: Lookup) -> Asked:
    event_id = lookup.dossier.event.id
    other = _target("Make one event of this and (or paste an event’s id)", list(near), near)

    def merge(desk: Desk, reason: str) -> str:
        if not other:
            raise InputError("Choose the event to merge with.")
        return desk.merge([event_id, other], reason)

    return lambda reason: Act(lambda desk: merge(desk, reason), "The two are one event now")


def _split(lookup: Lookup) -> Asked:
    names = lookup.columns
    taken = st.multiselect(
        "Take these articles out, into one event of their own",
        list(names),
        format_func=names.__getitem__,
        placeholder="choose articles",
    )

    def split(desk: Desk, reason: str) -> str:
        if not taken:
            raise InputError("Choose the articles to take out.")
        return desk.split(taken, reason)

    return lambda reason: Act(
        lambda desk: split(desk, reason), "They are in an event of their own now", taken
    )


def _target(label: str, options: Sequence[str], near: Mapping[str, str]) -> str | None:
    """An event's id as chosen by its title, or as pasted; None where nothing was chosen."""
    found = st.selectbox(
        label,
        options,
        index=0 if OWN in options else None,
        format_func=lambda event_id: near.get(event_id, event_id),
        accept_new_options=True,
        placeholder="choose an event",
    )
    return address.read_id(found) if found else None


def _who_and_why(visit: Visit) -> tuple[str, str]:
    """Whoever has a login decides under its name."""
    reason = st.text_input("Reason", max_chars=MOST)
    who = visit.guest.name or st.text_input("Your name", st.session_state.get(WHO, ""), max_chars=80)
    return who.strip(), reason.strip()


@contextmanager
def _popover(label: str, name: str, width: Literal["stretch", "content"] = "content") -> Iterator[bool]:
    """Filled only while it is open, so that a long list of articles stays light."""
    popover = st.popover(label, key=_key("popover", name), on_change="rerun", width=width)
    with popover:
        yield bool(popover.open)


def _key(kind: str, name: str) -> str:
    """New after each correction, which closes what was open and empties its fields."""
    return f"px-{kind}-{name}-{st.session_state.get(TURN, 0)}"


# --- the act ---------------------------------------------------------------------------------------


def _decide(visit: Visit, today: Event, who: str, reason: str, act: Act) -> None:
    if not who or not reason:
        _refuse("Give a reason and your name; both are kept with the correction.")
        return
    if not visit.guest.name:
        st.session_state[WHO] = who
    _act(visit, today, who, act)


def _act(visit: Visit, today: Event, who: str, act: Act) -> None:
    """Carry out, and show the event of today, or say why not."""
    try:
        with st.spinner("Grouping and comparing again …"):
            carry_out(visit, who, act.do)
    except (ParallaxError, OSError) as error:
        _refuse(str(error))
        return
    stayed = next((id for id in today.article_ids if id not in act.placed), today.article_ids[0])
    placed = act.placed[0] if act.placed else stayed
    homes = visit.store.events.of_articles([stayed, placed])
    st.session_state[DONE] = act.done, homes.get(placed, homes[stayed])
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.query_params["event"] = homes[stayed]
    st.rerun()


def carry_out(visit: Visit, who: str, do: Callable[[Desk], object]) -> None:
    """As the one writer: decide, and compare what changed; all corrections of the pages come through here.

    Raises ``InputError`` for a guest who may not, whatever was on the page; a login's name is its own.
    """
    from aggregator import pipeline  # loads the models' libraries

    if visit.refusal:
        raise InputError(visit.refusal)
    now = datetime.now(UTC).replace(microsecond=0)
    with visit.store.writing("correct", now):
        settings = config.load_if_there(Path(os.environ.get("PARALLAX_FEEDS", "feeds.yaml"))).settings
        encoders = _encoders(settings.model)  # before anything is decided: it may be missing
        do(pipeline.Desk(visit.store, visit.guest.name or who, now))
        pipeline.compare(visit.store, encoders)


@st.cache_resource(max_entries=1, show_spinner=False)
def _encoders(model: str) -> Encoders:
    """Kept from one correction to the next; whoever uses them holds the lock of the one writer."""
    return encode.load(model)


def _refuse(words: str) -> None:
    """Streamlit's own box: our colours do not reach into its popovers."""
    st.warning(f"**Not corrected.** {address.as_label(words)}")
