"""Reads of notifications, for a viewer."""

from mutuals.graph.driver import Reader
from mutuals.members.queries import missing_member
from mutuals.notifications.models import Notification, Notifications, Preferences
from mutuals.tokens.signing import Signer

AT_ONCE = 100
"""Of what a stream has missed, so much is read at once."""


async def notifications_page(
    reader: Reader, signer: Signer, viewer_id: str, *, unread: bool, limit: int, cursor: str | None
) -> Notifications:
    """The viewer's notifications, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"notifications {viewer_id} {unread}"
    row = await reader.row(
        "notifications.list",
        viewer_id=viewer_id,
        unread=unread,
        before=None if cursor is None else int(signer.after(listing, cursor)[0]),
        limit=limit + 1,
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    items = [Notification.model_validate(item) for item in row["items"]]
    page = items[:limit]
    following = signer.cursor(listing, [str(page[-1].number)]) if len(items) > limit else None
    return Notifications(items=page, unread=row["unread_count"], next=following)


async def preferences(reader: Reader, viewer_id: str) -> tuple[Preferences, int]:
    """What the viewer mutes, and the number of their last notification.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("notifications.get_preferences", viewer_id=viewer_id)
    if row is None:
        raise await missing_member(reader, viewer_id)
    return Preferences(muted=row["muted"]), row["last_number"]


async def told_after(
    reader: Reader, followers: list[tuple[str, int]]
) -> dict[int, list[Notification]]:
    """What each member was told after a number, the oldest first, by its place in the list."""
    rows = await reader.rows(
        "notifications.follow",
        followers=[
            {"key": key, "member_id": member_id, "after": after}
            for key, (member_id, after) in enumerate(followers)
        ],
        limit=AT_ONCE,
    )
    return {
        row["follower"]: [Notification.model_validate(item) for item in row["items"]]
        for row in rows
    }
