"""Connections: degrees, lists, and the tie between two members."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mutuals.connections.factors import Factor
from mutuals.connections.strength import Strength, Tier
from mutuals.members.names import MemberId

Degree = Annotated[
    Literal[0, 1, 2, 3] | None,
    Field(description="Hops on the shortest path from the viewer; null out of network."),
]
MOST_TARGETS = 500


class Relation(BaseModel):
    """How the viewer is connected to a member."""

    model_config = ConfigDict(frozen=True)

    member_id: MemberId
    degree: Degree
    mutual_count: int = Field(ge=0, description="How many connections both have.")


class MemberDegree(BaseModel):
    """The viewer's degree to one of many members; null also for an id that is nobody's."""

    member_id: MemberId
    degree: Degree


class RelationsRequest(BaseModel):
    """The members to find the viewer's degree to."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"member_ids": ["ada", "grace"]}]}
    )

    member_ids: list[MemberId] = Field(min_length=1, max_length=MOST_TARGETS)


class MemberDegrees(BaseModel):
    """Degrees, in the order asked."""

    relations: list[MemberDegree]


class Reach(BaseModel):
    """How many members the viewer has at each degree."""

    first: int = Field(ge=0, examples=[120])
    second: int = Field(ge=0, examples=[4100])
    third: int = Field(ge=0, examples=[61000])


class MemberSummary(BaseModel):
    """A member in a list or on a path."""

    id: MemberId
    name: str | None = Field(examples=["Ada Lovelace"])
    headline: str | None = Field(examples=["Analyst at Analytical Engines"])


class MutualConnections(BaseModel):
    """A page of mutual connections, by name."""

    items: list[MemberSummary]
    total: int = Field(ge=0, description="How many the list has on all pages.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class ConnectionItem(MemberSummary):
    """A member of the viewer's first or second degree."""

    degree: Literal[1, 2]
    mutual_count: int = Field(ge=0, description="How many connections both have.")
    confirmed: bool = Field(
        True, description="False for who is known from imports alone, and is not here yet."
    )


class Connections(BaseModel):
    """A page of the viewer's first- or second-degree members, by name."""

    items: list[ConnectionItem]
    total: int = Field(ge=0, description="How many the list has on all pages.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class ConnectionFilters(BaseModel):
    """Who is listed; what is left out lets everybody through."""

    model_config = ConfigDict(frozen=True)

    company: str | None = None
    title: str | None = None
    school: str | None = None
    skill: str | None = None
    industry: str | None = None
    location: str | None = None


class Tie(BaseModel):
    """The connection of two members."""

    member_ids: tuple[MemberId, MemberId]
    since: datetime | None = Field(description="When they connected; null where nobody knows.")
    strength: Strength
    tier: Tier
    factors: list[Factor]


class ExplainedTie(BaseModel):
    """The viewer's tie with a connection of theirs, as of now."""

    member_id: MemberId
    since: datetime | None = Field(description="When they connected; null where nobody knows.")
    last_contact_at: datetime | None = Field(
        description="When the two last did something that counts; null where they never did."
    )
    strength: Strength
    tier: Tier
    factors: list[Factor]
