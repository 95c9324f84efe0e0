"""The gold agrees with itself and with the sample's feeds as feedparser delivers them."""

from __future__ import annotations

import html
import io
import re
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import feedparser
import pytest
import yaml

from .measures import SAMPLE, Gold, GoldArticle

VARIANTS = {"full", "trimmed_marked", "trimmed_unmarked", "altered", "translated", "paraphrase_in_quotes"}
VERB_CLASSES = {
    "neutral",
    "stressing",
    "doubting",
    "conceding",
    "warning",
    "denying",
    "demanding",
    "praising",
    "other",
}


@pytest.fixture(scope="module")
def items() -> list[tuple[str, Any]]:
    """Every entry of every feed that feeds.yaml names, with its outlet's home."""
    outlets = yaml.safe_load((SAMPLE / "feeds.yaml").read_text(encoding="utf-8"))["outlets"]
    found: list[tuple[str, Any]] = []
    for outlet in outlets:
        for feed in outlet["feeds"]:
            parsed = feedparser.parse(io.BytesIO((SAMPLE / feed).read_bytes()))
            assert not parsed.bozo, feed
            found += [(outlet["home"], entry) for entry in parsed.entries]
    return found


@pytest.fixture(scope="module")
def texts(items: list[tuple[str, Any]]) -> dict[str, str]:
    """The stored text of every article by its address."""
    return {entry.link: stored_text(entry) for _, entry in items}


def stored_text(entry: Any) -> str:
    """Content, else summary, with tags taken off: paragraphs parted by a blank line."""
    markup = entry.content[0].value if "content" in entry else entry.summary
    markup = re.sub(r"</p>\s*", "\n\n", markup.replace("\n", " "))
    plain = html.unescape(re.sub(r"<[^>]+>", "", markup))
    return "\n\n".join(" ".join(part.split()) for part in plain.split("\n\n") if part.strip())


def by_url(gold: Gold) -> dict[str, GoldArticle]:
    """The articles by their address."""
    return {article.url: article for article in gold.articles}


def test_every_address_is_in_one_feed_item_and_in_the_gold(gold: Gold, items: list[tuple[str, Any]]) -> None:
    assert Counter(entry.link for _, entry in items) == Counter(article.url for article in gold.articles)
    assert len(by_url(gold)) == len(gold.articles)


def test_every_feed_file_is_named_once_by_the_outlets(items: list[tuple[str, Any]]) -> None:
    outlets = yaml.safe_load((SAMPLE / "feeds.yaml").read_text(encoding="utf-8"))["outlets"]
    named = [feed for outlet in outlets for feed in outlet["feeds"]]
    assert sorted(named) == sorted(f"feeds/{path.name}" for path in (SAMPLE / "feeds").iterdir())
    assert all(entry.link.startswith(f"{home}/") for home, entry in items)


def test_identities_in_the_feeds_are_unique(items: list[tuple[str, Any]]) -> None:
    assert max(Counter(entry.id for _, entry in items).values()) == 1


def test_titles_and_dates_come_through(gold: Gold, items: list[tuple[str, Any]]) -> None:
    articles = by_url(gold)
    for _, entry in items:
        published = time.strftime("%Y-%m-%dT%H:%M:%SZ", entry.published_parsed)
        assert html.unescape(entry.title) == articles[entry.link].title
        assert published == articles[entry.link].published, entry.published


def test_only_full_articles_have_content(gold: Gold, items: list[tuple[str, Any]]) -> None:
    articles = by_url(gold)
    for _, entry in items:
        assert ("content" in entry) == (articles[entry.link].text_available == "full"), entry.link


def test_the_sentences_are_the_whole_text(gold: Gold, texts: Mapping[str, str]) -> None:
    for article in gold.articles:
        assert article.text == texts[article.url].replace("\n\n", " ")
        assert [one.position for one in article.sentences] == list(range(len(article.sentences)))
        for sentence in article.sentences:
            assert sentence.text in texts[article.url]


def test_every_quote_is_a_slice(gold: Gold, texts: Mapping[str, str]) -> None:
    articles = by_url(gold)
    for quote in gold.quotes:
        where = texts[quote.url] if quote.place == "body" else articles[quote.url].title
        assert quote.text, quote
        assert quote.text in where, quote
        everywhere = articles[quote.url].title + "\n" + texts[quote.url]
        assert quote.speaker_as_printed in everywhere or quote.speaker_as_printed == "unknown", quote
        assert quote.verb in everywhere, quote


def test_quotes_use_the_words_of_the_scheme(gold: Gold) -> None:
    for quote in gold.quotes:
        assert quote.place in {"headline", "body"}
        assert quote.variant in VARIANTS
        assert quote.verb_class in VERB_CLASSES
        assert quote.speaker


def test_every_printed_quantity_is_in_a_sentence(gold: Gold) -> None:
    articles = by_url(gold)
    for row in gold.quantities:
        assert row.sentence in {one.text for one in articles[row.url].sentences}
        assert row.value_max is None or row.value_max > row.value
        assert row.verdict in {"agree", "updated", "conflict", "single"}


def test_a_quantity_has_one_unit_and_verdict_in_an_event(gold: Gold) -> None:
    seen: defaultdict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    values: defaultdict[tuple[str, str], set[tuple[float, float | None]]] = defaultdict(set)
    for row in gold.quantities:
        seen[row.event, row.quantity].add((row.unit, row.of_what, row.verdict))
        values[row.event, row.quantity].add((row.value, row.value_max))
    for key, found in seen.items():
        assert len(found) == 1, key
        if next(iter(found))[2] in {"updated", "conflict"}:
            assert len(values[key]) > 1, key


def test_every_fact_is_told_by_two_articles(gold: Gold) -> None:
    tellers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for article in gold.articles:
        for sentence in article.sentences:
            assert set(sentence.facts.values()) <= {"stated", "hedged", "different"}
            for fact in sentence.facts:
                tellers[article.event, fact].add(article.url)
    assert [key for key, urls in tellers.items() if len(urls) < 2] == []


def test_all_rows_of_one_article_name_its_event(gold: Gold) -> None:
    events = {article.url: article.event for article in gold.articles}
    assert all(events[quote.url] == quote.event for quote in gold.quotes)
    assert all(events[row.url] == row.event for row in gold.quantities)


def test_origins_point_back_within_the_event(gold: Gold) -> None:
    articles = by_url(gold)
    for article in gold.articles:
        if article.origin_class == "original":
            assert (article.origin_url, article.source_url) == (article.url, "")
            continue
        source, origin = articles[article.source_url], articles[article.origin_url]
        assert article.origin_class in {"wholly", "partly"}
        assert source.event == origin.event == article.event
        assert source.url != article.url
        assert origin.published <= source.published <= article.published or article.origin_class == "partly"
        assert (origin.url == article.url) == (article.origin_class == "partly")
        assert origin.origin_class != "wholly"


def test_the_tables_are_in_their_order(gold: Gold) -> None:
    keys = [(article.event, article.published, article.url) for article in gold.articles]
    assert keys == sorted(keys)
    rank = {article.url: at for at, article in enumerate(gold.articles)}
    for order in ([rank[row.url] for row in gold.quotes], [rank[row.url] for row in gold.quantities]):
        assert order == sorted(order)
