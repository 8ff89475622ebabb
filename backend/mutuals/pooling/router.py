"""HTTP of pooling: imports shared with the members of a group."""

from fastapi import APIRouter

from mutuals.groups.router import GroupPath
from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.pooling import commands, queries
from mutuals.pooling.models import ImportSharing

router = APIRouter(prefix="/v1/groups", tags=["groups"])


@router.get(
    "/{id}/import-sharing",
    operation_id="get_import_sharing",
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def get_import_sharing(
    state: AppState, viewer_id: Viewer, group_id: GroupPath
) -> ImportSharing:
    """As a member of a group: who shares their imports in it, and what the viewer gains by it."""
    return await queries.import_sharing(state.graph.reader, viewer_id, group_id)


@router.put(
    "/{id}/import-sharing",
    operation_id="share_imports",
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def share_imports(state: AppState, viewer_id: Viewer, group_id: GroupPath) -> ImportSharing:
    """Share the people the viewer imports with all who do the same in a group, now and later.

    They see name, company, position and profile URL, and how strong the tie is; never email
    addresses or what was counted. The viewer sees theirs. Not in an open group: anybody may
    join it.
    """
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.share_imports(transaction, viewer_id, group_id, now)
    )
    return await queries.import_sharing(state.graph.reader, viewer_id, group_id)


@router.delete(
    "/{id}/import-sharing",
    operation_id="hide_imports",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def hide_imports(state: AppState, viewer_id: Viewer, group_id: GroupPath) -> None:
    """Share imports in a group no more. Who hides theirs sees nobody's."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.hide_imports(transaction, viewer_id, group_id, now)
    )
