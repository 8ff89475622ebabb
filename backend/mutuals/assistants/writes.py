"""The tools that change something, which are there with --write alone."""

from typing import Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from mutuals.assistants.asking import AskingOf, Call
from mutuals.assistants.reads import Member
from mutuals.connection_requests.commands import send_request
from mutuals.connection_requests.models import NewConnectionRequest, Note, SentRequest
from mutuals.connection_requests.rules import rules_of as request_rules_of
from mutuals.introductions.commands import request_introduction
from mutuals.introductions.introduction_models import (
    NewIntroduction,
    Purpose,
    RequestedIntroduction,
    Words,
)
from mutuals.introductions.rules import rules_of as introduction_rules_of
from mutuals.messages.commands import send_message
from mutuals.messages.models import ConversationId, Message, NewMessage, Text


class WriteTools:
    """Tools that write to other members in the viewer's name."""

    def __init__(self, asking: AskingOf) -> None:
        self._asking = asking

    async def send_connection_request(
        self,
        call: Call,
        member_id: Member,
        note: Annotated[Note | None, Field(description="Why, in words that they read.")] = None,
    ) -> SentRequest:
        """Ask a member to connect with the viewer, with a note. Who asked the viewer already is
        connected at once."""
        asking = self._asking(call)
        request = NewConnectionRequest(member_id=member_id, note=note)
        viewer_id, request_id = asking.writer_id, asking.new_id()
        return await asking.graph.writer.transaction(
            lambda transaction: send_request(
                transaction,
                viewer_id,
                request,
                request_id=request_id,
                rules=request_rules_of(asking.settings),
                now=asking.now,
            )
        )

    async def ask_for_introduction(
        self,
        call: Call,
        connector_id: Annotated[
            Member, Field(description="Id of a connection of the viewer's: the one to ask.")
        ],
        target_id: Annotated[Member, Field(description="Id of the member to meet.")],
        reason: Annotated[Words, Field(description="Why, in words that the connector reads.")],
        purpose: Annotated[Purpose, Field(description="What it is for.")],
        wants_connection: Annotated[
            bool, Field(description="Be connected with the target if both tick it.")
        ] = False,
    ) -> RequestedIntroduction:
        """Ask a connection to introduce the viewer to a member; introduction_paths names those who
        can be asked."""
        asking = self._asking(call)
        asked = NewIntroduction(
            connector_id=connector_id,
            target_id=target_id,
            reason=reason,
            purpose=purpose,
            wants_connection=wants_connection,
        )
        viewer_id, introduction_id = asking.writer_id, asking.new_id()
        return await asking.graph.writer.transaction(
            lambda transaction: request_introduction(
                transaction,
                viewer_id,
                asked,
                introduction_id=introduction_id,
                rules=introduction_rules_of(asking.settings),
                now=asking.now,
            )
        )

    async def send_message(
        self,
        call: Call,
        text: Annotated[Text, Field(description="Plain text; new lines are welcome.")],
        member_id: Annotated[
            Member | None, Field(description="Id of the connection to write to.")
        ] = None,
        conversation_id: Annotated[
            ConversationId | None, Field(description="Or the conversation to write into.")
        ] = None,
    ) -> Message:
        """Write to a connection, or into a conversation. To somebody else the error says the ways
        there are."""
        if (member_id is None) == (conversation_id is None):
            raise ToolError("Name either member_id or conversation_id.")
        asking = self._asking(call)
        message = NewMessage(member_id=member_id, conversation_id=conversation_id, text=text)
        viewer_id = asking.writer_id
        message_id, new_conversation_id = asking.new_id(), asking.new_id()
        return await asking.graph.writer.transaction(
            lambda transaction: send_message(
                transaction,
                asking.graph.reader,
                sender_id=viewer_id,
                message=message,
                message_id=message_id,
                conversation_id=new_conversation_id,
                default_cap=asking.settings.introductions_cap,
                now=asking.now,
            )
        )
