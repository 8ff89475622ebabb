"""Writes of what a member wants to read: following, muting, hiding."""

from datetime import datetime

from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Transaction, Writer
from mutuals.posts.commands import locked_post

MOST_FOLLOWED = 1000
"""Besides connections."""


async def follow(transaction: Transaction, viewer_id: str, member_id: str, now: datetime) -> None:
    """Follow a member; a connection that was unfollowed is followed again.

    Raises:
        ConflictError: the two are one, or the viewer follows as many as allowed.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    _refuse_oneself(viewer_id, member_id)
    row = await transaction.row(
        "feed.follow",
        member_ids=sorted((viewer_id, member_id)),
        by_id=viewer_id,
        followed_id=member_id,
        most=MOST_FOLLOWED,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)
    if not row["follows"]:
        raise ConflictError(f"You follow {MOST_FOLLOWED} members: unfollow somebody first.")


async def unfollow(transaction: Transaction, viewer_id: str, member_id: str, now: datetime) -> None:
    """Follow a member no more, if the viewer does; a connection stays one.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    _refuse_oneself(viewer_id, member_id)
    row = await transaction.row(
        "feed.unfollow",
        member_ids=sorted((viewer_id, member_id)),
        by_id=viewer_id,
        followed_id=member_id,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)


async def mute(writer: Writer, viewer_id: str, member_id: str, now: datetime) -> None:
    """Leave out of the viewer's feed what a member writes and does, without a word to them.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    _refuse_oneself(viewer_id, member_id)
    if await writer.row("feed.mute", by_id=viewer_id, muted_id=member_id, now=now) is None:
        raise MemberNotFoundError(member_id)


async def unmute(writer: Writer, viewer_id: str, member_id: str, now: datetime) -> None:
    """End that the viewer mutes a member, if that is so.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    _refuse_oneself(viewer_id, member_id)
    if await writer.row("feed.unmute", by_id=viewer_id, muted_id=member_id, now=now) is None:
        raise MemberNotFoundError(member_id)


async def hide_post(transaction: Transaction, viewer_id: str, post_id: str, now: datetime) -> None:
    """Leave a post out of the viewer's feed.

    Raises:
        NotVisibleError: the viewer may not see it.
    """
    await locked_post(transaction, viewer_id, post_id, now)
    await transaction.rows("feed.hide_post", member_id=viewer_id, post_id=post_id, now=now)


async def show_post(transaction: Transaction, viewer_id: str, post_id: str, now: datetime) -> None:
    """End that a post is hidden from the viewer's feed, if that is so.

    Raises:
        NotVisibleError: the viewer may not see it.
    """
    await locked_post(transaction, viewer_id, post_id, now)
    await transaction.rows("feed.show_post", member_id=viewer_id, post_id=post_id)


def _refuse_oneself(viewer_id: str, member_id: str) -> None:
    if viewer_id == member_id:
        raise ConflictError("This is you: name another member.")
