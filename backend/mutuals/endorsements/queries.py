"""Reads of endorsements, for a viewer."""

from mutuals.endorsements.models import (
    EndorsedSkill,
    EndorsedSkills,
    Endorsement,
    Endorsements,
)
from mutuals.graph.driver import Reader
from mutuals.members.queries import missing_member
from mutuals.tokens.signing import Signer

MOST_KNOWN = 5
"""So many of the endorsers whom the viewer knows are named."""


async def skills_page(
    reader: Reader, signer: Signer, viewer_id: str, member_id: str, limit: int, cursor: str | None
) -> EndorsedSkills:
    """A member's skills, the most endorsed first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    listing = f"skills {viewer_id} {member_id}"
    before_count, after = signer.after(listing, cursor) if cursor else ("0", None)
    row = await reader.row(
        "endorsements.list_skills",
        viewer_id=viewer_id,
        member_id=member_id,
        before_count=int(before_count),
        after=after,
        limit=limit + 1,
        most_known=MOST_KNOWN,
    )
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    found = [EndorsedSkill.model_validate(item) for item in row["items"]]
    items = found[:limit]
    following = None
    if len(found) > limit:
        following = signer.cursor(listing, [str(items[-1].count), items[-1].skill.id])
    return EndorsedSkills(items=items, next=following)


async def endorsements_page(
    reader: Reader, signer: Signer, viewer_id: str, skill_id: str, limit: int, cursor: str | None
) -> Endorsements:
    """Who endorses a skill of the viewer's, by name, the hidden ones too, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"endorsements {viewer_id} {skill_id}"
    row = await reader.row(
        "endorsements.list",
        viewer_id=viewer_id,
        skill_id=skill_id,
        after=signer.after(listing, cursor) if cursor else None,
        limit=limit + 1,
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    keys = [item.pop("sort_key") for item in row["items"]]
    items = [Endorsement.model_validate(item) for item in row["items"][:limit]]
    following = signer.cursor(listing, keys[limit - 1]) if len(keys) > limit else None
    return Endorsements(items=items, next=following)
