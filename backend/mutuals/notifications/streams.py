"""Open streams of notifications: one query for all of a process, twice a second, while any is open.

Each process reads what is new from Neo4j, so it does not matter which of several wrote it.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import FrameType

from mutuals.errors import MutualsError
from mutuals.graph.driver import Reader
from mutuals.notifications.models import Notification
from mutuals.notifications.queries import told_after

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
LONGEST_SECONDS = 900.0
"""Then a stream ends: its client opens another, whose token is checked anew."""


class _Follower:
    """An open stream: whose it is, the number it has come to, and what waits to be sent."""

    def __init__(self, member_id: str, after: int) -> None:
        self.member_id = member_id
        self.after = after
        self.batches: asyncio.Queue[list[Notification]] = asyncio.Queue()


class Streams:
    """The open streams of this process."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._followers: set[_Follower] = set()
        self._poll: asyncio.Task[None] | None = None
        self._closed = False

    async def follow(self, member_id: str, after: int) -> AsyncIterator[Notification]:
        """What the member is told after a number, in order, until the process is to end."""
        follower = _Follower(member_id, after)
        if self._closed:
            return
        self._followers.add(follower)
        if self._poll is None or self._poll.done():
            self._poll = asyncio.create_task(self._poll_while_open())
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + LONGEST_SECONDS
        try:
            while True:
                try:
                    batch = await asyncio.wait_for(follower.batches.get(), ends_at - loop.time())
                except TimeoutError:
                    return
                if not batch:
                    return
                for notification in batch:
                    yield notification
        finally:
            self._followers.discard(follower)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """For as long as the app runs; the streams end as soon as the process is asked to."""
        with self._closed_by_signals():
            yield
        if self._poll is not None:
            self._poll.cancel()
            await asyncio.gather(self._poll, return_exceptions=True)

    def close(self) -> None:
        """End all streams, and open no more."""
        self._closed = True
        for follower in self._followers:
            follower.batches.put_nowait([])  # nothing more comes

    @contextmanager
    def _closed_by_signals(self) -> Iterator[None]:
        # The server waits for what is under way before it ends the app.
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread is told of signals
            return
        loop = asyncio.get_running_loop()
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

        def handle(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.close)
            handler = before[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)

        for number in before:
            signal.signal(number, handle)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def _poll_while_open(self) -> None:
        away = False
        while self._followers:
            try:
                await self._poll_once()
                away = False
            except MutualsError as error:
                if not away:
                    log.warning("The streams of notifications wait: %s", error)
                away = True
            await asyncio.sleep(POLL_SECONDS)

    async def _poll_once(self) -> None:
        # Who has not taken the last batch yet is slow, and asked for again later.
        ready = [follower for follower in self._followers if follower.batches.empty()]
        if not ready:
            return
        told = await told_after(
            self._reader, [(follower.member_id, follower.after) for follower in ready]
        )
        for place, batch in told.items():
            ready[place].batches.put_nowait(batch)
            ready[place].after = batch[-1].number
