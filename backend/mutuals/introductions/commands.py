"""Writes of introductions: asked for, and taken from state to state. Each locks all involved."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from mutuals.connections.commands import make_connection
from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.strength import INTRODUCTION_WEIGHT
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Graph, Row, Transaction
from mutuals.introductions.introduction_models import (
    Acceptance,
    NewIntroduction,
    RequestedIntroduction,
    StepTaken,
)
from mutuals.introductions.rules import (
    Rules,
    refuse_approval,
    refuse_forwarding,
    refuse_oneself,
    refuse_request,
)
from mutuals.introductions.states import EXPIRY, OPEN, Role, State, Step, Transition, transition
from mutuals.messages.commands import open_introduction
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News

EXPIRED_AT_ONCE = 1000


async def request_introduction(
    transaction: Transaction,
    requester_id: str,
    asked: NewIntroduction,
    *,
    introduction_id: str,
    rules: Rules,
    now: datetime,
) -> RequestedIntroduction:
    """Ask a connector for an introduction to a target.

    Raises:
        MemberNotFoundError: one of the three does not exist, or a block makes it look so.
        ConflictError: it is not this connector who can be asked, or not now.
    """
    refuse_oneself(requester_id, asked)
    facts = await transaction.row(
        "introductions.prepare",
        member_ids=sorted([requester_id, asked.connector_id, asked.target_id]),
        requester_id=requester_id,
        connector_id=asked.connector_id,
        target_id=asked.target_id,
        conversation_pair="|".join(sorted([requester_id, asked.connector_id])),
        open_states=sorted(OPEN),
        default_cap=rules.default_cap,
        written_since=now - rules.written_within,
        now=now,
    )
    if facts is None:
        raise MemberNotFoundError(requester_id)
    refuse_request(asked, facts, rules)
    expires_at = now + rules.lifetime
    await transaction.rows(
        "introductions.create",
        id=introduction_id,
        requester_id=requester_id,
        state=State.REQUESTED,
        now=now,
        expires_at=expires_at,
        **asked.model_dump(),
    )
    news = News(
        asked.connector_id, Kind.INTRODUCTION, requester_id, introduction_id, State.REQUESTED
    )
    await notify(transaction, [news], now)
    return RequestedIntroduction(
        id=introduction_id, state=State.REQUESTED, expires_at=expires_at, **asked.model_dump()
    )


@dataclass(frozen=True)
class Turn:
    """A step that a member may take in an introduction, with all involved locked."""

    transaction: Transaction
    introduction_id: str
    member_id: str
    taken: Transition
    facts: Row
    now: datetime

    @property
    def way(self) -> list[str]:
        """The ids of the requester, the connectors and the target, in order."""
        return [
            self.facts["requester_id"],
            *self.facts["connector_ids"],
            self.facts["target_id"],
        ]

    @property
    def before(self) -> list[str]:
        """Those before the member on the way."""
        return self.way[: self.way.index(self.member_id)]

    async def take(
        self,
        *,
        awaits_id: str | None = None,
        next_id: str | None = None,
        **properties: str | datetime | None,
    ) -> StepTaken:
        row = await self.transaction.row(
            "introductions.take_step",
            id=self.introduction_id,
            from_states=sorted(self.taken.before),
            state=self.taken.after,
            properties=properties,
            awaits_id=awaits_id,
            next_id=next_id,
            position=len(self.facts["connector_ids"]),
        )
        if row is None:
            raise ConflictError("This introduction has just moved on: look at it again.")
        return StepTaken(id=self.introduction_id, state=row["state"])

    async def tell(self, step: str, *actors: tuple[str, str]) -> None:
        """Notify members, each with who did it; not those from whom a block hides it."""
        news = [
            News(member_id, Kind.INTRODUCTION, actor_id, self.introduction_id, step)
            for member_id, actor_id in actors
            if member_id not in self.facts["hidden_from"]
        ]
        await notify(self.transaction, news, self.now)

    def told_back(self) -> list[tuple[str, str]]:
        """Those before the member, each told by whom they asked: they know no one further on."""
        known = [*self.before, self.member_id]
        return list(pairwise(known))


async def approve_introduction(
    transaction: Transaction, member_id: str, introduction_id: str, words: str, now: datetime
) -> StepTaken:
    """Recommend the requester to the target, in the connector's own words; it is the target's turn.

    Raises:
        NotFoundError: the member has no such introduction.
        ConflictError: it is not the member's turn, or they are not connected to both any more.
    """
    turn = await _turn(transaction, member_id, introduction_id, Step.APPROVE, now)
    target_id = turn.facts["target_id"]
    refuse_approval(turn.before[-1], target_id, turn.facts)
    taken = await turn.take(awaits_id=target_id, words=words, approved_at=now)
    told = [*turn.before, target_id]
    await turn.tell(State.APPROVED, *((told_id, member_id) for told_id in told))
    return taken


async def forward_introduction(
    transaction: Transaction,
    member_id: str,
    introduction_id: str,
    next_id: str,
    *,
    rules: Rules,
    now: datetime,
) -> StepTaken:
    """Ask a connection of the connector's, who knows the target, in the connector's place.

    Raises:
        NotFoundError: the member has no such introduction.
        MemberNotFoundError: the next connector does not exist, or a block makes it look so.
        ConflictError: it is not the member's turn, or not this connector who can be asked.
    """
    turn = await _turn(
        transaction, member_id, introduction_id, Step.FORWARD, now, next_id, rules.default_cap
    )
    refuse_forwarding(next_id, turn.before[-1], turn.facts["target_id"], turn.way, turn.facts)
    taken = await turn.take(awaits_id=next_id, next_id=next_id)
    await turn.tell("forwarded", *turn.told_back(), (next_id, member_id))
    return taken


async def decline_introduction(
    transaction: Transaction,
    member_id: str,
    introduction_id: str,
    reason: str | None,
    now: datetime,
) -> StepTaken:
    """Say no, as the connector or as the target whose turn it is.

    Raises:
        NotFoundError: the member has no such introduction.
        ConflictError: it is not the member's turn.
    """
    turn = await _turn(transaction, member_id, introduction_id, Step.DECLINE, now)
    taken = await turn.take(decline_reason=reason, answered_at=now)
    if taken.state is State.DECLINED_BY_CONNECTOR:
        await turn.tell("declined", *turn.told_back())
    else:
        await turn.tell("declined", *((told_id, member_id) for told_id in turn.before))
    return taken


async def accept_introduction(
    transaction: Transaction,
    member_id: str,
    introduction_id: str,
    answer: Acceptance,
    *,
    conversation_id: str,
    now: datetime,
) -> StepTaken:
    """Be introduced: the three have a conversation, and the two are connected if both ticked it.

    Raises:
        NotFoundError: the member has no such introduction.
        ConflictError: it is not the member's turn.
    """
    turn = await _turn(transaction, member_id, introduction_id, Step.ACCEPT, now)
    requester_id, *connector_ids = turn.before
    taken = await turn.take(conversation_id=conversation_id, answered_at=now)
    await open_introduction(
        transaction,
        conversation_id=conversation_id,
        member_ids=[requester_id, connector_ids[-1], member_id],
        now=now,
    )
    if answer.wants_connection and turn.facts["wants_connection"]:
        await make_connection(transaction, requester_id, member_id, now)
    await count_interactions(
        transaction,
        [
            # Of several connectors each end has one.
            Interaction(connector_ids[0], requester_id, INTRODUCTION_WEIGHT),
            Interaction(connector_ids[-1], member_id, INTRODUCTION_WEIGHT),
        ],
        now,
    )
    await turn.tell(State.INTRODUCED, *((told_id, member_id) for told_id in turn.before))
    return taken


async def withdraw_introduction(
    transaction: Transaction, member_id: str, introduction_id: str, now: datetime
) -> StepTaken:
    """Take an introduction back, as its requester.

    Raises:
        NotFoundError: the member has no such introduction.
        ConflictError: the member did not ask for it, or it is closed.
    """
    turn = await _turn(transaction, member_id, introduction_id, Step.WITHDRAW, now)
    taken = await turn.take()
    if turn.facts["awaited_id"] is not None:
        await turn.tell(State.WITHDRAWN, (turn.facts["awaited_id"], member_id))
    return taken


async def expire_introductions(graph: Graph, now: datetime) -> int:
    """End those whose time is over; returns how many. Until then a read takes them for expired."""
    count = 0
    while True:
        row = await graph.writer.row(
            "introductions.expire",
            from_states=sorted(EXPIRY.before),
            state=EXPIRY.after,
            limit=EXPIRED_AT_ONCE,
            now=now,
        )
        expired = 0 if row is None else row["expired"]
        count += expired
        if expired < EXPIRED_AT_ONCE:
            return count


async def _turn(
    transaction: Transaction,
    member_id: str,
    introduction_id: str,
    step: Step,
    now: datetime,
    next_id: str | None = None,
    default_cap: int = 0,
) -> Turn:
    facts = await transaction.row(
        "introductions.lock",
        id=introduction_id,
        member_id=member_id,
        next_id=next_id,
        default_cap=default_cap,
        now=now,
    )
    role = None if facts is None else _role(member_id, facts)
    if facts is None or role is None:
        raise NotFoundError("introduction", introduction_id)
    state = State(facts["state"])
    if state in EXPIRY.before and facts["expires_at"] <= now:
        state = EXPIRY.after
    taken = transition(role, step, state, awaited=facts["awaited_id"] == member_id)
    return Turn(transaction, introduction_id, member_id, taken, facts, now)


def _role(member_id: str, facts: Row) -> Role | None:
    """The member's part in it as far as they know of it; None where it is not there for them."""
    if member_id in facts["hidden_from"]:
        return None
    if member_id == facts["requester_id"]:
        return Role.REQUESTER
    if member_id in facts["connector_ids"]:
        return Role.CONNECTOR
    knows = facts["approved_at"] is not None
    return Role.TARGET if member_id == facts["target_id"] and knows else None
