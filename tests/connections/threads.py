"""Several threads that each run commands on a driver of their own, as several processes would."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import uvloop

from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Graph, Server, connected

Answer = TypeVar("Answer")


async def at_once(server: Server, *works: Callable[[Graph], Awaitable[Answer]]) -> list[Answer]:
    """Start all works together, a thread each; their answers in order, or the first error."""
    together = Barrier(len(works), timeout=30)

    async def run(work: Callable[[Graph], Awaitable[Answer]]) -> Answer:
        async with connected(server, load_catalogue()) as graph:
            await graph.reader.rows("members.find_missing", member_ids=[])  # opens a connection
            await asyncio.to_thread(together.wait)
            return await work(graph)

    def in_a_loop_of_its_own(work: Callable[[Graph], Awaitable[Answer]]) -> Answer:
        return uvloop.run(run(work))

    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(len(works)) as threads:
        return await asyncio.gather(
            *(loop.run_in_executor(threads, in_a_loop_of_its_own, work) for work in works)
        )
