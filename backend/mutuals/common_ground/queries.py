"""Reads of what the viewer and a member have in common."""

from datetime import datetime, timedelta

from mutuals.common_ground.models import Ground, InCommon
from mutuals.errors import ConflictError
from mutuals.graph.driver import Reader
from mutuals.members.queries import missing_member

POSTS_SINCE = timedelta(days=180)
"""Older posts are no ground to write on."""


async def find_ground(
    reader: Reader, viewer_id: str, member_id: str, *, limit: int, now: datetime
) -> Ground:
    """What viewer and member have in common, at most limit of each kind, and their names.

    Raises:
        MemberNotFoundError: viewer or member does not exist, or one has blocked the other.
        ConflictError: they are one.
    """
    if viewer_id == member_id:
        raise ConflictError("That is you yourself: name another member.")
    row = await reader.row(
        "common_ground.find",
        viewer_id=viewer_id,
        member_id=member_id,
        pair=f"{min(viewer_id, member_id)}|{max(viewer_id, member_id)}",
        posts_since=now - POSTS_SINCE,
        limit=limit,
    )
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    return Ground.model_validate(row)


async def in_common(
    reader: Reader, viewer_id: str, member_id: str, *, limit: int, now: datetime
) -> InCommon:
    """What the viewer is answered of it.

    Raises:
        MemberNotFoundError: viewer or member does not exist, or one has blocked the other.
        ConflictError: they are one.
    """
    ground = await find_ground(reader, viewer_id, member_id, limit=limit, now=now)
    return InCommon.model_validate(ground.model_dump(include=set(InCommon.model_fields)))
