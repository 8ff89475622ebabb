"""Reads of message requests, for a viewer."""

from mutuals.connection_requests.models import Direction
from mutuals.connections.models import Relation
from mutuals.connections.queries import degrees
from mutuals.errors import NotFoundError
from mutuals.graph.driver import Reader
from mutuals.message_requests.models import MessageRequest, MessageRequests, MessageRequestState
from mutuals.tokens.signing import Signer


async def message_requests_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    direction: Direction | None,
    state: MessageRequestState | None,
    limit: int,
    cursor: str | None,
) -> MessageRequests:
    """The viewer's message requests, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
    """
    listing = f"message-requests {viewer_id} {direction} {state}"
    found = await _requests(
        reader,
        viewer_id,
        direction=direction,
        state=state,
        after=signer.after(listing, cursor)[0] if cursor else None,
        limit=limit + 1,
    )
    items = found[:limit]
    following = signer.cursor(listing, [items[-1].id]) if len(found) > limit else None
    return MessageRequests(items=items, next=following)


async def get_message_request(reader: Reader, viewer_id: str, request_id: str) -> MessageRequest:
    """One message request of the viewer's.

    Raises:
        NotFoundError: the viewer neither sent nor received it.
    """
    found = await _requests(reader, viewer_id, request_id=request_id)
    if not found:
        raise NotFoundError("message request", request_id)
    return found[0]


async def _requests(
    reader: Reader,
    viewer_id: str,
    *,
    direction: Direction | None = None,
    state: MessageRequestState | None = None,
    request_id: str | None = None,
    after: str | None = None,
    limit: int = 1,
) -> list[MessageRequest]:
    rows = await reader.rows(
        "message_requests.list",
        viewer_id=viewer_id,
        filters={"id": request_id, "direction": direction, "state": state, "after": after},
        limit=limit,
    )
    if not rows:
        return []
    found = await degrees(reader, viewer_id, [row["member"]["id"] for row in rows])
    return [
        MessageRequest(
            relation=Relation(
                member_id=entry.member_id, degree=entry.degree, mutual_count=row.pop("mutual_count")
            ),
            **row,
        )
        for row, entry in zip(rows, found, strict=True)
    ]
