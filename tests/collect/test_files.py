from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from aggregator.collect import files
from aggregator.collect.rows import Defaults, read_row
from aggregator.types import Article, Outlet, Problem

NOW = datetime(2024, 7, 10, tzinfo=UTC)
ROW = {
    "id": "7",
    "source": "Harbour Post",
    "title": "Ferry hits quay",
    "text": "A ferry hit the quay.",
    "url": "https://post.example/ferry",
    "published": "2024-07-08T14:00:00+02:00",
    "lang": "en",
}
FEED = (
    '<rss version="2.0"><channel><title>The Post</title>'
    '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://post.example/feed"/>'
    "<item><title>Ferry hits quay</title></item><item><title>Fog stays</title></item></channel></rss>"
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))


def _read(path: Path, outlets: Sequence[Outlet] = (), **options: Any) -> tuple[list[Article], list[Problem]]:
    found = list(files.read(path, outlets=outlets, now=NOW, **options))
    articles = [item for item in found if isinstance(item, Article)]
    return articles, [item for item in found if isinstance(item, Problem)]


def _lines(folder: Path, *rows: object, name: str = "rows.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return file


def _csv(folder: Path, text: str, charset: str = "utf-8", name: str = "rows.csv") -> Path:
    (folder / name).write_bytes(text.encode(charset))
    return folder / name


def test_a_row_becomes_an_article(tmp_path: Path) -> None:
    (article,), problems = _read(_lines(tmp_path, ROW))
    assert problems == []
    assert (article.id, article.outlet, article.title, article.text) == (
        "7",
        ROW["source"],
        ROW["title"],
        ROW["text"],
    )
    assert (article.url, article.lang, article.text_available) == (ROW["url"], "en", "full")
    assert (article.published, article.published_origin) == (datetime(2024, 7, 8, 12, tzinfo=UTC), "import")
    assert article.first_seen is None


@pytest.mark.parametrize("name", ["rows.jsonl.gz", "rows.txt", "rows"])
def test_packed_and_misnamed_tables_are_read(name: str, tmp_path: Path) -> None:
    body = json.dumps(ROW).encode() + b"\n"
    (tmp_path / name).write_bytes(gzip.compress(body) if name.endswith("gz") else body)
    assert len(_read(tmp_path / name)[0]) == 1


def test_a_given_id_is_never_merged_and_a_missing_one_is_made(tmp_path: Path) -> None:
    bare = {key: ROW[key] for key in ("title", "text", "source")}
    rows = [ROW, ROW | {"id": "8"}, bare, bare, bare | {"text": "Another."}, bare | {"url": ROW["url"]}]
    articles, _ = _read(_lines(tmp_path, *rows))
    ids = [article.id for article in articles]
    assert ids[:2] == ["7", "8"]
    assert ids[2] == ids[3] != ids[4] and ids[5] not in ids[:5]


def test_what_is_missing_is_taken_from_the_options_and_then_unknown(tmp_path: Path) -> None:
    file = _lines(tmp_path, {"text": "Prom uderzył w nabrzeże."})
    (article,), _ = _read(file)
    assert (article.title, article.outlet, article.published) == ("Prom uderzył w nabrzeże.", "unknown", None)
    (article,), _ = _read(file, outlet="Poczta", published=NOW, lang="pl")
    assert (article.outlet, article.published, article.published_origin) == ("Poczta", NOW, "import")
    assert article.lang == "pl"


@pytest.mark.parametrize("date", ["soon", "1970-01-01T00:00:00Z", "9999-01-01", "0001-01-01", 1720440000])
def test_a_date_that_cannot_be_trusted_is_left_empty_and_the_row_kept(date: object, tmp_path: Path) -> None:
    (article,), (problem,) = _read(_lines(tmp_path, ROW | {"published": date}))
    assert (article.published, article.published_origin) == (None, "")
    assert problem.where.endswith("line 1") and "published left empty" in problem.what


def test_an_archive_may_be_old(tmp_path: Path) -> None:
    (article,), problems = _read(
        _lines(tmp_path, ROW | {"published": "1912-04-16", "first_seen": "1969-12-31"})
    )
    assert article.published is not None and article.published.year == 1912
    assert article.first_seen is not None and problems == []


def test_one_bad_row_in_ten_thousand_is_told_by_its_line(tmp_path: Path) -> None:
    rows: list[object] = [{"id": str(n), "title": f"Story {n}", "lang": "en"} for n in range(10_000)]
    rows[4_999] = '{"id": "x", "title": '
    articles, (problem,) = _read(_lines(tmp_path, *rows))
    assert len(articles) == 9_999
    assert problem.where.endswith("line 5000") and problem.what.startswith("left out: not JSON")


@pytest.mark.parametrize(
    "row",
    [
        "[1]", "7", "null", {"title": {}}, {"title": ["a"]}, {"id": "\ud800", "title": "A"}, {},
        {"title": " "}, "[" * 100_000, {"id": "x" * 501, "title": "A"},
        {"id": "a\0b", "title": "A"}, {"id": "a\nb", "title": "A"}, '{"title": 1e' + "9" * 5000 + "}",
    ],
)  # fmt: skip
def test_rows_that_cannot_be_used_are_listed_and_the_rest_goes_on(row: object, tmp_path: Path) -> None:
    articles, problems = _read(_lines(tmp_path, ROW, row, ROW))
    assert len(articles) == 2
    assert [problem.where[-6:] for problem in problems] == ["line 2"]


def test_unknown_keys_are_counted_in_a_note(tmp_path: Path) -> None:
    _, (note,) = _read(_lines(tmp_path, ROW | {"cluster": 1}, ROW | {"cluster": 2, "x": 3}))
    assert note.note
    assert note.what == "2 keys not known and left out, with rows: cluster (2), x (1)"


def test_a_bad_link_is_left_empty_and_said(tmp_path: Path) -> None:
    (article,), (problem,) = _read(_lines(tmp_path, ROW | {"url": "javascript:alert(1)"}))
    assert article.url == "" and "url left empty" in problem.what


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_its_delimiter_and_charset(delimiter: str, charset: str, tmp_path: Path) -> None:
    rows = [["Title", "TEXT ", "outlet"], ["Fähre", '"Nebel.\n\nSchöne ""Grüße""."', "Post"], ["", "", ""]]
    (article,), problems = _read(_csv(tmp_path, "\r\n".join(map(delimiter.join, rows)), charset))
    assert (article.title, article.text, article.outlet) == ("Fähre", 'Nebel.\n\nSchöne "Grüße".', "Post")
    assert problems == []


def test_a_csv_without_the_needed_columns_is_refused(tmp_path: Path) -> None:
    articles, (problem,) = _read(_csv(tmp_path, "name,price\nferry,5\n"))
    assert articles == [] and "no column 'title' or 'text'" in problem.what


@pytest.mark.parametrize("bad", ['x,"never closed,a', 'x,"A" b,c', "x,A,b,c,d,e"])
def test_a_bad_record_does_not_swallow_the_next(bad: str, tmp_path: Path) -> None:
    good = [f'{n},"Story {n}","Fog, again"' for n in range(500)]
    articles, problems = _read(_csv(tmp_path, "\n".join(["id,title,text", *good[:250], bad, *good[250:]])))
    assert len(articles) == 500
    assert [problem.where[-8:] for problem in problems] == ["line 252"]


def test_parquet_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    when = datetime(2024, 7, 8, 12, tzinfo=UTC)
    table = pyarrow.table(
        {"Title": ["A", None], "published": [when, None], "text": [None, "Fog."], "x": [1, 2]}
    )
    pyarrow.parquet.write_table(table, tmp_path / "rows.csv")
    articles, (note,) = _read(tmp_path / "rows.csv")
    assert [(article.title, article.published) for article in articles] == [("A", when), ("Fog.", None)]
    assert note.note and "x (2)" in note.what


@pytest.mark.parametrize(
    "column",
    [
        pyarrow.array([20_000_000, 0], pyarrow.date32()),
        pyarrow.array([2**62, 0], pyarrow.timestamp("us")),
        pyarrow.array([2**62, 0], pyarrow.duration("s")),
        pyarrow.array([1_720_440_000, 0], pyarrow.timestamp("s", "+25:00")),
        pyarrow.array([1_720_440_000, 0], pyarrow.timestamp("s", "Nowhere/Else")),
        pyarrow.array([253_402_300_799, 0], pyarrow.timestamp("s", "-10:00")),
    ],
    ids=lambda column: str(column.type),
)
def test_a_parquet_value_that_python_has_not_costs_only_itself(column: pyarrow.Array, tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"title": ["A", "B"], "published": column}), tmp_path / "rows")
    articles, problems = _read(tmp_path / "rows")
    assert [(article.title, article.published) for article in articles] == [("A", None), ("B", None)]
    assert all("published left empty" in problem.what for problem in problems)


def test_nanoseconds_become_a_plain_time(tmp_path: Path) -> None:
    column = pyarrow.array([1_720_440_000_000_000_001], pyarrow.timestamp("ns"))
    pyarrow.parquet.write_table(pyarrow.table({"title": ["A"], "published": column}), tmp_path / "rows")
    ((article,), _) = _read(tmp_path / "rows")
    assert type(article.published) is datetime and article.published == datetime(2024, 7, 8, 12, tzinfo=UTC)


def test_a_time_at_the_end_of_the_calendar_is_left_empty() -> None:
    last = datetime.max.replace(tzinfo=timezone(timedelta(hours=-10)))
    found = list(read_row({"title": "A", "published": last}, "row 1", Defaults(NOW)))
    assert [item.published for item in found if isinstance(item, Article)] == [None]


@pytest.mark.parametrize("text", ["title,text\rFerry,Fog.\r", "A\rferry hit\rthe quay.\n"])
def test_old_line_ends_are_read(text: str, tmp_path: Path) -> None:
    for name in ("rows.csv", "rows.txt", "rows"):
        articles, problems = _read(_csv(tmp_path, text, name=name))
        assert len(articles) == 1 or "no column 'title' or 'text'" in problems[0].what


@pytest.mark.parametrize(
    "text", ["id,title,text\n", "\n\n", "{}\n", FEED[: FEED.index("<item>")] + "</channel></rss>"]
)
def test_a_file_that_gives_nothing_says_so(text: str, tmp_path: Path) -> None:
    articles, problems = _read(_csv(tmp_path, text, name="rows"))
    assert articles == [] and [problem.note for problem in problems] == [False]


def test_nothing_in_a_message_is_obeyed_by_a_terminal(tmp_path: Path) -> None:
    _, (note,) = _read(_lines(tmp_path, ROW | {"\x1b[31m\ud800\n\u202e": 1}))
    assert note.what.endswith("left out, with rows: \ufffd[31m\ufffd \ufffd (1)")


def test_a_long_text_without_blanks_has_a_title_of_a_titles_length(tmp_path: Path) -> None:
    ((article,), _) = _read(_lines(tmp_path, {"text": "港" * 3000}))
    assert len(article.title) == 500


def test_a_stored_feed_takes_the_outlet_that_names_it_else_its_title(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(FEED)
    articles, problems = _read(file)
    assert [(article.outlet, article.first_seen) for article in articles] == [("The Post", None)] * 2
    assert problems == []
    for feed in (str(file), "https://post.example/feed"):
        assert (
            _read(file, [Outlet("Other"), Outlet("Harbour Post", feeds=(feed,))])[0][0].outlet
            == "Harbour Post"
        )
    assert _read(file, [Outlet("Harbour Post", feeds=(str(file),))], outlet="Given")[0][0].outlet == "Given"


def test_a_stored_feed_has_no_cap_on_items(tmp_path: Path) -> None:
    items = "".join(f"<item><title>Story {n}</title></item>" for n in range(700))
    (tmp_path / "feed.xml").write_text(FEED.replace("<item>", items + "<item>", 1))
    assert len(_read(tmp_path / "feed.xml")[0]) == 702


def test_a_page_becomes_an_article(tmp_path: Path) -> None:
    sentence = "The ferry hit the quay in thick fog on Monday and nobody was hurt, the harbour master said. "
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><html><head><title>Ferry hits quay</title>"
        "<meta property='og:site_name' content='The Post'><meta name='date' content='2024-07-08'></head>"
        f"<body><article><p>{sentence * 3}</p><p>{sentence * 3}</p></article></body></html>"
    )
    (article,), _ = _read(tmp_path / "page.html")
    assert (article.title, article.outlet, article.published_origin) == (
        "Ferry hits quay",
        "The Post",
        "page",
    )
    assert article.text.startswith(sentence)
    (article,), _ = _read(tmp_path / "page.html", outlet="Harbour Post", published=NOW)
    assert (article.outlet, article.published, article.published_origin) == ("Harbour Post", NOW, "import")


def test_a_scrap_of_html_is_text_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "scrap.html").write_text("<p>A ferry hit the quay.</p><p>Fog stays.</p>")
    (article,), _ = _read(tmp_path / "scrap.html")
    assert article.text == "A ferry hit the quay.\n\nFog stays."


@pytest.mark.parametrize(
    ("written", "title", "text"),
    [
        ("Ferry hits quay\n\nA ferry hit the quay.", "Ferry hits quay", "A ferry hit the quay."),
        ("Ferry hits quay\nA ferry hit the quay.", "Ferry hits quay", "A ferry hit the quay."),
        ("A ferry hit the quay.", "A ferry hit the quay.", "A ferry hit the quay."),
        (
            "A ferry hit the quay.\nFog stays.",
            "A ferry hit the quay. Fog stays.",
            "A ferry hit the quay.\n\nFog stays.",
        ),
    ],
)
def test_a_pasted_text_has_its_headline_in_the_first_line(
    written: str, title: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "pasted.txt").write_text(written)
    (article,), _ = _read(tmp_path / "pasted.txt", outlet="Post")
    assert (article.title, article.text, article.outlet) == (title, text, "Post")


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.csv", b"", "empty"),
        ("a.jsonl", b"PK\x03\x04\x00\x00", "neither a text nor a table"),
        ("a.jsonl", b"PAR1 and no more", "Parquet"),
        ("a.json", b'{\n "title": "A"\n}', "JSON Lines"),
        ("a.json", b'[{"title": "A"}]', "JSON Lines"),
        ("a.xml", b"<opml><body/></opml>", "not a feed"),
        ("a.jpg", b"words", "of no kind"),
        ("a.txt", bytes(1 + n * 37 % 255 for n in range(500)), "cannot be read as text"),
        ("a", bytes(128 + n * 37 % 128 for n in range(500)), "cannot be read as text"),
        ("a.jsonl.gz", gzip.compress(b'{"title": "A"}\n' * 9999, mtime=0)[:-30], "cannot be read further"),
        ("a.jsonl.gz", b"\x1f\x8b\x08broken", "cannot be read further"),
    ],
)
def test_files_that_are_not_what_they_say_fail_by_name(
    name: str, body: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(body)
    assert reason in _read(tmp_path / name)[1][-1].what


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert _read(tmp_path / "none.csv")[1][0].where == str(tmp_path / "none.csv")


def test_a_device_or_a_pipe_is_refused_before_it_is_read() -> None:
    assert "is no file and no folder" in _read(Path(os.devnull))[1][0].what


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/1.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(f"Ferry {name}\n\nFog.")
    assert [article.title for article in _read(tmp_path)[0]] == ["Ferry a.txt", "Ferry b/1.txt"]
    (tmp_path / "empty").mkdir()
    assert _read(tmp_path / "empty")[1][0].what == "the folder holds no files"


def test_rows_come_in_fast(tmp_path: Path) -> None:
    rows = [ROW | {"id": str(n), "text": "The ferry hit the quay in fog. " * 20} for n in range(3_000)]
    began = time.process_time()
    assert len(_read(_lines(tmp_path, *rows))[0]) == 3_000
    assert time.process_time() - began < 5


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    (article,), (problem,) = _read(_csv(tmp_path, "id,title,title,text\n1,First,Second,Fog.\n", "utf-8"))
    assert article.title == "Second"
    assert problem.what == "2 columns are named 'title'; the last one counts"
