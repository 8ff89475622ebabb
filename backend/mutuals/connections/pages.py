"""Pages of lists with their signed cursors: the same for the API and the command line."""

from typing import Literal

from mutuals.connections import queries
from mutuals.connections.models import ConnectionFilters, Connections, MutualConnections
from mutuals.graph.driver import Reader
from mutuals.tokens.signing import Signer


async def mutual_connections_page(
    reader: Reader, signer: Signer, viewer_id: str, member_id: str, limit: int, cursor: str | None
) -> MutualConnections:
    """The connections that both have, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: either member does not exist.
    """
    listing = f"mutual-connections {viewer_id} {member_id}"
    items, total, following = await queries.mutual_connections(
        reader, viewer_id, member_id, limit, _start_of(signer, listing, cursor)
    )
    return MutualConnections(items=items, total=total, next=_cursor_to(signer, listing, following))


async def connections_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    degree: Literal[1, 2],
    filters: ConnectionFilters,
    limit: int,
    cursor: str | None,
) -> Connections:
    """The viewer's first or second degree, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"connections {viewer_id} {degree} {filters.model_dump_json()}"
    items, total, following = await queries.connections(
        reader, viewer_id, degree, filters, limit, _start_of(signer, listing, cursor)
    )
    return Connections(items=items, total=total, next=_cursor_to(signer, listing, following))


def _start_of(signer: Signer, listing: str, cursor: str | None) -> queries.SortKey | None:
    """The sort key after which the page starts; None for the first."""
    return None if cursor is None else signer.after(listing, cursor)


def _cursor_to(signer: Signer, listing: str, after: queries.SortKey | None) -> str | None:
    """The cursor to what follows; None on the last page."""
    return None if after is None else signer.cursor(listing, after)
