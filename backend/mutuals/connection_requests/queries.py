"""Reads of connection requests, for a viewer."""

from datetime import datetime

from mutuals.common_ground.queries import find_ground
from mutuals.connection_requests import notes
from mutuals.connection_requests.models import (
    ConnectionRequest,
    Direction,
    FollowUp,
    NoteSuggestions,
    RequestState,
)
from mutuals.connections.models import Relation
from mutuals.connections.queries import degrees
from mutuals.errors import NotFoundError
from mutuals.graph.driver import Reader


async def list_requests(
    reader: Reader,
    viewer_id: str,
    *,
    direction: Direction | None,
    state: RequestState | None,
    after: str | None,
    limit: int,
    now: datetime,
    request_id: str | None = None,
) -> list[ConnectionRequest]:
    """The viewer's requests, the newest first, after an id; each with the other's relation."""
    rows = await reader.rows(
        "connection_requests.list",
        viewer_id=viewer_id,
        filters={"id": request_id, "direction": direction, "state": state, "after": after},
        limit=limit,
        now=now,
    )
    if not rows:
        return []
    found = await degrees(reader, viewer_id, [row["member"]["id"] for row in rows])
    return [
        ConnectionRequest(
            relation=Relation(
                member_id=entry.member_id, degree=entry.degree, mutual_count=row.pop("mutual_count")
            ),
            **row,
        )
        for row, entry in zip(rows, found, strict=True)
    ]


async def get_request(
    reader: Reader, viewer_id: str, request_id: str, now: datetime
) -> ConnectionRequest:
    """One request of the viewer's.

    Raises:
        NotFoundError: the viewer neither sent nor received it.
    """
    found = await list_requests(
        reader,
        viewer_id,
        direction=None,
        state=None,
        after=None,
        limit=1,
        now=now,
        request_id=request_id,
    )
    if not found:
        raise NotFoundError("connection request", request_id)
    return found[0]


async def suggest_notes(
    reader: Reader, viewer_id: str, member_id: str, now: datetime
) -> NoteSuggestions:
    """Drafts of a note to a member, each with the facts it stands on.

    Raises:
        MemberNotFoundError: viewer or member does not exist, or one has blocked the other.
        ConflictError: they are one.
    """
    ground = await find_ground(reader, viewer_id, member_id, limit=notes.MOST_FACTS, now=now)
    drafts = notes.drafts(ground)
    reason = None if drafts else f"Nothing is known that you and {member_id!r} have in common."
    return NoteSuggestions(drafts=drafts, reason=reason)


async def list_follow_ups(reader: Reader, viewer_id: str) -> list[FollowUp]:
    """Whose acceptance the viewer has not followed up yet, the latest first."""
    rows = await reader.rows("connection_requests.list_follow_ups", viewer_id=viewer_id)
    return [
        FollowUp(
            request_id=row["id"],
            member=row["member"],
            accepted_at=row["accepted_at"],
            due_at=row["due_at"],
            draft=notes.thanks(row["viewer_name"], row["member"]["name"], row["note"]),
        )
        for row in rows
    ]
