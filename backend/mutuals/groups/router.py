"""HTTP of groups."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.groups import commands, queries
from mutuals.groups.models import (
    Group,
    GroupChange,
    GroupMembers,
    GroupRoleChange,
    Groups,
    JoinRequests,
    MadeGroup,
    MemberRole,
    Membership,
    NewGroup,
)
from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN

router = APIRouter(prefix="/v1", tags=["groups"])

GroupPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A group's id.")]
MemberOfGroup = Annotated[
    str, Path(alias="member_id", pattern=ID_PATTERN, description="A member's id.")
]


@router.post(
    "/groups",
    operation_id="make_group",
    status_code=201,
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def make_group(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, group: NewGroup, response: Response
) -> Group:
    """Make a group, of which the viewer is the owner."""
    group_id, now = state.new_id(), state.clock()
    made = await once(
        MadeGroup,
        lambda transaction: commands.make_group(
            transaction, viewer_id, group, group_id=group_id, now=now
        ),
    )
    response.headers["Location"] = f"/v1/groups/{made.id}"
    return await queries.get_group(state.graph.reader, viewer_id, made.id)


@router.get(
    "/groups/{id}",
    operation_id="get_group",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_group(state: AppState, viewer_id: Viewer, group_id: GroupPath) -> Group:
    """A group, how large it is, and who of the viewer's connections is in it."""
    return await queries.get_group(state.graph.reader, viewer_id, group_id)


@router.patch(
    "/groups/{id}",
    operation_id="update_group",
    responses=declared_problems(400, 401, 403, 404, 413, 422, 503),
)
async def update_group(
    state: AppState, viewer_id: Viewer, group_id: GroupPath, change: GroupChange
) -> Group:
    """As its owner: change a group's name, description, or whether it is joined by approval."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.update_group(transaction, viewer_id, group_id, change, now)
    )
    return await queries.get_group(state.graph.reader, viewer_id, group_id)


@router.delete(
    "/groups/{id}",
    operation_id="delete_group",
    status_code=204,
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def delete_group(state: AppState, viewer_id: Viewer, group_id: GroupPath) -> None:
    """As its owner: remove a group that has no events to come."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.delete_group(transaction, viewer_id, group_id, now)
    )


@router.put(
    "/groups/{id}/membership",
    operation_id="join_group",
    responses=declared_problems(401, 404, 422, 503),
)
async def join_group(state: AppState, viewer_id: Viewer, group_id: GroupPath) -> Membership:
    """Join a group. One by approval is asked, and its owners and moderators are told."""
    now = state.clock()
    return await state.graph.writer.transaction(
        lambda transaction: commands.join_group(transaction, viewer_id, group_id, now)
    )


@router.delete(
    "/groups/{id}/membership",
    operation_id="leave_group",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def leave_group(state: AppState, viewer_id: Viewer, group_id: GroupPath) -> None:
    """Leave a group, or ask no more to join it. Its only owner makes another one first."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.leave_group(transaction, viewer_id, group_id, now)
    )


@router.get(
    "/groups/{id}/members",
    operation_id="list_group_members",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_group_members(
    state: AppState,
    viewer_id: Viewer,
    group_id: GroupPath,
    degree: Annotated[
        int | None, Query(ge=1, le=3, description="Only those at this degree of the viewer's.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> GroupMembers:
    """A group's members with the viewer's degree, the nearest first, and how many at each degree.

    Of a group by approval, who is not in it sees their own connections alone.
    """
    return await queries.members_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        group_id,
        degree=degree,
        limit=limit,
        cursor=cursor,
    )


@router.patch(
    "/groups/{id}/members/{member_id}",
    operation_id="set_group_role",
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def set_group_role(
    state: AppState,
    viewer_id: Viewer,
    group_id: GroupPath,
    member_id: MemberOfGroup,
    change: GroupRoleChange,
) -> MemberRole:
    """As its owner: make a member of a group an owner, a moderator, or neither."""
    now = state.clock()
    return await state.graph.writer.transaction(
        lambda transaction: commands.appoint(
            transaction, viewer_id, group_id, member_id, change.role, now
        )
    )


@router.delete(
    "/groups/{id}/members/{member_id}",
    operation_id="remove_group_member",
    status_code=204,
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def remove_group_member(
    state: AppState, viewer_id: Viewer, group_id: GroupPath, member_id: MemberOfGroup
) -> None:
    """As an owner or moderator: put a member out of a group. Moderators are for owners."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.remove_member(transaction, viewer_id, group_id, member_id, now)
    )


@router.get(
    "/groups/{id}/requests",
    operation_id="list_join_requests",
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def list_join_requests(
    state: AppState,
    viewer_id: Viewer,
    group_id: GroupPath,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> JoinRequests:
    """As an owner or moderator: who asks to join a group, the longest waiting first."""
    return await queries.join_requests_page(
        state.graph.reader, state.signer, viewer_id, group_id, limit=limit, cursor=cursor
    )


@router.post(
    "/groups/{id}/requests/{member_id}/accept",
    operation_id="accept_join_request",
    status_code=204,
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def accept_join_request(
    state: AppState, viewer_id: Viewer, group_id: GroupPath, member_id: MemberOfGroup
) -> None:
    """As an owner or moderator: let in who asks to join a group."""
    await _answer(state, viewer_id, group_id, member_id, accepted=True)


@router.post(
    "/groups/{id}/requests/{member_id}/decline",
    operation_id="decline_join_request",
    status_code=204,
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def decline_join_request(
    state: AppState, viewer_id: Viewer, group_id: GroupPath, member_id: MemberOfGroup
) -> None:
    """As an owner or moderator: do not let in who asks to join a group; they may ask again."""
    await _answer(state, viewer_id, group_id, member_id, accepted=False)


async def _answer(
    state: AppState, viewer_id: str, group_id: str, member_id: str, *, accepted: bool
) -> None:
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.answer_join_request(
            transaction, viewer_id, group_id, member_id, accepted=accepted, now=now
        )
    )


@router.get(
    "/me/groups",
    operation_id="list_groups",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_groups(
    state: AppState, viewer_id: Viewer, limit: Limit = 20, cursor: Cursor = None
) -> Groups:
    """The groups that the viewer is in or asks to join, the latest first."""
    return await queries.groups_page(
        state.graph.reader, state.signer, viewer_id, limit=limit, cursor=cursor
    )
