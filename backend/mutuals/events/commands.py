"""Writes of events. Each locks the members involved, and then the event."""

from datetime import datetime
from typing import Any

from mutuals.errors import (
    ConflictError,
    MemberNotFoundError,
    NotFoundError,
    NotPermittedError,
)
from mutuals.events.models import Attendance, EventChange, MadeEvent, NewEvent
from mutuals.graph.driver import Row, Transaction
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News


async def make_event(
    transaction: Transaction, organiser_id: str, event: NewEvent, *, event_id: str, now: datetime
) -> MadeEvent:
    """Make an event that the member organises.

    Raises:
        ConflictError: it would be over already.
        NotFoundError: there is no such member or group.
        NotPermittedError: the member is not in the group.
    """
    if event.ends_at <= now:
        raise ConflictError("This event would be over already: send a time to come.")
    row = await transaction.row(
        "events.create",
        id=event_id,
        organiser_id=organiser_id,
        group_id=event.group_id,
        properties=event.model_dump(exclude={"group_id"}),
        now=now,
    )
    if row is None:
        if event.group_id is None:
            raise MemberNotFoundError(organiser_id)
        raise NotFoundError("group", event.group_id)
    if not row["made"]:
        raise NotPermittedError("Only members of the group make events of it: join it first.")
    return MadeEvent(id=event_id)


async def update_event(
    transaction: Transaction, viewer_id: str, event_id: str, change: EventChange, now: datetime
) -> None:
    """Change what the change sets and leave the rest; those who attend are told.

    Raises:
        NotFoundError: there is no such event.
        NotPermittedError: the viewer neither organises it nor leads its group.
        ConflictError: it is cancelled or over, it would end before it starts or be over, or more
            attend than it shall have room for.
    """
    facts = await _locked(transaction, viewer_id, event_id, now, with_attendees=True)
    _refuse_changing(viewer_id, facts)
    _refuse_closed(facts, now)
    properties: dict[str, Any] = change.model_dump(exclude_unset=True)
    times = facts | properties
    starts_at, ends_at = times["starts_at"], times["ends_at"]
    if ends_at <= starts_at:
        raise ConflictError("The event would end before it starts: send both times.")
    if ends_at <= now:
        raise ConflictError("This event would be over already: send a time to come.")
    capacity = properties.get("capacity")
    if capacity is not None and capacity < facts["attending_count"]:
        raise ConflictError(
            f"{facts['attending_count']} attend already: send a capacity of as many or more."
        )
    if properties:
        await _change(transaction, viewer_id, event_id, facts, properties, "changed", now)


async def cancel_event(
    transaction: Transaction, viewer_id: str, event_id: str, now: datetime
) -> None:
    """Cancel an event; those who attend are told. A second time changes nothing.

    Raises:
        NotFoundError: there is no such event.
        NotPermittedError: the viewer neither organises it nor leads its group.
        ConflictError: it is over.
    """
    facts = await _locked(transaction, viewer_id, event_id, now, with_attendees=True)
    _refuse_changing(viewer_id, facts)
    if facts["cancelled_at"] is not None:
        return
    _refuse_closed(facts, now)
    properties = {"cancelled_at": now}
    await _change(transaction, viewer_id, event_id, facts, properties, "cancelled", now)


async def attend_event(
    transaction: Transaction, member_id: str, event_id: str, now: datetime
) -> Attendance:
    """Attend an event; nothing changes for who does already.

    Raises:
        NotFoundError: there is no such event.
        NotPermittedError: it is of a group by approval, and the member is not in it.
        ConflictError: it is cancelled, over, or full.
    """
    facts = await _locked(transaction, member_id, event_id, now)
    if facts["attending_since"] is not None:
        return Attendance(event_id=event_id, since=facts["attending_since"])
    if not facts["shown"]:
        raise NotPermittedError("This event is for members of its group: join the group first.")
    _refuse_closed(facts, now)
    if facts["capacity"] is not None and facts["attending_count"] >= facts["capacity"]:
        raise ConflictError("This event is full: try again when somebody has cancelled.")
    await transaction.rows("events.attend", event_id=event_id, member_id=member_id, now=now)
    return Attendance(event_id=event_id, since=now)


async def stay_away(transaction: Transaction, member_id: str, event_id: str, now: datetime) -> None:
    """Attend an event no more; nothing changes for who does not.

    Raises:
        NotFoundError: there is no such event.
        ConflictError: it is over.
    """
    facts = await _locked(transaction, member_id, event_id, now)
    if facts["ends_at"] <= now:
        raise ConflictError("This event is over: who attended it stays so.")
    await transaction.rows("events.stay_away", event_id=event_id, member_id=member_id)


async def _locked(
    transaction: Transaction,
    viewer_id: str,
    event_id: str,
    now: datetime,
    *,
    with_attendees: bool = False,
) -> Row:
    row = await transaction.row(
        "events.lock",
        event_id=event_id,
        actor_id=viewer_id,
        with_attendees=with_attendees,
        now=now,
    )
    if row is None:
        raise NotFoundError("event", event_id)
    return row


def _refuse_changing(viewer_id: str, facts: Row) -> None:
    if facts["organiser_id"] != viewer_id and not facts["leads"]:
        raise NotPermittedError("Only who organises the event may change it: ask them.")


def _refuse_closed(facts: Row, now: datetime) -> None:
    if facts["cancelled_at"] is not None:
        raise ConflictError("This event was cancelled: look for another.")
    if facts["ends_at"] <= now:
        raise ConflictError("This event is over: look for another.")


async def _change(
    transaction: Transaction,
    viewer_id: str,
    event_id: str,
    facts: Row,
    properties: dict[str, Any],
    step: str,
    now: datetime,
) -> None:
    await transaction.rows("events.update", event_id=event_id, properties=properties, now=now)
    told = {*facts["attendee_ids"], facts["organiser_id"]} - {viewer_id, None}
    news = [News(member_id, Kind.EVENT, viewer_id, event_id, step) for member_id in told]
    await notify(transaction, news, now)
