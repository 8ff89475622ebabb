"""Goals: what a member's network is for, and who of it fits."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mutuals.connections.models import MemberSummary
from mutuals.connections.strength import Strength, Tier
from mutuals.introductions.models import IntroductionPath
from mutuals.members.models import Name

NOTHING = "name at least one of title, companies, industries, skills and places"


class Kind(StrEnum):
    """What is looked for."""

    ROLE = "role"
    EMPLOYER = "employer"
    INDUSTRY = "industry"
    COLLABORATION = "collaboration"
    MENTOR = "mentor"
    HIRE = "hire"


def _once_each(names: list[str]) -> list[str]:
    return [*{name.casefold(): name for name in reversed(names)}.values()][::-1]


Names = Annotated[list[Name], Field(max_length=20), AfterValidator(_once_each)]


class Background(BaseModel):
    """What a background that fits has; each that is named counts."""

    title: Name | None = Field(None, description="Words of a title, now or before.")
    companies: Names = Field(default_factory=list, description="Names or ids, now or before.")
    industries: Names = Field(default_factory=list, description="Words of an industry.")
    skills: Names = Field(default_factory=list, description="Names or ids.")
    places: Names = Field(default_factory=list, description="Words of a location.")

    def is_empty(self) -> bool:
        lists = (self.companies, self.industries, self.skills, self.places)
        return self.title is None and not any(lists)


class NewGoal(Background):
    """What the viewer's network is for."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "role",
                    "title": "Staff Engineer",
                    "companies": ["Analytical Engines"],
                    "skills": ["Mathematics", "Compilers"],
                    "places": ["London"],
                }
            ]
        },
    )

    kind: Kind

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.is_empty():
            raise ValueError(NOTHING)
        return self


class GoalChange(Background):
    """What shall change: a field that is left out stays. Null removes the title; a list replaces
    the whole list, and the empty one removes it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"places": ["London", "Paris"]}]}
    )

    kind: Kind = Kind.ROLE


class GoalMade(BaseModel):
    """What is remembered of a goal's making under an Idempotency-Key."""

    id: str


class Goal(Background):
    """What the viewer's network is for; nobody else is shown it."""

    id: str
    kind: Kind
    created_at: datetime
    updated_at: datetime


class Goals(BaseModel):
    """A page of the viewer's goals, the newest first."""

    items: list[Goal]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Reason(BaseModel):
    """Something of a member's background that fits a goal."""

    kind: Literal["company", "title", "skills", "industry", "place"]
    weight: float = Field(gt=0, le=1, description="What it adds to the fit.")
    detail: str = Field(description="In words.", examples=["works at Analytical Engines"])


class Fitting(BaseModel):
    """A member whose background fits a goal."""

    member: MemberSummary
    fit: float = Field(
        gt=0, le=1, description="Of all that the goal names, weighed: how much fits."
    )
    reasons: list[Reason] = Field(description="Why it fits, the weightiest first.")


class Match(Fitting):
    """A member of the second or third degree, and the way to them."""

    degree: Literal[2, 3]
    mutual_count: int = Field(ge=0, description="How many connections both have.")
    score: float = Field(gt=0, le=1, description="The fit, less at the third degree.")
    way: IntroductionPath | None = Field(
        description="The warmest way to them: its score is how warm, its connector whom to ask. "
        "Null where nobody on a way of up to three hops takes introductions."
    )
    advice: str = Field(description="Whom to ask, in words.", examples=["Ask Grace: ..."])


class OwnMatch(Fitting):
    """A connection of the viewer's who could help."""

    help: Literal["refer", "advise", "join"] = Field(
        description="Refer the viewer where they work, advise, or take part themselves."
    )
    strength: Strength
    tier: Tier


class Matches(BaseModel):
    """Who fits a goal, the best first; and who of the viewer's own connections could help."""

    items: list[Match]
    connections: list[OwnMatch]
