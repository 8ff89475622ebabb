"""Writes of messages and of the conversations they stand in."""

from datetime import datetime

from mutuals.graph.driver import Transaction


async def open_introduction(
    transaction: Transaction, *, conversation_id: str, member_ids: list[str], now: datetime
) -> None:
    """Open the conversation of those whom an introduction brings together, in its transaction."""
    await transaction.rows(
        "messages.open_introduction",
        conversation_id=conversation_id,
        member_ids=sorted(member_ids),
        now=now,
    )
