"""Reads of events, for a viewer."""

from datetime import datetime

from mutuals.connections.queries import HUB_SIZE
from mutuals.errors import MemberNotFoundError, NotFoundError
from mutuals.events.calendar import calendar_file
from mutuals.events.models import Attendee, Attendees, Event, Events, EventSummary
from mutuals.graph.driver import Reader, Row
from mutuals.members.queries import find_missing
from mutuals.tokens.signing import Signer

MOST_NAMED = 10
"""Connections that an event names of itself; its attendees' list has them all."""


async def get_event(reader: Reader, viewer_id: str, event_id: str) -> Event:
    """An event as the viewer may see it.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is no such event.
    """
    return Event.model_validate(await _event(reader, viewer_id, event_id))


async def event_calendar(reader: Reader, viewer_id: str, event_id: str) -> bytes:
    """The same as an iCalendar file.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is no such event.
    """
    row = await _event(reader, viewer_id, event_id)
    return calendar_file(
        uid=event_id,
        title=row["title"],
        description=row["description"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        time_zone=row["time_zone"],
        place=row["place"],
        link=row["link"],
        sequence=row["sequence"],
        changed_at=row["changed_at"],
        cancelled=row["cancelled_at"] is not None,
    )


async def events_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    past: bool,
    limit: int,
    cursor: str | None,
    now: datetime,
) -> Events:
    """The events that the viewer organises or attends, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"events {viewer_id} {past}"
    rows = await reader.rows(
        "events.list_mine",
        viewer_id=viewer_id,
        past=past,
        after=signer.after(listing, cursor) if cursor else None,
        limit=limit + 1,
        now=now,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return Events(
        items=[EventSummary.model_validate(row) for row in rows[:limit]],
        next=signer.cursor(listing, rows[limit - 1]["sort_key"]) if len(rows) > limit else None,
    )


async def attendees_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    event_id: str,
    *,
    degree: int | None,
    limit: int,
    cursor: str | None,
) -> Attendees:
    """Whom of an event's attendees the viewer knows, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: there is no such event.
    """
    listing = f"attendees {viewer_id} {event_id} {degree}"
    row = await reader.row(
        "events.list_attendees",
        viewer_id=viewer_id,
        event_id=event_id,
        degree=degree,
        after=signer.after(listing, cursor) if cursor else None,
        hub_size=HUB_SIZE,
        limit=limit + 1,
    )
    if row is None:
        raise await _no_event(reader, viewer_id, event_id)
    items = row["items"]
    return Attendees(
        items=[Attendee.model_validate(item) for item in items[:limit]],
        total=row["total"],
        counts=row["counts"],
        next=signer.cursor(listing, items[limit - 1]["sort_key"]) if len(items) > limit else None,
    )


async def _event(reader: Reader, viewer_id: str, event_id: str) -> Row:
    row = await reader.row(
        "events.get",
        viewer_id=viewer_id,
        event_id=event_id,
        most_named=MOST_NAMED,
        hub_size=HUB_SIZE,
    )
    if row is None:
        raise await _no_event(reader, viewer_id, event_id)
    return row


async def _no_event(
    reader: Reader, viewer_id: str, event_id: str
) -> MemberNotFoundError | NotFoundError:
    """The error to raise because a query of an event found nothing."""
    for missing in await find_missing(reader, viewer_id):
        return MemberNotFoundError(missing)
    return NotFoundError("event", event_id)
