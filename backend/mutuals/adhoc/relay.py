"""A wire to Neo4j that lets so much through at a time, and that can be cut.

A driver reads a row whole before anybody can ask how large it is, and one row may hold all that
collect() gathered. So a driver for analysts reaches its server through this relay on loopback,
which cuts the wire when more than allowed comes in answer to one request.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from mutuals.graph.driver import CONNECT_SECONDS

BLOCK = 1 << 16
BOLT_PORT = 7687


class Relay:
    """One server's wire; open it by `running`."""

    def __init__(self, uri: str, most_bytes: int) -> None:
        address = urlsplit(uri)
        self._host = address.hostname or "localhost"
        self._port = address.port or BOLT_PORT
        self._tls = _tls_of(address.scheme)
        self._most_bytes = most_bytes
        self._writers: set[asyncio.StreamWriter] = set()
        self._open: set[asyncio.Task[None]] = set()
        self.overflowed = False
        """Whether the wire was cut for what came was too much, since this was last set."""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Listen for the length of the block, at the URI that it is given."""

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(self._relay(reader, writer))
            self._open.add(task)
            task.add_done_callback(self._open.discard)

        listener = await asyncio.start_server(connected, "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        try:
            yield f"bolt://127.0.0.1:{port}"
        finally:
            listener.close()
            self.cut()
            for task in self._open:
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            await listener.wait_closed()

    def cut(self) -> None:
        """Close whatever is open; the next use connects anew."""
        for writer in self._writers:
            writer.transport.abort()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                far_reader, far_writer = await asyncio.open_connection(
                    self._host, self._port, ssl=self._tls
                )
        except (OSError, TimeoutError):
            writer.transport.abort()
            self._writers.discard(writer)
            return
        self._writers.add(far_writer)
        come = 0

        async def ask() -> None:
            nonlocal come
            while block := await reader.read(BLOCK):
                come = 0
                far_writer.write(block)
                await far_writer.drain()

        async def answer() -> None:
            nonlocal come
            while block := await far_reader.read(BLOCK):
                come += len(block)
                if come > self._most_bytes:
                    self.overflowed = True
                    return
                writer.write(block)
                await writer.drain()

        tasks = [asyncio.create_task(ask()), asyncio.create_task(answer())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for end in (writer, far_writer):
                end.transport.abort()
                self._writers.discard(end)


def _tls_of(scheme: str) -> ssl.SSLContext | None:
    if not scheme.endswith(("+s", "+ssc")):
        return None
    context = ssl.create_default_context()
    if scheme.endswith("+ssc"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
