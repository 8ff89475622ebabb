"""Writes of connections: made, ended, and their strengths renewed."""

from collections.abc import Callable
from datetime import datetime

from mutuals.connections.factors import TieFacts, factors
from mutuals.connections.models import Tie
from mutuals.connections.queries import HUB_SIZE
from mutuals.connections.strength import ACTIVITY_WEIGHTS, CONTEXT_WEIGHTS, tier
from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Graph, Row, Transaction
from mutuals.identities.folding import fold_between
from mutuals.members.queries import missing_member

RENEWED_AT_ONCE = 2000


async def connect(graph: Graph, one_id: str, other_id: str, now: datetime) -> tuple[Tie, bool]:
    """Connect two members; the tie, and whether it is new.

    Raises:
        ConflictError: the two are one, or one has blocked the other.
        MemberNotFoundError: either does not exist.
    """

    async def work(transaction: Transaction) -> tuple[Tie, bool] | None:
        return await make_connection(transaction, one_id, other_id, now)

    answer = await graph.writer.transaction(work)
    if answer is None:
        raise await missing_member(graph.reader, one_id, other_id)
    return answer


async def make_connection(
    transaction: Transaction, one_id: str, other_id: str, now: datetime
) -> tuple[Tie, bool] | None:
    """Connect two members in a transaction; None where either does not exist.

    Raises:
        ConflictError: the two are one, or one has blocked the other.
    """
    smaller_id, greater_id = _in_order(one_id, other_id)
    pair = f"{smaller_id}|{greater_id}"
    row = await transaction.row(
        "connections.connect", member_ids=[smaller_id, greater_id], pair=pair, now=now
    )
    if row is None:
        return None
    if row["blocked"]:
        raise ConflictError("One of the two has blocked the other: they cannot be connected.")
    await fold_between(transaction, smaller_id, greater_id, now)
    renewed = await renew_pairs(transaction, [pair])
    facts = TieFacts(**renewed[0])
    strength = facts.strength(now)
    made = Tie(
        member_ids=(smaller_id, greater_id),
        since=row["since"],
        strength=strength,
        tier=tier(strength),
        factors=factors(facts, now),
    )
    return made, row["created"]


async def disconnect(graph: Graph, one_id: str, other_id: str, now: datetime) -> bool:
    """End the connection of two members; False where there was none.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist.
    """
    removed: bool = (await _disconnected(graph, one_id, other_id, now))["removed"]
    return removed


async def remove_connection(graph: Graph, viewer_id: str, member_id: str, now: datetime) -> None:
    """End the viewer's connection to a member, if there is one.

    Raises:
        ConflictError: the two are one.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    if (await _disconnected(graph, viewer_id, member_id, now))["blocked"]:
        raise MemberNotFoundError(member_id)


async def _disconnected(graph: Graph, one_id: str, other_id: str, now: datetime) -> Row:
    smaller_id, greater_id = _in_order(one_id, other_id)
    row = await graph.writer.row(
        "connections.disconnect",
        member_ids=[smaller_id, greater_id],
        pair=f"{smaller_id}|{greater_id}",
        now=now,
    )
    if row is None:
        raise await missing_member(graph.reader, one_id, other_id)
    return row


async def renew_ties(
    graph: Graph,
    *,
    only_new: bool = False,
    renewed: Callable[[int], None] = lambda _count: None,
) -> int:
    """Compute the context of every tie anew, or of those that have none yet; returns how many.

    Goes through them in pages, each a transaction of its own, so a stop is made up for by the
    next time; `renewed` is called with the number done so far.
    """
    count = 0
    after = ""
    while rows := await graph.reader.rows(
        "connections.list_pairs", after=after, only_new=only_new, limit=RENEWED_AT_ONCE
    ):
        pairs = [row["pair"] for row in rows]

        async def work(transaction: Transaction, pairs: list[str] = pairs) -> None:
            await renew_pairs(transaction, pairs)

        await graph.writer.transaction(work)
        after = pairs[-1]
        count += len(pairs)
        renewed(count)
    return count


async def renew_ties_of(transaction: Transaction, member_id: str) -> None:
    """Compute the context of one member's ties anew, in the transaction that changed the member."""
    rows = await transaction.rows("connections.list_member_pairs", member_id=member_id)
    await renew_pairs(transaction, [row["pair"] for row in rows])


async def renew_ties_within_group(transaction: Transaction, member_id: str, group_id: str) -> None:
    """Let one member's ties to those who are in a group feel that the member came or went, in the
    transaction that did it. That holds the group: of two who come at once, the later sees both."""
    await transaction.rows(
        "connections.renew_ties_within_group",
        member_id=member_id,
        group_id=group_id,
        weights=CONTEXT_WEIGHTS,
        activity_weights=ACTIVITY_WEIGHTS,
    )


async def renew_pairs(transaction: Transaction, pairs: list[str]) -> list[Row]:
    """Compute the context of these ties anew, in the transaction that changed what it rests on."""
    return await transaction.rows(
        "connections.renew_ties",
        pairs=pairs,
        weights=CONTEXT_WEIGHTS,
        activity_weights=ACTIVITY_WEIGHTS,
        hub_size=HUB_SIZE,
    )


def _in_order(one_id: str, other_id: str) -> tuple[str, str]:
    if one_id == other_id:
        raise ConflictError("A member cannot be connected to themselves: name two members.")
    return (one_id, other_id) if one_id < other_id else (other_id, one_id)
