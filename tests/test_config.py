"""feeds.yaml: what is read, and the line and key of every mistake."""

import os
from pathlib import Path

import pytest

from aggregator import config
from aggregator.errors import ConfigError
from aggregator.types import Outlet


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def message(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        config.load(written(folder, text))
    return str(caught.value)


def test_every_key_but_the_name_may_be_left_out(tmp_path: Path) -> None:
    loaded = config.load(written(tmp_path, "outlets:\n  - name: Hill Gazette\n"))
    assert loaded.outlets[0].name == "Hill Gazette"
    assert loaded.outlets[0].kind == ""
    assert loaded.settings.fetch_pages is True


def test_plain_words_stay_the_text_that_was_typed(tmp_path: Path) -> None:
    loaded = config.load(
        written(tmp_path, "outlets:\n  - name: 1843\n    country: NO\n    tags: [on, 12e3]\n")
    )
    assert (loaded.outlets[0].name, loaded.outlets[0].country) == ("1843", "NO")
    assert loaded.outlets[0].tags == ("on", "12e3")


def test_names_are_spelled_as_articles_store_them(tmp_path: Path) -> None:
    loaded = config.load(written(tmp_path, 'outlets:\n  - name: "Mo\\u0308we  \u0645\u06cc\u200c\u062e "\n'))
    assert loaded.outlets[0].name == "Möwe می\u200cخ"


def test_a_feed_may_have_a_long_address(tmp_path: Path) -> None:
    address = "https://a.example/search?q=" + "a+" * 500
    loaded = config.load(written(tmp_path, f"outlets:\n  - name: A\n    feeds: ['{address}']\n"))
    assert loaded.outlets[0].feeds == (address,)


def test_settings_are_read_and_empty_values_mean_the_default(tmp_path: Path) -> None:
    block = "settings:\n  fetch_pages: false\n  contact:\n  allow_private_hosts: ['127.0.0.1']\n"
    settings = config.load(written(tmp_path, block + "outlets:\n  - name: A\n")).settings
    assert (settings.fetch_pages, settings.contact) == (False, "")
    assert settings.allow_private_hosts == ("127.0.0.1",)


def test_a_feed_file_is_found_relative_to_feeds_yaml(tmp_path: Path) -> None:
    loaded = config.load(written(tmp_path, "outlets:\n  - name: A\n    feeds: [sub/a.xml]\n"))
    assert loaded.outlets[0].feeds == (str((tmp_path / "sub" / "a.xml").resolve()),)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("outlets:\n  - name: A\n    colour: red\n", 3, "colour"),
        ("outlets:\n  - name: A\n    name: B\n", 3, "given twice"),
        ("outlets:\n  - name: A\n  - name: A\n", 3, "listed twice"),
        (
            "outlets:\n  - name: A\n    feeds: ['https://a.example/x', 'https://a.example/x']\n",
            3,
            "listed twice",
        ),
        ("outlets:\n  - home: x\n", 2, "name"),
        ("outlets:\n  - name: A\n    country: Norway\n", 3, "country"),
        ("outlets:\n  - name: A\n    feeds: ['ftp://a.example/x']\n", 3, "http(s)"),
        ("outlets:\n  - name: A\n    feeds: ['https://me:secret@a.example/x']\n", 3, "passwords"),
        ("outlets:\n  - name: A\n    feeds: ['https://a.example:99999/x']\n", 3, "web address"),
        ("outlets:\n  - name: A\n    feeds: ['file:/etc/passwd']\n", 3, "http(s)"),
        ("outlets: " + "[" * 30 + "]" * 30, 1, "nested too deeply"),
        ("outlets:\n  - name: &x A\n", 2, "anchors"),
        ("outlets:\n  - name: !!python/object:os.system A\n", 2, "tags"),
        ("outlets:\n  - name: 'A\n", 3, "not valid YAML"),
        ("settings:\n  fetch_pages: perhaps\noutlets:\n  - name: A\n", 2, "fetch_pages"),
        ("outlets:\n  - name: \x0c\n", 2, "U+000C is not allowed"),
        ('outlets:\n  - name: "\\UFFFFFFFF"\n', 2, "an escape or a version number is too large"),
        pytest.param(
            "%YAML 1." + "1" * 5000 + "\n---\noutlets: []\n", 1, "number is too large", id="version"
        ),
        ('outlets:\n  - name: "\\ud800"\n', 2, "holds a character that cannot be shown"),
        ('outlets:\n  - name: "A\\e[31m"\n', 2, "holds a character that cannot be shown"),
        ("outlets:\n  - name: A\n    tags: [b\u202ec]\n", 3, "holds a character that cannot be shown"),
        ('outlets:\n  - name: A\n    feeds: ["a\\0.xml"]\n', 3, "holds a character that cannot be shown"),
        ("outlets:\n  - name: A\n    feeds: [~nobody-here/a.xml]\n", 3, "cannot be a path on this machine"),
        ("settings:\n  model: ~nobody-here/model\noutlets: []\n", 2, "cannot be a path on this machine"),
        (f"settings:\n  model: {'ü' * 190}\noutlets: []\n", 2, "cannot be a path on this machine"),
        (f"outlets:\n  - name: A\n    feeds: [{'ü' * 190}]\n", 3, "cannot be a path on this machine"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    said = message(tmp_path, text)
    assert f"line {line}:" in said
    assert "\n" not in said
    assert words in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("outlets:\n  - name: A\n    country: gb\n", "must be two capital letters, as GB; it is 'gb'"),
        ("outlets:\n  - name: A\n    language: English\n", "must be a language code, as en or pt-BR"),
        ("outlets:\n  - name: A\n    kontry: GB\n", "Known here: name, home, country, language, kind"),
        ("feed: x\noutlets: []\n", "Known here: settings, outlets"),
        ("settings:\n  contakt: x\noutlets: []\n", "Known here: model, contact, fetch_pages"),
        ("settings:\n  fetch_pages: maybe\noutlets: []\n", "must be true or false"),
        ("outlets: 3\n", "must be a list, as [one, two]"),
        ("outlets:\n  - name: ''\n", "is empty"),
        ("outlets:\n  - name: [a]\n", "must be a text"),
        ("- a\n", "must hold keys, each with a value behind a colon"),
        ("outlets:\n  - just words\n", "must hold keys, each with a value behind a colon"),
    ],
)
def test_a_mistake_is_told_in_plain_words(tmp_path: Path, text: str, words: str) -> None:
    said = message(tmp_path, text)
    assert words in said
    for raw in ("String should", "Input should", "Value error", "_Document"):
        assert raw not in said


def test_an_alias_bomb_is_refused_before_it_is_expanded(tmp_path: Path) -> None:
    text = "a: &a [x, x]\nb: &b [*a, *a]\noutlets: [*b]\n"
    assert "aliases" in message(tmp_path, text)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    assert "nested too deeply" in message(tmp_path, "outlets: " + "[" * 5000 + "]" * 5000)


def test_a_missing_an_empty_and_a_huge_file_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not there"):
        config.load(tmp_path / "feeds.yaml")
    assert "is empty" in message(tmp_path, "# nothing\n")
    assert "larger than 5 MB" in message(tmp_path, "# " + "x" * 6_000_000)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_bytes(b"outlets:\n  - name: \xff\xfe\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        config.load(tmp_path / "feeds.yaml")


def test_the_shipped_list_is_wide_enough_and_valid() -> None:
    loaded = config.load(Path(__file__).parent.parent / "feeds.yaml")
    english = [outlet for outlet in loaded.outlets if outlet.language == "en"]
    assert len(english) >= 30
    assert len({outlet.country for outlet in english}) >= 12
    assert {"pl", "uk", "de"} <= {outlet.language for outlet in loaded.outlets}
    assert all(outlet.feeds for outlet in loaded.outlets)


def test_outlets_are_added_behind_what_is_there(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\noutlets:\n  - name: A # first\n")
    config.add(path, [Outlet("NO", tags=("x: y",), feeds=("https://b.example/f",))])
    assert path.read_text().startswith("# mine\noutlets:\n  - name: A # first\n")
    assert [outlet.name for outlet in config.load(path).outlets] == ["A", "NO"]


def test_a_list_that_does_not_end_the_file_is_left_alone(tmp_path: Path) -> None:
    text = "outlets:\n  - name: A\nsettings:\n  contact: x\n"
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match="nothing was added"):
        config.add(path, [Outlet("B")])
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        config.add(tmp_path / "nowhere" / "feeds.yaml", [Outlet("B")])


def test_a_device_or_a_pipe_is_refused_before_it_is_read() -> None:
    with pytest.raises(ConfigError, match="is no file"):
        config.load(Path(os.devnull))
