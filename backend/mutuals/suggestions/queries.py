"""Reads of suggestions, for a viewer."""

from datetime import datetime

from mutuals.connections.strength import ACTIVITY_WEIGHTS
from mutuals.graph.driver import Reader, Row
from mutuals.members.queries import missing_member
from mutuals.suggestions.models import Order, Suggestion
from mutuals.suggestions.reasons import reasons
from mutuals.suggestions.weights import (
    BOUNDS,
    CANDIDATES,
    HUB_SIZE,
    MOST_MUTUAL_BOUNDS,
    RECENT,
    WEIGHTS,
)


async def suggestions(
    reader: Reader, viewer_id: str, order: Order, limit: int, now: datetime
) -> list[Suggestion]:
    """Whom the viewer may know, the best first.

    Two statements: what is said of each is computed of the few who are likely. In one, Neo4j would
    carry them all through every row in between.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    rows = await reader.transaction(lambda reading: _rows(reading, viewer_id, order, limit, now))
    return [
        Suggestion(
            member_id=row["id"],
            name=row["name"],
            headline=row["headline"],
            mutual_count=row["mutual_count"],
            score=row["score"],
            times_shown=row["shown"],
            reasons=reasons(row),
        )
        for row in rows
    ]


async def _rows(
    reader: Reader, viewer_id: str, order: Order, limit: int, now: datetime
) -> list[Row]:
    by_mutual = order is Order.MUTUAL
    found = await reader.row(
        "suggestions.find_candidates",
        viewer_id=viewer_id,
        by_mutual=by_mutual,
        weights=WEIGHTS,
        bounds=(MOST_MUTUAL_BOUNDS if by_mutual else BOUNDS)
        | {"candidates": max(limit, CANDIDATES)},
        recent=now - RECENT,
        now=now,
    )
    if found is None:
        raise await missing_member(reader, viewer_id)
    explained = await reader.row(
        "suggestions.explain",
        viewer_id=viewer_id,
        candidates=found["candidates"],
        by_mutual=by_mutual,
        weights=WEIGHTS,
        activity_weights=ACTIVITY_WEIGHTS,
        hub_size=HUB_SIZE,
        now=now,
        limit=limit,
    )
    if explained is None:
        raise await missing_member(reader, viewer_id)
    rows: list[Row] = explained["items"]
    return rows
