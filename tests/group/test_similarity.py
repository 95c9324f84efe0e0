"""What speaks for two articles telling one event, and which pairs are looked at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from aggregator.group import digest, encode, neighbours, similarity
from aggregator.group.coefficients import SIGNS, model
from aggregator.group.digest import Features, from_bytes
from aggregator.types import UNKNOWN, Article, Encoders
from tests.encoders import HashEncoder, hash_encoders

NOON = datetime(2024, 7, 8, 12, tzinfo=UTC)
TEXT = "The Garrow ferry ran aground off Pellen on Monday with 212 people on board. Nobody was hurt."
POLISH = "Prom osiadł na mieliźnie koło Pellen."


def article(name: str, text: str = TEXT, lang: str = "en", published: datetime | None = NOON) -> Article:
    return Article(name, outlet="O", title="Ferry aground", text=text, lang=lang, published=published)


def made(*articles: Article) -> list[Features]:
    found = digest.features(articles, hash_encoders())
    return digest.bridged(found, articles, hash_encoders()) if digest.needs_bridge(found) else found


def signs(one: Article, other: Article) -> dict[str, float]:
    table = similarity.Table(made(one, other))
    pair = np.array([[0, 1]])
    [kind] = similarity.kind_of(table, pair)
    return dict(zip(SIGNS, similarity.signs(table, pair, kind)[0].tolist(), strict=True))


def probability(one: Article, other: Article) -> float:
    found = similarity.score(similarity.Table(made(one, other)), np.array([[0, 1]]))
    return found[0].similarity if found else 0.0


def test_a_digest_read_back_is_the_digest() -> None:
    [fresh] = made(article("a"))
    back = from_bytes(fresh.to_bytes())
    assert back.to_bytes() == fresh.to_bytes()
    assert (back.article_id, back.lang, back.spellings) == (fresh.article_id, "en", fresh.spellings)


def test_time_weakens_a_pair_and_a_month_says_no_more_than_a_year() -> None:
    other = TEXT.replace("212 people on board", "passengers and lorries")
    near = probability(article("a"), article("b", other))
    week, month, year = (
        signs(article("a"), article("b", published=NOON + timedelta(days=days)))["days"]
        for days in (7, 31, 366)
    )
    assert near > probability(article("a"), article("b", other, published=NOON + timedelta(days=7)))
    assert 0 < week < month == year


def test_a_date_that_is_not_known_is_not_taken_for_the_same_day() -> None:
    unknown = signs(article("a"), article("b", published=None))
    assert (unknown["days"], unknown["undated"]) == (0, 1)
    assert model().kinds["english"].weights["undated"] < 0


def test_an_outlet_that_printed_both_speaks_against_one_event_and_an_unknown_one_says_nothing() -> None:
    one, other = article("a"), article("b")
    assert signs(one, other)["outlet"] == 1
    assert signs(one, replace(other, outlet="P"))["outlet"] == 0
    assert signs(replace(one, outlet=UNKNOWN), replace(other, outlet=UNKNOWN))["outlet"] == 0
    assert model().kinds["english"].weights["outlet"] < 0


def test_other_days_of_the_week_speak_against_one_event() -> None:
    assert signs(article("a"), article("b"))["weekdays"] == 1
    assert signs(article("a"), article("b", TEXT.replace("Monday", "Friday")))["weekdays"] == -1
    assert signs(article("a"), article("b", TEXT.replace("on Monday ", "")))["weekdays"] == 0


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("en", TEXT), ("en", TEXT), "english"),
        (("en", TEXT), ("en", ""), "headlines"),
        (("en", TEXT), ("pl", POLISH), "across"),
        (("pl", POLISH), ("pl", POLISH), "multilingual"),
        (("pl", POLISH), ("de", "Vor Pellen lief eine Fähre auf Grund."), "across"),
    ],
)
def test_a_pair_is_compared_by_what_knows_both_articles(
    one: tuple[str, str], other: tuple[str, str], kind: str
) -> None:
    pair = [article(name, text, lang) for name, (lang, text) in zip("ab", (one, other), strict=True)]
    table = similarity.Table(made(*pair))
    assert similarity.kind_of(table, np.array([[0, 1]])).tolist() == [kind]


def test_where_no_encoder_knows_a_language_words_alone_decide() -> None:
    one, other = (
        replace(found, english=None, multilingual=None) for found in made(article("a"), article("b"))
    )
    table = similarity.Table([one, other])
    assert similarity.kind_of(table, np.array([[0, 1]])).tolist() == ["words"]
    assert similarity.score(table, np.array([[0, 1]]))[0].similarity > model().limits.cut


def test_two_headlines_without_a_telling_word_in_common_make_no_event_however_near_in_meaning() -> None:
    headlines = model().kinds["headlines"]
    row = dict.fromkeys(SIGNS, 0.0) | {"content": 1.0}
    alike = np.array([list(row.values()), list((row | {"words": 0.05}).values())], dtype=np.float32)
    apart, told = 1 / (1 + np.exp(-similarity.log_odds(alike, "headlines", headlines)))
    assert similarity.FLOOR < apart < model().limits.cut < told
    assert (
        similarity.log_odds(alike, "english", headlines)[0]
        > similarity.log_odds(alike, "headlines", headlines)[0]
    )


@pytest.mark.parametrize("kind", ["english", "multilingual"])
def test_two_texts_that_share_few_words_make_no_event_however_near_in_meaning(kind: str) -> None:
    row = dict.fromkeys(SIGNS, 0.0) | {"content": 0.8}
    words = [{"words": share} for share in (0.0, 0.025, 0.05)] + [{"words": 0.0, "content": -0.5}]
    signs = np.array([list((row | one).values()) for one in words], dtype=np.float32)
    none, few, enough, improbable = similarity.log_odds(signs, kind, model().kinds[kind])
    cut = np.log(model().limits.cut / (1 - model().limits.cut))
    assert none < cut < few < enough
    across = similarity.log_odds(signs, "across", model().kinds[kind])
    assert [enough, improbable, none] == pytest.approx([across[2], across[3], across[0] - 3])


def test_a_headline_against_a_text_is_held_back_too() -> None:
    fog = replace(article("a", "Fog stopped all boats."), title="Boats wait")
    texts = [fog, replace(article("b", "The council raised a tax."), title="New tax")]
    text, headline = made(*texts)
    table = similarity.Table([text, replace(headline, headline_only=True, english=text.english)])
    pair = np.array([[0, 1]])
    assert similarity.kind_of(table, pair).tolist() == ["headlines"]
    signs = similarity.signs(table, pair, "headlines")
    alone = similarity.log_odds(signs, "headlines", model().kinds["headlines"])
    assert (similarity.logit(table, pair)[0], alone[0] > -1) == (pytest.approx(-2), True)


def test_two_full_english_texts_are_trusted_more_than_the_fit_says_and_excerpts_are_not() -> None:
    signs = np.zeros((3, len(SIGNS)), dtype=np.float32)
    signs[:, SIGNS.index("words")] = 0.1
    signs[:, SIGNS.index("length")] = 0.2, 0.8, 1.6
    fitted = model().kinds["multilingual"]
    told = similarity.log_odds(signs, "multilingual", fitted)
    assert (similarity.log_odds(signs, "english", fitted) - told).round(3).tolist() == [0, 0.2, 0.4]


def test_names_and_numbers_that_both_print_are_named_in_the_spelling_of_the_first() -> None:
    one, other = made(article("a"), article("b", "At Pellen the Garrow stood on sand, 212 aboard."))
    assert set(similarity.shared(one, other)) == {"Garrow", "Pellen", "212"}


@pytest.mark.parametrize(
    ("lang", "one", "other", "named"),
    [
        ("en", "Captain Garrowby left.", "Captain Garrowbie left.", set()),
        ("en", "He met Garrowby and Garrowbie.", "Captain Garrowbie left.", {"Garrowbie"}),
        ("de", "Mit Kapitän Garrowbyns Plan.", "Der Kapitän Garrowby ging.", {"Kapitän", "Garrowbyns"}),
        ("pl", "Rozmowa z Garrowskim trwa.", "Kapitan Garrowianki.", set()),
        ("pl", "Rozmowa z Garrowskim trwa.", "Statek Garrowskiego.", {"Garrowskim"}),
        ("en", "It took Garrowby's boat.", "The boat of Garrowby sank.", {"Garrowby"}),
        (
            "en",
            "In March J. Garrowby took 7 of 12.",
            "It was March: J. Garrowby took 7 of 12.",
            {"Garrowby", "12"},
        ),
    ],
)
def test_names_that_only_begin_alike_are_not_said_to_be_in_both_but_their_cases_are(
    lang: str, one: str, other: str, named: set[str]
) -> None:
    pair = [replace(article(name, text, lang), title="") for name, text in (("a", one), ("b", other))]
    assert set(similarity.shared(*made(*pair))) == named


def test_the_forms_of_an_inflected_word_speak_for_one_event() -> None:
    one, other = "Premier Garrowski w Pellendorfie.", "Rozmowa z Garrowskim o Pellendorfach."
    found = signs(
        *(replace(article(name, text, "pl"), title="") for name, text in (("a", one), ("b", other)))
    )
    assert found["words"] > 0
    assert found["names"] > 0


def test_whether_a_pair_is_found_depends_on_no_third_article() -> None:
    pair = made(article("a"), article("b"))
    crowd = [
        article(f"c{n}", f"The council of Tarn voted on budget {n} of its {n} districts.") for n in range(9)
    ]
    alone = neighbours.neighbours(pair, [1])
    among = neighbours.neighbours([*pair, *made(*crowd)], [1])
    assert alone == [edge for edge in among if (edge.a, edge.b) == ("a", "b")]
    assert len(alone) == 1


def test_a_collection_without_english_is_grouped() -> None:
    encoders = Encoders(HashEncoder(encode.DEFAULT_MODEL, frozenset({"en"}), 384), HashEncoder("hash-many"))
    polish = [article("a", lang="pl"), article("b", lang="pl")]
    [edge] = neighbours.neighbours(digest.features(polish, encoders), range(2))
    assert (edge.a, edge.b) == ("a", "b")


def test_what_long_texts_share_counts_for_more_and_length_is_a_sign_of_its_own() -> None:
    onsets = [
        "Bel",
        "Cor",
        "Dun",
        "Fal",
        "Gar",
        "Hol",
        "Kel",
        "Lan",
        "Mor",
        "Nor",
        "Pel",
        "Ros",
        "Sel",
        "Tor",
    ]
    towns = [one + two for one in onsets for two in ("ham", "ley", "wick", "by")]
    long = f"{TEXT} {' '.join(towns)}"
    short_pair, long_pair = signs(article("a"), article("b")), signs(article("a", long), article("b", long))
    assert long_pair["words"] > short_pair["words"]
    assert long_pair["length"] > short_pair["length"]


def test_every_pair_that_is_probable_enough_is_among_the_candidates() -> None:
    places, deeds = ("Pellen", "Tarn", "Orrin", "Velm"), ("ran aground", "was sold", "caught fire")
    pool = made(
        *(
            article(
                f"{place}{number}",
                f"The {place} ferry {deeds[number % 3]} on Monday. "
                + f"Pilot {number} of {place} spoke. " * number,
                lang=("en", "pl", "en", "de")[number % 4],
                published=NOON + timedelta(hours=30 * (number % 5)) if number % 7 else None,
            )
            for place in places
            for number in range(12)
        )
    )
    every = np.array([(a, b) for b in range(len(pool)) for a in range(b)])
    wanted = similarity.score(similarity.Table(pool), every)
    assert len(wanted) > 100
    assert neighbours.neighbours(pool, range(len(pool))) == sorted(wanted, key=lambda e: (e.a, e.b))
