"""Reads of recommendations, for a viewer."""

from typing import Literal

from mutuals.errors import MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Reader
from mutuals.members.queries import find_missing, missing_member
from mutuals.recommendations.models import (
    Recommendation,
    Recommendations,
    ShownRecommendation,
    ShownRecommendations,
)
from mutuals.recommendations.states import Role, State
from mutuals.tokens.signing import Signer

Direction = Literal["given", "received"]
ROLES = {"given": Role.AUTHOR, "received": Role.MEMBER}


async def recommendations_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    direction: Direction | None,
    state: State | None,
    limit: int,
    cursor: str | None,
) -> Recommendations:
    """The viewer's recommendations, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"recommendations {viewer_id} {direction} {state}"
    found = await _list(
        reader,
        viewer_id,
        role=ROLES[direction] if direction else None,
        state=state,
        after=signer.after(listing, cursor)[0] if cursor else None,
        limit=limit + 1,
    )
    items = found[:limit]
    following = signer.cursor(listing, [items[-1].id]) if len(found) > limit else None
    return Recommendations(items=items, next=following)


async def get_recommendation(
    reader: Reader, viewer_id: str, recommendation_id: str
) -> Recommendation:
    """One recommendation that the viewer wrote or is praised by.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is none, or none that the viewer may see.
    """
    found = await _list(
        reader,
        viewer_id,
        role=None,
        state=None,
        after=None,
        limit=1,
        recommendation_id=recommendation_id,
    )
    if not found:
        raise NotFoundError("recommendation", recommendation_id)
    return found[0]


async def shown_page(
    reader: Reader, signer: Signer, viewer_id: str, member_id: str, limit: int, cursor: str | None
) -> ShownRecommendations:
    """What is written about a member and accepted, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    listing = f"recommendations of {member_id} for {viewer_id}"
    row = await reader.row(
        "recommendations.list_shown",
        viewer_id=viewer_id,
        member_id=member_id,
        after=signer.after(listing, cursor)[0] if cursor else None,
        limit=limit + 1,
    )
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    found = [ShownRecommendation.model_validate(item) for item in row["items"]]
    items = found[:limit]
    following = signer.cursor(listing, [items[-1].id]) if len(found) > limit else None
    return ShownRecommendations(items=items, next=following)


async def _list(
    reader: Reader,
    viewer_id: str,
    *,
    role: Role | None,
    state: State | None,
    after: str | None,
    limit: int,
    recommendation_id: str | None = None,
) -> list[Recommendation]:
    rows = await reader.rows(
        "recommendations.list",
        viewer_id=viewer_id,
        filters={"id": recommendation_id, "role": role, "state": state, "after": after},
        limit=limit,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return [Recommendation.model_validate(row) for row in rows]
