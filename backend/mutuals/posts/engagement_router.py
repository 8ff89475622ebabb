"""HTTP of comments and reactions."""

from typing import Annotated

from fastapi import APIRouter, Path

from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.posts import engagement, queries
from mutuals.posts.models import (
    Comment,
    CommentChange,
    Comments,
    NewComment,
    OwnReaction,
    ReactionInput,
    Reactions,
)
from mutuals.posts.router import PostPath

router = APIRouter(prefix="/v1", tags=["posts"])

CommentPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A comment's id.")]


@router.post(
    "/posts/{id}/comments",
    operation_id="create_comment",
    status_code=201,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def create_comment(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, post_id: PostPath, comment: NewComment
) -> Comment:
    """Comment on a post, or reply to a comment on it."""
    comment_id, now = state.new_id(), state.clock()
    return await once(
        Comment,
        lambda transaction: engagement.comment_on(
            transaction, viewer_id, post_id, comment, comment_id=comment_id, now=now
        ),
    )


@router.get(
    "/posts/{id}/comments",
    operation_id="list_comments",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_comments(
    state: AppState, viewer_id: Viewer, post_id: PostPath, limit: Limit = 20, cursor: Cursor = None
) -> Comments:
    """The comments on a post, replies among them, the oldest first."""
    return await queries.comments_page(
        state.graph.reader, state.signer, viewer_id, post_id, limit, cursor
    )


@router.patch(
    "/comments/{id}",
    operation_id="update_comment",
    responses=declared_problems(400, 401, 403, 404, 413, 422, 503),
)
async def update_comment(
    state: AppState, viewer_id: Viewer, comment_id: CommentPath, change: CommentChange
) -> Comment:
    """Change the text of a comment of the viewer's."""
    now = state.clock()
    return await state.graph.writer.transaction(
        lambda transaction: engagement.edit_comment(
            transaction, viewer_id, comment_id, change.text, now
        )
    )


@router.delete(
    "/comments/{id}",
    operation_id="delete_comment",
    status_code=204,
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def delete_comment(state: AppState, viewer_id: Viewer, comment_id: CommentPath) -> None:
    """Remove a comment, as who wrote it, or the post, or moderates its group. Replies stay."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: engagement.delete_comment(transaction, viewer_id, comment_id, now)
    )


@router.put(
    "/posts/{id}/reaction",
    operation_id="react_to_post",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def react_to_post(
    state: AppState, viewer_id: Viewer, post_id: PostPath, reaction: ReactionInput
) -> OwnReaction:
    """React to a post, in place of the viewer's reaction before."""
    now = state.clock()
    return await state.graph.writer.transaction(
        lambda transaction: engagement.react(transaction, viewer_id, post_id, reaction.kind, now)
    )


@router.delete(
    "/posts/{id}/reaction",
    operation_id="take_back_reaction",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def take_back_reaction(state: AppState, viewer_id: Viewer, post_id: PostPath) -> None:
    """Take the viewer's reaction to a post back, if there is one."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: engagement.take_back_reaction(transaction, viewer_id, post_id, now)
    )


@router.get(
    "/posts/{id}/reactions",
    operation_id="list_reactions",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_reactions(
    state: AppState, viewer_id: Viewer, post_id: PostPath, limit: Limit = 20, cursor: Cursor = None
) -> Reactions:
    """Who reacted to a post, the newest first, and how many in which way."""
    return await queries.reactions_page(
        state.graph.reader, state.signer, viewer_id, post_id, limit, cursor
    )
