"""The articles' shelf: articles, their former versions, and their digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal

from aggregator.store.database import Database
from aggregator.store.rows import from_row, insert, stamp, to_row
from aggregator.types import Article


def content_hash(title: str, text: str) -> str:
    return sha256(f"{title}\0{text}".encode()).hexdigest()


class Articles:
    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, article: Article, now: datetime) -> Literal["new", "updated", "unchanged"]:
        """Store an article as it stands now; ``updated``: its former words are kept as a version.

        With its words goes what was made of them: its digest, and the comparison of its event, whose places
        would point into another text.
        """
        content = content_hash(article.title, article.text)
        known = self._db.run("SELECT * FROM articles WHERE id = ?", (article.id,)).fetchone()
        if known is None:
            row = to_row(article) | {"content": content}
            self._db.run(insert("articles", list(row), replace=False), row)
            return "new"
        row = to_row(article) | {"content": content}
        if row == dict(known):
            return "unchanged"
        changed = row["content"] != known["content"]
        if changed:
            self._db.run(
                "INSERT INTO versions VALUES (?, ?, ?, ?)",
                (article.id, stamp(now), known["title"], known["text"]),
            )
            home = "(SELECT event_id FROM members WHERE article_id = ?)"
            self._db.run(f"DELETE FROM comparisons WHERE event_id = {home}", (article.id,))
        assignments = ", ".join(f"{column} = :{column}" for column in row)
        self._db.run(f"UPDATE articles SET {assignments} WHERE id = :id", row)
        self._db.run("DELETE FROM digests WHERE article_id = ?", (article.id,))
        return "updated" if changed else "unchanged"

    def get(self, ids: Sequence[str] | None = None) -> list[Article]:
        """The articles of these ids in their order (unknown ids are passed over), or all by id."""
        if ids is None:
            return [from_row(Article, row) for row in self._db.run("SELECT * FROM articles ORDER BY id")]
        found = {
            row["id"]: from_row(Article, row)
            for row in self._db.among("SELECT * FROM articles WHERE id IN", ids)
        }
        return [found[id] for id in ids if id in found]

    def count(self) -> int:
        return int(self._db.run("SELECT count(*) FROM articles").fetchone()[0])

    def per_outlet(self) -> dict[str, int]:
        """outlet -> how many articles, by name; also outlets that no feeds.yaml names."""
        return dict(
            self._db.run("SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY outlet").fetchall()
        )

    def ungrouped(self) -> int:
        """How many articles are in no event yet."""
        sql = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM members)"
        return int(self._db.run(sql).fetchone()[0])

    def without_page(self) -> list[Article]:
        """Articles from feeds known by a teaser only, whose own page was never asked for."""
        sql = (
            "SELECT * FROM articles WHERE text_available != 'full' AND url != '' AND feeds != '[]' "
            "AND id NOT IN (SELECT article_id FROM pages) ORDER BY id"
        )
        return [from_row(Article, row) for row in self._db.run(sql)]

    def page_tried(self, article_id: str, now: datetime, outcome: str) -> None:
        """Remember that an article's own page was asked for, and what came of it."""
        self._db.run("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (article_id, stamp(now), outcome))

    def versions(self, article_id: str) -> list[tuple[str, str, str]]:
        """Former (replaced, title, text) of an article, oldest first."""
        rows = self._db.run(
            "SELECT replaced, title, text FROM versions WHERE article_id = ? ORDER BY rowid", (article_id,)
        )
        return [tuple(row) for row in rows]

    def by_words(self) -> dict[str, list[str]]:
        """``content_hash`` -> ids of the articles of exactly these words."""
        found: dict[str, list[str]] = {}
        for row in self._db.run("SELECT id, content FROM articles ORDER BY id"):
            found.setdefault(row["content"], []).append(row["id"])
        return found

    def undigested(self, model: str) -> list[Article]:
        """Articles that are new, or changed since their digest was made, or never met this model."""
        digested = "SELECT article_id FROM digests WHERE model = ?"
        sql = f"SELECT * FROM articles WHERE id NOT IN ({digested}) ORDER BY id"
        return [from_row(Article, row) for row in self._db.run(sql, (model,))]

    def digests(self, model: str) -> list[bytes]:
        rows = self._db.run("SELECT body FROM digests WHERE model = ? ORDER BY article_id", (model,))
        return [row["body"] for row in rows]

    def put_digests(self, model: str, digests: Mapping[str, bytes]) -> None:
        """Keep digests by article; they go when the article changes, and those of another model at once."""
        self._db.run("DELETE FROM digests WHERE model != ?", (model,))
        sql = (
            "INSERT OR REPLACE INTO digests (article_id, model, content, body) "
            "SELECT id, ?, content, ? FROM articles WHERE id = ?"
        )
        self._db.run_many(sql, [(model, body, article_id) for article_id, body in digests.items()])

    def forget_digests(self) -> None:
        self._db.run("DELETE FROM digests")
