"""Lists the licence of everything that Parallax installs; ends with 1 where one is not allowed or not told.

    python scripts/licences.py

Followed are the requirements of the installed package that apply here, without extras. Read is what each
package says of itself (PEP 639 expression, else the classifiers, else the old field).

The rule: no GPL and no AGPL, for they bind whoever passes Parallax on. The LGPL and the MPL bind the files
of the package itself, which Parallax only uses and never changes: allowed, and marked. Of a choice (OR) one
allowed licence is enough; where licences are added up (AND), or nested, each counts. Silence is a refusal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FORBIDDEN = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
MARKED = re.compile(r"LGPL|Lesser General Public|\bMPL|Mozilla", re.IGNORECASE)
NESTED = re.compile(r"\([^)]*\b(AND|OR)\b")
_SHORT = 60


def installed(name: str = "parallax-news") -> dict[str, Distribution]:
    """By name all packages that ``name`` needs here, itself left out, in alphabetical order."""
    found: dict[str, Distribution] = {}
    waiting = list(_needs(distribution(name)))
    while waiting:
        need = waiting.pop()
        if need not in found:
            try:
                found[need] = distribution(need)
            except PackageNotFoundError:
                continue  # wanted on other systems only
            waiting += _needs(found[need])
    return dict(sorted(found.items()))


def licence(package: Distribution) -> str:
    """What the package says its licence is; empty where it says nothing."""
    about = package.metadata
    said = about.get("License-Expression", "")
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    return said or "; ".join(classes) or about.get("License", "").strip().partition("\n")[0][:_SHORT]


def choices(said: str) -> list[str]:
    """The licences among which one may choose; a nested expression is taken as a whole."""
    return [said] if NESTED.search(said) else re.split(r"\s+OR\s+", said)


def allowed(said: str) -> bool:
    """Whether one of the choices is told and free of the GPL."""
    return any(choice and not FORBIDDEN.search(choice) for choice in choices(said))


def marked(said: str) -> bool:
    """Whether every allowed choice binds the package's own files."""
    return all(MARKED.search(choice) for choice in choices(said) if allowed(choice))


def _needs(package: Distribution) -> Iterator[str]:
    for line in package.requires or []:
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            yield canonicalize_name(need.name)


def main() -> int:
    told = {f"{name} {package.version}": licence(package) for name, package in installed().items()}
    for name, said in told.items():
        mark = "  (binds its own files)" if said and allowed(said) and marked(said) else ""
        print(f"{name:40} {said or 'NOT TOLD'}{mark}")
    refused = [name for name, said in told.items() if not allowed(said)]
    if refused:
        print("\nNot allowed, or not told: " + ", ".join(refused))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
