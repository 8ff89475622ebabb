"""What the viewer and a member have in common."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from mutuals.connections.models import MemberSummary


class Named(BaseModel):
    """Something both have, by id and name."""

    id: str
    name: str | None = Field(examples=["Analytical Engines"])


class SharedGroup(Named):
    """A group both are in."""

    since: datetime | None = Field(description="When the viewer joined.")


class SharedEvent(BaseModel):
    """An event both have a part in, past or to come."""

    id: str
    title: str | None
    starts_at: datetime | None
    since: datetime | None = Field(description="When the viewer said to come.")


class EngagedPost(BaseModel):
    """A post of the member's that the viewer did something with."""

    id: str
    kind: str
    text: str | None = Field(description="Its first 200 characters.")
    engaged: Literal["reacted", "commented", "shared"] = Field(
        description="The most the viewer did."
    )
    engaged_at: datetime | None


class InCommon(BaseModel):
    """What the viewer and a member have in common, a few of each."""

    member: MemberSummary
    mutual_count: int = Field(ge=0, description="How many connections both have.")
    mutual_connections: list[MemberSummary] = Field(description="The strongest ties first.")
    groups: list[SharedGroup] = Field(description="The smallest first.")
    events: list[SharedEvent] = Field(description="The latest first.")
    interests: list[Named] = Field(description="The rarest first.")
    employers: list[Named] = Field(description="Where both worked, at whatever time.")
    schools: list[Named]
    skills: list[Named] = Field(description="The rarest first.")
    posts: list[EngagedPost] = Field(
        description="Of the member's latest posts, those that the viewer reacted to, commented on "
        "or shared."
    )


class Ground(InCommon):
    """The same for those who write on it."""

    viewer_name: str | None
    connected: bool
