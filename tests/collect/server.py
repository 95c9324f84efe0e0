"""A local HTTP server whose every answer is what a test says, byte for byte."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]


@dataclass
class Server:
    """``answers`` by path; ``requests`` holds the raw head of each request in order."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    scheme: str = "http"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]


def response(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole answer; ``content_length`` and the like override what is true."""
    lines = {"Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(listener.getsockname()[1], scheme="https" if context else "http")
    thread = threading.Thread(target=_accept, args=(listener, server, context), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _accept(listener: socket.socket, server: Server, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, suppress(OSError):
            connection.settimeout(5)
            if context:
                with context.wrap_socket(connection, server_side=True) as encrypted:
                    _answer(encrypted, server)
            else:
                _answer(connection, server)


def _answer(connection: socket.socket, server: Server) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return
        head += piece
        if head.startswith(b"\x16"):  # a TLS greeting to a plain server
            connection.sendall(response("400 Bad Request"))
            return
    server.requests.append(head.decode("latin-1"))
    answer = server.answers.get(server.paths()[-1], response("404 Not Found"))
    if callable(answer):
        answer(connection)
    else:
        connection.sendall(answer)
