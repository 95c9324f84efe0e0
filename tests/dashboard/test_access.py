"""Who may sign in: the file, the passwords and the door."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aggregator.dashboard import access
from aggregator.errors import InputError, ParallaxError

NOW = datetime(2031, 5, 9, 12, tzinfo=UTC)
WORDS = "lantern under the bridge"


@pytest.fixture(scope="module")
def people() -> dict[str, access.Person]:
    return {"ada": access.admit("Ada", "editor", WORDS), "rita": access.admit("Rita", "reader", WORDS)}


def tries(
    door: access.Door, people: dict[str, access.Person], number: int, start: datetime, name: str
) -> str:
    """Wrong tries in a row; what the last of them was told."""
    for second in range(number):
        with pytest.raises(InputError) as refused:
            door.enter(people, name, "wrong in every way", start + timedelta(milliseconds=second))
    return str(refused.value)


def test_the_file_is_its_owners_alone_and_holds_no_password(
    people: dict[str, access.Person], tmp_path: Path
) -> None:
    path = access.beside(tmp_path / "my.db")
    access.save(path, people.values())
    access.save(path, people.values())
    assert path.stat().st_mode & 0o777 == 0o600
    assert WORDS not in path.read_text()
    assert access.load(path) == people
    assert [entry.name for entry in tmp_path.iterdir()] == ["my.db.access"]


def test_without_a_file_nobody_has_a_login(tmp_path: Path) -> None:
    assert access.load(tmp_path / "none.access") == {}


GOOD = {"name": "Ada", "role": "editor", "proof": access.NOBODY.proof}


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"people": {}}{', '{"people": ["Ada"]}', "\x00", '{"people": [{"name": "Ada"}]}'),
        *(json.dumps({"people": [GOOD | wrong]}) for wrong in (
            {"role": "owner"}, {"role": None}, {"name": ""}, {"name": 7}, {"proof": "md5:00"},
            {"proof": "scrypt:1:1:1:zz:00"}, {"proof": "plain:1:1:1:00:00"}, {"proof": None},
        )),
    ],
)  # fmt: skip
def test_a_damaged_file_opens_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "my.db.access"
    path.write_text(text)
    with pytest.raises(ParallaxError, match="damaged, so nobody can sign in"):
        access.load(path)


def test_a_file_that_cannot_be_read_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "my.db.access").mkdir()
    with pytest.raises(ParallaxError, match="It says who may sign in"):
        access.load(tmp_path / "my.db.access")


def test_equal_passwords_are_kept_as_different_hashes(people: dict[str, access.Person]) -> None:
    assert people["ada"].proof.split(":")[-2:] != people["rita"].proof.split(":")[-2:]


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("Ada", "elevenchars", "12 to 200 characters"),
        ("Ada", "x" * 201, "12 to 200 characters"),
        ("", WORDS, "A name has"),
        ("A" * 41, WORDS, "A name has"),
        (" Ada", WORDS, "A name has"),
        ("<b>", WORDS, "A name has"),
        ("Ada\nRita", WORDS, "A name has"),
    ],
)
def test_a_name_or_password_that_will_not_do_is_said(name: str, password: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        access.admit(name, "reader", password)


def test_names_are_found_in_any_case_and_accents_in_any_spelling() -> None:
    door, people = access.Door(), {"zoë": access.admit("Zoë", "editor", "déjà vu sur le pont")}
    token = door.enter(people, " ZOE\u0308 ", "de\u0301ja\u0300 vu sur le pont", NOW)
    assert door.inside(people, token, NOW) == people["zoë"]


def test_a_password_of_broken_characters_opens_nothing_and_breaks_nothing(
    people: dict[str, access.Person],
) -> None:
    with pytest.raises(InputError, match="is wrong"):
        access.Door().enter(people, "ada", "\udce4\x00" * 10, NOW)


def test_a_wrong_name_is_told_the_same_and_costs_as_much(
    people: dict[str, access.Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, hashed, costs = access.Door(), access._hash, []

    def counted(password: str, salt: bytes, *cost: int) -> bytes:
        costs.append(cost)
        return hashed(password, salt, *cost)

    monkeypatch.setattr(access, "_hash", counted)
    assert tries(door, people, 1, NOW, "ada") == tries(door, people, 1, NOW, "nobody")
    assert costs[0] == costs[1]
    assert len(costs) == 2


def test_the_stand_in_for_an_unknown_name_opens_for_no_password() -> None:
    with pytest.raises(InputError, match="is wrong"):
        access.Door().enter({}, "", "", NOW)


def test_each_further_try_waits_twice_as_long_also_with_the_right_password(
    people: dict[str, access.Person],
) -> None:
    door = access.Door()
    assert "is wrong" in tries(door, people, access.FREE_TRIES, NOW, "ada")
    with pytest.raises(InputError, match="Wait 2 seconds"):
        door.enter(people, "ada", WORDS, NOW + timedelta(milliseconds=100))
    later = NOW + timedelta(seconds=3)
    assert "is wrong" in tries(door, people, 1, later, "ada")
    with pytest.raises(InputError, match="Wait 4 seconds"):
        door.enter(people, "ADA", WORDS, later)
    assert door.enter(people, "rita", WORDS, later)
    assert door.enter(people, "ada", WORDS, later + timedelta(seconds=4))
    assert "is wrong" in tries(door, people, access.FREE_TRIES, later + timedelta(seconds=5), "ada")


def test_no_wait_is_longer_than_five_minutes_and_an_hour_forgives(people: dict[str, access.Person]) -> None:
    door, now = access.Door(), NOW
    for _ in range(12):
        tries(door, people, 1, now, "nobody")
        now += access.LONGEST_WAIT
    with pytest.raises(InputError, match="Wait 300 seconds"):
        door.enter(people, "nobody", WORDS, now - access.LONGEST_WAIT)
    now += access.FORGIVEN_AFTER
    assert "is wrong" in tries(door, people, 2, now, "nobody")


def test_invented_names_fill_no_memory_and_hide_no_tries(
    people: dict[str, access.Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_hash", lambda *_: b"")
    door = access.Door()
    tries(door, people, access.FREE_TRIES, NOW, "ada")
    for number in range(access.MOST_NAMES):
        tries(door, people, 1, NOW, f"nobody {number}")
    assert len(door._wrong) <= access.MOST_NAMES
    assert "Too many" in tries(door, people, 1, NOW, "ada")


def test_whoever_is_in_is_known_by_a_token_until_the_day_ends(people: dict[str, access.Person]) -> None:
    door = access.Door()
    token = door.enter(people, "ada", WORDS, NOW)
    assert door.inside(people, token, NOW + timedelta(hours=11)) == people["ada"]
    assert door.inside(people, "", NOW) is None
    assert door.inside(people, token[:-1], NOW) is None
    assert door.inside(people, token, NOW + timedelta(hours=12)) is None
    assert door.inside(people, token, NOW) is None


def test_a_new_role_holds_at_once_and_a_new_password_or_a_removal_ends_it(
    people: dict[str, access.Person],
) -> None:
    door = access.Door()
    token = door.enter(people, "ada", WORDS, NOW)
    reader = access.Person("Ada", "reader", people["ada"].proof)
    assert door.inside({"ada": reader}, token, NOW) == reader
    assert door.inside({"ada": access.admit("Ada", "editor", WORDS)}, token, NOW) is None
    token = door.enter(people, "ada", WORDS, NOW)
    assert door.inside({"rita": people["rita"]}, token, NOW) is None
    assert door.inside(people, token, NOW) is None


@pytest.mark.parametrize(
    ("address", "local"),
    [
        *((address, True) for address in ("localhost", "127.0.0.1", "127.0.0.2", "::1")),
        *((address, False) for address in (None, "", "0.0.0.0", "::", "192.168.1.5", "desk", "127.0.0.1.x")),
    ],
)
def test_an_address_is_of_this_machine_alone_or_of_a_network(address: str | None, local: bool) -> None:
    assert access.is_local(address) is local
