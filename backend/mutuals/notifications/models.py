"""Notifications: what members are told."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from mutuals.connections.models import MemberSummary

LARGEST_NUMBER = 2**53


class Kind(StrEnum):
    """What a notification is about; a member may mute each."""

    REQUEST = "request"
    ACCEPTANCE = "acceptance"
    MESSAGE = "message"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"
    ENDORSEMENT = "endorsement"
    RECOMMENDATION = "recommendation"
    COMMENT = "comment"
    REPLY = "reply"
    REACTION = "reaction"
    SHARE = "share"
    MILESTONE = "milestone"
    GROUP = "group"
    EVENT = "event"
    MEETUP = "meetup"
    MESSAGE_REQUEST = "message_request"


class News(NamedTuple):
    """What to tell a member: who did it, and to what (the id of a request, conversation, ...)."""

    member_id: str
    kind: Kind
    actor_id: str
    subject_id: str
    step: str | None = None


class Notification(BaseModel):
    """Something the viewer was told."""

    number: int = Field(ge=1, description="Its place among the viewer's; also its id in a stream.")
    kind: Kind
    step: str | None = Field(
        description="Of an introduction, a recommendation, a group, an event, a meetup or a "
        "message request: what happened to it."
    )
    actor: MemberSummary | None = Field(description="Who did it; null when they have left.")
    subject_id: str = Field(description="The id of what it happened to: of that kind.")
    created_at: datetime
    read_at: datetime | None


class Notifications(BaseModel):
    """A page of the viewer's notifications, the newest first."""

    items: list[Notification]
    unread: int = Field(ge=0, description="How many of all are unread.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class ReadUpTo(BaseModel):
    """The number of the last notification that was read."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"up_to": 12}]})

    up_to: int = Field(strict=True, ge=0, le=LARGEST_NUMBER)


class Unread(BaseModel):
    """How many notifications are left to read."""

    unread: int = Field(ge=0)


class Preferences(BaseModel):
    """What the viewer is not told."""

    muted: list[Kind] = Field(description="No notification of these kinds is made.")


class PreferencesChange(BaseModel):
    """The kinds to mute, all of them; the empty list mutes none."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"muted": ["follow_up"]}]}
    )

    muted: list[Kind] = Field(max_length=20)

    @field_validator("muted")
    @classmethod
    def _each_once(cls, muted: list[Kind]) -> list[Kind]:
        return sorted(set(muted))
