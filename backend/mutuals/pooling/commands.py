"""Writes of pooling: a member shares imports in a group, or no more."""

from datetime import datetime

from mutuals.errors import ConflictError, NotPermittedError
from mutuals.graph.driver import Transaction
from mutuals.groups.commands import lock_group
from mutuals.groups.models import Joining
from mutuals.pooling.queries import JOIN_FIRST


async def share_imports(
    transaction: Transaction, member_id: str, group_id: str, now: datetime
) -> None:
    """Share what the member imported, and will, with those who do the same in the group.

    Raises:
        NotFoundError: there is no such group.
        NotPermittedError: the member is not in it.
        ConflictError: anybody may join it.
    """
    facts = await lock_group(transaction, member_id, group_id, now)
    if facts["role"] is None:
        raise NotPermittedError(JOIN_FIRST)
    if facts["joining"] == Joining.OPEN:
        raise ConflictError(
            "Anybody may join this group, and would see whom you imported: share in a group by "
            "approval, or have the owner make this one such a group."
        )
    await _set(transaction, member_id, group_id, shares=True)


async def hide_imports(
    transaction: Transaction, member_id: str, group_id: str, now: datetime
) -> None:
    """Share imports in the group no more, and see no one's there; nothing changes for who did not.

    Raises:
        NotFoundError: there is no such group.
    """
    await lock_group(transaction, member_id, group_id, now)
    await _set(transaction, member_id, group_id, shares=None)


async def _set(
    transaction: Transaction, member_id: str, group_id: str, *, shares: bool | None
) -> None:
    """In a group that is locked with the member: who leaves meanwhile waits."""
    await transaction.rows(
        "pooling.set_sharing", group_id=group_id, member_id=member_id, shares=shares
    )
