"""Pages of conversations and messages with their signed cursors."""

from typing import Literal

from mutuals.graph.driver import Reader
from mutuals.messages import queries
from mutuals.messages.models import Conversations, Messages
from mutuals.tokens.signing import Signer


async def conversations_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    unread: bool,
    advice_topic: str | None,
    limit: int,
    cursor: str | None,
) -> Conversations:
    """The viewer's conversations, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"conversations {viewer_id} {unread} {advice_topic}"
    items, after = await queries.conversations(
        reader,
        viewer_id,
        unread=unread,
        advice_topic=advice_topic,
        limit=limit,
        after=None if cursor is None else signer.after(listing, cursor),
    )
    return Conversations(items=items, next=None if after is None else signer.cursor(listing, after))


async def messages_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    conversation_id: str,
    *,
    advice_topic: str | None,
    limit: int,
    cursor: str | None,
) -> Messages:
    """A conversation's messages, from the cursor on, older or newer as it says.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        NotFoundError: the viewer has no such conversation.
    """
    listing = f"messages {viewer_id} {conversation_id} {advice_topic}"
    start: tuple[Literal["older", "newer"], int] | None = None
    if cursor is not None:
        direction, number = signer.after(listing, cursor)
        start = ("newer" if direction == "newer" else "older", int(number))
    items, more = await queries.messages(
        reader, viewer_id, conversation_id, advice_topic=advice_topic, limit=limit, start=start
    )
    is_older = start is None or start[0] == "older"
    # Where the page came from, there are messages: those of the page before.
    has_older = more if is_older else bool(items)
    has_newer = start is not None if is_older else more
    return Messages(
        items=items,
        next=signer.cursor(listing, ["older", str(items[-1].number)])
        if has_older and items
        else None,
        previous=signer.cursor(listing, ["newer", str(items[0].number)])
        if has_newer and items
        else None,
    )
