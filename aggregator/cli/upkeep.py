"""``parallax backup`` and ``parallax check``: copies of the database, and whether it is whole."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from aggregator.cli.console import now, say
from aggregator.publish.report import plural
from aggregator.store import Store, upkeep


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where the copy goes; a file that is not there yet.")],
) -> None:
    """Copy the database, also while others use it."""
    articles = upkeep.back_up(Store.open(context.obj.db, create=False), file)
    say(f"{plural(articles, 'article')} copied to {file}. Open it with: parallax --db {file} serve")


def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended without a loss.")] = False,
) -> None:
    """Say whether the database is whole, and mend it with --repair."""
    db = context.obj.db
    store = Store.open(db, create=False)
    with nullcontext() if store.read_only and not repair else store.writing("check", now()):
        found = upkeep.check(store)
        if repair and any(flaw.mendable for flaw in found):
            upkeep.repair(store)
            say("Mended: " + "; ".join(f"{flaw.what} ({flaw.count:,})" for flaw in found if flaw.mendable))
            say(f"Next: {context.obj.command('group')}, which makes anew what is missing")
            found = upkeep.check(store)
    for flaw in found:
        say(f"{flaw.what}: {flaw.count:,}")
    if store.read_only:
        say(f"{db} is read-only: its index for searching could not be looked at.")
    if not found:
        say(f"{db} is whole.")
        return
    if any(not flaw.mendable for flaw in found):
        say(
            "This cannot be mended here. Go back to a copy that parallax backup made: put it in the place of "
            f"{db}, without {db}-wal and {db}-shm."
        )
    else:
        say("Mend it with: parallax check --repair")
    raise typer.Exit(1)
