"""Writes of recommendations: begun, and taken from state to state. Each locks the two members."""

from datetime import datetime

from mutuals.connections.commands import renew_pairs
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Reader, Transaction
from mutuals.messages.queries import why_not_to_member
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News
from mutuals.recommendations.models import NewRecommendation, StepTaken
from mutuals.recommendations.states import (
    BEGINNINGS,
    CLOSED,
    SILENT,
    Role,
    State,
    Step,
    transition,
)


async def begin_recommendation(
    transaction: Transaction,
    reader: Reader,
    *,
    viewer_id: str,
    begun: NewRecommendation,
    recommendation_id: str,
    default_cap: int,
    now: datetime,
) -> StepTaken:
    """Ask a connection for a recommendation, or write one about them.

    Where there is no connection, connectors with fewer open introductions than their own cap, or
    than `default_cap`, are among the ways.

    Raises:
        ConflictError: the two are one, or the author has one of the member under way or accepted.
        MemberNotFoundError: either does not exist, or one has blocked the other.
        NotConnectedError: they are not connected.
    """
    other_id = begun.member_id
    if other_id == viewer_id:
        raise ConflictError("Nobody recommends themselves: name another member.")
    author_id, member_id = (
        (viewer_id, other_id) if begun.step is Step.WRITE else (other_id, viewer_id)
    )
    member_ids = sorted([author_id, member_id])
    state = BEGINNINGS[begun.step]
    row = await transaction.row(
        "recommendations.create",
        member_ids=member_ids,
        pair="|".join(member_ids),
        author_id=author_id,
        member_id=member_id,
        id=recommendation_id,
        key=f"{author_id}|{member_id}",
        state=state,
        relationship=begun.relationship,
        text=begun.text,
        note=begun.note,
        written_at=now if state is State.WRITTEN else None,
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(other_id)
    if not row["connected"]:
        raise await why_not_to_member(reader, viewer_id, other_id, default_cap=default_cap, now=now)
    if row["standing_id"] is not None:
        raise ConflictError(
            f"There is one already, {row['standing_id']!r}, which is {row['standing_state']}: "
            "go on with that, or have it withdrawn first."
        )
    news = News(other_id, Kind.RECOMMENDATION, viewer_id, recommendation_id, state)
    await notify(transaction, [news], now)
    return StepTaken(id=recommendation_id, state=state)


async def take_step(
    transaction: Transaction,
    viewer_id: str,
    recommendation_id: str,
    step: Step,
    now: datetime,
    **properties: str | None,
) -> StepTaken:
    """Take a recommendation of the viewer's a step further; properties are set where given.

    Raises:
        NotFoundError: the viewer has no such recommendation, or a block makes it look so.
        ConflictError: it is not the viewer's step in this state, or the two are not connected.
    """
    facts = await transaction.row(
        "recommendations.lock", id=recommendation_id, by_id=viewer_id, now=now
    )
    if facts is None:
        raise NotFoundError("recommendation", recommendation_id)
    role = Role.AUTHOR if facts["author_id"] == viewer_id else Role.MEMBER
    before = State(facts["state"])
    taken = transition(role, step, before)
    if taken.among_connections and not facts["connected"]:
        raise ConflictError(
            "You two are not connected any more: connect again first, or end this recommendation."
        )
    changes: dict[str, str | datetime | None] = {
        name: value for name, value in properties.items() if value is not None
    }
    if taken.after is State.WRITTEN:
        changes["written_at"] = now
    if step is Step.ACCEPT:
        changes["accepted_at"] = now
    if taken.after in CLOSED:
        changes |= {"key": None, "closed_at": now}
    await transaction.rows(
        "recommendations.take_step",
        id=recommendation_id,
        state=taken.after,
        properties=changes,
    )
    member_ids = sorted([facts["author_id"], facts["member_id"]])
    if State.ACCEPTED in {before, taken.after}:
        await renew_pairs(transaction, ["|".join(member_ids)])
    if step not in SILENT:
        [other_id] = [member_id for member_id in member_ids if member_id != viewer_id]
        news = News(other_id, Kind.RECOMMENDATION, viewer_id, recommendation_id, taken.after)
        await notify(transaction, [news], now)
    return StepTaken(id=recommendation_id, state=taken.after)
