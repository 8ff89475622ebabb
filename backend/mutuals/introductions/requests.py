"""Reads of introductions that were asked for, and of what a connector says of them."""

from datetime import datetime

from mutuals.errors import MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Reader
from mutuals.introductions.introduction_models import (
    ConnectionAnswers,
    Introduction,
    Introductions,
    IntroductionSettings,
    Outcomes,
)
from mutuals.introductions.states import DECLINED, OPEN, Role, State
from mutuals.members.queries import find_missing, missing_member
from mutuals.tokens.signing import Signer


async def list_introductions(
    reader: Reader,
    viewer_id: str,
    *,
    role: Role | None,
    state: State | None,
    after: str | None,
    limit: int,
    now: datetime,
    introduction_id: str | None = None,
) -> list[Introduction]:
    """The viewer's introductions, the newest first, after an id; what they may see of each.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    rows = await reader.rows(
        "introductions.list",
        viewer_id=viewer_id,
        filters={"id": introduction_id, "role": role, "state": state, "after": after},
        open_states=sorted(OPEN),
        limit=limit,
        now=now,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return [Introduction.model_validate(row) for row in rows]


async def introductions_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    role: Role | None,
    state: State | None,
    limit: int,
    cursor: str | None,
    now: datetime,
) -> Introductions:
    """The viewer's introductions, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"introductions {viewer_id} {role} {state}"
    found = await list_introductions(
        reader,
        viewer_id,
        role=role,
        state=state,
        after=signer.after(listing, cursor)[0] if cursor else None,
        limit=limit + 1,
        now=now,
    )
    items = found[:limit]
    following = signer.cursor(listing, [items[-1].id]) if len(found) > limit else None
    return Introductions(items=items, next=following)


async def get_introduction(
    reader: Reader, viewer_id: str, introduction_id: str, now: datetime
) -> Introduction:
    """One introduction of the viewer's.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is none, or none that the viewer may see.
    """
    found = await list_introductions(
        reader,
        viewer_id,
        role=None,
        state=None,
        after=None,
        limit=1,
        now=now,
        introduction_id=introduction_id,
    )
    if not found:
        raise NotFoundError("introduction", introduction_id)
    return found[0]


async def count_outcomes(reader: Reader, viewer_id: str) -> Outcomes:
    """What came of those that the viewer was asked for as a connector.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row(
        "introductions.count_outcomes",
        viewer_id=viewer_id,
        made_states=[State.INTRODUCED],
        declined_states=sorted(DECLINED),
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    return Outcomes(**row)


async def get_settings(reader: Reader, viewer_id: str) -> IntroductionSettings:
    """Which introductions the viewer takes as a connector.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("introductions.get_settings", viewer_id=viewer_id)
    if row is None:
        raise await missing_member(reader, viewer_id)
    return IntroductionSettings(**row)


async def get_answers(reader: Reader, viewer_id: str, member_id: str) -> ConnectionAnswers:
    """What the viewer says of a connection.

    Raises:
        NotFoundError: the two are not connected.
    """
    row = await reader.row("introductions.get_answers", viewer_id=viewer_id, member_id=member_id)
    if row is None:
        raise NotFoundError("connection", member_id)
    return ConnectionAnswers(**row)
