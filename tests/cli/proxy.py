"""A TCP proxy in front of a Neo4j: its wire can be cut and joined, and its answers held back."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self

CHUNK = 65536
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's message of that name: two bytes, a structure without fields and its tag, and an end."""

When = Literal["before", "during", "after"]


class Proxy:
    """Listens on a port of 127.0.0.1 and passes everything on, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._lock = threading.Lock()
        self._wires: list[socket.socket] = []
        self._answers = threading.Event()
        self._answers.set()
        self.asked = threading.Event()
        """Set by whatever a client sends; clear it before you wait for it."""
        self.cut_at_commit: When | None = None
        """Cut the next connection that commits: before Neo4j hears of it, as it does, or when it
        has answered."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accept(self._listener)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()
        self.cut()

    def cut(self) -> None:
        """Close every connection, and refuse new ones."""
        with self._lock:
            for wire in (self._listener, *self._wires):
                _close(wire)
            self._wires.clear()

    def join(self) -> None:
        """Listen again, on the same port."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._accept(self._listener)

    def hold(self) -> None:
        """Keep the server's answers back until release()."""
        self._answers.clear()

    def release(self) -> None:
        self._answers.set()

    def _accept(self, listener: socket.socket) -> None:
        threading.Thread(target=self._accepting, args=[listener], daemon=True).start()

    def _accepting(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            with self._lock:
                self._wires += [client, server]
            committed: set[socket.socket] = set()
            for wires in ((client, server), (server, client)):
                arguments = [*wires, committed]
                threading.Thread(target=self._pass_on, args=arguments, daemon=True).start()

    def _pass_on(
        self, source: socket.socket, sink: socket.socket, committed: set[socket.socket]
    ) -> None:
        answers = source.getpeername() == self._target
        try:
            while data := source.recv(CHUNK):
                if answers:
                    self._answers.wait()
                else:
                    self.asked.set()
                if not answers and self.cut_at_commit and COMMIT in data:
                    when, self.cut_at_commit = self.cut_at_commit, None
                    if when == "before":
                        break
                    committed.add(source)  # first: Neo4j may answer at once, to nobody
                    sink.sendall(data)
                    if when == "after":
                        continue
                    break
                if answers and sink in committed:
                    break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            _close(source)
            _close(sink)


def _close(wire: socket.socket) -> None:
    with suppress(OSError):  # the other side was first
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
