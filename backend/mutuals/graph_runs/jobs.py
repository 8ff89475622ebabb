"""Runs that the API was asked for, each in a process of its own.

So the server is not kept busy, and a library that dies takes nothing with it.
"""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr

from mutuals.graph.driver import Graph
from mutuals.graph.opening import Clock
from mutuals.graph_runs.commands import Begun, fail
from mutuals.settings import Settings

log = logging.getLogger(__name__)

MOST_SECONDS = 3600.0
"""What has not ended by then is ended."""


class Jobs:
    """The processes of this server's runs."""

    def __init__(self, graph: Graph, settings: Settings, clock: Clock) -> None:
        self._graph = graph
        self._settings = settings
        self._clock = clock
        self._watching: set[asyncio.Task[None]] = set()

    def start(self, run: Begun) -> None:
        """Carry out a run that has begun; returns at once."""
        task = asyncio.create_task(self._carry_out(run))
        self._watching.add(task)
        task.add_done_callback(self._watching.discard)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Jobs"]:
        """Runs may be started in the block; at its end those that still go are ended."""
        try:
            yield self
        finally:
            for task in self._watching:
                task.cancel()
            await asyncio.gather(*self._watching, return_exceptions=True)

    async def _carry_out(self, run: Begun) -> None:
        process = await asyncio.to_thread(self._spawn, run)
        problem = "The server was stopped: start another run."
        try:
            async with asyncio.timeout(MOST_SECONDS):
                status = await asyncio.to_thread(process.wait)
            problem = f"Its process ended early, with status {status}: the server's log says more."
        except TimeoutError:
            problem = f"It took more than {MOST_SECONDS / 60:.0f} minutes: start another run."
        finally:
            process.kill()
            # Of a run that has ended, nothing changes.
            await asyncio.shield(fail(self._graph, run.id, problem, self._clock))

    def _spawn(self, run: Begun) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "mutuals.graph_runs.job"], stdin=subprocess.PIPE
        )
        settings = {
            name: value.get_secret_value() if isinstance(value, SecretStr) else value
            for name, value in self._settings.model_dump().items()
        }
        # Through a pipe: arguments and environments are seen by others.
        assert process.stdin is not None  # noqa: S101
        with process.stdin:
            process.stdin.write(
                json.dumps({"settings": settings, "run": run._asdict()}, default=str).encode()
            )
        return process
