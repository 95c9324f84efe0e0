"""The commands as a user types them: what they print, what they leave, how they end."""

import csv
import os
import re
import sys
from pathlib import Path

import pytest

from aggregator import __version__, pipeline
from aggregator.cli import app, main
from aggregator.compare import quotes
from tests.cli.conftest import Run
from tests.earlier import compared_by_an_earlier_release
from tests.pipeline.conftest import extract_but_for_one


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_imported_articles_can_be_listed_shown_and_exported(run: Run, rows: Path, tmp_path: Path) -> None:
    said = run("import", rows)
    assert said.exit_code == 0
    assert "6 new articles" in said.output
    assert "6 articles in 3 events, 2 of them told by two or more outlets." in said.output
    listed = run("events", "--min-outlets", 2)
    assert "2 events. Next: parallax show ID" in listed.output
    [event_id] = re.findall(r"^(\w{12})\t.*3 outlets", listed.output, re.MULTILINE)
    shown = run("show", event_id[:6])
    assert "Outlet 1: Tollbury: Marrowgate bridge opens again" in shown.output
    assert run("export", "out").exit_code == 0
    assert {row["article_id"] for row in table(tmp_path / "out" / "articles.csv")} == {
        f"a{n}" for n in range(6)
    }
    assert run("export", "one", "--event", event_id, "--texts").exit_code == 0
    assert len(table(tmp_path / "one" / "texts.csv")) == 3


def test_the_next_command_names_the_database_that_was_named(run: Run, rows: Path) -> None:
    said = run("--db", "other one.db", "import", rows).output
    assert "Next: parallax --db 'other one.db' serve, or parallax --db 'other one.db' export out/" in said
    assert "Next: parallax --db 'other one.db' show ID" in run("--db", "other one.db", "events").output
    assert "Next: parallax serve" in run("import", rows).output


def test_show_and_export_say_what_an_earlier_release_compared(run: Run, rows: Path, tmp_path: Path) -> None:
    run("import", rows)
    assert "earlier release" not in run("export", "new").output
    event_id = table(tmp_path / "new" / "events.csv")[0]["event_id"]
    assert "earlier release" not in run("show", event_id).output
    compared_by_an_earlier_release(tmp_path / "parallax.db")
    said = run("export", "old")
    assert said.exit_code == 0
    assert "Compared by an earlier release of Parallax: 3 events. Run parallax group" in said.output
    assert "An earlier release of Parallax compared this event. Run parallax group" in (
        run("show", event_id).output
    )
    run("group")
    assert "earlier release" not in run("export", "anew").output + run("show", event_id).output


def test_events_come_as_one_line_each_outside_a_terminal(run: Run, rows: Path) -> None:
    run("import", rows)
    lines = run("events").stdout.splitlines()
    assert [len(line.split("\t")) for line in lines] == [4, 4, 4]
    assert [line.split("\t")[2].split(" · ")[0] for line in lines] == ["2 outlets", "3 outlets", "1 outlet"]
    short = run("events", "--limit", 1)
    assert short.stdout.count("\n") == 1
    assert "3 events. 2 more: --limit 0 lists all." in short.stderr
    assert run("events", "--limit", 0).stdout.count("\n") == 3
    assert run("events", "--min-outlets", 0).exit_code == 2
    assert run("export", "out", "--min-outlets", -1).exit_code == 2


def test_events_are_searched_and_filtered_by_time(run: Run, rows: Path) -> None:
    run("import", rows)
    assert "Hallowby" in run("events", "--search", "senn").output
    assert "1 event." in run("events", "--search", "senn").output
    assert "No event fits." in run("events", "--since", "2030-01-01").output


def test_every_command_without_a_database_says_what_to_do(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (
        ["events"],
        ["show", "x"],
        ["export", "out"],
        ["group"],
        ["correct", "list"],
        ["correct", "undo"],
    ):
        monkeypatch.setattr("sys.argv", ["parallax", *words])
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 1
        assert "Run parallax update, or parallax import, first." in capsys.readouterr().err


def test_nothing_that_can_be_read_is_an_error_and_some_is_not(run: Run, rows: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("{\n")
    failed = run("import", empty)
    assert failed.exit_code == 1
    assert "empty.jsonl" in failed.output
    mixed = run("import", empty, rows)
    assert mixed.exit_code == 0
    assert "empty.jsonl" in mixed.output


def test_wrong_usage_ends_with_two(run: Run) -> None:
    assert run("export").exit_code == 2
    assert run("events", "--since", "yesterday").exit_code == 2
    assert run("export", "out", "--profile", "word").exit_code == 2
    assert run("frobnicate").exit_code == 2


def test_an_unknown_event_names_near_ones_and_no_others(run: Run, rows: Path) -> None:
    run("import", rows)
    event_id = run("events").stdout.split()[0]
    wrong = "0" if event_id[2] != "0" else "1"
    near = run("show", event_id[:2] + wrong + event_id[3:])
    assert near.exit_code == 1
    assert f"Near ones: {event_id}" in str(near.exception)
    far = run("show", "zzzzzz")
    assert far.exit_code == 1
    assert "Near ones" not in str(far.exception)
    assert "parallax events --search" in str(far.exception)


def test_what_cannot_be_served_is_said_before_anything_opens(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("no database at all, but long enough to be read as one" * 20)
    for path, words in ((other, "is not a Parallax database"), (tmp_path / "no.db", "Run parallax update")):
        failed = run("--db", path, "serve")
        assert failed.exit_code == 1
        assert words in str(failed.exception)
    assert not (tmp_path / "no.db").exists()


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none_is_wrong_usage(run: Run, port: int) -> None:
    assert run("serve", "--port", port).exit_code == 2
    assert run("demo", "--port", port).exit_code == 2


def test_a_file_that_is_no_opml_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    for body in ("<html><body>x</body></html>", "<rss version='2.0'><channel/></rss>", '{"a": 1}', ""):
        (tmp_path / "x.opml").write_text(body)
        failed = run("feeds", "import", "x.opml")
        assert failed.exit_code == 1
        assert "not an OPML file" in str(failed.exception)
        assert "\n" not in str(failed.exception)


def test_a_device_is_no_opml_and_is_not_read(run: Run) -> None:
    assert "is no file" in str(run("feeds", "import", os.devnull).exception)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["events", "--min-outlets", "0"], "'0' is not a whole number of 1 or more."),
        (["events", "--limit", "few"], "'few' is not a whole number of 0 or more."),
        (["serve", "--port", "70000"], "'70000' is not a whole number from 1 to 65,535."),
        (["export", "out", "--profile", "word"], "'word' is none of plain, excel."),
        (["--db", "mine.db", "demo"], "The sample has a database of its own, parallax-sample.db"),
        (["import", ""], "A path is empty. Name a file or a folder"),
        (["import", "a.jsonl", " "], "A path is empty. Name a file or a folder"),
        (["events", "--since", "yesterday"], "'yesterday' is not a date like 2024-07-08."),
    ],
)
def test_wrong_usage_is_told_in_plain_words(run: Run, words: list[str], said: str) -> None:
    wrong = run(*words)
    assert wrong.exit_code == 2
    assert said in " ".join(wrong.output.split())


def test_help_names_no_type_where_an_option_takes_no_value(run: Run) -> None:
    for words in ([], ["update"], ["group"], ["export"], ["demo"], ["feeds", "check"]):
        assert "<bool>" not in run(*words, "--help").output


def test_an_update_with_nothing_due_says_when_and_how(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        "<rss version='2.0'><channel><title>Hill</title><item><title>Bridge opens</title>"
        "<guid>1</guid></item></channel></rss>"
    )
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - name: Hill\n    feeds: [a.xml]\n")
    assert "1 new article," in run("update").output
    again = run("update").output
    assert re.search(r"No feed is due before .* UTC\. parallax update --all reads them now\.", again)
    assert "1 feed due" in run("update", "--all").output


def test_a_blocked_host_says_which_setting_lets_it_through(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - name: Hill\n    feeds: ['http://127.0.0.1:9/f']\n")
    assert "allow_private_hosts" in run("update").output


def test_files_that_cannot_be_read_are_told_in_plain_words(run: Run, rows: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": "x"\n')
    said = run("import", rows, tmp_path / "bad.jsonl", tmp_path / "none.jsonl").output
    assert "bad.jsonl, line 1: left out: not JSON from character 15 on" in said
    assert "none.jsonl: there is no such file" in said
    for raw in ("Errno", "Expecting"):
        assert raw not in said


def test_corrections_are_made_listed_and_undone(run: Run, rows: Path) -> None:
    run("import", rows)
    assert "now." in run("correct", "split", "a1", "--reason", "other bridge", "--who", "ed").output
    assert re.search(r"1 .* ed +split a1, event \w{12} now: other bridge\n", run("correct", "list").output)
    assert "Correction 1 is undone." in run("correct", "undo").output
    assert "(undone)" in run("correct", "list").output


def test_update_ends_with_a_line_per_failed_feed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        "<rss version='2.0'><channel><title>Hill</title><item><title>Bridge opens in Tollbury</title>"
        "<guid>1</guid></item></channel></rss>"
    )
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - name: Hill\n    feeds: [a.xml, none.xml]\n")
    said = run("update")
    assert said.exit_code == 0
    assert "2 feeds due: 1 read (0 unchanged), 1 failed. 1 new article," in said.output
    assert re.search(r"failed: Hill, .*none\.xml: file", said.output)


def test_update_counts_the_pages_that_could_not_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        "<rss version='2.0'><channel><title>Hill</title><item><title>Bridge opens in Tollbury</title>"
        "<link>http://127.0.0.1:9/bridge</link></item></channel></rss>"
    )
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - name: Hill\n    feeds: [a.xml]\n")
    said = run("update").output
    assert "0 article pages read." in said
    assert "1 article page could not be read; the feed's text counts." in said


def test_update_names_the_line_of_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - title: Hill\n")
    assert "line 2" in str(run("update").exception)


def test_feeds_go_to_opml_and_come_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - name: Hill\n    feeds: ['https://hill.example/f']\n")
    assert run("feeds", "export", "out.opml").exit_code == 0
    assert run("feeds", "export", "out.opml").exit_code == 1
    assert "0 outlets added" in run("feeds", "import", "out.opml").output
    assert "1 outlet added" in run("--feeds", "other.yaml", "feeds", "import", "out.opml").output
    assert "https://hill.example/f" in (tmp_path / "other.yaml").read_text()


def test_the_database_can_be_named_by_option_and_environment(
    run: Run, rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--db", "one.db", "import", rows).exit_code == 0
    monkeypatch.setenv("PARALLAX_DB", str(tmp_path / "one.db"))
    assert "3 events" in run("events").output
    assert not (tmp_path / "parallax.db").exists()


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").output.strip() == __version__


def test_every_command_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "")
        assert name
        assert f"parallax {name}" in readme
    for group in app.registered_groups:
        assert f"parallax {group.name}" in readme


def test_a_command_that_is_stopped_says_that_it_can_go_on(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "bring_in", stopped)
    monkeypatch.setattr(sys, "argv", ["parallax", "import", str(rows)])
    with pytest.raises(SystemExit, match="130"):
        main()
    assert capsys.readouterr().err.startswith("Stopped. What was complete is kept")


def test_an_event_that_cannot_be_compared_is_told_and_the_rest_goes_on(
    run: Run, rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "extract", extract_but_for_one)
    said = run("import", rows)
    assert said.exit_code == 0
    assert "not compared, by a fault of Parallax" in " ".join(said.output.split())
    assert "6 articles in 3 events" in said.output
    assert "Not in the files: 1 event not compared" in run("export", "out").output


def test_a_database_named_behind_the_command_is_told_where_to_stand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["parallax", "events", "--db", "other.db"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "--db and --feeds stand before the command" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["parallax", "--db", "other.db", "events", "--nonsense"])
    with pytest.raises(SystemExit):
        main()
    assert "stand before" not in capsys.readouterr().err
