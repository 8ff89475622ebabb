"""The states of a recommendation, and every step from one to another: there are no others."""

from enum import StrEnum
from typing import NamedTuple

from mutuals.errors import ConflictError


class State(StrEnum):
    """How a recommendation stands."""

    REQUESTED = "requested"
    WRITTEN = "written"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    HIDDEN = "hidden"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """Whose a recommendation is: who writes it, and whom it praises."""

    AUTHOR = "author"
    MEMBER = "member"


class Step(StrEnum):
    """What one of them does."""

    ASK = "ask"
    WRITE = "write"
    RETURN = "return"
    ACCEPT = "accept"
    DECLINE = "decline"
    HIDE = "hide"
    SHOW = "show"
    WITHDRAW = "withdraw"


class Transition(NamedTuple):
    """From any of these states to one; towards being shown, the two must be connected."""

    before: frozenset[State]
    after: State
    among_connections: bool = False


BEGINNINGS = {Step.ASK: State.REQUESTED, Step.WRITE: State.WRITTEN}
"""Where there is none yet, it begins so: the member asks for it, or the author writes it."""

TRANSITIONS = {
    (Role.AUTHOR, Step.WRITE): Transition(
        frozenset({State.REQUESTED, State.RETURNED}), State.WRITTEN, among_connections=True
    ),
    (Role.MEMBER, Step.RETURN): Transition(
        frozenset({State.WRITTEN}), State.RETURNED, among_connections=True
    ),
    (Role.MEMBER, Step.ACCEPT): Transition(
        frozenset({State.WRITTEN}), State.ACCEPTED, among_connections=True
    ),
    (Role.AUTHOR, Step.DECLINE): Transition(frozenset({State.REQUESTED}), State.DECLINED),
    (Role.MEMBER, Step.DECLINE): Transition(frozenset({State.WRITTEN}), State.DECLINED),
    (Role.MEMBER, Step.HIDE): Transition(frozenset({State.ACCEPTED}), State.HIDDEN),
    (Role.MEMBER, Step.SHOW): Transition(frozenset({State.HIDDEN}), State.ACCEPTED),
    (Role.AUTHOR, Step.WITHDRAW): Transition(
        frozenset({State.WRITTEN, State.RETURNED, State.ACCEPTED, State.HIDDEN}), State.WITHDRAWN
    ),
    (Role.MEMBER, Step.WITHDRAW): Transition(frozenset({State.REQUESTED}), State.WITHDRAWN),
}
SILENT = frozenset({Step.HIDE, Step.SHOW})
"""Of these the other is not told."""
CLOSED = frozenset({State.DECLINED, State.WITHDRAWN})
"""After these, another may be asked for or written."""


def transition(role: Role, step: Step, state: State) -> Transition:
    """The transition that a step takes.

    Raises:
        ConflictError: it is none of the role's in this state.
    """
    found = TRANSITIONS.get((role, step))
    if found is not None and state in found.before:
        return found
    left = [
        other.value
        for (whose, other), taken in TRANSITIONS.items()
        if whose is role and state in taken.before
    ]
    raise ConflictError(
        f"This recommendation is {state}: its {role} cannot {step} it, "
        + (f"but can {' or '.join(left)} it." if left else "and nothing is left for you to do.")
    )
