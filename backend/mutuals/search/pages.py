"""Pages of what was found with their signed cursors: the same for the API and the command line."""

from mutuals.graph.driver import Reader
from mutuals.search import queries
from mutuals.search.models import FoundMembers, MemberFilters
from mutuals.tokens.signing import Signer


async def members_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    filters: MemberFilters,
    limit: int,
    cursor: str | None,
) -> FoundMembers:
    """The members found, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer, or whose connections are asked for, does not exist.
    """
    listing = f"members {viewer_id} {filters.model_dump_json()}"
    page = await queries.search_members(
        reader, viewer_id, filters, limit, start_of(signer, listing, cursor)
    )
    return FoundMembers(
        items=page.items,
        total=page.total,
        facets=page.facets,
        next=cursor_to(signer, listing, page.after),
    )


def start_of(signer: Signer, listing: str, cursor: str | None) -> queries.SortKey | None:
    """The sort key after which the page starts; None for the first."""
    return None if cursor is None else signer.after(listing, cursor)


def cursor_to(signer: Signer, listing: str, after: queries.SortKey | None) -> str | None:
    """The cursor to what follows; None on the last page."""
    return None if after is None else signer.cursor(listing, after)
