"""Writes of notifications."""

from datetime import datetime
from operator import attrgetter

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Transaction, Writer
from mutuals.notifications.models import Kind, News, Preferences, Unread


async def notify(transaction: Transaction, news: list[News], now: datetime) -> None:
    """Tell members something, in the transaction in which it happens."""
    entries = [entry._asdict() for entry in sorted(news, key=attrgetter("member_id"))]
    await transaction.rows("notifications.create", entries=entries, now=now)


async def read_notifications(writer: Writer, member_id: str, up_to: int, now: datetime) -> Unread:
    """Mark a member's notifications as read up to a number; what was read stays read.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    row = await writer.row("notifications.read", member_id=member_id, up_to=up_to, now=now)
    if row is None:
        raise MemberNotFoundError(member_id)
    return Unread(**row)


async def set_preferences(writer: Writer, member_id: str, muted: list[Kind]) -> Preferences:
    """Mute these kinds of notifications and no others.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    row = await writer.row("notifications.set_preferences", member_id=member_id, muted=muted)
    if row is None:
        raise MemberNotFoundError(member_id)
    return Preferences(**row)
