"""What grouping looks at."""

from dataclasses import replace

import pytest

from aggregator.group import digest
from aggregator.types import Article
from tests.encoders import hash_encoders

STORY = "A ferry ran aground off Pellen on Monday. All 212 people on board were brought ashore."
NOTICE = {
    "en": "We use cookies on this website. You can change the settings in your browser.",
    "pl": "Używamy plików cookie w naszym serwisie. Możesz to zmienić w ustawieniach przeglądarki.",
}


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_what_a_page_says_to_its_visitor_is_not_looked_at(lang: str) -> None:
    plain = Article("a", "Hill", "Ferry aground", STORY, lang=lang)
    noticed = replace(plain, text=f"{NOTICE[lang]}\n\n{STORY}\n\n{NOTICE[lang]}")
    encoders = hash_encoders()
    made = [digest.features([one], encoders) for one in (plain, noticed)]
    bridged = [
        digest.bridged(found, [one], encoders) for found, one in zip(made, (plain, noticed), strict=True)
    ]
    assert made[0][0].to_bytes() == made[1][0].to_bytes()
    assert bridged[0][0].to_bytes() == bridged[1][0].to_bytes()


def test_an_article_that_is_all_notice_is_known_by_its_headline() -> None:
    noticed = Article("a", "Hill", "Ferry aground", NOTICE["en"], lang="en")
    found, bare = digest.features([noticed, replace(noticed, text="")], hash_encoders())
    assert found.headline_only
    assert found.to_bytes() == bare.to_bytes()
