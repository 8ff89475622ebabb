"""HTTP of the feed, and of what is left out of it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from mutuals.feed import commands, queries
from mutuals.feed.models import Feed, Following, Order
from mutuals.http.auth import Viewer
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.posts.router import PostPath

router = APIRouter(prefix="/v1", tags=["feed"])

MemberPath = Annotated[
    str,
    Path(alias="member_id", pattern=ID_PATTERN, description="A member's id.", examples=["grace"]),
]


@router.get("/feed", operation_id="get_feed", responses=declared_problems(401, 404, 422, 503))
async def get_feed(
    state: AppState,
    viewer_id: Viewer,
    order: Annotated[
        Order, Query(description="The best first, or in plain order of time.")
    ] = Order.BEST,
    limit: Limit = 10,
    cursor: Cursor = None,
) -> Feed:
    """The viewer's feed: posts of connections and of whom the viewer follows; what connections
    commented on, reacted to and shared; and posts of the viewer's groups. Each says why it is
    there."""
    return await queries.feed_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        order=order,
        limit=limit,
        cursor=cursor,
        now=state.clock(),
    )


@router.get(
    "/me/following", operation_id="list_following", responses=declared_problems(401, 404, 422, 503)
)
async def list_following(
    state: AppState, viewer_id: Viewer, limit: Limit = 20, cursor: Cursor = None
) -> Following:
    """Whom the viewer follows, by name: connections, who are followed by themselves, and others."""
    return await queries.following_page(state.graph.reader, state.signer, viewer_id, limit, cursor)


@router.put(
    "/me/following/{member_id}",
    operation_id="follow_member",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def follow_member(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> None:
    """Follow a member: what they write for everybody comes into the viewer's feed."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.follow(transaction, viewer_id, member_id, now)
    )


@router.delete(
    "/me/following/{member_id}",
    operation_id="unfollow_member",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def unfollow_member(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> None:
    """Follow a member no more. A connection stays one."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.unfollow(transaction, viewer_id, member_id, now)
    )


@router.put(
    "/me/mutes/{member_id}",
    operation_id="mute_member",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def mute_member(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> None:
    """Leave out of the viewer's feed what a member writes and does; they are not told."""
    await commands.mute(state.graph.writer, viewer_id, member_id, state.clock())


@router.delete(
    "/me/mutes/{member_id}",
    operation_id="unmute_member",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def unmute_member(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> None:
    """Let what a member writes and does into the viewer's feed again."""
    await commands.unmute(state.graph.writer, viewer_id, member_id, state.clock())


@router.put(
    "/me/hidden-posts/{id}",
    operation_id="hide_post",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def hide_post(state: AppState, viewer_id: Viewer, post_id: PostPath) -> None:
    """Leave a post out of the viewer's feed."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.hide_post(transaction, viewer_id, post_id, now)
    )


@router.delete(
    "/me/hidden-posts/{id}",
    operation_id="unhide_post",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def unhide_post(state: AppState, viewer_id: Viewer, post_id: PostPath) -> None:
    """Let a hidden post into the viewer's feed again."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.show_post(transaction, viewer_id, post_id, now)
    )
