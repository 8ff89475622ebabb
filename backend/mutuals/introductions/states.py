"""The states of an introduction, and every step from one to another: there are no others."""

from enum import StrEnum
from typing import NamedTuple

from mutuals.errors import ConflictError


class State(StrEnum):
    """How an introduction stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    INTRODUCED = "introduced"
    DECLINED_BY_CONNECTOR = "declined_by_connector"
    DECLINED_BY_TARGET = "declined_by_target"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Role(StrEnum):
    """Whose an introduction is: who asked, who was asked to introduce, who is to be met."""

    REQUESTER = "requester"
    CONNECTOR = "connector"
    TARGET = "target"


class Step(StrEnum):
    """What one of them does."""

    APPROVE = "approve"
    FORWARD = "forward"
    DECLINE = "decline"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"


class Transition(NamedTuple):
    """From any of these states to one."""

    before: frozenset[State]
    after: State


OPEN = frozenset({State.REQUESTED, State.APPROVED})
DECLINED = frozenset({State.DECLINED_BY_CONNECTOR, State.DECLINED_BY_TARGET})

TRANSITIONS = {
    (Role.CONNECTOR, Step.FORWARD): Transition(frozenset({State.REQUESTED}), State.REQUESTED),
    (Role.CONNECTOR, Step.APPROVE): Transition(frozenset({State.REQUESTED}), State.APPROVED),
    (Role.CONNECTOR, Step.DECLINE): Transition(
        frozenset({State.REQUESTED}), State.DECLINED_BY_CONNECTOR
    ),
    (Role.TARGET, Step.ACCEPT): Transition(frozenset({State.APPROVED}), State.INTRODUCED),
    (Role.TARGET, Step.DECLINE): Transition(frozenset({State.APPROVED}), State.DECLINED_BY_TARGET),
    (Role.REQUESTER, Step.WITHDRAW): Transition(OPEN, State.WITHDRAWN),
}
EXPIRY = Transition(OPEN, State.EXPIRED)
"""Nobody's step: time takes it."""


def transition(role: Role, step: Step, state: State, *, awaited: bool) -> Transition:
    """The transition that a step takes; `awaited` says whether it is this member's answer.

    Raises:
        ConflictError: it is none of the role's in this state, or another's answer is awaited.
    """
    found = TRANSITIONS.get((role, step))
    if found is not None and state in found.before:
        if awaited or role is Role.REQUESTER:
            return found
        raise ConflictError(
            f"This introduction is {state}, and another connector's answer is awaited: "
            "you forwarded it."
        )
    left = [
        other.value
        for (whose, other), (before, _) in TRANSITIONS.items()
        if whose is role and state in before and (awaited or role is Role.REQUESTER)
    ]
    raise ConflictError(
        f"This introduction is {state}: its {role} cannot {step} it, "
        + (f"but can {' or '.join(left)} it." if left else "and nothing is left for you to do.")
    )
