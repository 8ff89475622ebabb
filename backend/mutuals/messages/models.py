"""Messages, and the conversations they stand in."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mutuals.connections.models import MemberSummary
from mutuals.members.models import Name
from mutuals.members.names import ID_PATTERN, MemberId

LONGEST_TEXT = 8000
LARGEST_NUMBER = 2**53

ConversationId = Annotated[str, Field(pattern=ID_PATTERN)]


def _written_text(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise ValueError("is empty: write something")
    # Those of the last two ranges turn round what is written after them.
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text):
        raise ValueError("has control characters: send plain text; new lines are welcome")
    return text


Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_written_text)]
AdviceTopic = Annotated[Name, Field(max_length=80, description="Asks for advice on this.")]


class NewMessage(BaseModel):
    """A message to a connection, or into a conversation: name one of the two."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"member_id": "grace", "text": "How was the talk?"}]},
    )

    member_id: MemberId | None = None
    conversation_id: ConversationId | None = None
    text: Text
    advice_topic: AdviceTopic | None = None

    @model_validator(mode="after")
    def _one_receiver(self) -> Self:
        if (self.member_id is None) == (self.conversation_id is None):
            raise ValueError("name either member_id or conversation_id")
        return self


class MessageChange(BaseModel):
    """The text to put in place of a message's."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "Sorry!"}]})

    text: Text


class Message(BaseModel):
    """A message; of a deleted one its place is left."""

    id: str
    conversation_id: str
    number: int = Field(ge=1, description="Its place in the conversation.")
    sender_id: MemberId | None = Field(description="Null when the sender has left.")
    sender_name: str = Field(
        description="The sender's name, or else id; `deleted member` when the sender has left."
    )
    text: str | None = Field(description="Null when it was deleted.")
    advice_topic: str | None = Field(description="What it asks for advice on.")
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


class Kind(StrEnum):
    """Of two connections, of two of whom one accepted the other's message request, or of those
    whom an introduction brought together."""

    DIRECT = "direct"
    REQUEST = "request"
    INTRODUCTION = "introduction"


class Conversation(BaseModel):
    """A conversation of the viewer's."""

    id: str
    kind: Kind
    members: list[MemberSummary] = Field(
        description="The others who take part; who was deleted does not any more."
    )
    last_message: Message | None
    active_at: datetime = Field(description="When the last message was sent.")
    unread: int = Field(ge=0, description="How many messages the viewer has not read.")
    read_number: int = Field(ge=0, description="Up to which message the viewer has read.")
    can_write: bool = Field(description="False once the two are no longer connected.")


class Conversations(BaseModel):
    """A page of the viewer's conversations, the last active first."""

    items: list[Conversation]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Messages(BaseModel):
    """A page of a conversation's messages, the newest first."""

    items: list[Message]
    next: str | None = Field(description="The cursor to older messages; null where none are.")
    previous: str | None = Field(description="The cursor to newer messages; null where none are.")


class ReadUpTo(BaseModel):
    """The number of the last message that was read."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"number": 12}]})

    number: int = Field(strict=True, ge=0, le=LARGEST_NUMBER)


class ReadState(BaseModel):
    """How far the viewer has read a conversation."""

    conversation_id: str
    read_number: int = Field(ge=0)
    unread: int = Field(ge=0)
