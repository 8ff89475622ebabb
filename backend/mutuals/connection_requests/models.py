"""Connection requests: asking a member to connect, the answers, and what comes after."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mutuals.connections.models import MemberSummary, Relation
from mutuals.members.models import plain_text
from mutuals.members.names import MemberId

LONGEST_NOTE = 300


class RequestState(StrEnum):
    """How a request stands to who looks at it: to its sender, one that was ignored is pending."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    IGNORED = "ignored"
    NOT_KNOWN = "not_known"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


Direction = Literal["received", "sent"]
Note = Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE), AfterValidator(plain_text)]


class NewConnectionRequest(BaseModel):
    """Whom to ask, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"member_id": "grace", "note": "We both know Linus from Bletchley."}]
        },
    )

    member_id: MemberId
    note: Note | None = None


class SentRequest(BaseModel):
    """A request as it was made; accepted where the two asked each other."""

    id: str
    state: RequestState
    member_id: MemberId
    note: str | None


class ConnectionRequest(BaseModel):
    """A request as the viewer may see it."""

    id: str
    direction: Direction
    state: RequestState
    note: str | None
    created_at: datetime
    closed_at: datetime | None = Field(description="When it was accepted, withdrawn or expired.")
    expires_at: datetime
    member: MemberSummary = Field(description="The other.")
    relation: Relation = Field(description="The other's to the viewer.")


class ConnectionRequests(BaseModel):
    """A page of requests, the newest first."""

    items: list[ConnectionRequest]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class CommonGround(BaseModel):
    """A fact of the graph that a draft stands on."""

    kind: Literal[
        "mutual_connection", "post", "company", "event", "group", "school", "skill", "interest"
    ]
    id: str
    name: str | None = Field(description="A post's is how its text begins.")


class NoteDraft(BaseModel):
    """A note to send or to change."""

    text: Annotated[str, Field(max_length=LONGEST_NOTE)]
    stands_on: list[CommonGround]


class NoteSuggestions(BaseModel):
    """Up to three drafts, the best first; none where nothing is known to be in common."""

    drafts: list[NoteDraft]
    reason: str | None = Field(description="Why there is no draft; null where there is one.")


class FollowUp(BaseModel):
    """A new connection who has not been written to yet, and a draft of what to write."""

    request_id: str
    member: MemberSummary
    accepted_at: datetime
    due_at: datetime
    draft: str


class FollowUps(BaseModel):
    """New connections to write to, the latest first."""

    items: list[FollowUp]
