"""Endorsements: a member's skills, and who vouches for them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from mutuals.connections.models import MemberSummary
from mutuals.members.models import Named


class EndorsedSkill(BaseModel):
    """A skill of a member's, as the viewer may see who vouches for it."""

    skill: Named
    count: int = Field(ge=0, description="How many endorse it.")
    known_count: int = Field(
        ge=0,
        description="How many of them the viewer knows, connections and themselves.",
    )
    known_endorsers: list[MemberSummary] = Field(description="A few of those, by name.")
    endorsed_endorsers: int = Field(
        ge=0, description="How many of those who endorse it have the skill endorsed themselves."
    )
    endorsed: bool = Field(description="Whether the viewer endorses it, also where it is hidden.")


class EndorsedSkills(BaseModel):
    """A page of a member's skills, the most endorsed first."""

    items: list[EndorsedSkill]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Endorsement(BaseModel):
    """An endorsement of a skill of the viewer's."""

    member: MemberSummary = Field(description="Who endorses the skill.")
    hidden: bool = Field(description="Whether nobody else is shown it.")
    created_at: datetime


class Endorsements(BaseModel):
    """A page of those who endorse a skill of the viewer's, by name."""

    items: list[Endorsement]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class EndorsementChange(BaseModel):
    """Whether an endorsement is shown."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"hidden": True}]})

    hidden: StrictBool = Field(description="Show it to nobody, and count it for nobody.")
