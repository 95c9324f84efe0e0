"""Commands as a user types them, in a folder of their own, and a file of articles to import."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aggregator.cli import app
from aggregator.group import encode
from tests.encoders import hash_encoders
from tests.pipeline.conftest import articles

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(encode, "load", lambda _model: hash_encoders())
    yield lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [
        {
            "id": a.id,
            "outlet": a.outlet,
            "title": a.title,
            "text": a.text,
            "published": a.published.isoformat(),
        }
        for a in articles()
        if a.published
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path
