"""feeds.yaml -> outlets and settings, validated; a mistake is named with its line and key.

Every plain scalar stays the text that was typed (``country: NO`` is Norway, ``name: 1843`` a name);
only ``true``, ``false`` and empty values are more than text. Tags, anchors and aliases are refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from aggregator.errors import ConfigError
from aggregator.types import Outlet

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
DEFAULT_MODEL = "all-MiniLM-L6-v2"

NAME_CHARACTERS, TEXT_CHARACTERS, ADDRESS_CHARACTERS = 200, 500, 2_000
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


def _shown(text: str) -> str:
    if _HIDDEN.search(text):
        raise ValueError
    return text


def _in_one_line(text: str) -> str:
    """As articles store the name of their outlet."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


_Stripped = StringConstraints(strip_whitespace=True, min_length=1)
Text = Annotated[str, Field(max_length=TEXT_CHARACTERS), AfterValidator(_in_one_line), AfterValidator(_shown)]
Name = Annotated[
    str, _Stripped, Field(max_length=NAME_CHARACTERS), AfterValidator(_in_one_line), AfterValidator(_shown)
]
Place = Annotated[str, _Stripped, Field(max_length=ADDRESS_CHARACTERS), AfterValidator(_shown)]
"""An address, or the path of a file or folder, to the letter."""
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
Language = Annotated[str, StringConstraints(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]+)*)?$")]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the ``settings`` block of feeds.yaml says; the defaults are those of a missing block."""

    model: str = DEFAULT_MODEL
    contact: str = ""
    fetch_pages: bool = True
    allow_private_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    settings: Settings = Settings()
    outlets: tuple[Outlet, ...] = ()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _SettingsBlock(_Strict):
    model: Place = DEFAULT_MODEL
    contact: Text = ""
    fetch_pages: bool = True
    allow_private_hosts: list[Name] = Field(default_factory=list)


class _OutletBlock(_Strict):
    name: Name
    home: Text = ""
    country: Country = ""
    language: Language = ""
    kind: Text = ""
    owner: Text = ""
    tags: list[Name] = Field(default_factory=list)
    feeds: list[Place] = Field(default_factory=list)


class _Document(_Strict):
    settings: _SettingsBlock = Field(default_factory=_SettingsBlock)
    outlets: list[_OutletBlock]


def load(path: Path) -> Config:
    """Read feeds.yaml. Paths of feed files are taken relative to it. Raises ``ConfigError``."""
    root = _compose(_read(path), path)
    if root is None:
        raise ConfigError(f"{path} is empty. It needs a list 'outlets'; the README shows one.")
    try:
        document = _Document.model_validate(_value(root, path))
    except ValidationError as error:
        raise ConfigError(_explain(error, root, path)) from None
    _refuse_twins(document, root, path)
    outlets = tuple(_outlet(block, root, index, path) for index, block in enumerate(document.outlets))
    block = document.settings
    return Config(
        Settings(
            model=_model_path(block.model, _line(root, ("settings", "model")), path),
            contact=block.contact,
            fetch_pages=block.fetch_pages,
            allow_private_hosts=tuple(block.allow_private_hosts),
        ),
        outlets,
    )


def load_if_there(path: Path) -> Config:
    """As ``load``; without a file, the defaults and no outlets."""
    return load(path) if path.exists() else Config()


def is_url(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():  # a pipe may never end
            raise ConfigError(f"{path} is no file. Name another with --feeds.")
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB. Split it or shorten it.")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"{path} is not there. Copy the feeds.yaml of the project or name another with --feeds."
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None


def _compose(text: str, path: Path) -> yaml.Node | None:
    try:
        _refuse_nesting_and_aliases(text, path)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise ConfigError(f"{path}, line {line}: not valid YAML: {error.problem or error.context}.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"the character U+{ord(text[error.position]):04X} is not allowed"
        raise ConfigError(f"{path}, line {line}: not valid YAML: {what}. Remove it.") from None


def _refuse_nesting_and_aliases(text: str, path: Path) -> None:
    depth = 0
    for event in _events(text, path):
        line = event.start_mark.line + 1 if event.start_mark else 1
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ConfigError(f"{path}, line {line}: nested too deeply. feeds.yaml needs four levels.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ConfigError(f"{path}, line {line}: anchors and aliases are not read. Write the value out.")
        if tag:
            raise ConfigError(f"{path}, line {line}: tags such as {tag} are not read. Remove it.")


def _events(text: str, path: Path) -> Iterator[yaml.Event]:
    line = 1
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            yield event
    except (ValueError, OverflowError):  # "\UFFFFFFFF" and the like
        raise ConfigError(
            f"{path}, after line {line}: not valid YAML: an escape or a version number is too large."
        ) from None


def _value(node: yaml.Node, path: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    if _is_plain(node) and node.value in ("true", "false"):
        return node.value == "true"
    return node.value


def _pairs(node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ConfigError(f"{path}, line {line}: a key must be a plain word.")
        if key.value in seen:
            raise ConfigError(f"{path}, line {line}: '{key.value}' is given twice. Keep one.")
        seen.add(key.value)
        if not _is_empty(value):
            yield key.value, _value(value, path)


def _is_empty(node: yaml.Node) -> bool:
    """``key:`` with nothing behind it means: not known."""
    return _is_plain(node) and node.value in ("", "~", "null")


def _is_plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None


def _explain(error: ValidationError, root: yaml.Node, path: Path) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    line = _line(root, first["loc"])
    if first["type"] == "extra_forbidden":
        known = ", ".join(_known_keys(first["loc"]))
        return f"{path}, line {line}: '{where}' is not a known key. Known here: {known}."
    return f"{path}, line {line}: '{where}' {_plain_words(first)}."


def _known_keys(location: Sequence[str | int]) -> Sequence[str]:
    """The keys that may stand where an unknown one stands."""
    if len(location) == 1:
        return list(_Document.model_fields)
    return list((_SettingsBlock if location[0] == "settings" else _OutletBlock).model_fields)


_UNSHOWN = "holds a character that cannot be shown; remove it"


def _plain_words(error: ErrorDetails) -> str:
    """What is wrong with a value, after its key."""
    if error["type"] == "string_pattern_mismatch":
        form = {"country": "two capital letters, as GB", "language": "a language code, as en or pt-BR"}
        return f"must be {form[str(error['loc'][-1])]}; it is '{error['input']}'"
    if error["type"] == "string_too_long":
        return f"is longer than {error['ctx']['max_length']} characters"
    return {
        "missing": "is missing",
        "bool_type": "must be true or false",
        "list_type": "must be a list, as [one, two]",
        "string_type": "must be a text",
        "string_unicode": _UNSHOWN,
        "value_error": _UNSHOWN,
        "string_too_short": "is empty",
    }.get(error["type"], "must hold keys, each with a value behind a colon")


def _line(node: yaml.Node, location: Sequence[str | int]) -> int:
    """The line of a key, or of the nearest thing around it that exists."""
    line = int(node.start_mark.line) + 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            match = next(((key, value) for key, value in node.value if key.value == part), None)
            if match is None:
                return line
            line, node = match[0].start_mark.line + 1, match[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _refuse_twins(document: _Document, root: yaml.Node, path: Path) -> None:
    names: set[str] = set()
    addresses: set[str] = set()
    for index, outlet in enumerate(document.outlets):
        if outlet.name in names:
            line = _line(root, ("outlets", index, "name"))
            raise ConfigError(
                f"{path}, line {line}: the outlet '{outlet.name}' is listed twice. Join its feeds."
            )
        names.add(outlet.name)
        for position, feed in enumerate(outlet.feeds):
            if feed in addresses:
                line = _line(root, ("outlets", index, "feeds", position))
                raise ConfigError(f"{path}, line {line}: the feed {feed} is listed twice. Keep one.")
            addresses.add(feed)


def _outlet(block: _OutletBlock, root: yaml.Node, index: int, path: Path) -> Outlet:
    feeds = []
    for position, feed in enumerate(block.feeds):
        line = _line(root, ("outlets", index, "feeds", position))
        feeds.append(_feed_address(feed, line, path))
    return Outlet(
        name=block.name,
        home=block.home,
        country=block.country,
        language=block.language,
        kind=block.kind,
        owner=block.owner,
        tags=tuple(block.tags),
        feeds=tuple(feeds),
    )


def _feed_address(feed: str, line: int, path: Path) -> str:
    if is_url(feed):
        try:
            parts = urlsplit(feed)
            usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            usable = False
        if not usable:
            raise ConfigError(f"{path}, line {line}: '{feed}' is not a usable web address.")
        if parts.username or parts.password:
            raise ConfigError(
                f"{path}, line {line}: names and passwords in an address are not used. Remove them."
            )
        return feed
    if "://" in feed or feed.startswith("file:"):
        raise ConfigError(f"{path}, line {line}: '{feed}': a feed is an http(s) address or a file's path.")
    return str(_found(feed, line, path).resolve())


def _model_path(model: str, line: int, path: Path) -> str:
    """A folder is taken relative to feeds.yaml; everything else is a model's name."""
    folder = _found(model, line, path)
    return str(folder.resolve()) if folder.is_dir() else model


def _found(name: str, line: int, path: Path) -> Path:
    """The place of a file or folder that feeds.yaml names, relative to it."""
    try:
        place = path.parent / Path(name).expanduser()
        place.exists()
    except (OSError, RuntimeError):  # too long a name, "~" and no such user
        raise ConfigError(f"{path}, line {line}: '{name}' cannot be a path on this machine.") from None
    return place


def as_yaml(outlets: Sequence[Outlet]) -> str:
    """Outlets as lines for the list ``outlets`` of feeds.yaml; what is unknown is left out."""
    blocks = []
    for outlet in outlets:
        known = {key: value for key, value in asdict(outlet).items() if value}
        blocks.append(
            {key: list(value) if isinstance(value, tuple) else value for key, value in known.items()}
        )
    text = yaml.safe_dump(blocks, allow_unicode=True, sort_keys=False, width=1000)
    return "".join(f"  {line}\n" for line in text.splitlines())


def add(path: Path, outlets: Sequence[Outlet]) -> None:
    """Append outlets to feeds.yaml, leaving every line that is there as it is.

    Raises ``ConfigError`` where the list of outlets is not the file's last block.
    """
    before = _read(path) if path.exists() else "outlets:\n"
    expected = len(load_if_there(path).outlets) + len(outlets)
    grown = path.with_name(path.name + ".new")
    try:
        grown.write_text(before.rstrip("\n") + "\n" + as_yaml(outlets), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}. Name another with --feeds.") from None
    try:
        complete = len(load(grown).outlets) == expected
    except ConfigError:
        complete = False
    if not complete:
        grown.unlink()
        raise ConfigError(
            f"{path}: the list 'outlets' does not end the file, so nothing was added. Move it to the end."
        )
    grown.replace(path)
