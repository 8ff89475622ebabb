"""Reads of groups, for a viewer."""

from mutuals.connections.models import Relation
from mutuals.connections.queries import HUB_SIZE, degrees
from mutuals.errors import MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Reader
from mutuals.groups.models import (
    Group,
    GroupMember,
    GroupMembers,
    Groups,
    GroupSummary,
    JoinRequest,
    JoinRequests,
)
from mutuals.groups.rules import refuse_leading
from mutuals.members.queries import find_missing
from mutuals.tokens.signing import Signer

MOST_NAMED = 10
"""Connections that a group names of itself; its members' list has them all."""


async def get_group(reader: Reader, viewer_id: str, group_id: str) -> Group:
    """A group as the viewer may see it.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is no such group.
    """
    row = await reader.row(
        "groups.get",
        viewer_id=viewer_id,
        group_id=group_id,
        most_named=MOST_NAMED,
        hub_size=HUB_SIZE,
    )
    if row is None:
        raise await _no_group(reader, viewer_id, group_id)
    return Group.model_validate(row)


async def groups_page(
    reader: Reader, signer: Signer, viewer_id: str, *, limit: int, cursor: str | None
) -> Groups:
    """The groups that the viewer is in or asks to join, the latest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"groups {viewer_id}"
    rows = await reader.rows(
        "groups.list_mine",
        viewer_id=viewer_id,
        after=signer.after(listing, cursor) if cursor else None,
        limit=limit + 1,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return Groups(
        items=[GroupSummary.model_validate(row) for row in rows[:limit]],
        next=signer.cursor(listing, rows[limit - 1]["sort_key"]) if len(rows) > limit else None,
    )


async def members_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    group_id: str,
    *,
    degree: int | None,
    limit: int,
    cursor: str | None,
) -> GroupMembers:
    """A group's members, the nearest to the viewer first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is no such group.
    """
    listing = f"group-members {viewer_id} {group_id} {degree}"
    row = await reader.row(
        "groups.list_members",
        viewer_id=viewer_id,
        group_id=group_id,
        degree=degree,
        after=signer.after(listing, cursor) if cursor else None,
        hub_size=HUB_SIZE,
        limit=limit + 1,
    )
    if row is None:
        raise await _no_group(reader, viewer_id, group_id)
    items = row["items"]
    return GroupMembers(
        items=[GroupMember.model_validate(item) for item in items[:limit]],
        shown="all" if row["shown"] else "connections",
        total=row["total"],
        counts=row["counts"],
        next=signer.cursor(listing, items[limit - 1]["sort_key"]) if len(items) > limit else None,
    )


async def join_requests_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    group_id: str,
    *,
    limit: int,
    cursor: str | None,
) -> JoinRequests:
    """Who asks to join a group that the viewer leads, the longest waiting first.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is no such group.
        NotPermittedError: the viewer is neither its owner nor a moderator.
    """
    listing = f"join-requests {viewer_id} {group_id}"
    row = await reader.row(
        "groups.list_requests",
        viewer_id=viewer_id,
        group_id=group_id,
        after=signer.after(listing, cursor) if cursor else None,
        limit=limit + 1,
    )
    if row is None:
        raise await _no_group(reader, viewer_id, group_id)
    refuse_leading(row["role"])
    items = row["items"]
    asking = [item["member"]["id"] for item in items[:limit]]
    found = await degrees(reader, viewer_id, asking) if asking else []
    return JoinRequests(
        items=[
            JoinRequest(
                member=item["member"],
                since=item["since"],
                relation=Relation(
                    member_id=entry.member_id,
                    degree=entry.degree,
                    mutual_count=item["mutual_count"],
                ),
            )
            for item, entry in zip(items, found, strict=False)
        ],
        next=signer.cursor(listing, items[limit - 1]["sort_key"]) if len(items) > limit else None,
    )


async def _no_group(
    reader: Reader, viewer_id: str, group_id: str
) -> MemberNotFoundError | NotFoundError:
    """The error to raise because a query of a group found nothing."""
    for missing in await find_missing(reader, viewer_id):
        return MemberNotFoundError(missing)
    return NotFoundError("group", group_id)
