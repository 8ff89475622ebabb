"""Writes of privacy."""

from datetime import datetime

from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Transaction
from mutuals.privacy.models import Privacy, PrivacyChange
from mutuals.privacy.queries import privacy_of


async def block_member(
    transaction: Transaction, viewer_id: str, member_id: str, now: datetime
) -> None:
    """Be to each other as if the other did not exist; ends what the two had under way.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or has blocked the viewer.
    """
    if viewer_id == member_id:
        raise ConflictError("A member cannot block themselves: name another member.")
    member_ids = sorted((viewer_id, member_id))
    row = await transaction.row(
        "privacy.block",
        member_ids=member_ids,
        pair="|".join(member_ids),
        by_id=viewer_id,
        blocked_id=member_id,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)


async def unblock_member(
    transaction: Transaction, viewer_id: str, member_id: str, now: datetime
) -> None:
    """End the viewer's block of a member, if there is one; nothing comes back with it.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or has blocked the viewer.
    """
    if viewer_id == member_id:
        raise ConflictError("A member cannot block themselves: name another member.")
    row = await transaction.row(
        "privacy.unblock",
        member_ids=sorted((viewer_id, member_id)),
        by_id=viewer_id,
        blocked_id=member_id,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)


async def update_privacy(
    transaction: Transaction, viewer_id: str, change: PrivacyChange
) -> Privacy:
    """Change what the viewer lets others see and do; all of it, as it is then.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await transaction.row(
        "privacy.set_settings",
        member_id=viewer_id,
        properties=change.model_dump(exclude_unset=True),
    )
    if row is None:
        raise MemberNotFoundError(viewer_id)
    return privacy_of(row)
