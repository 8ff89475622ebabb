"""Searching: what is asked, and what is found."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mutuals.connections.models import Degree, MemberSummary
from mutuals.members.names import MemberId, NamedId

LONGEST_QUERY = 1000


class Employed(StrEnum):
    """Whether an employer is one now, or was one before."""

    NOW = "now"
    BEFORE = "before"


class MemberFilters(BaseModel):
    """Whom a search of members may find; what is left out lets everybody through."""

    model_config = ConfigDict(frozen=True)

    q: str | None = None
    degree: Literal[1, 2, 3] | None = None
    company: str | None = None
    company_when: Employed | None = None
    title: str | None = None
    industry: str | None = None
    school: str | None = None
    location: str | None = None
    skill: str | None = None
    connections_of: MemberId | None = None


class MemberHit(MemberSummary):
    """A member who was found."""

    degree: Degree
    mutual_count: int = Field(ge=0, description="How many connections both have.")
    confirmed: bool = Field(
        True, description="False for who is known from imports alone, and is not here yet."
    )


class DegreeCount(BaseModel):
    """How many of those found have a degree. Null counts those past the second, and, where the
    viewer has more than 1,000 connections, past the first."""

    value: Literal[1, 2, None]
    count: int = Field(ge=0)


class ValueCount(BaseModel):
    """How many of those found have a value of a filter."""

    value: str = Field(description="What the filter is to be set to.")
    name: str | None = Field(description="What to show.")
    count: int = Field(ge=1)


class Facets(BaseModel):
    """What those found have, the most frequent first; at most ten values of each."""

    degree: list[DegreeCount]
    company: list[ValueCount]
    school: list[ValueCount]
    skill: list[ValueCount]
    industry: list[ValueCount]
    location: list[ValueCount]


class FoundMembers(BaseModel):
    """A page of the members found, the best first."""

    items: list[MemberHit]
    total: int = Field(ge=0, description="How many were found and ranked: of many the best.")
    facets: Facets = Field(description="Of all that were ranked, on all pages.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class NamedHit(BaseModel):
    """A company or a school that was found."""

    id: NamedId
    name: str | None = Field(examples=["Analytical Engines"])
    connection_count: int = Field(
        ge=0, description="How many of the viewer's connections work there now, or studied there."
    )


class GroupHit(BaseModel):
    """A group that was found."""

    id: str
    name: str | None
    description: str | None
    joining: str | None = Field(description="Open, or by approval.")
    connection_count: int = Field(ge=0, description="How many of the viewer's connections are in.")


class EventHit(BaseModel):
    """An event that was found."""

    id: str
    title: str | None
    description: str | None
    starts_at: datetime | None
    connection_count: int = Field(ge=0, description="How many of the viewer's connections attend.")


class FoundCompanies(BaseModel):
    """A page of the companies found, the best first."""

    items: list[NamedHit]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class FoundSchools(BaseModel):
    """A page of the schools found, the best first."""

    items: list[NamedHit]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class FoundGroups(BaseModel):
    """A page of the groups found, the best first."""

    items: list[GroupHit]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class FoundEvents(BaseModel):
    """A page of the events found, the best first."""

    items: list[EventHit]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
