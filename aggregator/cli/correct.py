"""``parallax correct``: what a person knows better about the grouping; kept over every regrouping."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator import config
from aggregator.cli.console import list_problems, now, opened, say
from aggregator.store import Store

if TYPE_CHECKING:
    from aggregator.pipeline import Desk

app = typer.Typer(no_args_is_help=True, help="Correct the grouping; corrections outlive every regrouping.")

LISTED = 3
"""Articles of a correction that are listed by their ids."""

Reason = Annotated[str, typer.Option(help="Why; kept with the correction.")]
Who = Annotated[str, typer.Option(help="Who decided; your login name where not given.")]


@app.command()
def move(
    context: typer.Context,
    article: Annotated[str, typer.Argument(help="The article's id.")],
    event: Annotated[str, typer.Argument(help="The event's id, or 'new' for an event of its own.")],
    reason: Reason = "",
    who: Who = "",
) -> None:
    """Put an article into another event."""
    target = None if event == "new" else event
    _decide(context, who, lambda desk: f"It is in event {desk.move(article, target, reason)} now.")


@app.command()
def split(context: typer.Context, articles: list[str], reason: Reason = "", who: Who = "") -> None:
    """Take articles out of their event into one of their own."""
    _decide(context, who, lambda desk: f"They are event {desk.split(articles, reason)} now.")


@app.command()
def merge(context: typer.Context, events: list[str], reason: Reason = "", who: Who = "") -> None:
    """Make one event of several."""
    _decide(context, who, lambda desk: f"They are event {desk.merge(events, reason)} now.")


@app.command()
def rename(context: typer.Context, event: str, title: str, reason: Reason = "", who: Who = "") -> None:
    """Give an event a title of your own."""
    _decide(context, who, lambda desk: f"Event {desk.rename(event, title, reason)} is renamed.")


@app.command()
def lock(context: typer.Context, event: str, reason: Reason = "", who: Who = "") -> None:
    """Let nothing join or leave an event."""
    _decide(context, who, lambda desk: f"Event {desk.lock(event, reason)} is locked.")


@app.command()
def undo(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(help="The correction's number; the last one if not given.")
    ] = None,
    who: Who = "",
) -> None:
    """Take a correction back."""
    _decide(context, who, lambda desk: f"Correction {desk.undo(number)} is undone.")


@app.command("list")
def list_corrections(context: typer.Context) -> None:
    """List every correction, oldest first, with the event that its first article is in now."""
    store = Store.open(context.obj.db, create=False)
    found = store.corrections.all()
    homes = store.events.of_articles([correction.payload["articles"][0] for correction in found])
    for correction in found:
        undone = " (undone)" if correction.undone else ""
        articles = correction.payload["articles"]
        more = f" and {len(articles) - LISTED} more" if len(articles) > LISTED else ""
        what = ", ".join(correction.payload.get("title") or articles[:LISTED])
        what += f"{'' if correction.kind == 'rename' else more}, event {homes.get(articles[0], 'gone')} now"
        why = f": {correction.reason}" if correction.reason else ""
        when = f"{correction.at:%Y-%m-%d %H:%M}"
        say(f"{correction.id}  {when}  {correction.who}  {correction.kind} {what}{why}{undone}")
    if not found:
        say("No corrections yet.")


def _decide(context: typer.Context, who: str, decide: Callable[[Desk], str]) -> None:
    from aggregator import pipeline
    from aggregator.group import encode

    settings = config.load_if_there(context.obj.feeds)
    with opened(context.obj.db, "correct", create=False) as store:
        say(decide(pipeline.Desk(store, who or getpass.getuser(), now())))
        list_problems(pipeline.compare(store, encode.load(settings.settings.model)))
