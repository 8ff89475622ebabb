"""HTTP of milestones."""

from typing import Annotated

from fastapi import APIRouter, Path

from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.posts import milestones, queries
from mutuals.posts.milestones import DraftPosting, Drafts, MilestoneSettings
from mutuals.posts.models import Post, PostMade

router = APIRouter(prefix="/v1/me", tags=["posts"])

DraftPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A draft's id.")]


@router.get(
    "/milestone-settings",
    operation_id="get_milestone_settings",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_settings(state: AppState, viewer_id: Viewer) -> MilestoneSettings:
    """What becomes of milestones of the viewer's: new positions, anniversaries, endorsements."""
    settings, _ = await milestones.drafts(state.graph.reader, viewer_id)
    return settings


@router.patch(
    "/milestone-settings",
    operation_id="update_milestone_settings",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def update_settings(
    state: AppState, viewer_id: Viewer, settings: MilestoneSettings
) -> MilestoneSettings:
    """Have milestones posted, offered as drafts, or neither."""
    return await milestones.set_preference(state.graph.writer, viewer_id, settings)


@router.get(
    "/milestone-drafts",
    operation_id="list_milestone_drafts",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_drafts(state: AppState, viewer_id: Viewer) -> Drafts:
    """Milestones that the viewer may post."""
    _, drafts = await milestones.drafts(state.graph.reader, viewer_id)
    return drafts


@router.post(
    "/milestone-drafts/{id}/post",
    operation_id="post_milestone_draft",
    status_code=201,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def post_draft(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, draft_id: DraftPath, posting: DraftPosting
) -> Post:
    """Post a draft, in its words or others."""
    post_id, now = state.new_id(), state.clock()
    made = await once(
        PostMade,
        lambda transaction: milestones.post_draft(
            transaction, viewer_id, draft_id, posting, post_id=post_id, now=now
        ),
    )
    return await queries.get_post(state.graph.reader, viewer_id, made.id)


@router.delete(
    "/milestone-drafts/{id}",
    operation_id="dismiss_milestone_draft",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def dismiss_draft(state: AppState, viewer_id: Viewer, draft_id: DraftPath) -> None:
    """Post a draft never."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: milestones.dismiss_draft(transaction, viewer_id, draft_id, now)
    )
