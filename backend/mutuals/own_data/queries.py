"""Reads of all that is stored about a member, for the member: page by page, as plain JSON."""

from collections.abc import AsyncIterator
from typing import Any

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Reader

PAGE = 1000

Entry = dict[str, Any]

PARTS = {
    "connections": "own_data.list_connections",
    "unconfirmed": "own_data.list_unconfirmed",
    "connection_requests": "own_data.list_connection_requests",
    "message_requests": "own_data.list_message_requests",
    "introductions": "own_data.list_introductions",
    "recommendations": "own_data.list_recommendations",
    "endorsements": "own_data.list_endorsements",
    "conversations": "own_data.list_conversations",
    "posts": "own_data.list_posts",
    "comments": "own_data.list_comments",
    "reactions": "own_data.list_reactions",
    "milestones": "own_data.list_milestones",
    "goals": "own_data.list_goals",
    "groups": "own_data.list_groups",
    "events": "own_data.list_events",
    "meetups": "own_data.list_meetups",
    "choices": "own_data.list_choices",
}
"""What is read in one way each, by the name of its file; profile, messages and notifications have
ways of their own."""


async def get_profile(reader: Reader, viewer_id: str) -> Entry:
    """The viewer's profile, account and sessions.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("own_data.get_profile", viewer_id=viewer_id)
    if row is None:
        raise MemberNotFoundError(viewer_id)
    return row


async def entries(reader: Reader, viewer_id: str, part: str) -> AsyncIterator[Entry]:
    """The entries of one of the PARTS, in the order of their ids."""
    after: str | None = None
    full = True
    while full:
        rows = await reader.rows(PARTS[part], viewer_id=viewer_id, after=after, limit=PAGE)
        for row in rows:
            yield row["entry"]
        full = len(rows) == PAGE
        after = rows[-1]["key"] if rows else None


async def messages(reader: Reader, viewer_id: str) -> AsyncIterator[Entry]:
    """The messages of all conversations that the viewer can read, a conversation after another."""
    async for conversation in entries(reader, viewer_id, "conversations"):
        number, full = 0, True
        while full:
            rows = await reader.rows(
                "own_data.list_messages",
                viewer_id=viewer_id,
                conversation_id=conversation["id"],
                after=number,
                limit=PAGE,
            )
            for row in rows:
                yield row["entry"]
            full = len(rows) == PAGE
            number = rows[-1]["key"] if rows else 0


async def notifications(reader: Reader, viewer_id: str) -> AsyncIterator[Entry]:
    """What the viewer was told, in order."""
    number, full = 0, True
    while full:
        rows = await reader.rows(
            "own_data.list_notifications", viewer_id=viewer_id, after=number, limit=PAGE
        )
        for row in rows:
            yield row["entry"]
        full = len(rows) == PAGE
        number = rows[-1]["key"] if rows else 0
