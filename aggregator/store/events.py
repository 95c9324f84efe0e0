"""The events' shelf: events, members, edges, comparisons, and where former ids lead."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from aggregator.errors import InputError
from aggregator.store.database import Database
from aggregator.store.rows import (
    SUMMARY,
    from_row,
    insert,
    moment,
    pack_comparison,
    stamp,
    to_row,
    unpack_comparison,
    unpack_summary,
)
from aggregator.types import ENGINES, Comparison, Event, EventSummary, Member, Neighbour, Passage, Span

LONG_ENOUGH, MOST_WRONG = 4, 2
"""Characters that must be typed for an id to be near another, and how many of them may be wrong."""
_MEMBERS = "members JOIN articles ON articles.id = article_id"
_OUTDATED = f"fingerprint NOT LIKE '{ENGINES}:%'"
SEEN = f"(SELECT max(first_seen) FROM {_MEMBERS} WHERE event_id = events.id)"
"""What orders events without any trusted date, which stand behind those with one."""
NEWEST = f"last IS NULL, last DESC, CASE WHEN last IS NULL THEN {SEEN} END DESC, id"
ORDERS = {
    "newest": NEWEST,
    "oldest": f"first IS NULL, first, CASE WHEN first IS NULL THEN {SEEN} END, id",
    "most outlets": f"outlets DESC, {NEWEST}",
}

TERM, WORD = re.compile(r'["“„«]([^"“”„«»]*)["“”»]|(\S+)'), re.compile(r"\w+")
"""What was typed between quotation marks, or else up to the next space."""

FOUND, PASSAGE = "\x02", 24
"""What parts found words from the rest of a passage, and how many words a passage has."""


class Events:
    def __init__(self, database: Database) -> None:
        self._db = database

    # --- events and members ----------------------------------------------------------------------

    def put(self, events: Iterable[Event], summaries: dict[str, EventSummary]) -> None:
        """Store events with their members; an article leaves the event it was in before."""
        for event in events:
            summary = summaries[event.id]
            row = {
                "id": event.id,
                "title": event.title,
                "title_article": event.title_article,
                "first": stamp(summary.first),
                "last": stamp(summary.last),
                "articles": summary.articles,
                "outlets": summary.outlet_count,
                "summary": SUMMARY.dump_json(summary).decode(),
            }
            updates = ", ".join(f"{column} = excluded.{column}" for column in row if column != "id")
            self._db.run(
                f"{insert('events', list(row), replace=False)} ON CONFLICT(id) DO UPDATE SET {updates}", row
            )
            self._db.run("DELETE FROM members WHERE event_id = ?", (event.id,))
            for position, member in enumerate(event.members):
                cells = to_row(member) | {"event_id": event.id, "position": position}
                self._db.run(insert("members", list(cells)), cells)
            self._db.run("DELETE FROM redirects WHERE former = ?", (event.id,))

    def redirect(self, redirects: dict[str, str]) -> None:
        """Let former ids lead to events of today; what led to a former id follows it."""
        for former, today in redirects.items():
            self._db.run("UPDATE redirects SET event_id = ? WHERE event_id = ?", (today, former))
            self._db.run("INSERT OR REPLACE INTO redirects VALUES (?, ?)", (former, today))
        self._db.run("DELETE FROM redirects WHERE former = event_id")

    def drop_empty(self) -> None:
        """Remove events that no article is in any more."""
        gone = "(SELECT id FROM events WHERE id NOT IN (SELECT event_id FROM members))"
        self._db.run(f"DELETE FROM comparisons WHERE event_id IN {gone}")
        self._db.run(f"DELETE FROM events WHERE id IN {gone}")

    def get(self, ids: Sequence[str] | None = None) -> list[Event]:
        """The events of these ids in their order (unknown ids are passed over), or all by id."""
        if ids is None:
            ids = [row["id"] for row in self._db.run("SELECT id FROM events ORDER BY id")]
        members: dict[str, list[Member]] = {id: [] for id in ids}
        for row in self._db.among(
            "SELECT * FROM members WHERE event_id IN", ids, "ORDER BY event_id, position"
        ):
            members[row["event_id"]].append(from_row(Member, row))
        rows = {row["id"]: row for row in self._db.among("SELECT * FROM events WHERE id IN", ids)}
        return [
            Event(id, rows[id]["title"], rows[id]["title_article"], tuple(members[id]))
            for id in ids
            if id in rows
        ]

    def of_articles(self, article_ids: Sequence[str]) -> dict[str, str]:
        """article id -> event id."""
        rows = self._db.among("SELECT article_id, event_id FROM members WHERE article_id IN", article_ids)
        return {row["article_id"]: row["event_id"] for row in rows}

    def find(self, start: str) -> str:
        """The id of the one event whose id begins so, also by a former id.

        Raises ``InputError`` naming near ones when there is none or more than one.
        """
        for exact in (
            "SELECT id FROM events WHERE id = ?",
            "SELECT event_id FROM redirects WHERE former = ?",
        ):
            row = self._db.run(exact, (start,)).fetchone()
            if row:
                return str(row[0])
        pattern = start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        found = self._db.run(
            "SELECT id, title FROM events WHERE id LIKE ? ESCAPE '\\' ORDER BY id LIMIT 6", (pattern,)
        ).fetchall()
        if start and len(found) == 1:
            return str(found[0]["id"])
        raise InputError(self._near(start, found))

    def _near(self, start: str, found: Sequence[Any]) -> str:
        if start and found:
            listed = "; ".join(f"{row['id']} ({row['title']})" for row in found[:5])
            return f"'{start}' is the start of more than one event: {listed}. Give more of the id."
        if not self.count():
            return f"There is no event '{start}', and no events yet. Run parallax update, or import articles."
        rows = [(_wrong(row["id"], start), row) for row in self._db.run("SELECT id, title FROM events")]
        near = sorted((wrong, row["id"], row["title"]) for wrong, row in rows if wrong <= MOST_WRONG)
        if not near:
            how = "Search the list of events for its words (parallax events --search WORDS)."
            return f"There is no event '{start}'. {how}"
        listed = "; ".join(f"{id} ({title})" for _, id, title in near[:3])
        return f"There is no event '{start}'. Near ones: {listed}. parallax events lists all."

    # --- lists -----------------------------------------------------------------------------------

    def ids(
        self,
        search: str = "",
        since: datetime | None = None,
        min_outlets: int = 0,
        outlets: Sequence[str] = (),
        order: str = "newest",
        comparable_first: bool = False,
    ) -> list[str]:
        """Ids of the events that fit every filter; ``search`` means all its words in one article.

        A word finds those that begin with it; words between quotation marks are found as they stand.

        ``since`` looks at trusted dates alone. ``comparable_first`` puts events that one outlet alone tells
        behind all others, each part in ``order``.
        """
        where = ["outlets >= ?"]
        conditions: list[Any] = [min_outlets]
        if since:
            where.append("last >= ?")
            conditions.append(stamp(since))
        if outlets:
            marks = ", ".join("?" * len(outlets))
            where.append(f"id IN (SELECT event_id FROM {_MEMBERS} WHERE outlet IN ({marks}))")
            conditions.extend(outlets)
        if words := _search_terms(search):
            where.append(
                f"id IN (SELECT event_id FROM {_MEMBERS} "
                "WHERE articles.rowid IN (SELECT rowid FROM words WHERE words MATCH ?))"
            )
            conditions.append(words)
        elif search.strip():
            return []
        by = f"outlets < 2, {ORDERS[order]}" if comparable_first else ORDERS[order]
        sql = f"SELECT id FROM events WHERE {' AND '.join(where)} ORDER BY {by}"
        return [row["id"] for row in self._db.run(sql, conditions)]

    def summaries(self, ids: Sequence[str]) -> list[EventSummary]:
        """Summaries of these events, in their order."""
        rows = self._db.among("SELECT id, summary FROM events WHERE id IN", ids)
        found = {row["id"]: unpack_summary(row["summary"]) for row in rows}
        return [found[id] for id in ids if id in found]

    def passages(self, ids: Sequence[str], search: str) -> dict[str, Passage]:
        """event id -> where the search's words stand in the article of it that fits them best.

        An event is left out where no passage can show them, as with a phrase longer than a passage is.
        """
        words = _search_terms(search)
        if not words:
            return {}
        rows = self._db.among(
            "SELECT event_id, articles.id, outlet, lang, articles.title, articles.text, "
            f"snippet(words, -1, '{FOUND}', '{FOUND}', '…', {PASSAGE}) AS passage "
            "FROM words JOIN articles ON articles.rowid = words.rowid "
            "JOIN members ON article_id = articles.id WHERE words MATCH ? AND event_id IN",
            ids,
            "ORDER BY rank, articles.id",
            [words],
        )
        found: dict[str, Passage] = {}
        for row in rows:
            if place := _place(row):
                pieces = tuple(re.sub(r"\s+", " ", piece) for piece in row["passage"].split(FOUND))
                found.setdefault(row["event_id"], Passage(place, row["outlet"], row["lang"], pieces))
        return found

    def count(self) -> int:
        return int(self._db.run("SELECT count(*) FROM events").fetchone()[0])

    def tally(self, ids: Sequence[str]) -> tuple[int, int]:
        """How many articles these events have, and how many of the events one outlet alone tells."""
        rows = list(self._db.among("SELECT total(articles), total(outlets < 2) FROM events WHERE id IN", ids))
        return int(sum(row[0] for row in rows)), int(sum(row[1] for row in rows))

    def newest(self) -> datetime | None:
        """The time of the newest article that is in an event."""
        return moment(self._db.run("SELECT max(last) FROM events").fetchone()[0])

    # --- comparisons -----------------------------------------------------------------------------

    def fingerprints(self) -> dict[str, str]:
        """event id -> fingerprint of the articles its kept comparison was made of."""
        return dict(self._db.run("SELECT event_id, fingerprint FROM comparisons").fetchall())

    def outdated(self, event_ids: Iterable[str]) -> int:
        """How many of these events are kept as an earlier release of Parallax compared them."""
        older = self._db.run(f"SELECT event_id FROM comparisons WHERE {_OUTDATED}")
        return len({row["event_id"] for row in older} & set(event_ids))

    def is_outdated(self, event_id: str) -> bool:
        one = f"SELECT 1 FROM comparisons WHERE event_id = ? AND {_OUTDATED}"
        return self._db.run(one, (event_id,)).fetchone() is not None

    def put_comparison(self, comparison: Comparison, fingerprint: str) -> None:
        row = (comparison.event_id, fingerprint, pack_comparison(comparison))
        self._db.run("INSERT OR REPLACE INTO comparisons VALUES (?, ?, ?)", row)

    def comparison(self, event_id: str) -> Comparison | None:
        """The kept comparison; None where there is none, or one of another release's shape."""
        row = self._db.run("SELECT body FROM comparisons WHERE event_id = ?", (event_id,)).fetchone()
        return unpack_comparison(row["body"]) if row else None

    # --- edges -----------------------------------------------------------------------------------

    def replace_neighbours(self, article_ids: Iterable[str], neighbours: Iterable[Neighbour]) -> None:
        """Put edges in place of all that touched these articles."""
        ids = [(article_id,) for article_id in sorted(article_ids)]
        self._db.run_many("DELETE FROM neighbours WHERE a = ?", ids)
        self._db.run_many("DELETE FROM neighbours WHERE b = ?", ids)
        self._db.put_all("neighbours", neighbours)

    def neighbours(self, article_ids: Sequence[str] | None = None) -> list[Neighbour]:
        """All edges, or those that touch these articles, by (a, b)."""
        if article_ids is None:
            rows = self._db.run("SELECT * FROM neighbours ORDER BY a, b")
            return [from_row(Neighbour, row) for row in rows]
        found: dict[tuple[str, str], Neighbour] = {}
        for side in ("a", "b"):
            for row in self._db.among(f"SELECT * FROM neighbours WHERE {side} IN", article_ids):
                found[row["a"], row["b"]] = from_row(Neighbour, row)
        return [found[key] for key in sorted(found)]


def _search_terms(search: str) -> str:
    """Every word, and words between quotation marks as they stand there; the others by their beginnings.

    All are quoted for the index, so that nothing typed is taken as query syntax.
    """
    terms = []
    for exact, loose in TERM.findall(search):
        words = " ".join(WORD.findall(exact or loose))
        if words:
            terms.append(f'"{words}"' if exact else f'"{words}"*')
    return " ".join(terms)


def _place(row: sqlite3.Row) -> Span | None:
    """Where the first of the found words of a passage stand in the article; None where it cannot be told."""
    before, *found = row["passage"].removeprefix("…").split(FOUND)
    passage = row["passage"].replace(FOUND, "").removeprefix("…").removesuffix("…")
    in_text = passage in row["text"]
    start = (row["text"] if in_text else row["title"]).find(passage)
    if not found or start < 0:
        return None
    start += len(before)
    return Span(row["id"], start, start + len(found[0]), "body" if in_text else "headline")


def _wrong(id: str, typed: str) -> int:
    """How many typed characters differ from the id's; a long enough common start counts as one."""
    if len(typed) < LONG_ENOUGH:
        return len(typed) + MOST_WRONG
    differing = sum(a != b for a, b in zip(id, typed, strict=False)) + max(len(typed) - len(id), 0)
    return min(differing, 1) if id.startswith(typed[:LONG_ENOUGH]) else differing
