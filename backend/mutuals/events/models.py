"""Events: what is made of them, and what a viewer sees."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from mutuals.connections.models import Degree, MemberSummary
from mutuals.events.times import Moment, TimeZone, instant
from mutuals.groups.models import GroupId, KnownCounts
from mutuals.members.contacts import Link
from mutuals.members.models import About, Name
from mutuals.members.names import ID_PATTERN

EventId = Annotated[str, Field(pattern=ID_PATTERN)]
Capacity = Annotated[int, Field(strict=True, ge=1, le=100_000)]
TIME = "With an offset, or without one: then local time in `time_zone`."


class _Times(BaseModel):
    """Both as instants, once they are read."""

    @field_validator("starts_at", "ends_at", check_fields=False)
    @classmethod
    def _as_instant(cls, moment: datetime, info: ValidationInfo) -> datetime:
        zone = info.data.get("time_zone")
        if moment.tzinfo is None and not zone:
            raise ValueError("has no offset: send one, or the time_zone it is local time in")
        return instant(moment, zone or "UTC")


class NewEvent(_Times):
    """An event to make; who makes it organises it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "Compilers over coffee",
                    "starts_at": "2027-05-01T18:30:00+02:00",
                    "ends_at": "2027-05-01T20:00:00+02:00",
                    "time_zone": "Europe/Berlin",
                    "place": "Café Babbage, Berlin",
                    "capacity": 20,
                }
            ]
        },
    )

    title: Name
    description: About | None = None
    time_zone: TimeZone
    starts_at: Moment = Field(description=TIME)
    ends_at: Moment = Field(description=TIME)
    place: Name | None = None
    link: Link | None = None
    capacity: Capacity | None = Field(None, description="Null for as many as come.")
    group_id: GroupId | None = Field(None, description="A group of the viewer's.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError("ends_at is not after starts_at: swap them")
        return self


class EventChange(_Times):
    """What shall change: a field that is left out stays; null removes a text or the capacity."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"place": "Room 2", "capacity": 30}]}
    )

    title: Name = Field(default_factory=str)
    description: About | None = None
    time_zone: TimeZone = Field(default_factory=str, description="Alone, it moves no time.")
    starts_at: Moment = Field(default_factory=datetime.now, description=TIME)
    ends_at: Moment = Field(default_factory=datetime.now, description=TIME)
    place: Name | None = None
    link: Link | None = None
    capacity: Capacity | None = None


class MadeEvent(BaseModel):
    """What is remembered of an event's making under an Idempotency-Key."""

    id: EventId


class Attendance(BaseModel):
    """That the viewer attends an event."""

    event_id: EventId
    since: datetime


class GroupName(BaseModel):
    """The group that an event is of."""

    id: GroupId
    name: str


class EventSummary(BaseModel):
    """An event in a list."""

    id: EventId
    title: str
    starts_at: datetime = Field(description="In UTC.")
    ends_at: datetime = Field(description="In UTC.")
    time_zone: str = Field(description="In which those who come read the times.")
    place: str | None
    link: str | None
    cancelled_at: datetime | None = Field(description="Null unless it was cancelled.")
    organiser: MemberSummary | None = Field(description="Null when they have left.")
    group: GroupName | None
    organising: bool = Field(description="Whether the viewer organises it.")
    attending: bool = Field(description="Whether the viewer attends it.")
    size: int = Field(ge=0, description="How many attend it.")


class Event(EventSummary):
    """An event as the viewer may see it; the place is hidden with a group by approval."""

    description: str | None
    capacity: int | None = Field(description="How many may attend; null for as many as come.")
    created_at: datetime
    connection_count: int = Field(ge=0, description="How many of the viewer's connections attend.")
    connections: list[MemberSummary] = Field(description="Some of them, by name.")


class Events(BaseModel):
    """A page of the viewer's events."""

    items: list[EventSummary]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Attendee(MemberSummary):
    """A member who attends an event, and the viewer's degree to them."""

    since: datetime
    degree: Degree


class Attendees(BaseModel):
    """A page of the attendees whom the viewer knows, the nearest first, then by name."""

    items: list[Attendee]
    total: int = Field(ge=0, description="How many attend in all.")
    counts: KnownCounts
    next: str | None = Field(description="The cursor of the next page; null on the last.")
