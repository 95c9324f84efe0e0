from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.collect import feeds
from aggregator.types import Article, Failed, Outlet

NOW = datetime(2024, 7, 10, tzinfo=UTC)
POST = Outlet("Harbour Post", home="https://post.example", country="IE", language="en")
URL = "https://post.example/feed.xml"
LONG = "The ferry hit the quay in fog and nobody was hurt, the harbour master said. " * 4
FULL = f"<p>{LONG}</p><p>{LONG}</p>"


_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_HEAD = "<title>The Post</title><link>https://post.example/</link>"


def _rss(*items: str) -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {_NAMESPACES}><channel>{_HEAD}{inner}</channel></rss>'.encode()


def _parse(body: bytes, outlet: Outlet | None = POST, newest: int | None = feeds.NEWEST) -> feeds.Parsed:
    parsed = feeds.parse(body, url=URL, outlet=outlet, feed=URL, now=NOW, newest=newest)
    assert isinstance(parsed, feeds.Parsed), parsed
    return parsed


def _one(item: str) -> Article:
    (article,) = _parse(_rss(item)).articles
    return article


def _failure(body: bytes) -> str:
    failed = feeds.parse(body, url=URL, outlet=POST, feed=URL, now=NOW)
    assert isinstance(failed, Failed)
    return failed.reason


def test_an_item_becomes_an_article() -> None:
    article = _one(
        "<title>Ferry &amp;amp; quay</title><link>/ferry?utm_source=rss</link><guid>g1</guid>"
        f"<dc:creator>A. Writer</dc:creator><pubDate>Mon, 08 Jul 2024 13:00:00 IST</pubDate>"
        f"<content:encoded><![CDATA[{FULL}]]></content:encoded>"
    )
    assert article.title == "Ferry & quay"
    assert article.text == f"{LONG.strip()}\n\n{LONG.strip()}"
    assert article.text_available == "full"
    assert article.url == "https://post.example/ferry"
    assert (article.outlet, article.author, article.lang) == ("Harbour Post", "A. Writer", "en")
    assert article.published == datetime(2024, 7, 8, 12, tzinfo=UTC)  # Irish, as the outlet is
    assert (article.published_origin, article.first_seen) == ("feed", NOW)
    assert (article.feeds, article.guid) == ((URL,), "g1")


def test_atom_is_read_alike() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pl"><title>Poczta</title>
      <link rel="self" href="https://post.example/atom.xml"/><link href="https://post.example/"/>
      <entry><title type="text">A&lt;B</title><id>tag:1</id><link rel="alternate" href="/prom"/>
      <updated>2024-07-08T12:00:00Z</updated><author><name>A. Pisarz</name></author>
      <content type="xhtml">
      <div xmlns="http://www.w3.org/1999/xhtml"><p>Prom uderzył w nabrzeże.</p></div></content>
      </entry></feed>"""
    parsed = _parse(atom.encode(), outlet=None)
    (article,) = parsed.articles
    assert (parsed.title, parsed.address) == ("Poczta", "https://post.example/atom.xml")
    assert (article.outlet, article.title, article.author) == ("Poczta", "A<B", "A. Pisarz")
    assert (article.text, article.text_available) == ("Prom uderzył w nabrzeże.", "summary")
    assert (article.url, article.lang) == ("https://post.example/prom", "pl")


def test_teasers_are_summaries_wherever_they_stand() -> None:
    teaser = f"<description>{LONG}</description>"
    assert _one(f"<title>A</title>{teaser}").text_available == "summary"
    assert _one(f"<title>A</title><content:encoded>{LONG[:80]}</content:encoded>").text_available == "summary"
    assert _one(f"<title>A</title><description><![CDATA[{FULL}]]></description>").text_available == "full"
    assert _one(f"<title>A</title><description><![CDATA[{FULL}…]]></description>").text_available == "summary"
    assert _one("<title>A</title>").text_available == "headline"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b'{"items": []}',
        b"/etc/passwd",
        b"https://post.example/feed.xml",
        b"<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input></form></body></html>",
    ],
)
def test_what_is_no_feed_is_said_and_nothing_is_opened(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("opened a file"))
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))
    assert _failure(body) == "not a feed"


_BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY e0 "ha">{_BOMB}]>',
        '<!DOCTYPE rss [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY e9 PUBLIC "x" "http://10.0.0.1/">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://10.0.0.1/x.dtd"> %p;]>',
    ],
)
def test_entity_bombs_and_external_entities_are_refused_at_once(doctype: str) -> None:
    body = doctype.encode() + _rss("<title>&e9;</title>")
    began = time.process_time()
    assert _failure(body) == "entities"
    assert time.process_time() - began < 0.1


def test_an_external_dtd_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))
    body = b'<!DOCTYPE rss SYSTEM "http://10.0.0.1/rss.dtd">' + _rss("<title>A</title>")
    assert [article.title for article in _parse(body).articles] == ["A"]


@pytest.mark.parametrize(
    "shape",
    ["<item " + " ".join(f"a{n}='1'" for n in range(40_000)) + ">", "<a>" * 600_000],
)
def test_shapes_that_would_take_minutes_are_refused(shape: str) -> None:
    began = time.process_time()
    assert _failure(b"<rss><channel>" + shape.encode()) == "too complex"
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("body", "titles", "warned"),
    [
        (_rss("<title>A</title>", "<title>B</title>")[:-23], ["A", "B"], True),
        (b"\n\n junk " + _rss("<title>A</title>"), ["A"], False),
        (b'\n<?xml version="1.0"?>' + _rss("<title>A</title>"), ["A"], False),
        (_rss("<title>AT&T&nbsp;wins</title>"), ["AT&T wins"], True),
        (_rss("<title>A\x00\x0bB</title>"), ["AB"], False),
        (b"\xef\xbb\xbf" + _rss("<title>A</title>"), ["A"], False),
        (_rss("<title>A</title><b>", "<title>B</title>"), ["A", "B"], True),
    ],
)
def test_broken_feeds_keep_what_can_be_read(body: bytes, titles: list[str], warned: bool) -> None:
    parsed = _parse(body)
    assert [article.title for article in parsed.articles] == titles
    assert any("not well-formed" in problem.what for problem in parsed.problems) is warned


def test_the_charset_the_server_names_is_used() -> None:
    body = _rss("<title>Żółta łódź</title>").decode().encode("iso-8859-2")
    parsed = feeds.parse(
        body, url=URL, outlet=POST, feed=URL, now=NOW, content_type="text/xml; charset=ISO-8859-2"
    )
    assert isinstance(parsed, feeds.Parsed) and parsed.articles[0].title == "Żółta łódź"


@pytest.mark.parametrize("charset", ["koi8-r", "utf-16", "cp1251"])
def test_wrongly_declared_feeds_give_the_right_text(charset: str) -> None:
    title = "Паром столкнулся с причалом в густом тумане, пострадавших нет"
    body = _rss(f"<title>{title}</title>").decode().encode(charset)
    if charset != "utf-16":
        body = b'<?xml version="1.0" encoding="utf-8"?>' + body
    assert _parse(body).articles[0].title == title


def test_identity_follows_the_link_then_the_guid_then_the_words() -> None:
    items = [f"<title>T{n}</title><guid isPermaLink='false'>same</guid>" for n in range(3)]
    assert len(_parse(_rss(*items)).articles) == 3  # one GUID for all items tells nothing
    linked = [f"<title>T</title><guid>same</guid><link>https://post.example/{n}</link>" for n in range(2)]
    assert len(_parse(_rss(*linked)).articles) == 2
    renewed = [f"<title>T</title><guid>{n}</guid><link>https://post.example/a</link>" for n in range(2)]
    parsed = _parse(_rss(*renewed))
    assert len(parsed.articles) == 1
    assert [problem.note for problem in parsed.problems] == [True]
    assert _one("<title>A</title><guid>no-address</guid>").url == ""
    assert _one("<title>A</title><guid>https://post.example/p</guid>").url == "https://post.example/p"
    home = [f"<title>T{n}</title><link>https://post.example/</link>" for n in range(2)]
    assert len(_parse(_rss(*home)).articles) == 2


def test_an_address_that_all_items_give_is_left_empty() -> None:
    items = [f"<title>T{n}</title><guid>{n}</guid><link>https://post.example/live</link>" for n in range(3)]
    parsed = _parse(_rss(*items))
    assert [article.url for article in parsed.articles] == ["", "", ""]
    assert "all items give the address https://post.example/live" in parsed.problems[0].what
    assert _one("<title>A</title><link>https://post.example/a</link>").url == "https://post.example/a"


def test_a_feed_without_an_outlet_is_named_by_its_title_never_by_an_items_author() -> None:
    (article,) = _parse(_rss("<title>A</title><dc:creator>Ada Field</dc:creator>"), outlet=None).articles
    assert (article.outlet, article.author) == ("The Post", "Ada Field")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:x", "http:///", "http://a:99999/", "http://u:p@a.example/"]
)
def test_links_that_are_none_are_left_empty(link: str) -> None:
    assert _one(f"<title>A</title><link>{link}</link>").url == ""


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 08 Jul 2054 12:00:00 GMT",
        "0001-01-01",
        "9999-12-31T00:00:00Z",
        "Mon, 08 Jul 2024 12:00:00 +25:00",
        "soon",
    ],
)
def test_untrusted_dates_are_left_empty_and_said(date: str) -> None:
    parsed = _parse(_rss(f"<title>A</title><pubDate>{date}</pubDate>"))
    assert (parsed.articles[0].published, parsed.articles[0].published_origin) == (None, "")
    assert "date left empty" in parsed.problems[0].what


def test_the_newest_500_are_taken_in_the_order_of_the_feed() -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    items = [
        f"<title>T{n}</title><guid>{n}</guid><pubDate>{(start + timedelta(hours=n)).isoformat()}</pubDate>"
        for n in range(2000)
    ]
    parsed = _parse(_rss(*items))
    assert [article.title for article in parsed.articles] == [f"T{n}" for n in range(1500, 2000)]
    assert parsed.problems[0].what == "2000 items: only the newest 500 were taken"
    assert len(_parse(_rss(*items), newest=None).articles) == 2000


def test_a_huge_item_is_capped_and_said() -> None:
    parsed = _parse(_rss(f"<title>A</title><description>{'fog ' * 750_000}</description>"))
    assert len(parsed.articles[0].text.encode()) <= 100_000
    assert parsed.problems[0].what == "text cut to 100 kB"


def test_items_without_title_take_the_first_words_or_are_dropped_with_a_warning() -> None:
    parsed = _parse(
        _rss("<description>A ferry hit the quay.</description>", "<title> </title><guid>x</guid>")
    )
    assert [article.title for article in parsed.articles] == ["A ferry hit the quay."]
    assert parsed.problems[0].what == "left out: neither title nor text"


def test_an_empty_feed_is_a_feed() -> None:
    assert _parse(_rss()).articles == ()


def test_a_large_feed_is_read_in_seconds() -> None:
    items = [
        f"<title>Story {n}</title><guid>{n}</guid><description>{LONG * 2}</description>" for n in range(2500)
    ]
    began = time.process_time()
    assert len(_parse(_rss(*items)).articles) == 500
    assert time.process_time() - began < 5
