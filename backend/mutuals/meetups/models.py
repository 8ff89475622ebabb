"""Meetups of two connections: a coffee, a virtual meeting, a collaboration."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from mutuals.connections.models import MemberSummary
from mutuals.events.times import Instant
from mutuals.meetups.states import MeetupRole, MeetupState
from mutuals.members.contacts import Link
from mutuals.members.models import Name, plain_lines
from mutuals.members.names import MemberId

MOST_TIMES = 10

Words = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(plain_lines)]


class MeetupKind(StrEnum):
    """What the two meet for."""

    COFFEE = "coffee"
    VIRTUAL = "virtual"
    COLLABORATION = "collaboration"


def _each_once(times: list[datetime]) -> list[datetime]:
    return sorted(set(times))


class NewMeetup(BaseModel):
    """A meetup to propose to a connection, with times to choose from."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "member_id": "grace",
                    "kind": "coffee",
                    "times": ["2027-05-03T09:00:00Z", "2027-05-04T15:00:00Z"],
                    "place": "Café Babbage",
                }
            ]
        },
    )

    member_id: MemberId
    kind: MeetupKind
    times: Annotated[
        list[Instant],
        Field(min_length=1, max_length=MOST_TIMES, description="When it could start."),
        AfterValidator(_each_once),
    ]
    minutes: Annotated[int, Field(strict=True, ge=5, le=1440)] = 30
    place: Name | None = None
    link: Link | None = None
    note: Words | None = None


class ChosenTime(BaseModel):
    """One of the times that were proposed."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"time": "2027-05-04T15:00:00Z"}]}
    )

    time: Instant


class MeetupReport(BaseModel):
    """Whether the two met, and what came of it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"outcome": "She reviews our parser in June."}]},
    )

    took_place: StrictBool = True
    outcome: Words | None = None


class MadeMeetup(BaseModel):
    """What is remembered of a meetup's step under an Idempotency-Key."""

    id: str
    state: MeetupState


class Meetup(BaseModel):
    """A meetup of the viewer's."""

    id: str
    kind: MeetupKind
    state: MeetupState
    role: MeetupRole = Field(description="The viewer's.")
    member: MemberSummary = Field(description="The other.")
    times: list[datetime] = Field(description="Those proposed, in UTC.")
    minutes: int = Field(description="How long it takes.")
    place: str | None
    link: str | None
    note: str | None = Field(description="The proposer's.")
    starts_at: datetime | None = Field(description="The time chosen; null before it is accepted.")
    outcome: str | None = Field(description="What came of it.")
    created_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None = Field(description="When it was withdrawn, done or not done.")


class Meetups(BaseModel):
    """A page of the viewer's meetups, the newest first."""

    items: list[Meetup]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
