"""Reads of members."""

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Reader
from mutuals.members.models import Profile


async def get_profile(reader: Reader, member_id: str) -> Profile:
    """A member's profile.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    row = await reader.row("members.get_profile", member_id=member_id)
    if row is None:
        raise MemberNotFoundError(member_id)
    return Profile.model_validate(row)


async def find_missing(reader: Reader, *member_ids: str) -> list[str]:
    """Which of these ids are nobody's."""
    rows = await reader.rows("members.find_missing", member_ids=list(member_ids))
    return [row["member_id"] for row in rows]


async def missing_member(reader: Reader, *member_ids: str) -> MemberNotFoundError:
    """The error to raise when a query found nothing because one of these does not exist."""
    missing = await find_missing(reader, *member_ids)
    return MemberNotFoundError(missing[0] if missing else member_ids[-1])
