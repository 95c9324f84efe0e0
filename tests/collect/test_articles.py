from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aggregator.collect import articles
from aggregator.collect.articles import Draft
from aggregator.types import Article

EARLY, LATE = datetime(2024, 7, 8, 12, tzinfo=UTC), datetime(2024, 7, 9, 12, tzinfo=UTC)
DRAFT = Draft("Harbour Post", "Ferry hits quay", "A ferry hit the quay.", url="https://post.example/ferry")
BODY = "The ferry hit the quay in fog and nobody was hurt. " * 10


def _finish(draft: Draft, by_text: bool = False) -> Article:
    article, _ = articles.finish(draft, by_text=by_text)
    assert article is not None
    return article


def _same(*drafts: Draft, by_text: bool = False) -> bool:
    return len({_finish(draft, by_text).id for draft in drafts}) == 1


def test_an_id_is_short_stable_and_from_the_canonical_link() -> None:
    assert _finish(DRAFT).id == "a" + hashlib.sha256(b"https://post.example/ferry").hexdigest()[:16]
    assert _same(DRAFT, replace(DRAFT, url="http://www.post.example/ferry/", guid="new", title="Other"))
    assert not _same(DRAFT, replace(DRAFT, url="https://post.example/ferry?page=2"))


def test_without_a_link_the_guid_counts_within_the_outlet() -> None:
    draft = replace(DRAFT, url="", guid="g1")
    assert _same(draft, replace(draft, title="Ferry hits quay again"))
    assert not _same(draft, replace(draft, guid="g2"))
    assert not _same(draft, replace(draft, outlet="Other Post"))


def test_a_link_to_a_home_page_is_no_identity() -> None:
    home = replace(DRAFT, url="https://post.example/", guid="g1")
    section = replace(DRAFT, url="https://post.example/news", own_url=False, guid="g1")
    assert _same(home, section, replace(DRAFT, url="", guid="g1"))


def test_without_link_and_guid_outlet_title_and_date_count() -> None:
    draft = replace(DRAFT, url="", published=EARLY)
    assert _same(draft, replace(draft, text="Another text."))
    assert not _same(draft, replace(draft, published=LATE))
    assert not _same(draft, replace(draft, title="Ferry hits bridge"))
    assert not _same(draft, replace(draft, text="Another text."), by_text=True)


def test_a_given_id_is_kept_verbatim() -> None:
    assert _finish(replace(DRAFT, id=" 17/ä ")).id == " 17/ä "


def test_without_title_and_text_nothing_comes_of_it() -> None:
    assert articles.finish(Draft("Post", " \u200b", "<br>"), by_text=False) == (
        None,
        ("left out: neither title nor text",),
    )
    assert _finish(Draft("", "", "A ferry hit the quay.")).title == "A ferry hit the quay."
    assert _finish(Draft("", "Ferry")).outlet == "unknown"


def test_what_is_cut_or_damaged_is_said() -> None:
    article, notes = articles.finish(Draft("Post", "fog " * 9999, "b\ufffdd " * 99_999), by_text=False)
    assert article is not None and len(article.title) <= 500 and len(article.text.encode()) <= 100_000
    assert notes == ("some characters are damaged", "text cut to 100 kB", "title cut to 500 characters")


@pytest.mark.parametrize(
    ("text", "available"),
    [
        ("", "headline"),
        ("A ferry hit the quay.", "summary"),
        (BODY, "full"),
        (BODY + "…", "summary"),
        (BODY + "Nobody [...]", "summary"),
        (BODY + "\n\nRead more at the Post", "summary"),
        (BODY + "Weiterlesen »", "summary"),
        (BODY + "Investigators hope to read more in the log.", "full"),
        (BODY + "They will continue reading the log next week.", "full"),
        ("You must accept cookies to read this website. " * 40, "headline"),
        ("A ferry hit the quay. " + "You must accept cookies to read this website. " * 40, "summary"),
    ],
)
def test_a_text_is_full_when_it_is_long_and_does_not_break_off(text: str, available: str) -> None:
    assert articles.available(text.strip(), "en") == available


def test_two_sightings_keep_the_fuller_text_and_the_first_date() -> None:
    known = replace(
        _finish(
            replace(DRAFT, text=BODY, published=EARLY, published_origin="feed", first_seen=EARLY, feed="a")
        ),
        author="A. Writer",
    )
    new = _finish(
        replace(DRAFT, title="Ferry hits quay, two hurt", first_seen=LATE, published=LATE, feed="b")
    )
    both = articles.merge(known, new)
    assert (both.title, both.text, both.text_available) == (new.title, known.text, "full")
    assert (both.published, both.published_origin, both.first_seen) == (EARLY, "feed", EARLY)
    assert (both.feeds, both.author) == (("a", "b"), "A. Writer")


def test_a_newer_full_text_replaces_an_older_one() -> None:
    known = _finish(replace(DRAFT, text=BODY))
    new = _finish(replace(DRAFT, text=BODY + "One is missing."))
    assert articles.merge(known, new).text == new.text


def test_of_two_items_of_a_feed_the_later_dated_is_the_newer() -> None:
    older = _finish(replace(DRAFT, published=EARLY, published_origin="feed"))
    newer = _finish(replace(DRAFT, title="Update", published=LATE, published_origin="feed"))
    for order in ((older, newer), (newer, older)):
        (article,) = articles.merged(order)
        assert (article.title, article.published) == ("Update", EARLY)


def test_of_two_undated_items_the_first_is_the_newer() -> None:
    (article,) = articles.merged([_finish(DRAFT), _finish(replace(DRAFT, title="Old"))])
    assert article.title == DRAFT.title
