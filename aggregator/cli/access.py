"""``parallax access``: who may sign in to the dashboard, and what is said of that when it is opened."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from aggregator.cli.console import say
from aggregator.dashboard import access
from aggregator.dashboard.server import is_own
from aggregator.errors import InputError, ParallaxError
from aggregator.publish.report import plural

app = typer.Typer(
    no_args_is_help=True, help="Say who may sign in to the dashboard; nobody needs to at one desk."
)


def _to_role(text: str) -> access.Role:
    for role in access.ROLES:
        if text == role:
            return role
    raise typer.BadParameter(f"'{text}' is none of {', '.join(access.ROLES)}.")


@app.command()
def add(
    context: typer.Context,
    name: str,
    role: Annotated[
        access.Role,
        typer.Option(parser=_to_role, metavar="ROLE", help="reader, or editor: who may also correct."),
    ] = "reader",
) -> None:
    """Give somebody a login, or a new role and password. The password is asked for."""
    path = access.beside(context.obj.db)
    people = access.load(path)
    password = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("The same again: ") != password:
        raise InputError("The two passwords differ. Nothing was changed.")
    people[access.key(name)] = access.admit(name, role, password)
    access.save(path, people.values())
    say(f"{name} may sign in as {role}. From now on nobody sees {context.obj.db} without a login.")


@app.command()
def remove(context: typer.Context, name: str) -> None:
    """Take a login away, at once also from whoever is signed in with it."""
    path = access.beside(context.obj.db)
    people = access.load(path)
    if people.pop(access.key(name), None) is None:
        raise InputError(f"'{name}' has no login. parallax access list names who has.")
    access.save(path, people.values())
    left = f"{plural(len(people), 'login')} left." if people else "Nobody is left: no login is asked for."
    say(f"{name} has no login any more. {left}")


@app.command("list")
def list_people(context: typer.Context) -> None:
    """List who has a login."""
    people = access.load(access.beside(context.obj.db))
    for person in people.values():
        say(f"{person.name}  {person.role}")
    if not people:
        say("Nobody has a login. parallax access add NAME --role editor gives one.")


def say_who_may(db: Path, host: str) -> None:
    """Before the dashboard opens. Raises ``ParallaxError`` where it cannot be opened at this address."""
    if not is_own(host):
        raise ParallaxError(
            f"{host} is not an address of this machine. --host 0.0.0.0 opens the dashboard at all of them."
        )
    people = access.load(access.beside(db))
    if access.is_local(host):
        return
    say("The dashboard is open to the network: others reach it by this machine's name or address.")
    if people:
        say(
            f"{plural(len(people), 'login')} given. Passwords cross the network as they are typed: "
            "use one you trust, or a proxy that speaks https."
        )
    else:
        say(
            "Nobody has a login, so everybody who reaches it reads everything, and nobody can correct. "
            "parallax access add NAME --role editor gives a login."
        )
