"""Writes of goals."""

from datetime import datetime

from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.goals.models import NOTHING, Background, GoalChange, GoalMade, NewGoal
from mutuals.graph.driver import Transaction, Writer

MOST_GOALS = 50


async def create_goal(
    transaction: Transaction, member_id: str, goal: NewGoal, *, goal_id: str, now: datetime
) -> GoalMade:
    """State what a member's network is for.

    Raises:
        MemberNotFoundError: there is no such member.
        ConflictError: they have as many goals as there may be.
    """
    row = await transaction.row(
        "goals.create",
        member_id=member_id,
        id=goal_id,
        properties=goal.model_dump(),
        most=MOST_GOALS,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(member_id)
    if not row["made"]:
        raise ConflictError(
            f"You have {MOST_GOALS} goals, and may not have more: remove one first."
        )
    return GoalMade(id=goal_id)


async def change_goal(
    transaction: Transaction, member_id: str, goal_id: str, change: GoalChange, now: datetime
) -> None:
    """Change what the change sets and leave the rest.

    Raises:
        NotFoundError: the member has no such goal.
        ConflictError: nothing would be left to look for.
    """
    row = await transaction.row(
        "goals.update",
        member_id=member_id,
        id=goal_id,
        properties=change.model_dump(exclude_unset=True),
        now=now,
    )
    if row is None:
        raise NotFoundError("goal", goal_id)
    if Background.model_validate(row).is_empty():
        raise ConflictError(f"This leaves nothing to look for: {NOTHING}, or remove the goal.")


async def delete_goal(writer: Writer, member_id: str, goal_id: str) -> None:
    """Remove a goal.

    Raises:
        NotFoundError: the member has no such goal.
    """
    if await writer.row("goals.delete", member_id=member_id, id=goal_id) is None:
        raise NotFoundError("goal", goal_id)
