"""A local HTTP server whose every answer is what a test says, byte for byte and at the pace it says."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket, str], None]
"""Bytes to send, or what to do with the connection and the head of the request."""


@dataclass
class Server:
    """``answers`` by host and path (``paper.example/feed``) or by path alone; the rest is not found.

    ``requests`` holds the raw head of each request in order; ``connections`` counts those without one too.
    """

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    connections: int = 0
    scheme: str = "http"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    def answer_to(self, head: str) -> Answer:
        path = head.split(" ")[1]
        host = head.partition("Host: ")[2].partition("\r\n")[0].rpartition(":")[0]
        return self.answers.get(host + path, self.answers.get(path, response("404 Not Found")))


def response(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole answer; ``content_length`` and the like override what is true."""
    lines = {"Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def redirect(location: str, status: str = "301 Moved Permanently") -> bytes:
    return response(status, location=location)


def dripping(head: bytes, piece: bytes) -> Answer:
    """``head``, then ``piece`` again and again until the client hangs up."""

    def answer(connection: socket.socket, _request: str) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return answer


def silent(connection: socket.socket, _request: str) -> None:
    """Nothing, until the client hangs up."""
    connection.recv(1)


def remembering(body: bytes, etag: str, **headers: str) -> Answer:
    """``body`` with its ETag; 304 to whom sends exactly that one back."""

    def answer(connection: socket.socket, request: str) -> None:
        known = f"\r\nIf-None-Match: {etag}\r\n".encode() in request.encode("latin-1")
        connection.sendall(
            response("304 Not Modified") if known else response(body=body, etag=etag, **headers)
        )

    return answer


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
        server.connections += 1
        threading.Thread(target=_serve, args=(connection, server, context), daemon=True).start()


def _serve(connection: socket.socket, server: Server, context: ssl.SSLContext | None) -> None:
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
    request = head.decode("latin-1")
    server.requests.append(request)
    answer = server.answer_to(request)
    if callable(answer):
        answer(connection, request)
    else:
        connection.sendall(answer)
