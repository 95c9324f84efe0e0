"""Read by every Python that starts with this folder on its path: notes each other host that it looks for."""

import os
import sys
from pathlib import Path

HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None)


def note(event: str, values: tuple[object, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = values[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(values[1], tuple):
        host = values[1][0]
    else:
        return
    if host not in HERE:
        write(f"{event} {host}")


def write(line: str) -> None:
    with Path(os.environ["PARALLAX_CONTACTS"]).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


write("watched")
sys.addaudithook(note)
