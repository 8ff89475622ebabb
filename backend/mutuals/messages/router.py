"""HTTP of messages and conversations."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from mutuals.http.auth import Viewer
from mutuals.http.idempotency import ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.messages import commands, queries
from mutuals.messages.models import (
    Conversation,
    Conversations,
    Message,
    MessageChange,
    Messages,
    NewMessage,
    ReadState,
    ReadUpTo,
)
from mutuals.messages.pages import conversations_page, messages_page

router = APIRouter(prefix="/v1", tags=["messages"])

ConversationPath = Annotated[
    str, Path(alias="id", pattern=ID_PATTERN, description="A conversation's id.")
]
MessagePath = Annotated[str, Path(alias="id", pattern=ID_PATTERN, description="A message's id.")]
Topic = Annotated[
    str | None,
    Query(min_length=1, max_length=80, description="Only what asks for advice on this topic."),
]


@router.post(
    "/messages",
    operation_id="send_message",
    status_code=201,
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def send_message(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, message: NewMessage
) -> Message:
    """Write to a connection, or into a conversation. To somebody else the answer says the ways."""
    message_id, conversation_id, now = state.new_id(), state.new_id(), state.clock()
    return await once(
        Message,
        lambda transaction: commands.send_message(
            transaction,
            state.graph.reader,
            sender_id=viewer_id,
            message=message,
            message_id=message_id,
            conversation_id=conversation_id,
            default_cap=state.settings.introductions_cap,
            now=now,
        ),
    )


@router.patch(
    "/messages/{id}",
    operation_id="edit_message",
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def edit_message(
    state: AppState, viewer_id: Viewer, message_id: MessagePath, change: MessageChange
) -> Message:
    """Change the text of a message that the viewer wrote a short time ago, for both sides."""
    now = state.clock()
    return await state.graph.writer.transaction(
        lambda transaction: commands.edit_message(
            transaction,
            state.graph.reader,
            member_id=viewer_id,
            message_id=message_id,
            text=change.text,
            hours=state.settings.message_edit_hours,
            default_cap=state.settings.introductions_cap,
            now=now,
        )
    )


@router.delete(
    "/messages/{id}",
    operation_id="delete_message",
    status_code=204,
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def delete_message(state: AppState, viewer_id: Viewer, message_id: MessagePath) -> None:
    """Empty a message that the viewer wrote a short time ago, for both sides; its place is kept."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.delete_message(
            transaction,
            member_id=viewer_id,
            message_id=message_id,
            hours=state.settings.message_edit_hours,
            now=now,
        )
    )


@router.get(
    "/me/conversations",
    operation_id="list_conversations",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_conversations(
    state: AppState,
    viewer_id: Viewer,
    unread: Annotated[bool, Query(description="Only those with unread messages.")] = False,
    advice_topic: Topic = None,
    limit: Limit = 10,
    cursor: Cursor = None,
) -> Conversations:
    """The viewer's conversations, the last active first."""
    return await conversations_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        unread=unread,
        advice_topic=advice_topic,
        limit=limit,
        cursor=cursor,
    )


@router.get(
    "/conversations/{id}",
    operation_id="get_conversation",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_conversation(
    state: AppState, viewer_id: Viewer, conversation_id: ConversationPath
) -> Conversation:
    """A conversation of the viewer's, as it stands in the list."""
    return await queries.conversation(state.graph.reader, viewer_id, conversation_id)


@router.get(
    "/conversations/{id}/messages",
    operation_id="list_messages",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_messages(
    state: AppState,
    viewer_id: Viewer,
    conversation_id: ConversationPath,
    advice_topic: Topic = None,
    limit: Limit = 20,
    cursor: Annotated[
        Cursor, Query(description="`next` or `previous` of a page; leave it out to start.")
    ] = None,
) -> Messages:
    """A conversation's messages, the newest first: `next` leads to older ones, `previous` back."""
    return await messages_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        conversation_id,
        advice_topic=advice_topic,
        limit=limit,
        cursor=cursor,
    )


@router.post(
    "/conversations/{id}/read",
    operation_id="read_conversation",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def read_conversation(
    state: AppState, viewer_id: Viewer, conversation_id: ConversationPath, read: ReadUpTo
) -> ReadState:
    """Mark a conversation as read up to a message's number."""
    return await commands.read_messages(state.graph.writer, viewer_id, conversation_id, read.number)
