"""Reads of members."""

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Reader
from mutuals.members.models import Profile


async def get_profile(reader: Reader, viewer_id: str, member_id: str) -> Profile:
    """A member's profile as the viewer sees it; the member's own is seen whole.

    Raises:
        MemberNotFoundError: either does not exist.
    """
    row = await reader.row("members.get_profile", viewer_id=viewer_id, member_id=member_id)
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    return Profile.model_validate(row)


async def find_missing(reader: Reader, *member_ids: str) -> list[str]:
    """Which of these ids are nobody's."""
    rows = await reader.rows("members.find_missing", member_ids=list(member_ids))
    return [row["member_id"] for row in rows]


async def missing_member(reader: Reader, *member_ids: str) -> MemberNotFoundError:
    """The error to raise when a query found nothing because one of these does not exist."""
    missing = await find_missing(reader, *member_ids)
    return MemberNotFoundError(missing[0] if missing else member_ids[-1])
