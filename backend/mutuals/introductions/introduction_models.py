"""Introductions: what is asked of a connector, and what each who is involved sees of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from mutuals.connections.models import MemberSummary
from mutuals.introductions.states import Role, State
from mutuals.members.models import plain_lines
from mutuals.members.names import MemberId

Words = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(plain_lines)]
HowWell = Annotated[float, Field(ge=0.1, le=0.6)]


class Purpose(StrEnum):
    """What an introduction is for."""

    JOB = "job"
    REFERRAL = "referral"
    COLLABORATION = "collaboration"
    MENTORSHIP = "mentorship"
    ADVICE = "advice"
    SALE = "sale"
    OTHER = "other"


class NewIntroduction(BaseModel):
    """Whom to ask for an introduction to whom, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "connector_id": "grace",
                    "target_id": "linus",
                    "reason": "We port our compiler to his kernel.",
                    "purpose": "collaboration",
                    "wants_connection": True,
                }
            ]
        },
    )

    connector_id: MemberId = Field(description="A connection of the viewer's: the one to ask.")
    target_id: MemberId
    reason: Words
    purpose: Purpose
    wants_connection: StrictBool = Field(
        default=False, description="Be connected with the target if both tick it."
    )


class RequestedIntroduction(BaseModel):
    """An introduction as it was asked for."""

    id: str
    state: State
    connector_id: MemberId
    target_id: MemberId
    reason: str
    purpose: Purpose
    wants_connection: bool
    expires_at: datetime


class Approval(BaseModel):
    """What the connector tells the target about who asks."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"words": "Ada knows compilers."}]}
    )

    words: Words


class Forwarding(BaseModel):
    """Whom to ask next: a connection of the connector's and of the target's."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"connector_id": "barbara"}]}
    )

    connector_id: MemberId


class Refusal(BaseModel):
    """Why not, if one wants to say so."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "He is on leave until May."}]}
    )

    reason: Words | None = None


class Acceptance(BaseModel):
    """The target's answer."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"wants_connection": True}]}
    )

    wants_connection: StrictBool = Field(
        default=False, description="Be connected with the requester if both tick it."
    )


class StepTaken(BaseModel):
    """Where a step led."""

    id: str
    state: State


class Introduction(BaseModel):
    """An introduction as the viewer may see it."""

    id: str
    state: State
    role: Role = Field(description="The viewer's.")
    awaits_you: bool = Field(description="Whether it is the viewer's turn to answer.")
    requester: MemberSummary
    connectors: list[MemberSummary | None] = Field(
        description="Who was asked, in order. Named are those next to the viewer on the way and, "
        "once approved, who approved; the others are null."
    )
    target: MemberSummary
    reason: str
    purpose: Purpose
    wants_connection: bool = Field(description="Whether the requester would like to be connected.")
    words: str | None = Field(description="The connector's own; null until it is approved.")
    decline_reason: str | None = Field(
        description="As the connector gave it. A target's is shown to the connectors, and not to "
        "the requester."
    )
    conversation_id: str | None = Field(
        description="Of the three, once introduced: requester, last connector and target."
    )
    created_at: datetime
    approved_at: datetime | None
    answered_at: datetime | None = Field(description="When it was declined or accepted.")
    connected_at: datetime | None = Field(description="When it led to a connection.")
    expires_at: datetime


class Introductions(BaseModel):
    """A page of introductions, the newest first."""

    items: list[Introduction]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Outcomes(BaseModel):
    """What came of the introductions that the viewer was asked for as a connector."""

    made: int = Field(ge=0, description="The two were introduced.")
    declined: int = Field(ge=0, description="By a connector or by the target.")
    led_to_connection: int = Field(ge=0, description="Of those made: the two have connected since.")


class IntroductionSettings(BaseModel):
    """Which introductions the viewer takes as a connector; nobody else is shown them."""

    paused: bool
    cap: int | None = Field(description="How many open ones at most; null for the usual number.")


class IntroductionSettingsChange(BaseModel):
    """What shall change: a field that is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"paused": True}]})

    paused: StrictBool = Field(False, description="Take none for now.")
    cap: Annotated[int, Field(strict=True, ge=0, le=100)] | None = Field(
        None, description="How many open ones at most; null for the usual number."
    )


class ConnectionAnswers(BaseModel):
    """What the viewer says of a connection; nobody else is shown it."""

    how_well: HowWell | None = Field(
        description="How well the viewer knows them, 0.1 to 0.6; null for no answer."
    )
    ask_first: bool = Field(
        description="Whoever wants to be introduced to them through the viewer writes to the "
        "viewer first."
    )


class ConnectionAnswersChange(BaseModel):
    """What shall change: a field that is left out stays."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"how_well": 0.5, "ask_first": True}]}
    )

    how_well: HowWell | None = Field(
        None, description="The context of the tie, in place of what the graph knows; null removes."
    )
    ask_first: StrictBool = False
