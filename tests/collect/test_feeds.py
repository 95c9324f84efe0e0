from __future__ import annotations

import gzip
import random
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
        pytest.param(gzip.compress(_rss("<title>A</title>"), mtime=0), id="packed twice, unpacked once"),
    ],
)
def test_what_is_no_feed_is_said_and_nothing_is_opened(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("opened a file"))
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))
    assert _failure(body) == "not a feed"


def test_a_page_that_is_no_feed_is_said_though_it_shows_parts_of_one() -> None:
    assert _failure(b'{"content": "&lt;item&gt;"}') == "not a feed"
    assert _failure(b"<html><body><pre>&lt;rss&gt;&lt;item&gt;</pre></body></html>") == "not a feed"


_BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY e0 "ha">{_BOMB}]>',
        '<!DOCTYPE rss [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY e9 PUBLIC "x" "http://10.0.0.1/">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://10.0.0.1/x.dtd"> %p;]>',
        f'<!-- -->\n<!DOCTYPE rss [\n<!ENTITY e9 "{"ha" * 50_000}">\n]><!--{"&e9;" * 20_000}-->',
        '<!DOCTYPE rss [<!EN\0TITY e9 SYSTEM "file:///etc/passwd">]>',
    ],
    ids=["nested", "file", "address", "parameter", "multiplied", "hidden by NUL"],
)
def test_entity_bombs_and_external_entities_are_refused_at_once(doctype: str) -> None:
    body = doctype.encode() + _rss("<title>&e9;</title>")
    began = time.process_time()
    assert _failure(body) == "entities"
    assert time.process_time() - began < 0.1


def test_an_external_dtd_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))
    body = b'<!DOCTYPE rss SYSTEM "http://10.0.0.1/rss.dtd">' + _rss("<title>A</title>")
    began = time.process_time()
    assert [article.title for article in _parse(body).articles] == ["A"]
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    "shape",
    [
        "<item " + " ".join(f"a{n}='1'" for n in range(40_000)) + ">",
        "<a>" * 600_000,
        "<item>" + "".join(f"<x{n}:y xmlns:x{n}='u{n}'/>" for n in range(12_000)),
    ],
    ids=["attributes", "tags", "namespaces"],
)
def test_shapes_that_would_take_minutes_are_refused(shape: str) -> None:
    began = time.process_time()
    assert _failure(b"<rss><channel>" + shape.encode()) == "too complex"
    assert time.process_time() - began < 1


@pytest.mark.parametrize("tags", ["<category>{}</category>", "<dc:subject>{}</dc:subject>"])
def test_many_tags_take_no_time(tags: str) -> None:
    item = "<title>A</title>" + "".join(tags.format(number) for number in range(8_000))
    began = time.process_time()
    assert len(_parse(_rss(item)).articles) == 1
    assert time.process_time() - began < 3


def test_a_feed_that_breaks_the_parser_fails_alone_and_by_name() -> None:
    place = '<gml:pos xmlns:gml="http://www.opengis.net/gml">1 2</gml:pos>'
    assert _failure(_rss(f"<title>A</title>{place}")) == "unreadable"


@pytest.mark.parametrize(
    ("body", "titles", "warning"),
    [
        (_rss("<title>A</title>", "<title>B</title>")[:-16], ["A", "B"], "read as far as possible"),
        (_rss("<title>A</title><b>", "<title>B</title>"), ["A", "B"], "read as far as possible"),
        (b"\n\n junk " + _rss("<title>A</title>"), ["A"], "text before the first tag was left out"),
        (b'\n<?xml version="1.0"?>' + _rss("<title>A</title>"), ["A"], ""),
        (_rss("<title>AT&T&nbsp;wins</title>"), ["AT&T wins"], "ampersands or entities"),
        (_rss("<title>A&#1114112;&#xFFFFFFFF;B</title>"), ["A\ufffd\ufffdB"], "ampersands or entities"),
        (_rss("<title>A\x00\x0bB</title>"), ["AB"], "2 characters that XML does not have"),
        (b"\xef\xbb\xbf" + _rss("<title>A</title>"), ["A"], ""),
        (_rss("<title>A\xff</title>"), ["Aÿ"], ""),
    ],
    ids=["cut", "unclosed", "junk", "blank", "ampersands", "no characters", "NUL", "BOM", "Latin-1"],
)
def test_broken_feeds_keep_what_can_be_read_and_say_so(body: bytes, titles: list[str], warning: str) -> None:
    parsed = _parse(body)
    assert [article.title for article in parsed.articles] == titles
    warnings = [problem.what for problem in parsed.problems if not problem.note]
    assert any(warning in said for said in warnings) if warning else warnings == []


_STORY = (
    "<title>Story {0}</title><link>https://post.example/{0}00</link><guid>https://post.example/?p={0}00</guid>"
    "<pubDate>Mon, 08 Jul 2024 12:00:00 GMT</pubDate><description>The ferry hit quay {0}.</description>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>'
    + "".join(
        f'<entry><title>Story {n}</title><id>tag:{n}00</id><link href="https://post.example/{n}00"/>'
        f"<updated>2024-07-08T12:00:00Z</updated><summary>The ferry hit quay {n}.</summary></entry>"
        for n in range(3)
    )
    + "</feed>"
).encode()


@pytest.mark.parametrize("whole", [_rss(*(_STORY.format(n) for n in range(3))), _ATOM], ids=["RSS", "Atom"])
def test_wherever_a_feed_is_cut_no_article_comes_in_as_another(whole: bytes) -> None:
    """Else the item whose link was cut off would be there twice after the next visit."""
    known = {article.id: article for article in _parse(whole).articles}
    for end in range(whole.index(b"Story 0"), len(whole), 3):
        for article in _parse(whole[:end]).articles:
            assert article.id in known
            assert article.text in ("", known[article.id].text)
            assert article.published in (None, known[article.id].published)


def test_an_item_that_is_cut_short_is_left_out_and_said() -> None:
    whole = _rss(_STORY.format(1), _STORY.format(2))
    parsed = _parse(whole[: whole.index(b"<link>https://post.example/200")])
    assert [article.title for article in parsed.articles] == ["Story 1"]
    assert parsed.problems[-1].what == "the last item is cut short and was left out"


def test_no_damage_crashes_or_hangs_the_reader() -> None:
    draw = random.Random(0)
    wholes = (_rss(*(_STORY.format(n) for n in range(3))), _ATOM)
    began = time.process_time()
    for _ in range(300):
        body = bytearray(draw.choice(wholes))
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(body))
            end = at + draw.choice((1, 5, 50))
            body[at:end] = draw.choice((b"", body[at:end] * 2, bytes([draw.randrange(256)]), *_DAMAGE))
        found = feeds.parse(bytes(body), url=URL, outlet=POST, feed=URL, now=NOW)
        assert isinstance(found, feeds.Parsed) or found.reason in _REASONS
    assert time.process_time() - began < 20


_DAMAGE = (
    *(b"<item>", b"</entry>", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"\0", b"\xff\xfe", b"<title/>"),
    *(
        b"<where>",
        b"<textinput>",
        b"<cloud/>",
        b"xml:base='http://[::1'",
        b"<content mode='base64'>",
        b"<link/>",
    ),
)
_REASONS = ("not a feed", "unreadable", "too complex", "entities")


def test_the_charset_the_server_names_is_used() -> None:
    body = _rss("<title>Żółta łódź</title>").decode().encode("iso-8859-2")
    parsed = feeds.parse(
        body, url=URL, outlet=POST, feed=URL, now=NOW, content_type="text/xml; charset=ISO-8859-2"
    )
    assert isinstance(parsed, feeds.Parsed) and parsed.articles[0].title == "Żółta łódź"


@pytest.mark.parametrize(
    "charset", ["koi8-r", "utf-16", "cp1251", "shift_jis", "iso-8859-1", "cp1252", "utf-8"]
)
@pytest.mark.parametrize("said", ["", "text/xml", "text/xml; charset=utf-8", "text/xml; charset=iso-8859-1"])
def test_wrongly_declared_feeds_give_the_right_text(charset: str, said: str) -> None:
    title = {
        "shift_jis": "港で救助訓練が行われ、市の担当者が新しい計画を発表した。",
        "iso-8859-1": "Über die Brücke gingen fünf Männer und eine schöne Frau",
        "cp1252": "Über die Brücke gingen „fünf Männer“ – und eine schöne Frau",
    }.get(charset, "Паром столкнулся с причалом в густом тумане, пострадавших нет")
    body = _rss(f"<title>{title}</title>").decode().encode(charset)
    if charset != "utf-16":
        body = b'<?xml version="1.0" encoding="utf-8"?>' + body
    parsed = feeds.parse(body, url=URL, outlet=POST, feed=URL, now=NOW, content_type=said)
    assert isinstance(parsed, feeds.Parsed) and parsed.articles[0].title == title


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
        for n in range(600)
    ]
    parsed = _parse(_rss(*items))
    assert [article.title for article in parsed.articles] == [f"T{n}" for n in range(100, 600)]
    assert parsed.problems[0].what == "600 items: only the newest 500 were taken"
    assert len(_parse(_rss(*items), newest=None).articles) == 600


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


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("<![CDATA[<b>Ferry</b> hits <i>quay</i>]]>", "Ferry hits quay"),
        ("&lt;b&gt;Ferry&lt;/b&gt; hits quay", "Ferry hits quay"),
        ("Ferry &amp; quay", "Ferry & quay"),
        ("Ferry &amp;amp; quay", "Ferry & quay"),
        ("A&lt;B", "A<B"),
        ("<![CDATA[A<B and B>C]]>", "A<B and B>C"),
        ("Fer\u202ery\u2066 \u200bhits\ufeff quay", "Ferry hits quay"),
        ("Ferry &#xD83D; hits quay", "Ferry \ufffd hits quay"),
        ("Ferry &#xD83D;&#xDEA2; &#55357;&#57000;", "Ferry 🚢 🚨"),
        ("Ferry\n   hits\tquay", "Ferry hits quay"),
        ("", "The text of it."),
        ("<![CDATA[<img src='x'>]]>", "The text of it."),
    ],
)
def test_titles_are_plain_text_whatever_is_printed(printed: str, title: str) -> None:
    assert _one(f"<title>{printed}</title><description>The text of it.</description>").title == title


def test_a_title_of_100_kb_is_cut_and_said() -> None:
    parsed = _parse(_rss(f"<title>{'fog ' * 25_000}</title>"))
    assert len(parsed.articles[0].title) <= 500
    assert [problem.what for problem in parsed.problems] == ["title cut to 500 characters"]


def test_an_empty_feed_is_a_feed() -> None:
    assert _parse(_rss()).articles == ()


def test_of_20_000_items_the_newest_500_are_taken() -> None:
    parsed = _parse(_rss(*(f"<title>T{n}</title>" for n in range(20_000))))
    assert [article.title for article in parsed.articles] == [f"T{n}" for n in range(500)]
    assert parsed.problems[0].what == "20000 items: only the newest 500 were taken"
