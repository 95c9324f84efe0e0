"""Makes aggregator/lexicons/more_given_names.csv: rare given names of many languages.

    pip install faker && python scripts/given_names.py

The names are those of Faker's providers of persons (MIT licence, kept beside the list), as small Latin
letters without diacritics. Names that the news are full of stand in ``given_names.csv``, judged one by one
with their spellings; here stands only what is rare, since a frequent word of this kind is mostly a place, a
firm or a surname. Rare are words of few items of news and no common words of a language with word lists.
What the script cannot tell stands in ``no_given_names.txt``.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import faker.providers.person as persons
from wordfreq import zipf_frequency

from aggregator import lexicons
from aggregator.compare.language.grammar import LANGUAGES
from aggregator.compare.language.names import is_place, romanise
from aggregator.group.words import fold

ROOM = Path(__file__).resolve().parents[1] / "aggregator"
MOST_ITEMS, MOST_FREQUENT = 20, 4.0
"""In more items of news, of 66,007, or more frequent in a language (Zipf scale), a word is not rare."""
CAPITALS = 95
"""Percentage of capitals from which a word of the news is a name."""
SHORTEST = 3
SURNAMES = ("en_US", "en_GB")
NO_NAMES = frozenset(Path(__file__).with_name("no_given_names.txt").read_text("utf-8").split())
"""Places, firms, titles, gods and things that are given names too, and surnames known without the rest."""


def collected() -> dict[str, set[str]]:
    """The given names of all providers, by gender (``f``, ``m``, or empty where it is not told)."""
    found: dict[str, set[str]] = {"f": set(), "m": set(), "": set()}
    for gender, field in (("f", "first_names_female"), ("m", "first_names_male"), ("", "first_names")):
        for provider in iter_modules(persons.__path__):
            found[gender] |= _listed(provider.name, field)
    return found


def _listed(locale: str, field: str) -> set[str]:
    listed = vars(import_module(f"{persons.__name__}.{locale}").Provider).get(field)
    return set() if listed is None or isinstance(listed, property) else set(listed)


def rare(names: set[str]) -> set[str]:
    """Those that are words of capitals, rare in news and in general, no place and no English surname."""
    items = _items()
    known = {romanise(form) for form in lexicons.words("given_names", "forms")}
    surnames = {name for locale in SURNAMES for name in _listed(locale, "last_names")}
    return {
        name
        for name in names - surnames
        if name.isalpha() and name[0].isupper() and not name.isupper() and len(name) >= SHORTEST
        if romanise(name).isascii() and romanise(name) not in known | NO_NAMES and not is_place((name,))
        if items[fold(name)][0] <= MOST_ITEMS and items[fold(name)][1] >= CAPITALS
        if max(zipf_frequency(name, lang) for lang in LANGUAGES) < MOST_FREQUENT
    }


def _items() -> defaultdict[str, tuple[int, int]]:
    """By folded word in how many items of news it stands, and with what percentage of capitals."""
    _, *lines = gzip.decompress((ROOM / "group" / "background.tsv.gz").read_bytes()).decode().splitlines()
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 100))
    for word, count, capitals in (line.split("\t") for line in lines):
        found[word] = int(count), int(capitals)
    return found


def main() -> None:
    found = collected()
    told: dict[str, set[str]] = defaultdict(set)
    for name in rare(set().union(*found.values())):
        told[romanise(name)] |= {gender for gender in ("f", "m") if name in found[gender]}
    rows = defaultdict(list)
    for name, genders in sorted(told.items()):
        rows["".join(genders) if len(genders) == 1 else "", name[0]].append(name)
    with (ROOM / "lexicons" / "more_given_names.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["gender", "forms"])
        writer.writerows([gender, ";".join(names)] for (gender, _), names in sorted(rows.items()))


if __name__ == "__main__":
    main()
