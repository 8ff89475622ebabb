"""Writes of what a connector says: which introductions they take, and of each connection."""

from datetime import datetime

from mutuals.connections.commands import renew_pairs
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Transaction
from mutuals.introductions.introduction_models import (
    ConnectionAnswersChange,
    IntroductionSettingsChange,
)


async def change_settings(
    transaction: Transaction, member_id: str, change: IntroductionSettingsChange, now: datetime
) -> None:
    """Set what the change sets and leave the rest.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    changed = change.model_dump(exclude_unset=True)
    properties = {f"introductions_{name}": value for name, value in changed.items()}
    row = await transaction.row(
        "introductions.set_settings", member_id=member_id, properties=properties, now=now
    )
    if row is None:
        raise MemberNotFoundError(member_id)


async def change_answers(
    transaction: Transaction,
    member_id: str,
    connection_id: str,
    change: ConnectionAnswersChange,
    now: datetime,
) -> None:
    """Set what the change sets and leave the rest; the tie's strength feels it at once.

    Raises:
        ConflictError: the two are one.
        NotFoundError: the two are not connected.
    """
    if member_id == connection_id:
        raise ConflictError("You are no connection of your own: name another member.")
    side = "smaller" if member_id < connection_id else "greater"
    names = {"how_well": f"known_by_{side}", "ask_first": f"ask_first_by_{side}"}
    changed = change.model_dump(exclude_unset=True)
    member_ids = sorted([member_id, connection_id])
    row = await transaction.row(
        "introductions.set_answers",
        member_ids=member_ids,
        pair="|".join(member_ids),
        properties={names[name]: value for name, value in changed.items()},
        now=now,
    )
    if row is None:
        raise NotFoundError("connection", connection_id)
    await renew_pairs(transaction, [row["pair"]])
