"""Reads of the runs of the graph algorithms."""

from mutuals.errors import NotVisibleError
from mutuals.graph.driver import Reader, Row
from mutuals.graph_runs.models import Run, Runs

MOST_LISTED = 50


async def current_run(reader: Reader) -> Row | None:
    """The run whose results are read: the latest that is complete."""
    return await _run(reader, None)


async def get_run(reader: Reader, run_id: str) -> Run:
    """A run, with how far it is.

    Raises:
        NotVisibleError: there is none.
    """
    found = await _run(reader, run_id)
    if found is None:
        raise NotVisibleError("run", run_id)
    return Run.model_validate(found)


async def list_runs(reader: Reader) -> Runs:
    """The latest runs, the newest first."""
    rows = await reader.rows("graph_runs.list", limit=MOST_LISTED)
    return Runs(items=[Run.model_validate(row["run"]) for row in rows])


async def count_connections(reader: Reader) -> int:
    [row] = await reader.rows("graph_runs.count_connections")
    count: int = row["connections"]
    return count


async def _run(reader: Reader, run_id: str | None) -> Row | None:
    row = await reader.row("graph_runs.get", id=run_id)
    return row["run"] if row else None
