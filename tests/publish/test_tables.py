"""The exported rows: columns, offsets, counts and notation."""

from aggregator.publish import tables
from tests.publish.dossiers import small_dossier


def test_every_row_has_exactly_the_columns_of_its_table() -> None:
    made = tables.tables(small_dossier())
    assert set(made) == set(tables.COLUMNS)
    for name, rows in made.items():
        assert rows or name == "indirect"
        assert all(set(row) == set(tables.COLUMNS[name]) for row in rows), name


def test_offsets_slice_the_stored_text() -> None:
    dossier = small_dossier()
    texts = {article.id: article.text for article in dossier.articles}
    made = tables.tables(dossier)
    for name, column in (
        ("quotes", "text"),
        ("facts", "sentence"),
        ("numbers", "sentence"),
        ("labels", "label"),
    ):
        for row in made[name]:
            start, end = row["char_start"], row["char_end"]
            if start is not None:
                assert isinstance(start, int)
                assert isinstance(end, int)
                assert texts[str(row["article_id"])][start:end] == row[column]


def test_a_copy_is_one_origin_and_two_outlets() -> None:
    [row] = tables.tables(small_dossier())["events"]
    assert (row["articles"], row["outlets"], row["origins"], row["languages"]) == (2, 2, 1, "de;en")


def test_a_row_stands_for_every_fact_and_article_also_where_nothing_was_found() -> None:
    rows = tables.tables(small_dossier())["facts"]
    assert [(row["article_id"], row["state"], row["sentence"]) for row in rows] == [
        ("a1", "hedged", "The dam may open early."),
        ("a2", "not found", ""),
    ]


def test_the_reason_names_what_both_print_and_the_time_between() -> None:
    [centre, other] = tables.tables(small_dossier())["articles"]
    assert centre["reason"] == "Centre of the event, 90% sure to tell the same event as =Spark; 53 min apart."
    assert (
        other["reason"]
        == "74% sure to tell the same event as Nordwire; both print Garrow, Brenn; 53 min apart."
    )
    assert other["country"] == ""


def test_numbers_are_written_plainly() -> None:
    assert tables.as_text(1.6e9) == "1600000000"
    assert tables.as_text(66.7) == "66.7"
    assert tables.as_text(1e-7) == "0.0000001"
    assert tables.as_text(None) == ""
    assert tables.as_text(-0.5) == "-0.5"
