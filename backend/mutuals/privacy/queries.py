"""Reads of privacy, for a viewer."""

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.privacy.models import BlockedMember, Blocks, Privacy
from mutuals.tokens.signing import Signer


async def blocks_page(
    reader: Reader, signer: Signer, viewer_id: str, limit: int, cursor: str | None
) -> Blocks:
    """The members whom the viewer has blocked, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"blocks {viewer_id}"
    row = await reader.row(
        "privacy.list_blocks",
        viewer_id=viewer_id,
        after=None if cursor is None else signer.after(listing, cursor),
        limit=limit + 1,
    )
    if row is None:
        raise MemberNotFoundError(viewer_id)
    keys = [item.pop("sort_key") for item in row["items"]]
    return Blocks(
        items=[BlockedMember(**item) for item in row["items"][:limit]],
        next=signer.cursor(listing, keys[limit - 1]) if len(keys) > limit else None,
    )


async def get_privacy(reader: Reader, viewer_id: str) -> Privacy:
    """What the viewer lets others see and do.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("privacy.get_settings", viewer_id=viewer_id)
    if row is None:
        raise MemberNotFoundError(viewer_id)
    return privacy_of(row)


def privacy_of(row: Row) -> Privacy:
    """What was never said has its default."""
    return Privacy(**{name: value for name, value in row.items() if value is not None})
