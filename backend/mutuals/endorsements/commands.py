"""Writes of endorsements: made, taken back, hidden. Each locks the two members."""

from datetime import datetime

from mutuals.connections.commands import renew_pairs
from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.strength import ENDORSEMENT_WEIGHT
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError, SkillNotFoundError
from mutuals.graph.driver import Reader, Transaction
from mutuals.messages.queries import why_not_to_member
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News


async def endorse_skill(
    transaction: Transaction,
    reader: Reader,
    *,
    endorser_id: str,
    member_id: str,
    skill_id: str,
    default_cap: int,
    now: datetime,
) -> None:
    """Vouch for a skill of a connection's; nothing changes if that was done before.

    The first time it counts for the tie and the member is told; after it was taken back it does
    neither again. Where there is no connection, connectors with fewer open introductions than their
    own cap, or than `default_cap`, are among the ways.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or one has blocked the other.
        NotConnectedError: they are not connected.
        SkillNotFoundError: the member has no such skill.
    """
    if endorser_id == member_id:
        raise ConflictError("Nobody endorses their own skills: name another member.")
    member_ids = sorted([endorser_id, member_id])
    pair = "|".join(member_ids)
    row = await transaction.row(
        "endorsements.endorse",
        member_ids=member_ids,
        endorser_id=endorser_id,
        member_id=member_id,
        skill_id=skill_id,
        key=_key(endorser_id, member_id, skill_id),
        pair=pair,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)
    if not row["connected"]:
        raise await why_not_to_member(
            reader, endorser_id, member_id, default_cap=default_cap, now=now
        )
    if not row["has_skill"]:
        raise SkillNotFoundError(member_id, skill_id)
    if not row["made"]:
        return
    if row["first"]:
        interaction = Interaction(endorser_id, member_id, ENDORSEMENT_WEIGHT)
        await count_interactions(transaction, [interaction], now)
        await notify(transaction, [News(member_id, Kind.ENDORSEMENT, endorser_id, skill_id)], now)
    await renew_pairs(transaction, [pair])


async def take_endorsement_back(
    transaction: Transaction, endorser_id: str, member_id: str, skill_id: str, now: datetime
) -> None:
    """End an endorsement, if there is one, also where the two are not connected any more.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    if endorser_id == member_id:
        raise ConflictError("Nobody endorses their own skills: name another member.")
    member_ids = sorted([endorser_id, member_id])
    row = await transaction.row(
        "endorsements.take_back",
        member_ids=member_ids,
        endorser_id=endorser_id,
        member_id=member_id,
        key=_key(endorser_id, member_id, skill_id),
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)
    if row["removed"]:
        await renew_pairs(transaction, ["|".join(member_ids)])


async def set_hidden(
    transaction: Transaction,
    member_id: str,
    skill_id: str,
    endorser_id: str,
    *,
    hidden: bool,
    now: datetime,
) -> None:
    """Hide an endorsement of a skill of the member's, or show it again.

    Raises:
        NotFoundError: there is none by this endorser.
    """
    member_ids = sorted([endorser_id, member_id])
    row = await transaction.row(
        "endorsements.set_hidden",
        member_ids=member_ids,
        key=_key(endorser_id, member_id, skill_id),
        hidden=hidden,
        now=now,
    )
    if row is None:
        raise NotFoundError("endorsement of this skill by", endorser_id)
    await renew_pairs(transaction, ["|".join(member_ids)])


def _key(endorser_id: str, member_id: str, skill_id: str) -> str:
    return f"{endorser_id}|{member_id}|{skill_id}"
