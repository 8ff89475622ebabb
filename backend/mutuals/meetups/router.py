"""HTTP of meetups."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.graph.driver import Transaction
from mutuals.http.auth import Viewer
from mutuals.http.calendars import CALENDAR, CalendarResponse
from mutuals.http.idempotency import Once, ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.meetups import commands, queries
from mutuals.meetups.models import ChosenTime, MadeMeetup, Meetup, MeetupReport, Meetups, NewMeetup
from mutuals.meetups.states import MeetupRole, MeetupState
from mutuals.members.names import ID_PATTERN

router = APIRouter(prefix="/v1", tags=["meetups"])

MeetupPath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A meetup's id.")]


@router.post(
    "/meetups",
    operation_id="propose_meetup",
    status_code=201,
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def propose_meetup(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, meetup: NewMeetup, response: Response
) -> Meetup:
    """Propose to a connection to meet, with times to choose from."""
    meetup_id, now = state.new_id(), state.clock()
    made = await once(
        MadeMeetup,
        lambda transaction: commands.propose_meetup(
            transaction,
            state.graph.reader,
            viewer_id,
            meetup,
            meetup_id=meetup_id,
            default_cap=state.settings.introductions_cap,
            now=now,
        ),
    )
    response.headers["Location"] = f"/v1/meetups/{made.id}"
    return await queries.get_meetup(state.graph.reader, viewer_id, made.id, now)


@router.get(
    "/meetups/{id}",
    operation_id="get_meetup",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_meetup(state: AppState, viewer_id: Viewer, meetup_id: MeetupPath) -> Meetup:
    """A meetup that the viewer proposed, or that was proposed to them."""
    return await queries.get_meetup(state.graph.reader, viewer_id, meetup_id, state.clock())


@router.post(
    "/meetups/{id}/accept",
    operation_id="accept_meetup",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def accept_meetup(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, meetup_id: MeetupPath, choice: ChosenTime
) -> Meetup:
    """Accept a meetup at one of the times that were proposed."""
    now = state.clock()
    return await _after(
        once,
        viewer_id,
        meetup_id,
        lambda transaction: commands.accept_meetup(
            transaction, viewer_id, meetup_id, choice.time, now
        ),
    )


@router.post(
    "/meetups/{id}/decline",
    operation_id="decline_meetup",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def decline_meetup(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, meetup_id: MeetupPath
) -> Meetup:
    """Decline a meetup."""
    now = state.clock()
    return await _after(
        once,
        viewer_id,
        meetup_id,
        lambda transaction: commands.decline_meetup(transaction, viewer_id, meetup_id, now),
    )


@router.post(
    "/meetups/{id}/withdraw",
    operation_id="withdraw_meetup",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def withdraw_meetup(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, meetup_id: MeetupPath
) -> Meetup:
    """Take a proposal back, or, as either of the two, call off what was accepted."""
    now = state.clock()
    return await _after(
        once,
        viewer_id,
        meetup_id,
        lambda transaction: commands.withdraw_meetup(transaction, viewer_id, meetup_id, now),
    )


@router.post(
    "/meetups/{id}/done",
    operation_id="report_meetup",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def report_meetup(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    meetup_id: MeetupPath,
    report: MeetupReport | None = None,
) -> Meetup:
    """Say that an accepted meetup took place, which counts for the tie, or that it did not; and
    what came of it."""
    now = state.clock()
    return await _after(
        once,
        viewer_id,
        meetup_id,
        lambda transaction: commands.report_meetup(
            transaction, viewer_id, meetup_id, report or MeetupReport(), now
        ),
    )


@router.get(
    "/meetups/{id}/calendar",
    operation_id="get_meetup_calendar",
    response_class=CalendarResponse,
    responses=CALENDAR | declared_problems(401, 404, 409, 422, 503),
)
async def get_meetup_calendar(
    state: AppState, viewer_id: Viewer, meetup_id: MeetupPath
) -> CalendarResponse:
    """A meetup of which a time was chosen, as an iCalendar file."""
    return CalendarResponse(
        await queries.meetup_calendar(state.graph.reader, viewer_id, meetup_id, state.clock()),
        headers={"Content-Disposition": f'attachment; filename="{meetup_id}.ics"'},
    )


@router.get(
    "/me/meetups",
    operation_id="list_meetups",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_meetups(
    state: AppState,
    viewer_id: Viewer,
    role: Annotated[MeetupRole | None, Query(description="The viewer's; all if left out.")] = None,
    meetup_state: Annotated[
        MeetupState | None, Query(alias="state", description="Only those that stand so.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Meetups:
    """The viewer's meetups, the newest first."""
    return await queries.meetups_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        role=role,
        state=meetup_state,
        limit=limit,
        cursor=cursor,
        now=state.clock(),
    )


async def _after(
    once: Once,
    viewer_id: str,
    meetup_id: str,
    step: Callable[[Transaction], Awaitable[MadeMeetup]],
) -> Meetup:
    """The meetup after a step, which a repeated Idempotency-Key does not take again."""
    await once(MadeMeetup, step)
    state = once.state
    return await queries.get_meetup(state.graph.reader, viewer_id, meetup_id, state.clock())
