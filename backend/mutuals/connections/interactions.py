"""Interactions: what two connections do with each other, counted on their tie."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from mutuals.connections.strength import ACTIVITY_WEIGHTS
from mutuals.graph.driver import Transaction


class Interaction(NamedTuple):
    """Something one member did with another, and how much it counts, more than 0."""

    from_id: str
    to_id: str
    weight: float


async def count_interactions(
    transaction: Transaction, interactions: list[Interaction], now: datetime
) -> None:
    """Count interactions of now, in the transaction in which they happen; of those who are not
    connected nothing is counted."""
    counts: defaultdict[str, dict[str, float]] = defaultdict(
        lambda: {"forward": 0.0, "backward": 0.0}
    )
    for from_id, to_id, weight in interactions:
        pair = f"{min(from_id, to_id)}|{max(from_id, to_id)}"
        counts[pair]["forward" if from_id < to_id else "backward"] += weight
    await transaction.rows(
        "connections.count_interactions",
        # Sorted, so that two who count for the same ties wait for one another.
        interactions=[{"pair": pair, **counts[pair]} for pair in sorted(counts)],
        activity_weights=ACTIVITY_WEIGHTS,
        now=now,
    )
