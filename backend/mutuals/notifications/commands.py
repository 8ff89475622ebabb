"""Writes of notifications."""

from datetime import datetime
from operator import attrgetter

from mutuals.graph.driver import Transaction
from mutuals.notifications.models import News


async def notify(transaction: Transaction, news: list[News], now: datetime) -> None:
    """Tell members something, in the transaction in which it happens."""
    entries = [entry._asdict() for entry in sorted(news, key=attrgetter("member_id"))]
    await transaction.rows("notifications.create", entries=entries, now=now)
