"""HTTP of message requests."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.connection_requests.models import Direction
from mutuals.graph.driver import Transaction
from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState, State
from mutuals.members.names import ID_PATTERN
from mutuals.message_requests import commands, queries
from mutuals.message_requests.models import (
    MessageRequest,
    MessageRequests,
    MessageRequestState,
    NewMessageRequest,
    SentMessageRequest,
)

router = APIRouter(prefix="/v1", tags=["messages"])

RequestPath = Annotated[
    str, Path(alias="id", pattern=ID_PATTERN, description="A message request's id.")
]


@router.post(
    "/message-requests",
    operation_id="send_message_request",
    status_code=201,
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def send_message_request(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    request: NewMessageRequest,
    response: Response,
) -> SentMessageRequest:
    """Ask a member of the same group, or of an event that both attend, to write with the viewer:
    once, until they accept. Who was asked by that member already accepts with it."""
    ids, now = _new_ids(state), state.clock()

    async def work(transaction: Transaction) -> SentMessageRequest:
        return await commands.send_message_request(
            transaction,
            state.graph.reader,
            viewer_id,
            request,
            ids=ids,
            default_cap=state.settings.introductions_cap,
            now=now,
        )

    sent = await once(SentMessageRequest, work)
    response.headers["Location"] = f"/v1/message-requests/{sent.id}"
    return sent


@router.get(
    "/me/message-requests",
    operation_id="list_message_requests",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_message_requests(
    state: AppState,
    viewer_id: Viewer,
    direction: Annotated[
        Direction | None, Query(description="Those received or those sent; both if left out.")
    ] = None,
    request_state: Annotated[
        MessageRequestState | None, Query(alias="state", description="Only those that stand so.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> MessageRequests:
    """The viewer's message requests, the newest first. To its sender one that was declined is
    pending."""
    return await queries.message_requests_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        direction=direction,
        state=request_state,
        limit=limit,
        cursor=cursor,
    )


@router.get(
    "/message-requests/{id}",
    operation_id="get_message_request",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_message_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> MessageRequest:
    """A message request that the viewer sent or received."""
    return await queries.get_message_request(state.graph.reader, viewer_id, request_id)


@router.post(
    "/message-requests/{id}/accept",
    operation_id="accept_message_request",
    responses=declared_problems(401, 404, 422, 503),
)
async def accept_message_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> MessageRequest:
    """Open a conversation that begins with the request's text, in which both may write."""
    ids, now = _new_ids(state), state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.accept_message_request(
            transaction, viewer_id, request_id, ids=ids, now=now
        )
    )
    return await queries.get_message_request(state.graph.reader, viewer_id, request_id)


@router.post(
    "/message-requests/{id}/decline",
    operation_id="decline_message_request",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def decline_message_request(
    state: AppState, viewer_id: Viewer, request_id: RequestPath
) -> MessageRequest:
    """Put a request aside. Its sender is told nothing, and it can still be accepted."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.decline_message_request(
            transaction, viewer_id, request_id, now
        )
    )
    return await queries.get_message_request(state.graph.reader, viewer_id, request_id)


def _new_ids(state: State) -> commands.NewIds:
    return commands.NewIds(state.new_id(), state.new_id(), state.new_id(), state.new_id())
