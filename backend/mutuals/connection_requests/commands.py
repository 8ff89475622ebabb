"""Writes of connection requests: one state machine, whose every step locks the two members."""

from datetime import datetime, timedelta

from mutuals.connection_requests.models import NewConnectionRequest, RequestState, SentRequest
from mutuals.connection_requests.rules import Rules, refuse, sent_this_week
from mutuals.connections.commands import renew_pairs
from mutuals.connections.strength import CONTEXT_WEIGHTS
from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Graph, Row, Transaction
from mutuals.identities.folding import fold_between
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News

SWEPT_AT_ONCE = 1000
REMINDED_EVERY = timedelta(days=7)
REMINDED_FOR = timedelta(days=30)


async def send_request(
    transaction: Transaction,
    sender_id: str,
    request: NewConnectionRequest,
    *,
    request_id: str,
    rules: Rules,
    now: datetime,
) -> SentRequest:
    """Ask a member to connect; who was asked by them already is connected to them.

    Raises:
        MemberNotFoundError: the sender or the member does not exist, or one has blocked the other.
        ConflictError: they are one or connected, or it is too early, or there are too many.
        NotPermittedError: the member takes no such request.
        QuotaReachedError: the sender has asked as many as a week allows.
    """
    receiver_id = request.member_id
    if sender_id == receiver_id:
        raise ConflictError("You cannot connect to yourself: name another member.")
    member_ids = sorted([sender_id, receiver_id])
    pair = "|".join(member_ids)
    facts = await transaction.row(
        "connection_requests.prepare",
        member_ids=member_ids,
        sender_id=sender_id,
        receiver_id=receiver_id,
        pair=pair,
        now=now,
    )
    if facts is None:
        raise MemberNotFoundError(receiver_id)
    refuse(receiver_id, facts, rules, now)
    if facts["open"]:
        await accept_request(transaction, sender_id, facts["open"]["id"], rules=rules, now=now)
        return SentRequest(
            id=facts["open"]["id"],
            state=RequestState.ACCEPTED,
            member_id=receiver_id,
            note=request.note,
        )
    await transaction.rows(
        "connection_requests.create",
        id=request_id,
        sender_id=sender_id,
        receiver_id=receiver_id,
        pair=pair,
        note=request.note,
        requests_sent_at=sent_this_week(facts, rules, now),
        now=now,
        expires_at=now + rules.lifetime,
    )
    await notify(transaction, [News(receiver_id, Kind.REQUEST, sender_id, request_id)], now)
    return SentRequest(
        id=request_id, state=RequestState.PENDING, member_id=receiver_id, note=request.note
    )


async def accept_request(
    transaction: Transaction, receiver_id: str, request_id: str, *, rules: Rules, now: datetime
) -> None:
    """Connect the two of a request; nothing changes if that was done before.

    Raises:
        NotFoundError: the member received no such request, or it was withdrawn.
        ConflictError: it has expired, or one of the two has all the connections there may be.
    """
    row = await transaction.row(
        "connection_requests.accept",
        id=request_id,
        receiver_id=receiver_id,
        most_connections=rules.most_connections,
        weights=CONTEXT_WEIGHTS,
        follow_up_due_at=now + rules.follow_up,
        now=now,
    )
    if row is None or row["state"] == RequestState.WITHDRAWN:
        raise NotFoundError("connection request", request_id)
    if row["accepted"]:
        if await fold_between(transaction, row["sender_id"], receiver_id, now):
            await renew_pairs(transaction, ["|".join(sorted([row["sender_id"], receiver_id]))])
        return
    if row["state"] == RequestState.PENDING:
        raise ConflictError(
            f"One of you has {rules.most_connections:,} connections, and none may have more: "
            "remove one first."
        )
    if row["state"] != RequestState.ACCEPTED:
        raise ConflictError("This request has expired: send one of your own.")


async def withdraw_request(
    transaction: Transaction, sender_id: str, request_id: str, now: datetime
) -> None:
    """Take a request back; nothing changes if that was done before.

    Raises:
        NotFoundError: the member sent no such request.
        ConflictError: it was accepted, or has expired.
    """
    found = await _locked(transaction, sender_id, request_id, now)
    if not found["sent"]:
        raise NotFoundError("connection request that you sent", request_id)
    if found["state"] == RequestState.PENDING:
        await transaction.rows("connection_requests.withdraw", id=request_id, now=now)
    elif found["state"] != RequestState.WITHDRAWN:
        raise ConflictError(f"This request is {found['state']}: it cannot be withdrawn any more.")


async def answer_request(
    transaction: Transaction,
    receiver_id: str,
    request_id: str,
    answer: RequestState,
    now: datetime,
) -> None:
    """Ignore a request, or say that its sender is not known; the sender is not told.

    Raises:
        NotFoundError: the member received no such request, or it was withdrawn.
        ConflictError: it was accepted, or has expired.
    """
    found = await _locked(transaction, receiver_id, request_id, now)
    if found["sent"] or found["state"] == RequestState.WITHDRAWN:
        raise NotFoundError("connection request", request_id)
    if found["state"] != RequestState.PENDING:
        raise ConflictError(f"This request is {found['state']}: it needs no answer any more.")
    # What was not known once stays so: ignoring it afterwards would let the sender ask again.
    if found["answer"] not in {answer, RequestState.NOT_KNOWN}:
        await transaction.rows("connection_requests.answer", id=request_id, answer=answer, now=now)


async def _locked(transaction: Transaction, member_id: str, request_id: str, now: datetime) -> Row:
    row = await transaction.row(
        "connection_requests.lock", id=request_id, member_id=member_id, now=now
    )
    if row is None:
        raise NotFoundError("connection request", request_id)
    return row


async def dismiss_follow_up(transaction: Transaction, sender_id: str, request_id: str) -> None:
    """Remind a member no more of writing to whom a request connected them to.

    Raises:
        NotFoundError: the member sent no such request.
    """
    row = await transaction.row(
        "connection_requests.dismiss_follow_up", id=request_id, member_id=sender_id
    )
    if row is None:
        raise NotFoundError("follow-up", request_id)


async def expire_requests(graph: Graph, now: datetime) -> int:
    """Mark the requests whose time is over, as reads take them to be before; returns how many."""
    count = 0
    while True:
        row = await graph.writer.row("connection_requests.expire", now=now, limit=SWEPT_AT_ONCE)
        if row is None or not row["expired"]:
            return count
        count += row["expired"]


async def remind_of_follow_ups(graph: Graph, now: datetime) -> int:
    """Tell members of the follow-ups that are due, again every week for a month; how many."""

    async def work(transaction: Transaction) -> int:
        rows = await transaction.rows(
            "connection_requests.take_due_follow_ups",
            now=now,
            next_due_at=now + REMINDED_EVERY,
            forgotten_before=now - REMINDED_FOR,
            limit=SWEPT_AT_ONCE,
        )
        news = [
            News(row["sender_id"], Kind.FOLLOW_UP, row["receiver_id"], row["request_id"])
            for row in rows
        ]
        await notify(transaction, news, now)
        return len(news)

    count = 0
    while found := await graph.writer.transaction(work):
        count += found
    return count
