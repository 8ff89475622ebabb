"""HTTP of connection requests."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.connection_requests import commands, queries
from mutuals.connection_requests.models import (
    ConnectionRequest,
    ConnectionRequests,
    Direction,
    FollowUps,
    NewConnectionRequest,
    NoteSuggestions,
    RequestState,
    SentRequest,
)
from mutuals.connection_requests.pages import requests_page
from mutuals.connection_requests.rules import rules_of
from mutuals.graph.driver import Transaction
from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["connection requests"])

RequestPath = Annotated[
    str, Path(alias="id", pattern=ID_PATTERN, description="A connection request's id.")
]


@router.post(
    "/connection-requests",
    operation_id="send_connection_request",
    status_code=201,
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 429, 503),
)
async def send_connection_request(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    request: NewConnectionRequest,
    response: Response,
) -> SentRequest:
    """Ask a member to connect. Who was asked by that member already is connected at once."""
    request_id, rules, now = state.new_id(), rules_of(state.settings), state.clock()

    async def work(transaction: Transaction) -> SentRequest:
        return await commands.send_request(
            transaction, viewer_id, request, request_id=request_id, rules=rules, now=now
        )

    sent = await once(SentRequest, work)
    response.headers["Location"] = f"/v1/connection-requests/{sent.id}"
    return sent


@router.get(
    "/me/connection-requests",
    operation_id="list_connection_requests",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_connection_requests(
    state: AppState,
    viewer_id: Viewer,
    direction: Annotated[
        Direction | None, Query(description="Those received or those sent; both if left out.")
    ] = None,
    request_state: Annotated[
        RequestState | None, Query(alias="state", description="Only those that stand so.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> ConnectionRequests:
    """The viewer's connection requests, the newest first, with the other's relation to the viewer.

    To its sender a request that was ignored is pending.
    """
    return await requests_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        direction=direction,
        state=request_state,
        limit=limit,
        cursor=cursor,
        now=state.clock(),
    )


@router.get(
    "/connection-requests/{id}",
    operation_id="get_connection_request",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_connection_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> ConnectionRequest:
    """A connection request that the viewer sent or received."""
    return await queries.get_request(state.graph.reader, viewer_id, request_id, state.clock())


@router.post(
    "/connection-requests/{id}/accept",
    operation_id="accept_connection_request",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def accept_connection_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> ConnectionRequest:
    """Connect to who sent the request; both are told."""
    rules, now = rules_of(state.settings), state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.accept_request(
            transaction, viewer_id, request_id, rules=rules, now=now
        )
    )
    return await queries.get_request(state.graph.reader, viewer_id, request_id, now)


@router.post(
    "/connection-requests/{id}/ignore",
    operation_id="ignore_connection_request",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def ignore_connection_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> ConnectionRequest:
    """Put a request aside. Its sender is told nothing, and it can still be accepted."""
    return await _answered(state, viewer_id, request_id, RequestState.IGNORED)


@router.post(
    "/connection-requests/{id}/not-known",
    operation_id="report_unknown_sender",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def report_unknown_sender(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> ConnectionRequest:
    """Say that the viewer does not know who sent the request. They are told nothing, cannot ask the
    viewer again, and may ask fewer others."""
    return await _answered(state, viewer_id, request_id, RequestState.NOT_KNOWN)


async def _answered(
    state: AppState, viewer_id: str, request_id: str, answer: RequestState
) -> ConnectionRequest:
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.answer_request(transaction, viewer_id, request_id, answer, now)
    )
    return await queries.get_request(state.graph.reader, viewer_id, request_id, now)


@router.post(
    "/connection-requests/{id}/withdraw",
    operation_id="withdraw_connection_request",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def withdraw_connection_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> ConnectionRequest:
    """Take back a request; the next to the same member has to wait 21 days."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.withdraw_request(transaction, viewer_id, request_id, now)
    )
    return await queries.get_request(state.graph.reader, viewer_id, request_id, now)


@router.get(
    "/members/{id}/note-suggestions",
    operation_id="suggest_notes",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def suggest_notes(
    state: AppState, viewer_id: Viewer, member_id: MemberPath
) -> NoteSuggestions:
    """Up to three drafts of a note to a member, each with the facts it stands on."""
    return await queries.suggest_notes(state.graph.reader, viewer_id, member_id, state.clock())


@router.get(
    "/me/follow-ups",
    operation_id="list_follow_ups",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_follow_ups(state: AppState, viewer_id: Viewer) -> FollowUps:
    """Who accepted a request of the viewer's and has not been written to yet, with a draft."""
    return FollowUps(items=await queries.list_follow_ups(state.graph.reader, viewer_id))


@router.delete(
    "/me/follow-ups/{id}",
    operation_id="dismiss_follow_up",
    status_code=204,
    responses=declared_problems(401, 404, 422, 503),
)
async def dismiss_follow_up(state: AppState, viewer_id: Viewer, request_id: RequestPath) -> None:
    """Be reminded no more; the id is the request's."""
    await state.graph.writer.transaction(
        lambda transaction: commands.dismiss_follow_up(transaction, viewer_id, request_id)
    )
