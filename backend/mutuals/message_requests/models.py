"""Message requests: asking a member of the same group or event to write with one."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from mutuals.connection_requests.models import Direction
from mutuals.connections.models import MemberSummary, Relation
from mutuals.members.names import MemberId
from mutuals.messages.models import Text


class MessageRequestState(StrEnum):
    """How a request stands to who looks at it: to its sender, one that was declined is pending."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class NewMessageRequest(BaseModel):
    """Whom to ask, and the message that begins the conversation if they accept."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"member_id": "grace", "text": "I liked your question last night."}]
        },
    )

    member_id: MemberId
    text: Text


class SentMessageRequest(BaseModel):
    """A request as it was made; accepted where the two asked each other."""

    id: str
    state: MessageRequestState
    member_id: MemberId
    text: str
    conversation_id: str | None = Field(description="Null unless it is accepted.")


class MessageRequest(BaseModel):
    """A request as the viewer may see it."""

    id: str
    direction: Direction
    state: MessageRequestState
    text: str
    created_at: datetime
    closed_at: datetime | None = Field(description="When it was accepted.")
    conversation_id: str | None = Field(description="Null unless it is accepted.")
    member: MemberSummary = Field(description="The other.")
    relation: Relation = Field(description="The other's to the viewer.")


class MessageRequests(BaseModel):
    """A page of requests, the newest first."""

    items: list[MessageRequest]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
