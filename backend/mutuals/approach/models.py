"""An approach to a member: seven steps, each with its evidence and what carries it out."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from mutuals.connections.models import MemberSummary, Relation


class Evidence(BaseModel):
    """A fact of the graph that a move stands on."""

    kind: Literal[
        "connector",
        "mutual_connection",
        "post",
        "group",
        "event",
        "employer",
        "company",
        "school",
        "skill",
        "interest",
        "connection_request",
        "introduction",
        "message_request",
        "following",
        "connection",
    ]
    id: str
    name: str | None = Field(description="A post's is how its text begins.")
    detail: str | None = Field(default=None, description="More of it, in words.")


class Request(BaseModel):
    """A request of this API that carries a move out, as it could be sent."""

    method: Literal["GET", "POST", "PUT"]
    path: str = Field(examples=["/v1/introductions"])
    body: dict[str, Any] | None = Field(
        default=None, description="A draft: change its words before you send them."
    )


class Move(BaseModel):
    """Something to do, or done, within a step."""

    text: str
    evidence: list[Evidence]
    requests: list[Request] = Field(
        default=[], description="Any one of them carries it out; none is left once it is done."
    )
    done: bool = Field(default=False, description="Ticked by what happened in the graph.")
    done_at: datetime | None = Field(default=None, description="When, where that is known.")
    not_before: datetime | None = Field(default=None, description="Before then it is too soon.")
    waits_for: Literal["acceptance"] | None = Field(
        default=None, description="What has to happen first."
    )


StepName = Literal[
    "mutual_connections", "posts", "places", "background", "value", "request", "patience"
]


class Step(BaseModel):
    """One of the seven steps."""

    number: int = Field(ge=1, le=7)
    name: StepName
    title: str
    done: bool
    done_at: datetime | None
    moves: list[Move]
    nothing: str | None = Field(description="Why there is no move; null where there is one.")


class Approach(BaseModel):
    """How to come to know a member; of a connection, what is left to do after the acceptance."""

    member: MemberSummary
    relation: Relation
    steps: list[Step]
    next_step: int | None = Field(
        description="The number of the first step that is not done and has a move to make now."
    )
    come_back_at: datetime | None = Field(
        description="When the first of what is too soon now is due; null where nothing is."
    )
