from __future__ import annotations

import time

import pytest

from aggregator.collect import text
from aggregator.collect.charsets import decode
from aggregator.collect.languages import language, language_code
from aggregator.collect.markup import html_to_text


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("<b>Storm</b> &amp; flood", "Storm & flood"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;i&gt;Storm&lt;/i&gt;", "Storm"),
        ("A<B", "A<B"),
        ("A<B and C>D", "A<B and C>D"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("[<redacted>]", "[<redacted>]"),
        ("x?a=1&copy=2", "x?a=1&copy=2"),
        ("St\u202eorm\u2066 \u200bof\ufeff \xadthe \x07 year\x00", "Storm of the year"),
        ("half \ud83d a pair", "half a pair"),
        ("e\u0301te\u0301", "été"),
        ("two\n lines\u2028here", "two lines here"),
        ("10\xa0000\u202fkm", "10 000 km"),
        ("pa\u200dss", "pass"),
        ("می\u200cخواهم 👩\u200d🚒", "می\u200cخواهم 👩\u200d🚒"),
        ("<script>alert('<p>')</script>Storm<style>p{}</style>", "Storm"),
        ("Storm <!-- <b> --> ends<![CDATA[ <here> ]]>", "Storm ends <here>"),
        ("<a title='x > y' href=z>Storm</a><amp-ad x='y'></amp-ad>", "Storm"),
        ("""<b id="x"class='y'lang="z">Storm</b>""", "Storm"),
        ("", ""),
    ],
)
def test_a_title_is_plain_visible_text(raw: str, line: str) -> None:
    assert text.plain_line(raw) == line


def test_blocks_become_paragraphs_and_words_are_not_glued() -> None:
    raw = (
        "<h2>Storm</h2><p>It came\nat <b>night</b>.</p><ul><li>Rain.<li>Wind.</ul>A<br/>B<td>1</td><td>2</td>"
    )
    assert text.plain_text(raw) == "Storm\n\nIt came at night.\n\nRain.\n\nWind.\n\nA\n\nB 1 2"


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
        ("One.\nTwo.", "One.\n\nTwo."),
        ("A headline\nThe text.", "A headline\n\nThe text."),
        ("It came at\nnight.", "It came at night."),
        ("One.\r\n \r\nTwo.", "One.\n\nTwo."),
        ("With an <a href='x'>odd</a> link.\n\nTwo.", "With an odd link.\n\nTwo."),
    ],
)
def test_line_ends_of_plain_text_part_paragraphs_or_wrap(raw: str, stored: str) -> None:
    assert text.plain_text(raw) == stored


def test_lines_set_to_a_width_are_one_paragraph() -> None:
    wrapped = "The harbour master said that the ferries would stay in port.\n" * 4
    assert "\n" not in text.plain_text(wrapped)


def test_titles_are_capped_between_words() -> None:
    title, cut = text.cap_title("storm " * 20_000)
    assert cut and len(title) <= text.TITLE_CHARACTERS and title.endswith("storm…")
    assert text.cap_title("ü" * 500) == ("ü" * 500, False)
    assert len(text.cap_title("ü" * 501)[0]) <= 500


def test_texts_are_capped_in_bytes_after_a_paragraph() -> None:
    capped, cut = text.cap_text("Буря прошла.\n\n" * 10_000)
    assert cut and len(capped.encode()) <= text.TEXT_BYTES and capped.endswith("прошла.")
    assert len(text.cap_text("x" * 3_000_000)[0]) == text.TEXT_BYTES


def test_a_missing_title_is_the_first_words() -> None:
    assert text.made_title("The storm came.") == "The storm came."
    many = "Wind took the roof off the old hall and the tower on Monday night."
    assert text.made_title(many) == "Wind took the roof off the old hall and the tower on…"
    assert len(text.made_title("港" * 3000)) <= text.TITLE_CHARACTERS


@pytest.mark.parametrize(
    ("stored", "title"),
    [
        ("Storm takes the roof off the old market hall of Brenn on Monday night\n\nIt rained.",
         "Storm takes the roof off the old market hall of Brenn on Monday night"),
        ("Storm takes the roof Storm takes the roof It rained for a night and for a day.",
         "Storm takes the roof"),
        ("The storm took the roof.\n\nIt rained for a night.",
         "The storm took the roof. It rained for a night."),
        ("News\n\nThe storm took the roof.", "News The storm took the roof."),
    ],
)  # fmt: skip
def test_a_headline_that_stands_in_the_text_is_the_title(stored: str, title: str) -> None:
    assert text.made_title(stored) == title


@pytest.mark.parametrize(
    "hostile",
    [
        "<", "<a ", "<a b='", "<a b=\"<a c='", "<!--", "<![CDATA[", "<script>", "<p>", "&", "&#",
        "\n", "\n ", " ",
        "<a/", "<div x='>'>", "<a b=''", "<a b=''c=''>",
        "word\n", "<a" + " " * 50, "A\n" * 9, "«", "\u200d", "e\u0301", "</p",
    ],
)  # fmt: skip
def test_any_input_takes_linear_time(hostile: str) -> None:
    began = time.process_time()
    text.plain_text(hostile * (100_000 // len(hostile)))
    assert time.process_time() - began < 2.0


RUSSIAN = "Сегодня в порту прошли учения спасателей, сообщает городская служба."
JAPANESE = "港で救助訓練が行われ、市の担当者が新しい計画を発表した。"


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "no-such-charset", "idna"])
@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("cp1252", "Über die Brücke gingen fünf Männer und eine schöne Frau – nach Köln."),
        ("koi8-r", RUSSIAN),
        ("cp1251", RUSSIAN),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("utf-8", RUSSIAN),
    ],
)
def test_wrong_and_missing_charsets_give_the_right_text(charset: str, words: str, declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>'.encode() if declared else b""
    assert decode(declaration + b"<rss>" + words.encode(charset) + b"</rss>").endswith(f"<rss>{words}</rss>")


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_charsets_are_known_by_their_bytes(charset: str) -> None:
    assert decode(f"<rss>{RUSSIAN}</rss>".encode(charset)) == f"<rss>{RUSSIAN}</rss>"


def test_a_declared_charset_counts_where_it_can_be_true() -> None:
    polish = "Żółw płynął łodzią."
    assert decode(polish.encode("iso-8859-2"), "iso-8859-2") == polish
    assert decode(b'<?xml encoding="iso-2022-jp"?>' + JAPANESE.encode("iso2022_jp")).endswith(JAPANESE)


def test_some_damaged_bytes_do_not_change_the_charset() -> None:
    assert decode(RUSSIAN.encode() + b"\xff") == RUSSIAN + "\ufffd"


@pytest.mark.parametrize(
    ("words", "declared", "lang"),
    [
        ("Prom zderzył się z nabrzeżem w gęstej mgle", "", "pl"),
        ("Die Fähre stieß im dichten Nebel gegen die Kaimauer", "", "de"),
        ("Пором зіткнувся з причалом у густому тумані", "", "uk"),
        ("Ferry news", "pl-PL", "pl"),
        (
            "The ferry hit the quay in dense fog and nobody was hurt, the harbour master told reporters.",
            "pl",
            "en",
        ),
        ("", "de_AT", "de"),
        ("123 456", "", ""),
    ],
)
def test_languages_are_told_offline(words: str, declared: str, lang: str) -> None:
    assert language(words, declared) == lang


def test_only_codes_are_languages() -> None:
    assert [language_code(word) for word in ("EN-gb", "English", "", "e1")] == ["en", "", "", ""]


def test_html_without_blocks_keeps_its_lines() -> None:
    assert html_to_text("<b>a</b>\n\nb") == "a\n\nb"
