"""HTTP of the viewer's own profile."""

from fastapi import APIRouter

from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members import commands, queries
from mutuals.members.models import MemberChange, Profile, ProfileCheck
from mutuals.members.profile_check import check_profile

router = APIRouter(prefix="/v1/me", tags=["members"])


@router.get("", operation_id="get_own_profile", responses=declared_problems(401, 404, 422, 503))
async def get_own_profile(state: AppState, viewer_id: Viewer) -> Profile:
    """The viewer's own profile, with contact details."""
    return await queries.get_profile(state.graph.reader, viewer_id, viewer_id)


@router.patch(
    "",
    operation_id="update_own_profile",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def update_own_profile(state: AppState, viewer_id: Viewer, change: MemberChange) -> Profile:
    """Change the viewer's own profile."""
    await commands.update_member(state.graph.writer, viewer_id, change, state.clock())
    return await queries.get_profile(state.graph.reader, viewer_id, viewer_id)


@router.get(
    "/profile-check",
    operation_id="check_own_profile",
    responses=declared_problems(401, 404, 422, 503),
)
async def check_own_profile(state: AppState, viewer_id: Viewer) -> ProfileCheck:
    """What the viewer's profile still lacks, each with its reason, and how complete it is."""
    profile = await queries.get_profile(state.graph.reader, viewer_id, viewer_id)
    return check_profile(profile)
