"""``parallax feeds``: try the feeds of feeds.yaml, and exchange them with feed readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aggregator import config
from aggregator.cli.console import advice, now, say
from aggregator.errors import InputError
from aggregator.publish import report
from aggregator.types import Failed

app = typer.Typer(no_args_is_help=True, help="Check the feeds of feeds.yaml; take them from or to OPML.")


@app.command("check")
def check_feeds(context: typer.Context) -> None:
    """Try every feed of feeds.yaml once, store nothing, and say what each one gives."""
    from aggregator import pipeline
    from aggregator.collect import net

    settings = config.load(context.obj.feeds)
    client = net.Client(settings.settings.contact, settings.settings.allow_private_hosts)
    good = total = 0
    for feed, found in pipeline.try_feeds(settings, client, now()):
        total += 1
        if isinstance(found, Failed):
            say(f"failed  {feed.outlet}, {feed.address}: {advice(found)}")
            continue
        good += 1
        full = sum(article.text_available == "full" for article in found.articles)
        amount = f"{report.plural(len(found.articles), 'article')}, {full} of them in full"
        say(f"ok      {feed.outlet}, {feed.address}: {amount}")
    say(f"{good} of {report.plural(total, 'feed')} can be read.")


@app.command("import")
def import_opml(context: typer.Context, opml_file: Annotated[Path, typer.Argument(metavar="OPML")]) -> None:
    """Add the feeds of an OPML file to feeds.yaml, behind what is there."""
    from aggregator.collect import opml

    known = config.load_if_there(context.obj.feeds).outlets
    if opml_file.exists() and not opml_file.is_file():
        raise InputError(f"{opml_file} is no file. Name the OPML file that a feed reader saved.")
    try:
        fresh = opml.read(opml_file.read_bytes(), known)
    except OSError as error:
        raise InputError(f"{opml_file} cannot be read: {error.strerror}.") from None
    if fresh:
        config.add(context.obj.feeds, fresh)
    added = f"{report.plural(len(fresh), 'outlet')} added to {context.obj.feeds}"
    say(f"{added}. Next: {context.obj.command('feeds check')}")


@app.command("export")
def export_opml(context: typer.Context, opml_file: Annotated[Path, typer.Argument(metavar="OPML")]) -> None:
    """Write the feeds of feeds.yaml as OPML, for feed readers."""
    from aggregator.collect import opml

    body = opml.write(config.load(context.obj.feeds).outlets)
    try:
        with opml_file.open("xb") as file:
            file.write(body)
    except FileExistsError:
        raise InputError(f"{opml_file} is there already. Name another file.") from None
    except OSError as error:
        raise InputError(f"{opml_file} cannot be written: {error.strerror}.") from None
    say(f"{opml_file} written.")
