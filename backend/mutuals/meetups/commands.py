"""Writes of meetups: proposed, and taken from state to state. Each locks the two."""

from datetime import datetime

from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.strength import MEETUP_WEIGHT
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Reader, Row, Transaction
from mutuals.meetups.models import MadeMeetup, MeetupReport, NewMeetup
from mutuals.meetups.states import EXPIRY, MeetupRole, MeetupState, Step, after
from mutuals.messages.queries import why_not_to_member
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News


async def propose_meetup(
    transaction: Transaction,
    reader: Reader,
    proposer_id: str,
    meetup: NewMeetup,
    *,
    meetup_id: str,
    default_cap: int,
    now: datetime,
) -> MadeMeetup:
    """Propose a meetup to a connection; they are told.

    Raises:
        ConflictError: it is to oneself, or a time is over.
        MemberNotFoundError: either does not exist, or one has blocked the other.
        NotConnectedError: the two are not connected.
    """
    invitee_id = meetup.member_id
    if proposer_id == invitee_id:
        raise ConflictError("This is a meetup with yourself: name another member.")
    if meetup.times[0] <= now:
        raise ConflictError(f"{meetup.times[0]:%Y-%m-%dT%H:%MZ} is over: send times to come.")
    member_ids = sorted([proposer_id, invitee_id])
    row = await transaction.row(
        "meetups.create",
        id=meetup_id,
        member_ids=member_ids,
        proposer_id=proposer_id,
        invitee_id=invitee_id,
        pair="|".join(member_ids),
        properties={**meetup.model_dump(exclude={"member_id"}), "state": MeetupState.PROPOSED},
        now=now,
    )
    if row is None:
        raise MemberNotFoundError(invitee_id)
    if not row["made"]:
        raise await why_not_to_member(
            reader, proposer_id, invitee_id, default_cap=default_cap, now=now
        )
    news = News(invitee_id, Kind.MEETUP, proposer_id, meetup_id, MeetupState.PROPOSED)
    await notify(transaction, [news], now)
    return MadeMeetup(id=meetup_id, state=MeetupState.PROPOSED)


async def accept_meetup(
    transaction: Transaction, member_id: str, meetup_id: str, time: datetime, now: datetime
) -> MadeMeetup:
    """Accept a meetup at one of its times.

    Raises:
        NotFoundError: the member has no such meetup.
        ConflictError: it is not theirs to accept, the time was not proposed or is over, or the two
            are no longer connected.
    """
    facts = await _locked(transaction, member_id, meetup_id, now)
    state = _after(member_id, Step.ACCEPT, facts, now)
    if not facts["connected"]:
        raise ConflictError("You are no longer connected: send a connection request first.")
    if time not in facts["times"]:
        raise ConflictError("This time was not proposed: choose one of the meetup's `times`.")
    if time <= now:
        raise ConflictError("This time is over: choose one to come, or decline.")
    properties = {"state": state, "starts_at": time, "answered_at": now}
    return await _take(transaction, member_id, meetup_id, facts, state, properties, now)


async def decline_meetup(
    transaction: Transaction, member_id: str, meetup_id: str, now: datetime
) -> MadeMeetup:
    """Decline a meetup.

    Raises:
        NotFoundError: the member has no such meetup.
        ConflictError: it is not theirs to decline.
    """
    facts = await _locked(transaction, member_id, meetup_id, now)
    state = _after(member_id, Step.DECLINE, facts, now)
    properties = {"state": state, "answered_at": now}
    return await _take(transaction, member_id, meetup_id, facts, state, properties, now)


async def withdraw_meetup(
    transaction: Transaction, member_id: str, meetup_id: str, now: datetime
) -> MadeMeetup:
    """Take a proposal back, or, as either of the two, call off what was accepted.

    Raises:
        NotFoundError: the member has no such meetup.
        ConflictError: it is not theirs to withdraw, or not any more.
    """
    facts = await _locked(transaction, member_id, meetup_id, now)
    state = _after(member_id, Step.WITHDRAW, facts, now)
    properties = {"state": state, "closed_at": now}
    return await _take(transaction, member_id, meetup_id, facts, state, properties, now)


async def report_meetup(
    transaction: Transaction, member_id: str, meetup_id: str, report: MeetupReport, now: datetime
) -> MadeMeetup:
    """Say that the two met, which counts for their tie, or that they did not.

    Raises:
        NotFoundError: the member has no such meetup.
        ConflictError: it was not accepted, or is closed.
    """
    facts = await _locked(transaction, member_id, meetup_id, now)
    step = Step.DONE if report.took_place else Step.NOT_DONE
    state = _after(member_id, step, facts, now)
    properties = {"state": state, "closed_at": now, "outcome": report.outcome}
    taken = await _take(transaction, member_id, meetup_id, facts, state, properties, now)
    if state is MeetupState.DONE:
        one_id, other_id = facts["proposer_id"], facts["invitee_id"]
        met = [
            Interaction(one_id, other_id, MEETUP_WEIGHT),
            Interaction(other_id, one_id, MEETUP_WEIGHT),
        ]
        await count_interactions(transaction, met, now)
    return taken


async def _locked(transaction: Transaction, member_id: str, meetup_id: str, now: datetime) -> Row:
    row = await transaction.row("meetups.lock", id=meetup_id, member_id=member_id, now=now)
    if row is None:
        raise NotFoundError("meetup", meetup_id)
    return row


def _after(member_id: str, step: Step, facts: Row, now: datetime) -> MeetupState:
    state = MeetupState(facts["state"])
    if state in EXPIRY.before and max(facts["times"]) <= now:
        state = EXPIRY.after
    role = MeetupRole.PROPOSER if member_id == facts["proposer_id"] else MeetupRole.INVITEE
    return after(role, step, state)


async def _take(
    transaction: Transaction,
    member_id: str,
    meetup_id: str,
    facts: Row,
    state: MeetupState,
    properties: dict[str, object],
    now: datetime,
) -> MadeMeetup:
    await transaction.rows("meetups.take_step", id=meetup_id, properties=properties)
    [other_id] = {facts["proposer_id"], facts["invitee_id"]} - {member_id}
    await notify(transaction, [News(other_id, Kind.MEETUP, member_id, meetup_id, state)], now)
    return MadeMeetup(id=meetup_id, state=state)
