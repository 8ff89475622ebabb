"""Reads of meetups, for a viewer."""

from datetime import datetime, timedelta

from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.events.calendar import calendar_file
from mutuals.graph.driver import Reader
from mutuals.meetups.models import Meetup, Meetups
from mutuals.meetups.states import MeetupRole, MeetupState
from mutuals.members.queries import find_missing
from mutuals.tokens.signing import Signer


async def meetups_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    role: MeetupRole | None,
    state: MeetupState | None,
    limit: int,
    cursor: str | None,
    now: datetime,
) -> Meetups:
    """The viewer's meetups, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"meetups {viewer_id} {role} {state}"
    found = await _meetups(
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
    return Meetups(items=items, next=following)


async def get_meetup(reader: Reader, viewer_id: str, meetup_id: str, now: datetime) -> Meetup:
    """A meetup of the viewer's.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: the viewer has no such meetup.
    """
    found = await _meetups(reader, viewer_id, meetup_id=meetup_id, now=now)
    if not found:
        raise NotFoundError("meetup", meetup_id)
    return found[0]


async def meetup_calendar(reader: Reader, viewer_id: str, meetup_id: str, now: datetime) -> bytes:
    """The same as an iCalendar file, in UTC.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: the viewer has no such meetup.
        ConflictError: no time was chosen.
    """
    meetup = await get_meetup(reader, viewer_id, meetup_id, now)
    if meetup.starts_at is None:
        raise ConflictError("No time of this meetup was chosen: it has no place in a calendar.")
    cancelled = meetup.state is MeetupState.WITHDRAWN
    return calendar_file(
        uid=meetup.id,
        title=f"{meetup.kind.capitalize()} with {meetup.member.name or meetup.member.id}",
        description=meetup.note,
        starts_at=meetup.starts_at,
        ends_at=meetup.starts_at + timedelta(minutes=meetup.minutes),
        time_zone="UTC",
        place=meetup.place,
        link=meetup.link,
        sequence=int(cancelled),
        changed_at=meetup.closed_at or meetup.answered_at or meetup.created_at,
        cancelled=cancelled,
    )


async def _meetups(
    reader: Reader,
    viewer_id: str,
    *,
    role: MeetupRole | None = None,
    state: MeetupState | None = None,
    meetup_id: str | None = None,
    after: str | None = None,
    limit: int = 1,
    now: datetime,
) -> list[Meetup]:
    rows = await reader.rows(
        "meetups.list",
        viewer_id=viewer_id,
        filters={"id": meetup_id, "role": role, "state": state, "after": after},
        limit=limit,
        now=now,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return [Meetup.model_validate(row) for row in rows]
