"""HTTP of posts and shares."""

from typing import Annotated

from fastapi import APIRouter, Path

from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.posts import commands, queries
from mutuals.posts.models import NewPost, NewShare, Post, PostChange, PostMade, Posts

router = APIRouter(prefix="/v1", tags=["posts"])

PostPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A post's id.")]


@router.post(
    "/posts",
    operation_id="create_post",
    status_code=201,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def create_post(state: AppState, viewer_id: Viewer, once: ViewerOnce, post: NewPost) -> Post:
    """Write a post for an audience: the viewer's connections, theirs too, everybody, or a group
    that the viewer is a member of."""
    post_id, now = state.new_id(), state.clock()
    made = await once(
        PostMade,
        lambda transaction: commands.write_post(
            transaction, viewer_id, post, post_id=post_id, now=now
        ),
    )
    return await queries.get_post(state.graph.reader, viewer_id, made.id)


@router.get("/posts/{id}", operation_id="get_post", responses=declared_problems(401, 404, 422, 503))
async def get_post(state: AppState, viewer_id: Viewer, post_id: PostPath) -> Post:
    """A post that the viewer may see."""
    return await queries.get_post(state.graph.reader, viewer_id, post_id)


@router.patch(
    "/posts/{id}",
    operation_id="update_post",
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def update_post(
    state: AppState, viewer_id: Viewer, post_id: PostPath, change: PostChange
) -> Post:
    """Change a post of the viewer's."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.edit_post(transaction, viewer_id, post_id, change, now)
    )
    return await queries.get_post(state.graph.reader, viewer_id, post_id)


@router.delete(
    "/posts/{id}",
    operation_id="delete_post",
    status_code=204,
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def delete_post(state: AppState, viewer_id: Viewer, post_id: PostPath) -> None:
    """Remove a post with its comments and reactions, as its author or a moderator of its group.
    Shares of it stay, without it."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.delete_post(transaction, viewer_id, post_id, now)
    )


@router.post(
    "/posts/{id}/shares",
    operation_id="share_post",
    status_code=201,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def share_post(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, post_id: PostPath, share: NewShare
) -> Post:
    """Share a post, with words of one's own or without. It is shown inside the share only to those
    who may see it anyway."""
    share_id, now = state.new_id(), state.clock()
    made = await once(
        PostMade,
        lambda transaction: commands.share_post(
            transaction, viewer_id, post_id, share, post_id=share_id, now=now
        ),
    )
    return await queries.get_post(state.graph.reader, viewer_id, made.id)


@router.get(
    "/members/{id}/posts",
    operation_id="list_posts_of_member",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_posts_of_member(
    state: AppState,
    viewer_id: Viewer,
    member_id: Annotated[
        str, Path(alias="id", pattern=ID_PATTERN, description="A member's id.", examples=["grace"])
    ],
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Posts:
    """A member's posts that the viewer may see, the newest first."""
    return await queries.posts_of_member(
        state.graph.reader, state.signer, viewer_id, member_id, limit, cursor
    )
