"""HTTP of notifications."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from mutuals.http.auth import Viewer
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.notifications import commands, queries
from mutuals.notifications.models import (
    LARGEST_NUMBER,
    Notifications,
    Preferences,
    PreferencesChange,
    ReadUpTo,
    Unread,
)

router = APIRouter(prefix="/v1/me", tags=["notifications"])


async def start_of_stream(
    state: AppState,
    viewer_id: Viewer,
    last_event_id: Annotated[
        int | None,
        Header(
            ge=0,
            le=LARGEST_NUMBER,
            description="The id of the last event that arrived: all that was missed since comes "
            "first. Without it, only what is new from now on.",
        ),
    ] = None,
) -> int:
    """The number after which a stream starts. Found here, an error is answered, not streamed."""
    _, last_number = await queries.preferences(state.graph.reader, viewer_id)
    return last_number if last_event_id is None else min(last_event_id, last_number)


@router.get(
    "/notifications",
    operation_id="list_notifications",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_notifications(
    state: AppState,
    viewer_id: Viewer,
    unread: Annotated[bool, Query(description="Only those that are unread.")] = False,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Notifications:
    """What the viewer was told, the newest first."""
    return await queries.notifications_page(
        state.graph.reader, state.signer, viewer_id, unread=unread, limit=limit, cursor=cursor
    )


@router.post(
    "/notifications/read",
    operation_id="read_notifications",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def read_notifications(state: AppState, viewer_id: Viewer, read: ReadUpTo) -> Unread:
    """Mark the viewer's notifications as read up to a number."""
    return await commands.read_notifications(
        state.graph.writer, viewer_id, read.up_to, state.clock()
    )


@router.get(
    "/notification-preferences",
    operation_id="get_notification_preferences",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_preferences(state: AppState, viewer_id: Viewer) -> Preferences:
    """Which kinds of notifications the viewer mutes."""
    preferences, _ = await queries.preferences(state.graph.reader, viewer_id)
    return preferences


@router.patch(
    "/notification-preferences",
    operation_id="update_notification_preferences",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def update_preferences(
    state: AppState, viewer_id: Viewer, change: PreferencesChange
) -> Preferences:
    """Mute these kinds of notifications from now on, and no others."""
    return await commands.set_preferences(state.graph.writer, viewer_id, change.muted)


@router.get(
    "/notifications/stream",
    operation_id="stream_notifications",
    response_class=EventSourceResponse,
    responses=declared_problems(401, 404, 422, 503),
)
async def stream_notifications(
    state: AppState, viewer_id: Viewer, after: Annotated[int, Depends(start_of_stream)]
) -> AsyncIterator[ServerSentEvent]:
    """What the viewer is told, as it happens: server-sent events, each named by its kind, with the
    notification's number as its id. A stream ends after a quarter of an hour; whoever opens another
    with the last id misses nothing."""
    async for notification in state.streams.follow(viewer_id, after):
        yield ServerSentEvent(
            data=notification, event=notification.kind, id=str(notification.number)
        )
