"""Reads of erasure."""

from datetime import datetime

from mutuals.erasure.models import Erasure
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Reader


async def get_erasure(reader: Reader, viewer_id: str) -> Erasure:
    """When the viewer will be erased.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("erasure.get", viewer_id=viewer_id)
    if row is None:
        raise MemberNotFoundError(viewer_id)
    return Erasure(**row)


async def find_due(reader: Reader, now: datetime, limit: int) -> list[str]:
    """Ids of members who are to be erased by now, up to a limit."""
    rows = await reader.rows("erasure.find_due", now=now, limit=limit)
    return [row["member_id"] for row in rows]
