"""Which cells of a fact differ: by what the fact states, and by nothing else."""

import pytest

from tests.compare.facts.test_lining_up import article, lined, states

PLAIN = "The harbour wall at Tollen was mended after the storm of March."
PRICED = "The harbour wall at Tollen was mended after the storm of March for {} million crowns."


@pytest.mark.parametrize(("plain", "differing"), [(3, 0), (1, 1)])
def test_values_differ_where_the_headline_or_half_of_the_articles_print_one(
    plain: int, differing: int
) -> None:
    texts = [PLAIN] * plain + [PRICED.format(38), PRICED.format(45)]
    fact, *_ = lined(*(article(name, text) for name, text in zip("abcde", texts, strict=False)))
    assert len([state for state in states(fact) if state in ("stated", "different")]) == len(texts)
    assert states(fact).count("different") == differing
