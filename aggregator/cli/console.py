"""What the commands share: printing, progress, the store, dates."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from aggregator.publish import bundle, report
from aggregator.store import Store
from aggregator.types import EventSummary, Failed, Problem

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

NO_EVENTS = "No events yet. Run parallax update, or import articles."


@dataclass(slots=True)
class Where:
    """The two places every command may need."""

    db: Path
    feeds: Path
    named: Sequence[str] = ()
    """What was said of them on the command line, which the next command needs too."""

    def command(self, words: str) -> str:
        """A command as it has to be typed next."""
        return " ".join(["parallax", *map(shlex.quote, self.named), words])


def say(text: str) -> None:
    """A line for the user; nothing in it is taken as markup."""
    out.print(text, markup=False)


def aside(text: str) -> None:
    """A line for the user that is no part of what was asked for, and so stays out of pipes."""
    err.print(text, markup=False)


def list_events(summaries: Iterable[EventSummary]) -> None:
    """A table on a terminal; elsewhere one line an event, its cells parted by tabs."""
    rows = [
        (summary.event_id, report.when(summary), report.counts(summary), " ".join(summary.title.split()))
        for summary in summaries
    ]
    if not out.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))  # rich would turn tabs into spaces
        return
    table = Table(box=None, pad_edge=False)
    for column in ("id", "time", "counts", "title"):
        table.add_column(column, overflow="fold", no_wrap=column == "id")
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)


def watch(items: Iterable[Any], what: str, total: int) -> Iterable[Any]:
    """A progress bar on a terminal, a plain line per tenth elsewhere, nothing for nothing."""
    if not total:
        return items
    if out.is_terminal:
        return track(items, description=what, total=total, console=out, transient=True)
    return _plain_progress(items, what, total)


def _plain_progress(items: Iterable[Any], what: str, total: int) -> Iterator[Any]:
    say(f"{what}: {total:,}")
    for done, item in enumerate(items, start=1):
        yield item
        if total >= 100 and done * 10 // total > (done - 1) * 10 // total:
            say(f"{what}: {done:,} of {total:,}")


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def opened(path: Path, command: str, create: bool = True) -> Iterator[Store]:
    """The store, with this process as its one writer."""
    with closing(Store.open(path, create=create)) as store, store.writing(command, now()):
        yield store


def say_state(store: Store) -> None:
    events, articles = store.events.count(), store.articles.count()
    shared = len(store.events.ids(min_outlets=2))
    say(
        f"{report.plural(articles, 'article')} in {report.plural(events, 'event')}, "
        f"{shared} of them told by two or more outlets."
    )


def list_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        say(f"{problem.where}: {problem.what}")


def advice(failure: Failed) -> str:
    words = f"{failure.reason}. {failure.detail}".rstrip(". ") + "."
    if failure.detail.endswith("is not a public address"):
        words += " If the host is one of your own, name it under allow_private_hosts in feeds.yaml."
    return words


def to_date(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a date like 2024-07-08.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def to_path(text: str) -> Path:
    """An empty path, as of a variable that is not set, would be the folder that one stands in."""
    if not text.strip():
        raise typer.BadParameter("A path is empty. Name a file or a folder; . is this folder.")
    return Path(text)


def whole(least: int, most: int | None = None) -> Callable[[object], int]:
    """Reads a whole number between the two, both included; what is none is wrong usage."""
    bounds = f"from {least:,} to {most:,}" if most else f"of {least} or more"

    def read(text: object) -> int:
        try:
            number = int(str(text))
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise typer.BadParameter(f"'{text}' is not a whole number {bounds}.")
        return number

    return read


def to_profile(text: str) -> bundle.Profile:
    for profile in bundle.PROFILES:
        if text == profile:
            return profile
    raise typer.BadParameter(f"'{text}' is none of {', '.join(bundle.PROFILES)}.")
