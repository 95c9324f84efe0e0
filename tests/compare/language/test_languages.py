import pytest

from aggregator.compare.language.languages import main_language


@pytest.mark.parametrize(
    ("langs", "main"),
    [(["pl"], "pl"), (["pl", "en", "pl"], "pl"), (["pl", "en"], "en"), (["de", "pl"], "pl"), ([""], "")],
)
def test_most_decide_and_english_at_a_tie(langs: list[str], main: str) -> None:
    assert main_language(langs) == main
