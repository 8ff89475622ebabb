"""Reads of conversations and messages, for a viewer."""

from datetime import datetime
from typing import Literal

from mutuals.errors import ConflictError, MutualsError, NotConnectedError, NotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.queries import introduction_paths
from mutuals.members.queries import missing_member
from mutuals.messages.models import Conversation, Message

MOST_CONNECTORS = 3
PATHS_LOOKED_AT = 10
MOST_SHARED = 3

Direction = Literal["older", "newer"]


async def conversations(
    reader: Reader,
    viewer_id: str,
    *,
    unread: bool,
    advice_topic: str | None,
    limit: int,
    after: list[str] | None,
) -> tuple[list[Conversation], list[str] | None]:
    """A page of the viewer's conversations, and where the next page starts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row(
        "messages.list_conversations",
        viewer_id=viewer_id,
        unread=unread,
        advice_topic=advice_topic,
        after=after,
        limit=limit + 1,
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    items: list[Row] = row["items"]
    for item in items:
        if item["last_message"] is not None:
            item["last_message"]["conversation_id"] = item["id"]
    following = len(items) > limit
    last = items[limit - 1] if following else None
    return (
        [Conversation.model_validate(item) for item in items[:limit]],
        None if last is None else [last["active_at"], last["id"]],
    )


async def conversation(reader: Reader, viewer_id: str, conversation_id: str) -> Conversation:
    """A conversation of the viewer's, as it stands in the list.

    Raises:
        NotFoundError: the viewer has no such conversation.
    """
    row = await reader.row(
        "messages.get_conversation", viewer_id=viewer_id, conversation_id=conversation_id
    )
    if row is None:
        raise NotFoundError("conversation", conversation_id)
    return Conversation.model_validate(row)


async def messages(
    reader: Reader,
    viewer_id: str,
    conversation_id: str,
    *,
    advice_topic: str | None,
    limit: int,
    start: tuple[Direction, int] | None,
) -> tuple[list[Message], bool]:
    """A page of messages, the newest first, and whether more follow in its direction.

    Raises:
        NotFoundError: the viewer has no such conversation.
    """
    direction, number = start or ("older", None)
    row = await reader.row(
        "messages.list_messages",
        viewer_id=viewer_id,
        conversation_id=conversation_id,
        advice_topic=advice_topic,
        older_than=number if direction == "older" else None,
        newer_than=number if direction == "newer" else None,
        limit=limit + 1,
    )
    if row is None:
        raise NotFoundError("conversation", conversation_id)
    items = [Message.model_validate(item) for item in row["items"]]
    page = items[:limit]
    return page if direction == "older" else page[::-1], len(items) > limit


async def why_not_to_member(
    reader: Reader, viewer_id: str, member_id: str, *, default_cap: int, now: datetime
) -> MutualsError:
    """The error to raise because the viewer may not write to a member."""
    row = await reader.row(
        "messages.find_receiver",
        viewer_id=viewer_id,
        member_id=member_id,
        most_shared=MOST_SHARED,
    )
    if row is None:
        return await missing_member(reader, viewer_id, member_id)
    paths = await introduction_paths(
        reader, viewer_id, member_id, 3, PATHS_LOOKED_AT, default_cap=default_cap, now=now
    )
    connectors = {path.connector_id: path.members[1].name for path in paths}
    ways: list[dict[str, object]] = [
        {
            "way": "introduction",
            "connector_id": connector_id,
            "connector_name": name,
            "request": "POST /v1/introductions",
        }
        for connector_id, name in [*connectors.items()][:MOST_CONNECTORS]
    ]
    if row["may_ask"]:
        ways.append({"way": "connection-request", "request": "POST /v1/connection-requests"})
    ways += [
        {
            "way": f"shared-{shared['kind']}",
            f"{shared['kind']}_id": shared["id"],
            f"{shared['kind']}_name": shared["name"],
            "request": "POST /v1/message-requests",
        }
        for shared in row["shared"]
    ]
    return NotConnectedError(member_id, ways)


async def why_not_into(
    reader: Reader, viewer_id: str, conversation_id: str, *, default_cap: int, now: datetime
) -> MutualsError:
    """The error to raise because the viewer may not write into a conversation.

    Raises:
        NotFoundError: the viewer has no such conversation.
    """
    found = await conversation(reader, viewer_id, conversation_id)
    if not found.members:
        return ConflictError("Nobody else takes part any more: write to somebody else.")
    return await why_not_to_member(
        reader, viewer_id, found.members[0].id, default_cap=default_cap, now=now
    )
