"""HTTP of erasure: the viewer takes leave, or stays after all."""

from fastapi import APIRouter

from mutuals.erasure import commands, queries
from mutuals.erasure.models import Erasure
from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState

router = APIRouter(prefix="/v1/me", tags=["members"])


@router.delete(
    "",
    operation_id="erase_own_profile",
    status_code=202,
    responses=declared_problems(401, 404, 422, 503),
)
async def erase_own_profile(state: AppState, viewer_id: Viewer) -> Erasure:
    """Have the viewer erased, with all that is theirs, on the day that is answered.

    Until then nothing changes, but that the viewer is signed out everywhere; who signs in again
    may stay after all. Afterwards others keep what they wrote, and read "deleted member".
    """
    return await commands.ask_for_erasure(
        state.graph.writer, state.settings, viewer_id, state.clock()
    )


@router.get(
    "/erasure", operation_id="get_own_erasure", responses=declared_problems(401, 404, 422, 503)
)
async def get_own_erasure(state: AppState, viewer_id: Viewer) -> Erasure:
    """When the viewer will be erased, if they asked for it."""
    return await queries.get_erasure(state.graph.reader, viewer_id)


@router.delete(
    "/erasure",
    operation_id="cancel_own_erasure",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def cancel_own_erasure(state: AppState, viewer_id: Viewer) -> None:
    """Stay after all; who has not asked for erasure stays as well."""
    await commands.cancel_erasure(state.graph.writer, viewer_id)
