"""Reads of the runs of the graph algorithms."""

from mutuals.graph.driver import Reader, Row


async def current_run(reader: Reader) -> Row | None:
    """The run whose results are read: the latest that is complete."""
    return await _run(reader, None)


async def _run(reader: Reader, run_id: str | None) -> Row | None:
    row = await reader.row("graph_runs.get", id=run_id)
    return row["run"] if row else None
