"""Writes of messages and of the conversations they stand in."""

from datetime import datetime, timedelta

from mutuals.connections.strength import ACTIVITY_WEIGHTS, MESSAGE_WEIGHT
from mutuals.errors import ConflictError, NotFoundError, NotPermittedError
from mutuals.graph.driver import Reader, Transaction, Writer
from mutuals.messages.models import Message, NewMessage, ReadState
from mutuals.messages.queries import why_not_into, why_not_to_member


async def send_message(
    transaction: Transaction,
    reader: Reader,
    *,
    sender_id: str,
    message: NewMessage,
    message_id: str,
    conversation_id: str,
    default_cap: int,
    now: datetime,
) -> Message:
    """Send a message; `conversation_id` is for the conversation that a first message begins.

    Where there is no connection, connectors with fewer open introductions than their own cap, or
    than `default_cap`, are among the ways.

    Raises:
        ConflictError: it is to oneself, or nobody else takes part in the conversation any more.
        MemberNotFoundError: the receiver does not exist.
        NotConnectedError: sender and receiver are not connected.
        NotFoundError: the sender has no such conversation.
    """
    receiver_id = message.member_id
    if receiver_id == sender_id:
        raise ConflictError("This is a message to yourself: name another member.")
    row = await transaction.row(
        "messages.send",
        sender_id=sender_id,
        receiver_id=receiver_id,
        pair=receiver_id and f"{min(sender_id, receiver_id)}|{max(sender_id, receiver_id)}",
        conversation_id=message.conversation_id,
        new_conversation_id=conversation_id,
        message_id=message_id,
        text=message.text,
        advice_topic=message.advice_topic,
        weight=MESSAGE_WEIGHT,
        activity_weights=ACTIVITY_WEIGHTS,
        now=now,
    )
    if row is None and receiver_id is not None:
        raise await why_not_to_member(
            reader, sender_id, receiver_id, default_cap=default_cap, now=now
        )
    if row is None:
        raise await why_not_into(
            reader, sender_id, message.conversation_id or "", default_cap=default_cap, now=now
        )
    return Message(
        id=message_id,
        conversation_id=row["conversation_id"],
        number=row["number"],
        sender_id=sender_id,
        sender_name=row["sender_name"],
        text=message.text,
        advice_topic=message.advice_topic,
        created_at=now,
        edited_at=None,
        deleted_at=None,
    )


async def open_introduction(
    transaction: Transaction, *, conversation_id: str, member_ids: list[str], now: datetime
) -> None:
    """Open the conversation of those whom an introduction brings together, in its transaction."""
    await transaction.rows(
        "messages.open_introduction",
        conversation_id=conversation_id,
        member_ids=sorted(member_ids),
        now=now,
    )


async def read_messages(
    writer: Writer, member_id: str, conversation_id: str, number: int
) -> ReadState:
    """Mark a conversation as read up to a number; what was read stays read.

    Raises:
        NotFoundError: the member has no such conversation.
    """
    row = await writer.row(
        "messages.read", member_id=member_id, conversation_id=conversation_id, number=number
    )
    if row is None:
        raise NotFoundError("conversation", conversation_id)
    return ReadState(**row)


async def edit_message(
    transaction: Transaction,
    reader: Reader,
    *,
    member_id: str,
    message_id: str,
    text: str,
    hours: int,
    default_cap: int,
    now: datetime,
) -> Message:
    """Put another text in place of a message's, for all who take part.

    Raises:
        ConflictError: it was deleted.
        NotConnectedError: the two are no longer connected.
        NotFoundError: the member has no such message.
        NotPermittedError: another wrote it, or it was sent too long ago.
    """
    row = await transaction.row(
        "messages.edit",
        member_id=member_id,
        message_id=message_id,
        text=text,
        oldest=now - timedelta(hours=hours),
        now=now,
    )
    if row is None:
        raise NotFoundError("message", message_id)
    _check_author(member_id, row["sender_id"], row["created_at"], hours, now)
    if row["deleted_at"] is not None:
        raise ConflictError("This message was deleted: send a new one.")
    can_write, other_ids = row.pop("can_write"), row.pop("other_ids")
    if not can_write and not other_ids:
        raise ConflictError("Nobody else takes part any more: write to somebody else.")
    if not can_write:
        raise await why_not_to_member(
            reader, member_id, other_ids[0], default_cap=default_cap, now=now
        )
    return Message(**row)


async def delete_message(
    transaction: Transaction, *, member_id: str, message_id: str, hours: int, now: datetime
) -> None:
    """Empty a message for all who take part; a second time changes nothing.

    Raises:
        NotFoundError: the member has no such message.
        NotPermittedError: another wrote it, or it was sent too long ago.
    """
    row = await transaction.row(
        "messages.delete",
        member_id=member_id,
        message_id=message_id,
        oldest=now - timedelta(hours=hours),
        now=now,
    )
    if row is None:
        raise NotFoundError("message", message_id)
    _check_author(member_id, row["sender_id"], row["created_at"], hours, now)


def _check_author(
    member_id: str, sender_id: str | None, created_at: datetime, hours: int, now: datetime
) -> None:
    if sender_id != member_id:
        raise NotPermittedError("Only its author may change a message.")
    if created_at < now - timedelta(hours=hours):
        raise NotPermittedError(f"A message can be changed for {hours} hours: send a new one.")
