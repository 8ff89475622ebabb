"""Suggestions: whom a member may know, and why."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from mutuals.members.names import MemberId

MOST_SHOWN = 100


class Order(StrEnum):
    """By score, or by the bare number of mutual connections."""

    RELEVANCE = "relevance"
    MUTUAL = "mutual"


class ReasonKind(StrEnum):
    """What a reason stands on."""

    MUTUAL_CONNECTIONS = "mutual_connections"
    TIE_STRENGTH = "tie_strength"
    EMPLOYER = "employer"
    SCHOOL = "school"
    GROUP = "group"
    EVENT = "event"
    SKILLS = "skills"


class Shared(BaseModel):
    """A mutual connection, or an employer, a school, a group, an event, a skill that both have."""

    id: str
    name: str | None


class Reason(BaseModel):
    """One reason, in words and in facts."""

    kind: ReasonKind
    weight: float = Field(ge=0, description="What it adds to the score.")
    text: str = Field(examples=["You both know Grace Hopper and 3 others"])
    shared: list[Shared] = Field(description="The three that say most, of whom or what both have.")


class Suggestion(BaseModel):
    """A member whom the viewer may know."""

    member_id: MemberId
    name: str | None = Field(examples=["Ada Lovelace"])
    headline: str | None = Field(examples=["Analyst at Analytical Engines"])
    mutual_count: int = Field(ge=0, description="How many connections both have.")
    score: float = Field(ge=0, description="The reasons' weights, less for each time shown.")
    times_shown: int = Field(ge=0, description="On how many days the viewer was shown them.")
    reasons: list[Reason] = Field(description="The weightiest first.")


class Suggestions(BaseModel):
    """Whom the viewer may know, the best first."""

    items: list[Suggestion]


class ShownSuggestions(BaseModel):
    """Whom the viewer was shown."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"member_ids": ["grace"]}]}
    )

    member_ids: list[MemberId] = Field(min_length=1, max_length=MOST_SHOWN)
