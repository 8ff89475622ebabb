"""HTTP of what two members have in common."""

from typing import Annotated

from fastapi import APIRouter, Query

from mutuals.common_ground import queries
from mutuals.common_ground.models import InCommon
from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["common ground"])


@router.get(
    "/members/{id}/common-ground",
    operation_id="get_common_ground",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def get_common_ground(
    state: AppState,
    viewer_id: Viewer,
    member_id: MemberPath,
    limit: Annotated[int, Query(ge=1, le=20, description="How many of each at most.")] = 5,
) -> InCommon:
    """What the viewer and a member have in common: mutual connections, groups, events, interests,
    employers, schools, skills, and posts of theirs that the viewer took up."""
    return await queries.in_common(
        state.graph.reader, viewer_id, member_id, limit=limit, now=state.clock()
    )
