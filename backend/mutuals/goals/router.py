"""HTTP of goals, and of who fits them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.goals import commands, queries
from mutuals.goals.models import Goal, GoalChange, GoalMade, Goals, Matches, NewGoal
from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN

router = APIRouter(prefix="/v1/me/goals", tags=["goals"])

GoalPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A goal's id.")]
MatchLimit = Annotated[int, Query(ge=1, le=50, description="How many of each list at most.")]


@router.post(
    "",
    operation_id="create_goal",
    status_code=201,
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def create_goal(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, goal: NewGoal, response: Response
) -> Goal:
    """State what the viewer's network is for; nobody else is shown it."""
    goal_id, now = state.new_id(), state.clock()
    made = await once(
        GoalMade,
        lambda transaction: commands.create_goal(
            transaction, viewer_id, goal, goal_id=goal_id, now=now
        ),
    )
    response.headers["Location"] = f"/v1/me/goals/{made.id}"
    return await queries.get_goal(state.graph.reader, viewer_id, made.id)


@router.get("", operation_id="list_goals", responses=declared_problems(401, 404, 422, 503))
async def list_goals(
    state: AppState, viewer_id: Viewer, limit: Limit = 20, cursor: Cursor = None
) -> Goals:
    """The viewer's goals, the newest first."""
    return await queries.goals_page(state.graph.reader, state.signer, viewer_id, limit, cursor)


@router.get("/{id}", operation_id="get_goal", responses=declared_problems(401, 404, 422, 503))
async def get_goal(state: AppState, viewer_id: Viewer, goal_id: GoalPath) -> Goal:
    """A goal of the viewer's."""
    return await queries.get_goal(state.graph.reader, viewer_id, goal_id)


@router.patch(
    "/{id}",
    operation_id="update_goal",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def update_goal(
    state: AppState, viewer_id: Viewer, goal_id: GoalPath, change: GoalChange
) -> Goal:
    """Change a goal of the viewer's."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.change_goal(transaction, viewer_id, goal_id, change, now)
    )
    return await queries.get_goal(state.graph.reader, viewer_id, goal_id)


@router.delete(
    "/{id}",
    operation_id="delete_goal",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def delete_goal(state: AppState, viewer_id: Viewer, goal_id: GoalPath) -> None:
    """Remove a goal of the viewer's."""
    await commands.delete_goal(state.graph.writer, viewer_id, goal_id)


@router.get(
    "/{id}/matches",
    operation_id="list_goal_matches",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_goal_matches(
    state: AppState, viewer_id: Viewer, goal_id: GoalPath, limit: MatchLimit = 10
) -> Matches:
    """Whose background fits a goal of the viewer's, why, how near and how warm the way to them is
    and whom to ask; and which of the viewer's own connections could refer, advise or join."""
    return await queries.matches(
        state.graph.reader,
        viewer_id,
        goal_id,
        limit,
        default_cap=state.settings.introductions_cap,
        now=state.clock(),
    )
