"""Runs of the graph algorithms: begun one at a time, watched, and written into the free slot."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from mutuals.errors import ConflictError, MutualsError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import Clock
from mutuals.graph_runs.algorithms import Results, compute
from mutuals.graph_runs.gds import compute_with_gds, has_gds
from mutuals.graph_runs.models import Stage
from mutuals.graph_runs.queries import count_connections
from mutuals.graph_runs.snapshot import read_snapshot

DEAD_AFTER = timedelta(minutes=2)
"""A run that was not heard of for so long has died, and another may begin."""
HEARD_EVERY_SECONDS = 2.0
WRITTEN_AT_ONCE = 2_000

Progress = Callable[[Stage, float], None]
"""Called with the stage and how much of it is done, 0 to 1; 0 where that is not known."""


class Begun(NamedTuple):
    """A run that has begun; its results go into its slot."""

    id: str
    number: int
    slot: str


class RunEndedError(ConflictError):
    """The run was taken for dead, and another began."""

    def __init__(self) -> None:
        super().__init__("Another run took the place of this one: see that one.")


async def begin(graph: Graph, run_id: str, clock: Clock) -> Begun:
    """Begin a run.

    Raises:
        ConflictError: one is under way.
    """
    engine = "gds" if await has_gds(graph.reader) else "networkit"
    now = clock()
    row = await graph.writer.row(
        "graph_runs.start", id=run_id, engine=engine, dead_before=now - DEAD_AFTER, now=now
    )
    if row is None or row["run"] is None:
        running = row["running_id"] if row else ""
        raise ConflictError(
            f"The run {running} is under way: see how far at /v1/analytics/runs/{running}."
        )
    return Begun(**row["run"])


async def carry_out(
    graph: Graph, run: Begun, clock: Clock, progress: Progress = lambda _stage, _done: None
) -> Results:
    """Do what a run that has begun is for; from its end on, its results are read.

    Whatever ends it before is written to it.

    Raises:
        ExtraNeededError: networkit is not installed.
        RunEndedError: another took its place meanwhile.
    """
    try:
        async with _watched(graph, run, clock, progress) as at:
            results = await _computed(graph, at)
            await _write(graph, run, results, clock, at)
    except BaseException as error:
        problem = str(error) if isinstance(error, MutualsError) else type(error).__name__
        await asyncio.shield(fail(graph, run.id, problem, clock))
        raise
    facts: dict[str, object] = {
        "members": len(results.ids),
        "connections": results.connections,
        "communities": len(set(results.community)),
        "components": len(set(results.component)),
        "modularity": results.modularity,
        "betweenness_error": results.betweenness_error,
    }
    if not await _finish(graph, run.id, "complete", facts, clock):
        raise RunEndedError
    return results


async def fail(graph: Graph, run_id: str, problem: str, clock: Clock) -> None:
    """Say of a run that it failed, unless it has ended."""
    await _finish(graph, run_id, "failed", {"problem": problem}, clock)


async def _computed(graph: Graph, at: Progress) -> Results:
    connections = await count_connections(graph.reader)
    if await has_gds(graph.reader):
        return await compute_with_gds(graph.reader, connections, lambda stage: at(stage, 0.0))
    at(Stage.READING, 0.0)
    snapshot = await read_snapshot(
        graph.reader, lambda ties: at(Stage.READING, min(ties / max(connections, 1), 1.0))
    )
    return await asyncio.to_thread(compute, snapshot, lambda stage: at(stage, 0.0))


async def _write(graph: Graph, run: Begun, results: Results, clock: Clock, at: Progress) -> None:
    at(Stage.WRITING, 0.0)
    written = 0
    # By id, as every write locks members, and few at once, so that none waits for long.
    properties = results.properties(run.slot)
    while batch := list(islice(properties, WRITTEN_AT_ONCE)):
        row = await graph.writer.row(
            "graph_runs.write_results", id=run.id, results=batch, now=clock()
        )
        if row is None:
            raise RunEndedError
        written += len(batch)
        at(Stage.WRITING, written / len(results.ids))


async def _finish(
    graph: Graph, run_id: str, state: str, facts: dict[str, object], clock: Clock
) -> bool:
    row = await graph.writer.row(
        "graph_runs.finish", id=run_id, state=state, facts=facts, now=clock()
    )
    return row is not None


@asynccontextmanager
async def _watched(
    graph: Graph, run: Begun, clock: Clock, progress: Progress
) -> AsyncIterator[Progress]:
    """Says every few seconds how far the run is, and that it lives."""
    stage, done = Stage.READING, 0.0

    def at(now_stage: Stage, now_done: float) -> None:
        nonlocal stage, done
        stage, done = now_stage, now_done
        progress(stage, done)

    async def report() -> None:
        while True:
            await graph.writer.row(
                "graph_runs.report", id=run.id, stage=stage, done=done, now=clock()
            )
            await asyncio.sleep(HEARD_EVERY_SECONDS)

    reporting = asyncio.create_task(report())
    try:
        yield at
    finally:
        reporting.cancel()
        await asyncio.gather(reporting, return_exceptions=True)
