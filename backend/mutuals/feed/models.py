"""The feed: posts, each with why it is there; and whom a member follows."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from mutuals.connections.models import MemberSummary
from mutuals.posts.models import Group, Post


class Order(StrEnum):
    """How a feed is ordered."""

    BEST = "best"
    LATEST = "latest"


class ReasonKind(StrEnum):
    """Why a post is in a feed."""

    CONNECTION = "connection"
    SHARED = "shared"
    FOLLOWED = "followed"
    COMMENTED = "commented"
    REACTED = "reacted"
    GROUP = "group"
    NETWORK = "network"


class Reason(BaseModel):
    """One reason why a post is in the viewer's feed."""

    kind: ReasonKind
    text: str = Field(examples=["Grace commented on this"])
    members: list[MemberSummary] = Field(
        description="Who is behind it: connections of the viewer's, the closest first, at most "
        "three; or whom the viewer follows."
    )
    group: Group | None = Field(description="With the kind group: in which.")


class FeedItem(BaseModel):
    """A post in the viewer's feed."""

    post: Post
    reasons: list[Reason] = Field(min_length=1, description="The best first.")


class Feed(BaseModel):
    """A page of the viewer's feed."""

    items: list[FeedItem]
    next: str | None = Field(
        description="The cursor of the next page; null on the last. What is new since the first "
        "page is on a first page asked for anew."
    )


class Through(BaseModel):
    """A connection who brings a post into the feed, and how."""

    kind: Literal["commented", "reacted"]
    member: MemberSummary


class Candidate(BaseModel):
    """What the ranking knows of a post."""

    id: str
    original_id: str | None
    is_share: bool
    author: MemberSummary
    created_at: datetime
    is_connected: bool
    is_followed: bool
    group: Group | None
    through: list[Through]
    strength: float
    reactions: int
    comments: int
    shares: int


class Followed(MemberSummary):
    """A member whom the viewer follows."""

    connected: bool = Field(description="Connections are followed by themselves.")


class Following(BaseModel):
    """A page of those whom the viewer follows, by name."""

    items: list[Followed]
    total: int = Field(ge=0, description="How many the list has on all pages.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")
