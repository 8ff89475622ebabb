"""Pages of requests with their signed cursors: the same for the API and the command line."""

from datetime import datetime

from mutuals.connection_requests.models import ConnectionRequests, Direction, RequestState
from mutuals.connection_requests.queries import list_requests
from mutuals.graph.driver import Reader
from mutuals.tokens.signing import Signer


async def requests_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    direction: Direction | None,
    state: RequestState | None,
    limit: int,
    cursor: str | None,
    now: datetime,
) -> ConnectionRequests:
    """The viewer's requests, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
    """
    listing = f"connection-requests {viewer_id} {direction} {state}"
    found = await list_requests(
        reader,
        viewer_id,
        direction=direction,
        state=state,
        after=signer.after(listing, cursor)[0] if cursor else None,
        limit=limit + 1,
        now=now,
    )
    items = found[:limit]
    following = signer.cursor(listing, [items[-1].id]) if len(found) > limit else None
    return ConnectionRequests(items=items, next=following)
