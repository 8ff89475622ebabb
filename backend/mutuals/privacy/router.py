"""HTTP of privacy."""

from typing import Annotated

from fastapi import APIRouter, Path

from mutuals.http.auth import Viewer
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.privacy import commands, queries
from mutuals.privacy.models import Blocks, Privacy, PrivacyChange

router = APIRouter(prefix="/v1/me", tags=["privacy"])

BlockedPath = Annotated[
    str,
    Path(alias="member_id", pattern=ID_PATTERN, description="A member's id.", examples=["grace"]),
]


@router.get("/privacy", operation_id="get_privacy", responses=declared_problems(401, 404, 422, 503))
async def get_privacy(state: AppState, viewer_id: Viewer) -> Privacy:
    """What the viewer lets others see and do."""
    return await queries.get_privacy(state.graph.reader, viewer_id)


@router.patch(
    "/privacy",
    operation_id="update_privacy",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def update_privacy(state: AppState, viewer_id: Viewer, change: PrivacyChange) -> Privacy:
    """Change what the viewer lets others see and do."""
    return await state.graph.writer.transaction(
        lambda transaction: commands.update_privacy(transaction, viewer_id, change)
    )


@router.get("/blocks", operation_id="list_blocks", responses=declared_problems(401, 404, 422, 503))
async def list_blocks(
    state: AppState, viewer_id: Viewer, limit: Limit = 20, cursor: Cursor = None
) -> Blocks:
    """Whom the viewer has blocked, by name."""
    return await queries.blocks_page(state.graph.reader, state.signer, viewer_id, limit, cursor)


@router.put(
    "/blocks/{member_id}",
    operation_id="block_member",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def block_member(state: AppState, viewer_id: Viewer, member_id: BlockedPath) -> None:
    """Block a member: to each other, the two do not exist. Ends their connection, and what one of
    them asked of the other."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.block_member(transaction, viewer_id, member_id, now)
    )


@router.delete(
    "/blocks/{member_id}",
    operation_id="unblock_member",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def unblock_member(state: AppState, viewer_id: Viewer, member_id: BlockedPath) -> None:
    """End the viewer's block of a member, if there is one. What the block ended stays ended."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.unblock_member(transaction, viewer_id, member_id, now)
    )
