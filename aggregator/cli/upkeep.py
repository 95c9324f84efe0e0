"""``parallax backup`` and ``parallax check``: copies of the database, and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aggregator.cli.console import opened, say
from aggregator.publish.report import plural
from aggregator.store import Store, upkeep


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where the copy goes; a file that is not there yet.")],
) -> None:
    """Copy the database, also while others use it."""
    upkeep.back_up(Store.open(context.obj.db, create=False), file)
    copied = plural(Store.open(file, create=False).articles.count(), "article")
    say(f"{copied} copied to {file}. Open it with: parallax --db {file} serve")


def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended without a loss.")] = False,
) -> None:
    """Say whether the database is whole, and mend it with --repair."""
    with opened(context.obj.db, "check", create=False) as store:
        found = upkeep.check(store)
        if repair and any(flaw.mendable for flaw in found):
            upkeep.repair(store)
            say("Mended: " + "; ".join(f"{flaw.what} ({flaw.count:,})" for flaw in found if flaw.mendable))
            found = upkeep.check(store)
    for flaw in found:
        say(f"{flaw.what}: {flaw.count:,}")
    if not found:
        say(f"{context.obj.db} is whole.")
        return
    if any(not flaw.mendable for flaw in found):
        say("Damage to the file cannot be mended here. Go back to a copy that parallax backup made.")
    else:
        say("Mend it with: parallax check --repair")
    raise typer.Exit(1)
