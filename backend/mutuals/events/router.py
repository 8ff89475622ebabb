"""HTTP of events."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.events import commands, queries
from mutuals.events.models import (
    Attendance,
    Attendees,
    Event,
    EventChange,
    Events,
    MadeEvent,
    NewEvent,
)
from mutuals.http.auth import Viewer
from mutuals.http.calendars import CALENDAR, CalendarResponse
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN

router = APIRouter(prefix="/v1", tags=["events"])

EventPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="An event's id.")]


@router.post(
    "/events",
    operation_id="make_event",
    status_code=201,
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def make_event(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, event: NewEvent, response: Response
) -> Event:
    """Make an event, which the viewer organises; of one of the viewer's groups, or of none."""
    event_id, now = state.new_id(), state.clock()
    made = await once(
        MadeEvent,
        lambda transaction: commands.make_event(
            transaction, viewer_id, event, event_id=event_id, now=now
        ),
    )
    response.headers["Location"] = f"/v1/events/{made.id}"
    return await queries.get_event(state.graph.reader, viewer_id, made.id)


@router.get(
    "/events/{id}",
    operation_id="get_event",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_event(state: AppState, viewer_id: Viewer, event_id: EventPath) -> Event:
    """An event, how many attend it, and who of the viewer's connections does."""
    return await queries.get_event(state.graph.reader, viewer_id, event_id)


@router.patch(
    "/events/{id}",
    operation_id="update_event",
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def update_event(
    state: AppState, viewer_id: Viewer, event_id: EventPath, change: EventChange
) -> Event:
    """As who organises it, or leads its group: change an event. Those who attend are told."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.update_event(transaction, viewer_id, event_id, change, now)
    )
    return await queries.get_event(state.graph.reader, viewer_id, event_id)


@router.delete(
    "/events/{id}",
    operation_id="cancel_event",
    status_code=204,
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def cancel_event(state: AppState, viewer_id: Viewer, event_id: EventPath) -> None:
    """As who organises it, or leads its group: cancel an event. Those who attend are told."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.cancel_event(transaction, viewer_id, event_id, now)
    )


@router.put(
    "/events/{id}/attendance",
    operation_id="attend_event",
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def attend_event(state: AppState, viewer_id: Viewer, event_id: EventPath) -> Attendance:
    """Attend an event, as long as it has room."""
    now = state.clock()
    return await state.graph.writer.transaction(
        lambda transaction: commands.attend_event(transaction, viewer_id, event_id, now)
    )


@router.delete(
    "/events/{id}/attendance",
    operation_id="stay_away_from_event",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def stay_away(state: AppState, viewer_id: Viewer, event_id: EventPath) -> None:
    """Attend an event no more, and make room for somebody else."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.stay_away(transaction, viewer_id, event_id, now)
    )


@router.get(
    "/events/{id}/attendees",
    operation_id="list_attendees",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_attendees(
    state: AppState,
    viewer_id: Viewer,
    event_id: EventPath,
    degree: Annotated[
        int | None, Query(ge=1, le=3, description="Only those at this degree of the viewer's.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Attendees:
    """Whom of an event's attendees the viewer knows, the nearest first, and how many at each
    degree; and how many attend in all. Who organises the event finds them all."""
    return await queries.attendees_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        event_id,
        degree=degree,
        limit=limit,
        cursor=cursor,
    )


@router.get(
    "/events/{id}/calendar",
    operation_id="get_event_calendar",
    response_class=CalendarResponse,
    responses=CALENDAR | declared_problems(401, 404, 422, 503),
)
async def get_event_calendar(
    state: AppState, viewer_id: Viewer, event_id: EventPath
) -> CalendarResponse:
    """An event as an iCalendar file, with the rules of its time zone."""
    return CalendarResponse(
        await queries.event_calendar(state.graph.reader, viewer_id, event_id),
        headers={"Content-Disposition": f'attachment; filename="{event_id}.ics"'},
    )


@router.get(
    "/me/events",
    operation_id="list_events",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_events(
    state: AppState,
    viewer_id: Viewer,
    past: Annotated[
        bool, Query(description="Those that are over, the latest first, not those to come.")
    ] = False,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Events:
    """The events that the viewer organises or attends, the next first."""
    return await queries.events_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        past=past,
        limit=limit,
        cursor=cursor,
        now=state.clock(),
    )
