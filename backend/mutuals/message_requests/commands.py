"""Writes of message requests: every step locks the two members."""

from datetime import datetime
from typing import NamedTuple

from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError
from mutuals.graph.driver import Reader, Row, Transaction
from mutuals.message_requests.models import (
    MessageRequestState,
    NewMessageRequest,
    SentMessageRequest,
)
from mutuals.messages.commands import send_message
from mutuals.messages.models import NewMessage
from mutuals.messages.queries import why_not_to_member
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News


class NewIds(NamedTuple):
    """For what a step may make."""

    request: str
    conversation: str
    first_message: str
    second_message: str


async def send_message_request(
    transaction: Transaction,
    reader: Reader,
    sender_id: str,
    request: NewMessageRequest,
    *,
    ids: NewIds,
    default_cap: int,
    now: datetime,
) -> SentMessageRequest:
    """Ask a member of the same group or event to write with the sender; who was asked by them
    accepts, and the text follows theirs.

    Raises:
        MemberNotFoundError: the sender or the member does not exist, or one has blocked the other.
        ConflictError: they are one, may write to each other already, or the sender has asked.
        NotConnectedError: the two are in no group and at no event together.
    """
    receiver_id = request.member_id
    if sender_id == receiver_id:
        raise ConflictError("This is a request to yourself: name another member.")
    member_ids = sorted([sender_id, receiver_id])
    pair = "|".join(member_ids)
    facts = await transaction.row(
        "message_requests.prepare",
        member_ids=member_ids,
        sender_id=sender_id,
        receiver_id=receiver_id,
        pair=pair,
        now=now,
    )
    if facts is None or facts["blocked"]:
        raise MemberNotFoundError(receiver_id)
    if facts["connected"]:
        raise ConflictError(f"You are connected to {receiver_id!r} already: write a message.")
    if facts["conversation_id"] is not None:
        raise ConflictError(
            f"You and {receiver_id!r} write with each other already: send a message into the "
            f"conversation {facts['conversation_id']!r}."
        )
    if facts["open"] and facts["open"]["own"]:
        raise ConflictError(f"You have asked {receiver_id!r} already: wait for the answer.")
    if facts["open"]:
        # They asked too: nothing below stands between two who want to write with each other.
        request_id = facts["open"]["id"]
        conversation_id = await _accept(transaction, request_id, receiver_id, sender_id, ids, now)
        await send_message(
            transaction,
            reader,
            sender_id=sender_id,
            message=NewMessage(conversation_id=conversation_id, text=request.text),
            message_id=ids.second_message,
            conversation_id=ids.conversation,
            default_cap=default_cap,
            now=now,
        )
        return SentMessageRequest(
            id=request_id,
            state=MessageRequestState.ACCEPTED,
            member_id=receiver_id,
            text=request.text,
            conversation_id=conversation_id,
        )
    if not facts["shares"]:
        raise await why_not_to_member(
            reader, sender_id, receiver_id, default_cap=default_cap, now=now
        )
    await transaction.rows(
        "message_requests.create",
        id=ids.request,
        sender_id=sender_id,
        receiver_id=receiver_id,
        pair=pair,
        text=request.text,
        now=now,
    )
    news = News(receiver_id, Kind.MESSAGE_REQUEST, sender_id, ids.request, "sent")
    await notify(transaction, [news], now)
    return SentMessageRequest(
        id=ids.request,
        state=MessageRequestState.PENDING,
        member_id=receiver_id,
        text=request.text,
        conversation_id=None,
    )


async def accept_message_request(
    transaction: Transaction, receiver_id: str, request_id: str, *, ids: NewIds, now: datetime
) -> None:
    """Open a conversation with who sent a request; nothing changes if that was done before.

    Raises:
        NotFoundError: the member received no such request.
    """
    found = await _locked(transaction, receiver_id, request_id, now)
    if found["state"] == MessageRequestState.PENDING:
        await _accept(transaction, request_id, found["sender_id"], receiver_id, ids, now)


async def decline_message_request(
    transaction: Transaction, receiver_id: str, request_id: str, now: datetime
) -> None:
    """Put a request aside; its sender is not told, and it can still be accepted.

    Raises:
        NotFoundError: the member received no such request.
        ConflictError: it was accepted.
    """
    found = await _locked(transaction, receiver_id, request_id, now)
    if found["state"] != MessageRequestState.PENDING:
        raise ConflictError("You have accepted this request: it needs no answer any more.")
    await transaction.rows("message_requests.decline", id=request_id)


async def _locked(
    transaction: Transaction, receiver_id: str, request_id: str, now: datetime
) -> Row:
    row = await transaction.row(
        "message_requests.lock", id=request_id, receiver_id=receiver_id, now=now
    )
    if row is None:
        raise NotFoundError("message request", request_id)
    return row


async def _accept(
    transaction: Transaction,
    request_id: str,
    sender_id: str,
    receiver_id: str,
    ids: NewIds,
    now: datetime,
) -> str:
    row = await transaction.row(
        "message_requests.accept",
        id=request_id,
        conversation_id=ids.conversation,
        message_id=ids.first_message,
        now=now,
    )
    if row is None:
        raise NotFoundError("message request", request_id)
    news = News(sender_id, Kind.MESSAGE_REQUEST, receiver_id, request_id, "accepted")
    await notify(transaction, [news], now)
    conversation_id: str = row["conversation_id"]
    return conversation_id
