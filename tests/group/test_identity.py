"""An event keeps its id while its core stays; old ids lead on."""

from datetime import UTC, datetime, timedelta

from aggregator.group.identity import founder, identify
from aggregator.types import Article, Event, Member

NOON = datetime(2024, 7, 8, 12, tzinfo=UTC)
ARTICLES = {
    name: Article(name, outlet="O", title=name, text="", published=NOON + timedelta(hours=hour))
    for hour, name in enumerate("abcdef")
}


def event(name: str, *members: str) -> Event:
    return Event(
        name, name, members[0], tuple(Member(member, centre=member == members[0]) for member in members)
    )


def test_a_new_event_is_named_after_its_founder_alone() -> None:
    [one], _ = identify([["b", "a"]], ARTICLES)
    [other], _ = identify([["a", "c", "d"]], ARTICLES)
    assert one == other
    assert len(one) == 12


def test_the_founder_is_the_earliest_and_an_article_without_a_time_comes_last() -> None:
    undated = Article("0", outlet="O", title="", text="x")
    assert founder(["0", "c", "b"], ARTICLES | {"0": undated}) == "b"


def test_no_event_takes_the_name_of_another_that_its_founder_once_named() -> None:
    [named], _ = identify([["a", "b"]], ARTICLES)
    [other], _ = identify([["a", "c"]], ARTICLES, elsewhere={named})
    assert other != named
    assert identify([["a", "c"]], ARTICLES, elsewhere={named})[0] == [other]


def test_an_event_that_grows_keeps_its_id() -> None:
    ids, redirects = identify([["a", "b", "c"]], ARTICLES, [event("old", "b", "c")])
    assert (ids, redirects) == (["old"], {})


def test_of_a_split_event_the_larger_part_keeps_the_id() -> None:
    ids, redirects = identify([["a"], ["b", "c"]], ARTICLES, [event("old", "a", "b", "c")])
    assert ids[1] == "old"
    assert ids[0] != "old"
    assert redirects == {}


def test_at_equal_parts_the_part_with_the_centre_keeps_the_id() -> None:
    ids, _ = identify([["a"], ["b"]], ARTICLES, [event("old", "b", "a")])
    assert ids[1] == "old"


def test_of_merged_events_the_id_of_the_other_leads_to_the_whole() -> None:
    former = [event("big", "a", "b"), event("small", "c")]
    ids, redirects = identify([["a", "b", "c"]], ARTICLES, former)
    assert (ids, redirects) == (["big"], {"small": "big"})


def test_an_event_without_any_article_left_leads_nowhere() -> None:
    assert identify([["a"]], ARTICLES, [event("gone", "z")])[1] == {}


def test_rebuilt_events_are_named_by_members_alone_and_former_ids_lead_to_them() -> None:
    named, _ = identify([["a", "b"]], ARTICLES)
    ids, redirects = identify([["a", "b"]], ARTICLES, [event("old", "a", "b")], rebuild=True)
    assert ids == named
    assert redirects == {"old": named[0]}
