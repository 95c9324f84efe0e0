"""Times of day are read where they can be nothing else."""

import pytest

from aggregator.compare import quantities
from aggregator.compare.quantities import times


def read(text: str, lang: str) -> list[tuple[str, float, str]]:
    return [
        (text[time.start : time.end], times.as_printed(time.minutes), time.frame)
        for time in times.named_times(text, lang)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "at 3:12 a.m.", [("3:12 a.m.", 312, "")]),
        ("en", "at 12.30pm", [("12.30pm", 1230, "")]),
        ("en", "12 a.m. sharp", [("12 a.m.", 0, "")]),
        ("en", "at 15:12 local time", [("15:12", 1512, "")]),
        ("en", "11:45 p.m. (2045 GMT)", [("11:45 p.m.", 2345, ""), ("2045", 2045, "GMT")]),
        ("en", "until noon, since midnight", [("noon", 1200, ""), ("midnight", 0, "")]),
        ("en", "an hour before midnight", [("midnight", 0, "before")]),
        ("en", "after 3 p.m. GMT", [("3 p.m.", 1500, "after GMT")]),
        ("pl", "po godz. 15.30", [("godz. 15.30", 1530, "po")]),
        ("de", "um 3.12 Uhr", [("3.12 Uhr", 312, "")]),
        ("de", "gegen 15:12, 24 Uhr", [("15:12", 1512, ""), ("24 Uhr", 0, "")]),
        ("pl", "o godz. 3.12 i o 15:40", [("godz. 3.12", 312, ""), ("15:40", 1540, "")]),
        ("pl", "o północy", [("o północy", 0, "")]),
        ("uk", "об 11:05, опівдні", [("11:05", 1105, ""), ("опівдні", 1200, "")]),
        ("ru", "в 15:12", [("15:12", 1512, "")]),
        ("fr", "à 15h12, vers 9 h", [("15h12", 1512, ""), ("9 h", 900, "")]),
        ("es", "a las 20 horas, a las 9.30 horas", [("20 horas", 2000, ""), ("9.30 horas", 930, "")]),
    ],
)
def test_each_language_writes_times_in_its_own_way(lang, text, expected):
    assert read(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "at 3:12, whichever half of the day"), ("en", "a score of 15:12"), ("en", "13 p.m."),
        ("en", "at 25:10 local time"), ("en", "at 15:70"), ("en", "at 24:10"), ("en", "3:12:4"),
        ("de", "15.12 Boote"), ("de", "ein 2:1 nach Hause"), ("pl", "przez 5 godz. 3 razy"),
        ("pl", "o 15.12 proc."), ("fr", "pendant 15 heures"), ("fr", "15 h 12 de vol"),
        ("es", "20 horas de viaje"), ("en", ""),
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_no_time(lang, text):
    assert read(text, lang) == []


def test_a_time_is_a_quantity_and_its_hours_are_no_count():
    (reading,) = quantities.read("Um 3.12 Uhr brach das Dach ein.", "de")
    assert (reading.value, reading.unit.name, reading.step) == (192, "time", 1)


def test_a_count_and_a_time_make_no_range():
    readings = quantities.read("zwischen 15 und 16 Uhr", "de")
    assert [(one.value, one.value_max, one.unit.name) for one in readings] == [
        (15, None, ""),
        (960, None, "time"),
    ]


def test_two_times_make_a_range():
    (german,) = quantities.read("zwischen 15:00 und 16:30 Uhr", "de")
    (english,) = quantities.read("open 3 p.m. to 4:30 p.m.", "en")
    assert {(one.value, one.value_max) for one in (german, english)} == {(900, 990)}


def test_times_of_two_frames_are_of_two_dimensions():
    readings = quantities.read("at 15:12 local time (1312 GMT), an hour before 16:12", "en")
    assert [one.unit.dimension for one in readings] == ["time", "time GMT", "time before"]
