"""Lets everybody work on one database at once, and looks for locks, errors and torn reads.

    python -m benchmarks.together [--minutes M] [--readers N] [--seed N]

One process imports small batches of new and changed articles, groups, compares and corrects; another one
tries to write beside it; readers read as the dashboard does; exports and copies are made. A read is torn
where an event's articles are not all there, a comparison is not of the event's articles or points at other
words than theirs, or the tables of one export tell different things. Words are hashed in place of the
encoders.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, redirect_stdout
from datetime import timedelta
from multiprocessing.queues import Queue
from pathlib import Path

from aggregator import pipeline
from aggregator.cli.commands import app
from aggregator.publish import tables
from aggregator.store import Store, upkeep
from aggregator.types import Dossier
from benchmarks.standing import NOW
from tests.encoders import hash_encoders

ARTICLES, EVENT = 400, 4
"""How many articles there are in the end, and how many of them tell one event."""
SYLLABLES = [
    "ba",
    "del",
    "fo",
    "gri",
    "hun",
    "ka",
    "lem",
    "mor",
    "nu",
    "pol",
    "ra",
    "sti",
    "tu",
    "vel",
    "wom",
    "zin",
]
Seen = Counter[str]
Work = Callable[[Path, random.Random], Iterator[str]]
"""Yields a word for each thing done; what is torn begins with ``TORN``."""
TORN = "torn: "


# --- those who write ---------------------------------------------------------------------------------


def row(number: int, draw: random.Random) -> dict[str, str]:
    """An article as its outlet prints it now: about its event, and longer or shorter than before."""
    event, revision = number // EVENT, draw.randrange(1000)
    name = random.Random(event)
    a, b, c, d, e, f, *more = ("".join(name.choices(SYLLABLES, k=3)) for _ in range(26))
    told = f"{a.title()} {b} {c} the {d} {e} of {f.title()} with {revision % 40 + 2} {more[0]} on Monday."
    said = f"“{more[1].title()} {more[2]} {more[3]} {more[4]},” {a.title()} said in {f.title()}."
    longer = " ".join(more[5:]).capitalize() + f" {revision} {more[6]}. "
    return {
        "id": f"a{number}",
        "outlet": f"Outlet {number % EVENT}",
        "title": f"{a.title()} {b} {c} {d}",
        "text": f"{longer * (revision % 4)}{told} {said}",
        "published": (NOW + timedelta(days=event, hours=number % EVENT)).isoformat(),
        "lang": "en",
    }


def update(path: Path, draw: random.Random) -> Iterator[str]:
    """A batch comes in, is grouped and compared; now and then somebody corrects, or all is grouped anew."""
    batch = path.with_name("batch.jsonl")
    rows = [row(draw.randrange(ARTICLES), draw) for _ in range(draw.randrange(1, 7))]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with closing(Store.open(path)) as store, store.writing("update", NOW):
        pipeline.bring_in(store, [batch], (), NOW + timedelta(days=ARTICLES))
        yield "imports"
        pipeline.group_and_compare(store, hash_encoders(), rebuild=draw.random() < 0.03)
        yield "groupings"
        events = store.events.ids()
        if draw.random() < 0.1 and len(events) > 2:
            desk = pipeline.Desk(store, "ed", NOW)
            desk.merge(draw.sample(events, 2), "one event")
            desk.undo()
            pipeline.compare(store, hash_encoders())
            yield "corrections"


def beside(path: Path, _draw: random.Random) -> Iterator[str]:
    """Somebody who would write too, and finds the database whole where nobody else writes."""
    with closing(Store.open(path)) as store, store.writing("check", NOW):
        found = upkeep.check(store)
        yield f"{TORN}{found[0].what}" if found else "checks that find it whole"
    time.sleep(1)


# --- those who read ----------------------------------------------------------------------------------


def read(path: Path, draw: random.Random) -> Iterator[str]:
    """As the dashboard reads: the list, and one event with all that belongs to it."""
    with closing(Store.open(path, create=False)) as store:
        store.sources.note("sample")
        ids = store.events.ids(comparable_first=True, search=draw.choice(["", "", "monday", "bade"]))
        store.events.tally(ids)
        store.articles.per_outlet()
        store.events.summaries(ids[:25])
        yield "lists read"
        for dossier in store.dossiers(draw.sample(ids, min(len(ids), 5))):
            yield from (TORN + what for what in faults(dossier))
            pipeline.related(store, dossier.event)
            yield "events read"


def faults(dossier: Dossier) -> Iterator[str]:
    """What of one event does not fit together."""
    words = {article.id: {"body": article.text, "headline": article.title} for article in dossier.articles}
    if tuple(words) != dossier.event.article_ids:
        yield "articles are not the event's"
    if dossier.comparison.article_ids != dossier.event.article_ids:
        yield "a comparison is not of the event's articles"
    if dossier.summary.articles != len(dossier.event.members):
        yield "a summary counts other articles"
    for sentence in dossier.comparison.sentences:
        span = sentence.span
        if words.get(span.article_id, {}).get(span.place, "")[span.start : span.end] != sentence.text:
            yield "a comparison points at other words"
            break


def export(path: Path, _draw: random.Random) -> Iterator[str]:
    """``parallax export``, and the dashboard's download."""
    from aggregator.dashboard.screens.export import archive

    folder = path.with_name("out")
    line = ["--db", str(path), "export", str(folder), "--texts", "--overwrite"]
    with redirect_stdout(io.StringIO()):
        app(line, standalone_mode=False)
    yield from (TORN + what for what in disagreements({f.stem: f.read_bytes() for f in folder.iterdir()}))
    yield "exports"
    with closing(Store.open(path, create=False)) as store:
        ids = store.events.ids(order="oldest")
    with zipfile.ZipFile(io.BytesIO(archive(path, ids, "plain", True))) as made:
        files = {Path(name).stem: made.read(name) for name in made.namelist()}
    yield from (TORN + what for what in disagreements(files))
    yield "downloads"


def disagreements(files: dict[str, bytes]) -> Iterator[str]:
    """What the tables of one export tell differently."""
    read = {
        name: list(csv.DictReader(io.StringIO(body.decode(), newline=""))) for name, body in files.items()
    }
    homes = {one["article_id"]: one["event_id"] for one in read["articles"]}
    texts = {one["article_id"]: one["text"] for one in read["texts"]}
    sizes = Counter(homes.values())
    if homes.keys() != texts.keys():
        yield "articles.csv and texts.csv have other articles"
    if {one["event_id"]: int(one["articles"]) for one in read["events"]} != sizes:
        yield "events.csv counts other articles than articles.csv has"
    if Counter(one["event_id"] for one in read["timeline"]) != sizes:
        yield "timeline.csv has other articles than articles.csv"
    for name in tables.COLUMNS.keys() - {"events", "texts", "articles"}:
        for one in read[name]:
            if homes.get(one["article_id"]) != one["event_id"]:
                yield f"{name}.csv has articles that are not in their event"
                break
    for name, column in (("quotes", "text"), ("facts", "sentence"), ("numbers", "sentence")):
        for one in read[name]:
            if one["char_start"] and one.get("place", "body") == "body":
                part = texts[one["article_id"]][int(one["char_start"]) : int(one["char_end"])]
                if one[column] not in part and part not in one[column]:
                    yield f"{name}.csv points at other words"
                    break


def copy(path: Path, _draw: random.Random) -> Iterator[str]:
    """``parallax backup``, and whether the copy is whole."""
    target = path.with_name("copy.db")
    target.unlink(missing_ok=True)
    with closing(Store.open(path, create=False)) as store:
        upkeep.back_up(store, target)
    with closing(Store.open(target, create=False)) as made:
        found = upkeep.check(made)
        yield f"{TORN}copy: {found[0].what}" if found else "copies that are whole"
    time.sleep(1)


# --- all at once ---------------------------------------------------------------------------------------


def work(task: Work, path: Path, until: float, seed: int, seen: Queue[Seen]) -> None:
    """Do it again and again; what goes wrong is counted by what it says, the first of each printed whole."""
    draw, counted = random.Random(seed), Seen()
    while time.time() < until:
        try:
            counted.update(task(path, draw))
        except Exception as error:
            if "it.db is being written by 'parallax" in str(error):
                counted["writers told who writes"] += 1
                time.sleep(0.2)
                continue
            what = f"error: {type(error).__name__}: {str(error).replace(str(path), 'it.db')[:100]}"
            if not counted[what]:
                traceback.print_exc()
            counted[what] += 1
    seen.put(counted)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    tasks: list[Work] = [update, beside, export, copy, *[read] * asked.readers]
    context = multiprocessing.get_context("spawn")
    seen: Queue[Seen] = context.Queue()
    folder = Path(tempfile.mkdtemp())
    until = time.time() + asked.minutes * 60
    Seen(update(folder / "it.db", random.Random(asked.seed)))  # so that there is something to read
    processes = [
        context.Process(target=work, args=(task, folder / "it.db", until, asked.seed + number, seen))
        for number, task in enumerate(tasks)
    ]
    for process in processes:
        process.start()
    total = sum((seen.get() for _ in processes), Seen())
    for process in processes:
        process.join()
    shutil.rmtree(folder)
    wrong = {what: count for what, count in total.items() if what.startswith((TORN, "error"))}
    for what, count in sorted(total.items()):
        print(f"{count:7,}  {what}")
    print(f"{sum(wrong.values()):7,}  errors and torn reads in {asked.minutes:g} minutes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
