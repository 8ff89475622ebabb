"""HTTP of the runs of the graph algorithms."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from mutuals.graph_runs import commands, queries
from mutuals.graph_runs.models import Run, Runs, RunStarted
from mutuals.http.auth import Analyst
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN

router = APIRouter(prefix="/v1/analytics/runs", tags=["analytics"])

RunPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A run's id.")]


@router.post(
    "",
    operation_id="start_analytics_run",
    status_code=202,
    responses=declared_problems(401, 403, 409, 503),
)
async def start_analytics_run(state: AppState, _analyst: Analyst, response: Response) -> RunStarted:
    """Have the graph algorithms run: PageRank, communities, betweenness, core numbers, components.

    One runs at once. Until it is complete, the catalogue reads what the one before it found."""
    run = await commands.begin(state.graph, state.new_id(), state.clock)
    state.jobs.start(run)
    response.headers["Location"] = f"/v1/analytics/runs/{run.id}"
    return RunStarted(id=run.id, number=run.number)


@router.get("", operation_id="list_analytics_runs", responses=declared_problems(401, 403, 503))
async def list_analytics_runs(state: AppState, _analyst: Analyst) -> Runs:
    """The latest runs of the graph algorithms, the newest first."""
    return await queries.list_runs(state.graph.reader)


@router.get(
    "/{id}",
    operation_id="get_analytics_run",
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def get_analytics_run(state: AppState, _analyst: Analyst, run_id: RunPath) -> Run:
    """How far a run of the graph algorithms is, or how it ended."""
    return await queries.get_run(state.graph.reader, run_id)
