"""The corrections' shelf: what people decided about events, in order, nothing ever deleted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from aggregator.errors import InputError
from aggregator.store.database import Database
from aggregator.store.rows import from_row, stamp
from aggregator.types import Correction, CorrectionKind


class Corrections:
    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self,
        kind: CorrectionKind,
        payload: Mapping[str, Sequence[str]],
        *,
        at: datetime,
        who: str,
        reason: str,
    ) -> int:
        """Remember a decision; returns its number."""
        row = (stamp(at), who, kind, reason, json.dumps(payload, ensure_ascii=False))
        sql = "INSERT INTO corrections (at, who, kind, reason, payload, undone) VALUES (?, ?, ?, ?, ?, 0)"
        return int(self._db.run(sql, row).lastrowid or 0)

    def all(self) -> list[Correction]:
        """Every decision, oldest first, also those that were undone."""
        return [from_row(Correction, row) for row in self._db.run("SELECT * FROM corrections ORDER BY id")]

    def undo(self, number: int | None = None) -> Correction:
        """Take a decision back: the one of this number, or the last that stands. Raises ``InputError``."""
        standing = [correction for correction in self.all() if not correction.undone]
        found = [correction for correction in standing if number is None or correction.id == number]
        if not found:
            which = "no correction" if number is None else f"no correction {number}"
            raise InputError(f"There is {which} that stands. parallax correct list shows all.")
        self._db.run("UPDATE corrections SET undone = 1 WHERE id = ?", (found[-1].id,))
        return found[-1]
