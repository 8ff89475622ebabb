"""Writes of suggestions: who was shown, and who is not to come again."""

from datetime import datetime

from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Graph
from mutuals.members.queries import missing_member
from mutuals.suggestions.weights import SHOWN_COUNTS_EVERY, SHOWN_FADES


async def remember_shown(
    graph: Graph, viewer_id: str, member_ids: list[str], now: datetime
) -> None:
    """Count for each of these members that the viewer was shown them, at most once a day.

    Who does not exist, or has a block with the viewer, is passed over.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await graph.writer.row(
        "suggestions.remember_shown",
        by_id=viewer_id,
        member_ids=sorted(set(member_ids) - {viewer_id}),
        counted_before=now - SHOWN_COUNTS_EVERY,
        forgotten_before=now - SHOWN_FADES,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(viewer_id)


async def dismiss(graph: Graph, viewer_id: str, member_id: str, now: datetime) -> None:
    """Never suggest this member to the viewer again.

    Raises:
        MemberNotFoundError: either does not exist, or one has blocked the other.
        ConflictError: they are one.
    """
    if viewer_id == member_id:
        raise ConflictError("You are never suggested to yourself: name another member.")
    row = await graph.writer.row(
        "suggestions.dismiss",
        member_ids=sorted([viewer_id, member_id]),
        by_id=viewer_id,
        dismissed_id=member_id,
        now=now,
    )
    if row is None:
        raise await missing_member(graph.reader, viewer_id, member_id)
