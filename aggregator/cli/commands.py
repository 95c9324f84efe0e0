"""The command line: each command parses, calls one step, says what happened and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from aggregator import __version__, config
from aggregator.cli import access as access_commands
from aggregator.cli import correct as correct_commands
from aggregator.cli import feeds as feed_commands
from aggregator.cli import upkeep
from aggregator.cli.console import (
    NO_EVENTS,
    Where,
    advice,
    aside,
    list_events,
    list_problems,
    now,
    opened,
    say,
    say_state,
    to_date,
    to_path,
    to_profile,
    watch,
    whole,
)
from aggregator.errors import InputError
from aggregator.publish import bundle, report
from aggregator.publish.clock import written
from aggregator.store import Store
from aggregator.types import Intake

app = typer.Typer(
    name="parallax",
    help="Groups articles by event and lines up how each outlet reports the same facts and quotes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(feed_commands.app, name="feeds")
app.add_typer(correct_commands.app, name="correct")
app.add_typer(access_commands.app, name="access")
app.command()(upkeep.backup)
app.command()(upkeep.check)

PortOption = Annotated[
    int,
    typer.Option(
        parser=whole(1, 65535),
        metavar="PORT",
        help="The dashboard's port; where it is taken, the next free one.",
    ),
]
SAMPLE_DB = Path("parallax-sample.db")
SAMPLE_EXPORT = Path("sample-export")


def _print_version(wanted: bool) -> None:
    if wanted:
        say(__version__)
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    db: Annotated[Path, typer.Option(envvar="PARALLAX_DB", help="The database.")] = Path("parallax.db"),
    feeds: Annotated[Path, typer.Option(envvar="PARALLAX_FEEDS", help="Outlets and settings.")] = Path(
        "feeds.yaml"
    ),
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    named = [
        word
        for name, path in (("db", db), ("feeds", feeds))
        if (source := context.get_parameter_source(name)) and source.name == "COMMANDLINE"
        for word in (f"--{name}", str(path))
    ]
    context.obj = Where(db, feeds, named)


@app.command()
def demo(
    context: typer.Context,
    serve_it: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Open the dashboard at the end.")
    ] = True,
    port: PortOption = 8501,
) -> None:
    """Load the bundled sample, group it, print its main event and open the dashboard."""
    from aggregator import pipeline

    if "--db" in context.obj.named:
        raise typer.BadParameter(f"The sample has a database of its own, {SAMPLE_DB}: leave --db away.")
    folder = resources.files("aggregator") / "sample"
    with resources.as_file(folder) as sample, opened(SAMPLE_DB, "demo") as store:
        settings = config.load(sample / "feeds.yaml")
        paths = [Path(feed) for outlet in settings.outlets for feed in outlet.feeds]
        pipeline.bring_in(store, paths, settings.outlets, now(), watch=watch)
        store.sources.put_note("sample", "yes")
        _group(store, settings)
        main_event = store.events.ids(order="most outlets")[0]
        say(report.as_text(next(store.dossiers([main_event]))))
        _write(store, SAMPLE_EXPORT, store.events.ids(order="oldest"), "plain", texts=True, overwrite=True)
    say(f"The sample is in {SAMPLE_DB}, its tables are in {SAMPLE_EXPORT}/.")
    if serve_it:
        _serve(SAMPLE_DB, Path("feeds.yaml"), port, f"/event?event={main_event}")
    else:
        say(f"Next: parallax --db {SAMPLE_DB} serve")


@app.command()
def update(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also feeds that are not due yet.")] = False,
) -> None:
    """Fetch the feeds that are due, read their articles, group them and compare the sources."""
    from aggregator import pipeline
    from aggregator.collect import net

    settings = config.load(context.obj.feeds)
    client = net.Client(settings.settings.contact, settings.settings.allow_private_hosts)
    with opened(context.obj.db, "update") as store:
        intake = pipeline.collect(store, settings, client, now(), everything=everything, watch=watch)
        if not intake.feeds and intake.next_due:
            say(f"No feed is due before {written(intake.next_due)}. parallax update --all reads them now.")
        say(
            f"{report.plural(intake.feeds, 'feed')} due: {intake.feeds - len(intake.failed)} read "
            f"({intake.not_modified} unchanged), {len(intake.failed)} failed. "
            f"{_fates(intake)}; {report.plural(intake.pages_read, 'article page')} read."
        )
        if intake.pages_failed:
            unread = report.plural(intake.pages_failed, "article page")
            say(f"{unread} could not be read; the feed's text counts.")
        list_problems(intake.problems)
        _group(store, settings)
        say_state(store)
        for feed, failure in intake.failed:
            say(f"failed: {feed.outlet}, {feed.address}: {advice(failure)}")
    say(f"Next: {context.obj.command('serve')}")


@app.command()
def serve(
    context: typer.Context,
    port: PortOption = 8501,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Open it to a network at this address of the machine; 0.0.0.0 for all."
        ),
    ] = "localhost",
) -> None:
    """Open the dashboard in the browser."""
    Store.open(context.obj.db, create=False).close()  # what is wrong with it is said before anything opens
    access_commands.say_who_may(context.obj.db, host)
    _serve(context.obj.db, context.obj.feeds, port, "", host)


@app.command("import")
def import_files(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            parser=to_path, metavar="PATH", help="JSONL, CSV, Parquet, HTML, plain text, or feed files."
        ),
    ],
    outlet: Annotated[str, typer.Option(help="The outlet of articles that name none.")] = "",
    date: Annotated[
        datetime | None,
        typer.Option(parser=to_date, metavar="DATE", help="The date of articles without one, as 2024-07-08."),
    ] = None,
    lang: Annotated[str, typer.Option(help="The language of articles that name none, as en or pl.")] = "",
) -> None:
    """Bring in articles from files, group them and compare the sources. Uses no network."""
    from aggregator import pipeline

    settings = config.load_if_there(context.obj.feeds)
    with opened(context.obj.db, "import") as store:
        intake = pipeline.bring_in(
            store, paths, settings.outlets, now(), outlet=outlet, published=date, lang=lang, watch=watch
        )
        list_problems(intake.problems)
        if not intake.articles:
            raise InputError("Nothing came in: no article could be read. The lines above say why.")
        say(f"{_fates(intake)}.")
        _group(store, settings)
        say_state(store)
    say(f"Next: {context.obj.command('serve')}, or {context.obj.command('export out/')}")


@app.command()
def group(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option(help="Group everything anew, not only what is new.")] = False,
) -> None:
    """Group articles by event and compare the sources of what changed."""

    settings = config.load_if_there(context.obj.feeds)
    with opened(context.obj.db, "group", create=False) as store:
        _group(store, settings, rebuild=rebuild)
        say_state(store)
    say(f"Next: {context.obj.command('serve')}, or {context.obj.command('export out/')}")


SearchOption = Annotated[
    str,
    typer.Option(
        help="Only events with an article that has all these words, or words that begin so; "
        "'\"in quotes\"' finds words as they stand."
    ),
]
SinceOption = Annotated[
    datetime | None,
    typer.Option(
        parser=to_date, metavar="DATE", help="Only events with articles from this day, as 2024-07-08."
    ),
]
OutletsOption = Annotated[
    int, typer.Option(parser=whole(1), metavar="NUMBER", help="Only events told by at least so many outlets.")
]
LISTED = 40


@app.command()
def events(
    context: typer.Context,
    search: SearchOption = "",
    since: SinceOption = None,
    min_outlets: OutletsOption = 1,
    limit: Annotated[
        int, typer.Option(parser=whole(0), metavar="NUMBER", help="How many to list; 0 for all.")
    ] = LISTED,
) -> None:
    """List events, newest first; those that one outlet alone tells stand behind the others."""
    store = Store.open(context.obj.db, create=False)
    ids = store.events.ids(search=search, since=since, min_outlets=min_outlets, comparable_first=True)
    if not ids:
        say("No event fits." if store.events.count() else NO_EVENTS)
        return
    shown = ids[:limit] if limit else ids
    list_events(store.events.summaries(shown))
    more = f" {len(ids) - len(shown):,} more: --limit 0 lists all." if len(shown) < len(ids) else ""
    aside(f"{report.plural(len(ids), 'event')}.{more} Next: {context.obj.command('show ID')}")


@app.command()
def show(context: typer.Context, event: Annotated[str, typer.Argument(help="An id, or its start.")]) -> None:
    """Print how the sources of one event compare."""

    store = Store.open(context.obj.db, create=False)
    event_id = store.events.find(event)
    found = next(store.dossiers([event_id]), None)
    if found is None:
        raise InputError(f"Event {event_id} is not compared yet. Run parallax group.")
    say(report.as_text(found))
    say(f"Next: {context.obj.command(f'export out/ --event {event_id}')}")


@app.command()
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where the CSV files go.")],
    event: Annotated[list[str] | None, typer.Option(help="Only this event; may be given again.")] = None,
    search: SearchOption = "",
    since: SinceOption = None,
    min_outlets: OutletsOption = 1,
    profile: Annotated[
        bundle.Profile,
        typer.Option(
            parser=to_profile,
            metavar="PROFILE",
            help="plain, or excel: formula-safe, with a byte-order mark.",
        ),
    ] = "plain",
    texts: Annotated[bool, typer.Option("--texts", help="Add texts.csv with the articles' texts.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write into a folder that is not empty.")
    ] = False,
) -> None:
    """Write events, articles, quotes, facts, numbers and the timeline as CSV."""
    store = Store.open(context.obj.db, create=False)
    with store.snapshot():
        if event:
            ids = list(dict.fromkeys(store.events.find(start) for start in event))
        else:
            ids = store.events.ids(search=search, since=since, min_outlets=min_outlets, order="oldest")
        if not ids:
            raise InputError("No event fits." if store.events.count() else NO_EVENTS)
        _write(store, folder, ids, profile, texts=texts, overwrite=overwrite)


def _group(store: Store, settings: config.Config, *, rebuild: bool = False) -> None:
    """Group, compare, and list what could not be compared."""
    from aggregator import pipeline
    from aggregator.group import encode

    encoders = encode.load(settings.settings.model)
    list_problems(pipeline.group_and_compare(store, encoders, rebuild=rebuild, watch=watch))


def _write(
    store: Store, folder: Path, ids: Sequence[str], profile: bundle.Profile, *, texts: bool, overwrite: bool
) -> None:
    counts = bundle.write(folder, store.dossiers(ids), profile, texts, overwrite)
    for name, count in counts.items():
        say(f"{folder / name}: {report.plural(count, 'note' if name == bundle.NOTES else 'row')}")
    if bundle.NOTES in counts:
        say(f"Some texts are too long for a spreadsheet's cell: {folder / bundle.NOTES} names them.")
    waiting = len(ids) - counts["events.csv"]
    if waiting or store.articles.ungrouped():
        say(
            f"Not in the files: {report.plural(waiting, 'event')} not compared and "
            f"{report.plural(store.articles.ungrouped(), 'article')} not grouped yet. Run parallax group."
        )
    if older := store.events.outdated(ids):
        say(f"{report.outdated(older)} Run parallax group, then export again.")


def _serve(db: Path, feeds: Path, port: int, page: str, host: str = "localhost") -> None:
    from aggregator.dashboard import server

    server.run(db, feeds, port, page, say, host)


def _fates(intake: Intake) -> str:
    new = report.plural(intake.new, "new article")
    return f"{new}, {intake.updated} with a new version, {intake.unchanged} known already"
