"""The comparison in words."""

from datetime import UTC, datetime

from aggregator.publish import report
from tests.publish.dossiers import small_dossier


def test_the_terminal_text_shows_headlines_facts_quotes_and_numbers() -> None:
    text = report.as_text(small_dossier())
    assert "Wed 12 Mar 2025, 09:12 – 10:05 UTC · 2 outlets · 1 origin · 2 languages · id e1" in text
    assert "=Spark: trimmed without a mark; left out: “until both sides have voted”" in text
    assert "people left – agree: Some 1,200 (=Spark)" in text
    assert "FACTS told by more than one outlet: 0 of 1" in text


def test_durations_read_as_people_say_them() -> None:
    assert [report.duration(minutes) for minutes in (0, 59, 60, 170, 4320)] == [
        "0 min",
        "59 min",
        "1 h",
        "2 h 50 min",
        "3 days",
    ]


def test_a_citation_names_the_event_and_the_day() -> None:
    cited = report.citation(small_dossier(), datetime(2025, 4, 1, 23, tzinfo=UTC))
    assert cited.startswith("“Accord on the dam” (event e1): 2 outlets")
    assert cited.endswith("Compared with Parallax, Tue 1 Apr 2025.")
