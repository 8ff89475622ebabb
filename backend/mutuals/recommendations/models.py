"""Recommendations: what one member writes about another, and what each of the two sees of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mutuals.connections.models import MemberSummary
from mutuals.members.models import plain_lines
from mutuals.members.names import MemberId
from mutuals.recommendations.states import Role, State, Step

Text = Annotated[str, Field(min_length=1, max_length=3000), AfterValidator(plain_lines)]
Words = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(plain_lines)]


class Relationship(StrEnum):
    """What the author was to the member: `managed` means that the author managed the member."""

    MANAGED = "managed"
    REPORTED_TO = "reported_to"
    WORKED_WITH = "worked_with"
    CLIENT = "client"
    MENTORED = "mentored"
    TAUGHT = "taught"
    STUDIED_WITH = "studied_with"
    OTHER = "other"


class NewRecommendation(BaseModel):
    """A recommendation to write about a connection, or to ask one for."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "step": "write",
                    "member_id": "grace",
                    "relationship": "worked_with",
                    "text": "Grace finds the bug before lunch, and says where it came from.",
                },
                {
                    "step": "ask",
                    "member_id": "grace",
                    "relationship": "managed",
                    "note": "Would you write a few lines about our compiler?",
                },
            ]
        },
    )

    step: Literal[Step.ASK, Step.WRITE] = Field(
        description="Ask the member to write one about the viewer, or write one about the member."
    )
    member_id: MemberId
    relationship: Relationship = Field(description="What the author was to whom it praises.")
    text: Text | None = Field(None, description="The recommendation; only to write one.")
    note: Words | None = Field(None, description="Words to whom is asked; only to ask for one.")

    @model_validator(mode="after")
    def _fits_its_step(self) -> Self:
        if self.step is Step.WRITE and (self.text is None or self.note is not None):
            raise ValueError("to write a recommendation, send its text and no note")
        if self.step is Step.ASK and self.text is not None:
            raise ValueError("to ask for a recommendation, send a note or nothing, and no text")
        return self


class Writing(BaseModel):
    """The recommendation in the author's words."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Grace finds every bug."}]}
    )

    text: Text
    relationship: Relationship | None = Field(
        None, description="What the author was to the member, where it shall change."
    )


class Return(BaseModel):
    """What the member would like to have changed."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"wish": "Please name the compiler."}]}
    )

    wish: Words


class StepTaken(BaseModel):
    """Where a step led."""

    id: str
    state: State


class Recommendation(BaseModel):
    """A recommendation, as its author or whom it praises may see it."""

    id: str
    state: State
    role: Role = Field(description="The viewer's.")
    author: MemberSummary
    member: MemberSummary = Field(description="Whom it praises.")
    relationship: Relationship = Field(description="What the author was to the member.")
    text: str | None = Field(
        description="Null until it is written; for the member also once it is withdrawn."
    )
    note: str | None = Field(description="What the member said when asking for it.")
    wish: str | None = Field(description="What the member would have changed, when last returned.")
    created_at: datetime
    written_at: datetime | None
    accepted_at: datetime | None
    closed_at: datetime | None = Field(description="When it was declined or withdrawn.")


class Recommendations(BaseModel):
    """A page of the viewer's recommendations, the newest first."""

    items: list[Recommendation]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class ShownRecommendation(BaseModel):
    """A recommendation on a member's profile."""

    id: str
    author: MemberSummary
    relationship: Relationship = Field(description="What the author was to the member.")
    text: str
    accepted_at: datetime


class ShownRecommendations(BaseModel):
    """A page of what is written about a member, the newest first."""

    items: list[ShownRecommendation]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
