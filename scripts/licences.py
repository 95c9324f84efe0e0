"""Lists the licence of everything that Parallax installs; ends with 1 where one is not allowed or not told.

    python scripts/licences.py

Followed are the requirements of the installed package that apply here, without extras. Read is what each
package says of itself (PEP 639 expression, else the classifiers, else the old field).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FORBIDDEN = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
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
    """The licences among which one may choose."""
    return re.split(r"\s+OR\s+", said)


def allowed(said: str) -> bool:
    """Whether one of the choices is told and free of the GPL; the LGPL does not bind what only uses it."""
    return any(choice and not FORBIDDEN.search(choice) for choice in choices(said))


def _needs(package: Distribution) -> Iterator[str]:
    for line in package.requires or []:
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            yield canonicalize_name(need.name)


def main() -> int:
    told = {f"{name} {package.version}": licence(package) for name, package in installed().items()}
    for name, said in told.items():
        print(f"{name:40} {said or 'NOT TOLD'}")
    refused = [name for name, said in told.items() if not allowed(said)]
    if refused:
        print("\nNot allowed, or not told: " + ", ".join(refused))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
