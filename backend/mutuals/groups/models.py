"""Groups, and what members are in them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mutuals.connections.models import Degree, MemberSummary, Relation
from mutuals.members.models import About, Name
from mutuals.members.names import ID_PATTERN, MemberId

GroupId = Annotated[str, Field(pattern=ID_PATTERN)]


class Joining(StrEnum):
    """Whether anybody may join, or owners and moderators decide."""

    OPEN = "open"
    APPROVAL = "approval"


class GroupRole(StrEnum):
    """What a member is in a group."""

    OWNER = "owner"
    MODERATOR = "moderator"
    MEMBER = "member"


LEADERS = frozenset({GroupRole.OWNER, GroupRole.MODERATOR})
"""Who decides on requests to join, and removes members."""


class NewGroup(BaseModel):
    """A group to make; who makes it is its owner."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"name": "Compiler people", "description": "Who writes them."}]
        },
    )

    name: Name
    description: About | None = None
    joining: Joining = Joining.OPEN


class GroupChange(BaseModel):
    """What shall change: a field that is left out stays; a description of null is removed."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"joining": "approval"}]}
    )

    name: Name = Field(default_factory=str)
    description: About | None = None
    joining: Joining = Joining.OPEN


class Membership(BaseModel):
    """What the viewer is in a group."""

    state: Literal["member", "asked"] = Field(
        description="Asked: the viewer asks to join, and waits for an owner or moderator."
    )
    role: GroupRole | None = Field(description="Null for who asks.")
    since: datetime


class MadeGroup(BaseModel):
    """What is remembered of a group's making under an Idempotency-Key."""

    id: GroupId


class GroupSummary(BaseModel):
    """A group in a list."""

    id: GroupId
    name: str
    description: str | None
    joining: Joining
    created_at: datetime
    size: int = Field(ge=0, description="How many members it has.")
    membership: Membership | None = Field(description="The viewer's; null for none.")


class Group(GroupSummary):
    """A group as the viewer may see it."""

    post_count: int | None = Field(description="How many posts it has; null for who is not in it.")
    connection_count: int = Field(ge=0, description="How many of the viewer's connections are in.")
    connections: list[MemberSummary] = Field(description="Some of them, by name.")


class Groups(BaseModel):
    """A page of the viewer's groups, the latest joined first."""

    items: list[GroupSummary]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class KnownCounts(BaseModel):
    """How many of them the viewer knows at each degree."""

    first: int = Field(ge=0)
    second: int = Field(ge=0)
    third: int = Field(ge=0)


class GroupMember(MemberSummary):
    """A member of a group, and the viewer's degree to them."""

    role: GroupRole
    since: datetime
    degree: Degree


class GroupMembers(BaseModel):
    """A page of a group's members, the nearest to the viewer first, then by name."""

    items: list[GroupMember]
    shown: Literal["all", "connections"] = Field(
        description="Connections: of a group by approval, who is not in it sees the viewer's own."
    )
    total: int = Field(ge=0, description="How many are shown to the viewer, at any degree.")
    counts: KnownCounts
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class GroupRoleChange(BaseModel):
    """What a member shall be in a group."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"role": "moderator"}]}
    )

    role: GroupRole


class MemberRole(BaseModel):
    """What a member is in a group."""

    group_id: GroupId
    member_id: MemberId
    role: GroupRole


class JoinRequest(BaseModel):
    """A member who asks to join a group."""

    member: MemberSummary
    since: datetime
    relation: Relation = Field(description="Theirs to the viewer.")


class JoinRequests(BaseModel):
    """A page of who asks to join a group, the longest waiting first."""

    items: list[JoinRequest]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
