"""A real web server on this machine whose answers a test writes byte by byte."""

import socket
import threading
from collections.abc import Callable
from typing import Self

Answer = bytes | Callable[[socket.socket], None]


def reply(
    body: bytes, kind: str = "text/html; charset=utf-8", *headers: str, status: str = "200 OK"
) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str) -> bytes:
    return reply(b"", "text/html", f"Location: {to}", status="302 Found")


NOT_FOUND = reply(b"nothing is here", "text/plain", status="404 Not Found")


class Server:
    """Answers each path with the bytes set for it, or by a function that is given the connection."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def find(self, request: str) -> Answer:
        """What is answered to a request."""
        return self.answers.get(request.split(" ")[1], NOT_FOUND)

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = connection.recv(65536).decode("latin-1")
                self.requests.append(request)
                answer = self.find(request)
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
                    connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # the client has had enough, which is what some tests are about
