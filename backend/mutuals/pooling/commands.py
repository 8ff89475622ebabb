"""Writes of pooling: a member shares imports in a group, or no more."""

from datetime import datetime

from mutuals.errors import NotPermittedError
from mutuals.graph.driver import Transaction
from mutuals.groups.commands import lock_group
from mutuals.pooling.queries import JOIN_FIRST


async def share_imports(
    transaction: Transaction, member_id: str, group_id: str, now: datetime
) -> None:
    """Share what the member imported, and will, with those who do the same in the group.

    Raises:
        NotFoundError: there is no such group.
        NotPermittedError: the member is not in it.
    """
    if not await _set(transaction, member_id, group_id, now, shares=True):
        raise NotPermittedError(JOIN_FIRST)


async def hide_imports(
    transaction: Transaction, member_id: str, group_id: str, now: datetime
) -> None:
    """Share imports in the group no more, and see no one's there; nothing changes for who did not.

    Raises:
        NotFoundError: there is no such group.
    """
    await _set(transaction, member_id, group_id, now, shares=None)


async def _set(
    transaction: Transaction, member_id: str, group_id: str, now: datetime, *, shares: bool | None
) -> bool:
    """Whether the member is in the group, which is locked with them: who leaves meanwhile waits."""
    facts = await lock_group(transaction, member_id, group_id, now)
    await transaction.rows(
        "pooling.set_sharing", group_id=group_id, member_id=member_id, shares=shares
    )
    return facts["role"] is not None
