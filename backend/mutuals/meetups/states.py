"""The states of a meetup, and every step from one to another: there are no others."""

from enum import StrEnum
from typing import NamedTuple

from mutuals.errors import ConflictError


class MeetupState(StrEnum):
    """How a meetup stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DONE = "done"
    NOT_DONE = "not_done"


class MeetupRole(StrEnum):
    """Whose a meetup is: who proposed it, and to whom."""

    PROPOSER = "proposer"
    INVITEE = "invitee"


class Step(StrEnum):
    """What one of them does."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    DONE = "mark as done"
    NOT_DONE = "mark as not done"


class Transition(NamedTuple):
    """From any of these states to one."""

    before: frozenset[MeetupState]
    after: MeetupState


PROPOSED = frozenset({MeetupState.PROPOSED})
ACCEPTED = frozenset({MeetupState.ACCEPTED})
TRANSITIONS = {
    (MeetupRole.INVITEE, Step.ACCEPT): Transition(PROPOSED, MeetupState.ACCEPTED),
    (MeetupRole.INVITEE, Step.DECLINE): Transition(PROPOSED, MeetupState.DECLINED),
    (MeetupRole.PROPOSER, Step.WITHDRAW): Transition(PROPOSED | ACCEPTED, MeetupState.WITHDRAWN),
    (MeetupRole.INVITEE, Step.WITHDRAW): Transition(ACCEPTED, MeetupState.WITHDRAWN),
    (MeetupRole.PROPOSER, Step.DONE): Transition(ACCEPTED, MeetupState.DONE),
    (MeetupRole.INVITEE, Step.DONE): Transition(ACCEPTED, MeetupState.DONE),
    (MeetupRole.PROPOSER, Step.NOT_DONE): Transition(ACCEPTED, MeetupState.NOT_DONE),
    (MeetupRole.INVITEE, Step.NOT_DONE): Transition(ACCEPTED, MeetupState.NOT_DONE),
}
EXPIRY = Transition(PROPOSED, MeetupState.EXPIRED)
"""Nobody's step: the last of its times takes it."""


def after(role: MeetupRole, step: Step, state: MeetupState) -> MeetupState:
    """The state to which a step leads.

    Raises:
        ConflictError: it is none of the role's in this state.
    """
    found = TRANSITIONS.get((role, step))
    if found is not None and state in found.before:
        return found.after
    left = [
        other.value
        for (whose, other), (before, _) in TRANSITIONS.items()
        if whose is role and state in before
    ]
    raise ConflictError(
        f"This meetup is {state.replace('_', ' ')}: its {role} cannot {step} it, "
        + (f"but can {' or '.join(left)} it." if left else "and can propose another.")
    )
