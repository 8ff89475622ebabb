"""Writes of groups: made, joined, led. Each locks the members involved, and then the group."""

from datetime import datetime

from mutuals.connections.commands import renew_pairs, renew_ties_within_group
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Row, Transaction
from mutuals.groups.models import (
    GroupChange,
    GroupRole,
    Joining,
    MadeGroup,
    MemberRole,
    Membership,
    NewGroup,
)
from mutuals.groups.rules import (
    refuse_answer,
    refuse_appointing,
    refuse_leaving,
    refuse_owning,
    refuse_removal,
)
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News

MOST_PAIRS = 5000
"""Of a group that is deleted, so many ties are renewed at once; the night renews them all."""


async def make_group(
    transaction: Transaction, owner_id: str, group: NewGroup, *, group_id: str, now: datetime
) -> MadeGroup:
    """Make a group that the member owns.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    row = await transaction.row(
        "groups.create", id=group_id, owner_id=owner_id, properties=group.model_dump(), now=now
    )
    if row is None:
        raise MemberNotFoundError(owner_id)
    return MadeGroup(id=group_id)


async def update_group(
    transaction: Transaction, viewer_id: str, group_id: str, change: GroupChange, now: datetime
) -> None:
    """Change what the change sets and leave the rest. Who asked to join still waits for an answer.

    Raises:
        NotFoundError: there is no such group.
        NotPermittedError: the viewer does not own it.
    """
    facts = await lock_group(transaction, viewer_id, group_id, now)
    refuse_owning(facts["role"])
    await transaction.rows(
        "groups.update", group_id=group_id, properties=change.model_dump(exclude_unset=True)
    )


async def delete_group(
    transaction: Transaction, viewer_id: str, group_id: str, now: datetime
) -> None:
    """Remove a group with its past events; ties feel it at once.

    Raises:
        NotFoundError: there is no such group.
        NotPermittedError: the viewer does not own it.
        ConflictError: it has events to come.
    """
    facts = await lock_group(transaction, viewer_id, group_id, now)
    refuse_owning(facts["role"])
    row = await transaction.row("groups.delete", group_id=group_id, most_pairs=MOST_PAIRS, now=now)
    if row is not None and row["events_to_come"]:
        raise ConflictError("The group has events to come: cancel them first.")
    await renew_pairs(transaction, [] if row is None else row["pairs"])


async def join_group(
    transaction: Transaction, member_id: str, group_id: str, now: datetime
) -> Membership:
    """Join a group, or ask its owners and moderators to; nothing changes if that was done before.

    Raises:
        NotFoundError: there is no such group.
    """
    facts = await lock_group(transaction, member_id, group_id, now)
    if facts["role"] is not None:
        return Membership(state="member", role=facts["role"], since=facts["since"])
    if facts["joining"] == Joining.OPEN:
        await _admit(transaction, member_id, group_id, now)
        return Membership(state="member", role=GroupRole.MEMBER, since=now)
    if facts["asked_at"] is not None:
        return Membership(state="asked", role=None, since=facts["asked_at"])
    await transaction.rows("groups.ask_to_join", group_id=group_id, member_id=member_id, now=now)
    leaders = await _leaders(transaction, group_id)
    news = [News(leader_id, Kind.GROUP, member_id, group_id, "asked") for leader_id in leaders]
    await notify(transaction, news, now)
    return Membership(state="asked", role=None, since=now)


async def leave_group(
    transaction: Transaction, member_id: str, group_id: str, now: datetime
) -> None:
    """Leave a group, or ask no more to join it; nothing changes for who is not in it.

    Raises:
        NotFoundError: there is no such group.
        ConflictError: the member is its only owner.
    """
    facts = await lock_group(transaction, member_id, group_id, now)
    if facts["role"] == GroupRole.OWNER:
        refuse_leaving(await _owner_ids(transaction, group_id), member_id)
    await _remove(transaction, member_id, group_id)


async def answer_join_request(
    transaction: Transaction,
    viewer_id: str,
    group_id: str,
    member_id: str,
    *,
    accepted: bool,
    now: datetime,
) -> None:
    """Let a member who asks to join in, or not; they are told.

    Raises:
        NotFoundError: there is no such group, or the member does not ask to join it.
        NotPermittedError: the viewer is neither its owner nor a moderator.
    """
    facts = await lock_group(transaction, viewer_id, group_id, now, member_id)
    refuse_answer(member_id, facts)
    if accepted:
        await _admit(transaction, member_id, group_id, now)
    else:
        await _remove(transaction, member_id, group_id)
    await _tell(
        transaction, member_id, viewer_id, group_id, "accepted" if accepted else "declined", now
    )


async def appoint(
    transaction: Transaction,
    viewer_id: str,
    group_id: str,
    member_id: str,
    role: GroupRole,
    now: datetime,
) -> MemberRole:
    """Give a member of a group another role; they are told.

    Raises:
        NotFoundError: there is no such group.
        MemberNotFoundError: the member is not in it.
        NotPermittedError: the viewer does not own it, or the member is another owner.
        ConflictError: the viewer is its only owner.
    """
    facts = await lock_group(transaction, viewer_id, group_id, now, member_id)
    if facts["member_role"] != role:
        owner_ids = await _owner_ids(transaction, group_id)
        refuse_appointing(viewer_id, member_id, facts, owner_ids)
        await _set_role(transaction, member_id, group_id, role, now)
        await _tell(transaction, member_id, viewer_id, group_id, f"made {role}", now)
    else:
        refuse_owning(facts["role"])
    return MemberRole(group_id=group_id, member_id=member_id, role=role)


async def remove_member(
    transaction: Transaction, viewer_id: str, group_id: str, member_id: str, now: datetime
) -> None:
    """Put a member out of a group; they are told.

    Raises:
        NotFoundError: there is no such group.
        MemberNotFoundError: the member is not in it.
        NotPermittedError: the viewer's role is not above the member's.
        ConflictError: the two are one.
    """
    facts = await lock_group(transaction, viewer_id, group_id, now, member_id)
    refuse_removal(viewer_id, member_id, facts)
    await _remove(transaction, member_id, group_id)
    await _tell(transaction, member_id, viewer_id, group_id, "removed", now)


async def lock_group(
    transaction: Transaction,
    viewer_id: str,
    group_id: str,
    now: datetime,
    member_id: str | None = None,
) -> Row:
    """Lock a group, who acts in it and another member, and what both are in it.

    Raises:
        NotFoundError: there is no such group.
    """
    row = await transaction.row(
        "groups.lock",
        group_id=group_id,
        member_ids=sorted({viewer_id, member_id or viewer_id}),
        actor_id=viewer_id,
        member_id=member_id,
        now=now,
    )
    if row is None:
        raise NotFoundError("group", group_id)
    return row


async def _admit(transaction: Transaction, member_id: str, group_id: str, now: datetime) -> None:
    await _set_role(transaction, member_id, group_id, GroupRole.MEMBER, now)
    await renew_ties_within_group(transaction, member_id, group_id)


async def _set_role(
    transaction: Transaction, member_id: str, group_id: str, role: GroupRole, now: datetime
) -> None:
    await transaction.rows(
        "groups.set_membership", group_id=group_id, member_id=member_id, role=role, now=now
    )


async def _remove(transaction: Transaction, member_id: str, group_id: str) -> None:
    await transaction.rows("groups.remove_membership", group_id=group_id, member_id=member_id)
    await renew_ties_within_group(transaction, member_id, group_id)


async def _leaders(transaction: Transaction, group_id: str) -> dict[str, GroupRole]:
    """The roles of its owners and moderators, by their ids."""
    rows = await transaction.rows("groups.list_leaders", group_id=group_id)
    return {row["member_id"]: GroupRole(row["role"]) for row in rows}


async def _owner_ids(transaction: Transaction, group_id: str) -> list[str]:
    leaders = await _leaders(transaction, group_id)
    return [member_id for member_id, role in leaders.items() if role is GroupRole.OWNER]


async def _tell(
    transaction: Transaction,
    member_id: str,
    actor_id: str,
    group_id: str,
    step: str,
    now: datetime,
) -> None:
    if member_id != actor_id:
        news = [News(member_id, Kind.GROUP, actor_id, group_id, step)]
        await notify(transaction, news, now)
