"""Who may sign in to a dashboard: names, roles and salted hashes in a file beside the database.

``parallax access`` writes the file, for its owner alone; ``feeds.yaml`` is shared and is never rewritten,
so no hash belongs there. Where nobody is in it, nobody signs in, and only this machine may correct.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import os
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, get_args

from aggregator.errors import InputError, ParallaxError

Role = Literal["reader", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)
NAME = re.compile(r"\w[\w .@'’-]{0,39}")
SHORTEST, LONGEST = 12, 200

# 32 MB and a tenth of a second for each try, on the server as for whoever steals the file.
COST, BLOCK, LANES = 2**15, 8, 1
FREE_TRIES = 4
LONGEST_WAIT = timedelta(minutes=5)
FORGIVEN_AFTER = timedelta(hours=1)
DAY_AT_WORK = timedelta(hours=12)
MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """``proof`` is what is kept of the password: ``scrypt:cost:block:lanes:salt:hash``."""

    name: str
    role: Role
    proof: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Who looks at a page: ``name`` is the login's, if there is one; ``refusal`` is why not to correct."""

    name: str = ""
    refusal: str = ""

    @property
    def at_own_desk(self) -> bool:
        """Only there this machine's paths and whole addresses of feeds, which may hold a key, are shown."""
        return not self.name and not self.refusal


def is_local(address: str | None) -> bool:
    """Whether a server at this address is reached from this machine alone; with none it is reached by all."""
    try:
        return address == "localhost" or ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return False


# --- the file --------------------------------------------------------------------------------------


def beside(db: Path) -> Path:
    return db.with_name(db.name + ".access")


def load(path: Path) -> dict[str, Person]:
    """Everybody by name in small letters; nobody where there is no file.

    Raises ``ParallaxError`` for a file that cannot be read: a damaged lock opens nothing.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["people"]
        people = [_person(row) for row in rows]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ParallaxError(
            f"{path.name} cannot be read: {error.strerror}. It says who may sign in."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParallaxError(
            f"{path.name} is damaged, so nobody can sign in. "
            "Restore it, or remove it and run parallax access add."
        ) from None
    return {key(person.name): person for person in people}


def save(path: Path, people: Iterable[Person]) -> None:
    """Write the file for its owner alone; it is there wholly or not at all."""
    rows = [{"name": one.name, "role": one.role, "proof": one.proof} for one in people]
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"people": rows}, file, indent=1)
        fresh.replace(path)
    except OSError as error:
        raise ParallaxError(f"{path} cannot be written: {error.strerror}.") from None


def _person(row: Mapping[str, str]) -> Person:
    if not NAME.fullmatch(row["name"]):
        raise ValueError(row["name"])
    _parts(row["proof"])
    return Person(row["name"], ROLES[ROLES.index(row["role"])], row["proof"])


def key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


# --- passwords -------------------------------------------------------------------------------------


def admit(name: str, role: Role, password: str) -> Person:
    """A person as kept in the file. Raises ``InputError`` for a name or password that will not do."""
    if not NAME.fullmatch(name):
        raise InputError("A name has 1 to 40 letters, digits, spaces or . - _ @ and begins with a letter.")
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"A password has {SHORTEST} to {LONGEST} characters; a few words are easy to keep.")
    salt = secrets.token_bytes(16)
    found = _hash(password, salt, COST, BLOCK, LANES)
    return Person(name, role, f"scrypt:{COST}:{BLOCK}:{LANES}:{salt.hex()}:{found.hex()}")


# Compared with where a name is not known, so that it takes as long as a wrong password.
NOBODY = Person("", "reader", f"scrypt:{COST}:{BLOCK}:{LANES}:{'00' * 16}:{'00' * 32}")


def _matches(person: Person, password: str) -> bool:
    cost, block, lanes, salt, kept = _parts(person.proof)
    return hmac.compare_digest(_hash(password[:LONGEST], salt, cost, block, lanes), kept)


def _parts(proof: str) -> tuple[int, int, int, bytes, bytes]:
    kind, cost, block, lanes, salt, kept = proof.split(":")
    if kind != "scrypt":
        raise ValueError(kind)
    return int(cost), int(block), int(lanes), bytes.fromhex(salt), bytes.fromhex(kept)


def _hash(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    """The same keys give the same hash on every keyboard: accents are written in one way."""
    typed = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    room = 128 * block * (cost + lanes) + 2**20
    return hashlib.scrypt(typed, salt=salt, n=cost, r=block, p=lanes, maxmem=room, dklen=32)


# --- the door --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Signed:
    name: str
    proof: str
    until: datetime


class Door:
    """Lets people in and knows who is in, for as long as this process lives; many threads may knock.

    Who is in is known by a token that is drawn at random. A changed password, a removed person and the
    end of a day at work end it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._signed: dict[str, _Signed] = {}
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def enter(self, people: Mapping[str, Person], name: str, password: str, now: datetime) -> str:
        """A token for a right password; ``InputError`` says the same of a wrong name and a wrong password.

        One try at a time is looked at, which bounds how fast anybody can guess and what memory it takes.
        """
        with self._lock:
            known = key(name[:LONGEST])
            self._refuse_haste(known, now)
            person = people.get(known)
            if not _matches(person or NOBODY, password) or person is None:
                self._remember(known, people, now)
                raise InputError("The name or the password is wrong.")
            self._wrong.pop(known, None)
            token = secrets.token_urlsafe(32)
            self._signed[token] = _Signed(known, person.proof, now + DAY_AT_WORK)
            return token

    def inside(self, people: Mapping[str, Person], token: str, now: datetime) -> Person | None:
        """Who holds the token, as the file has them now."""
        signed = self._signed.get(token)
        person = people.get(signed.name) if signed else None
        if signed and (person is None or person.proof != signed.proof or now >= signed.until):
            self.leave(token)
            return None
        return person

    def leave(self, token: str) -> None:
        self._signed.pop(token, None)

    def _refuse_haste(self, name: str, now: datetime) -> None:
        """After a few wrong tries each further one has to wait twice as long as the one before."""
        wrong, last = self._wrong.get(name, (0, now))
        if now - last > FORGIVEN_AFTER:
            del self._wrong[name]
        elif wrong >= FREE_TRIES:
            wait = min(timedelta(seconds=2 ** min(wrong - FREE_TRIES + 1, 20)), LONGEST_WAIT)
            left = (last + wait - now).total_seconds()
            if left > 0:
                raise InputError(f"Too many wrong tries. Wait {math.ceil(left)} seconds, then try again.")

    def _remember(self, name: str, people: Mapping[str, Person], now: datetime) -> None:
        if len(self._wrong) >= MOST_NAMES:
            self._wrong = {one: tries for one, tries in self._wrong.items() if one in people}
        self._wrong[name] = self._wrong.get(name, (0, now))[0] + 1, now
