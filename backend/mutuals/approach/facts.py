"""What `approach.find_facts` finds of a member, typed."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from mutuals.common_ground.models import Named
from mutuals.connections.models import MemberSummary


class Sent(BaseModel):
    """A connection request of the viewer's, as its sender sees it."""

    id: str
    note: str | None
    created_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    accepted_at: datetime | None
    follow_up_due_at: datetime | None


class Received(BaseModel):
    """A connection request of the member's that the viewer can accept."""

    id: str
    created_at: datetime


class Asked(BaseModel):
    """An introduction that the viewer asked for."""

    id: str
    created_at: datetime
    expires_at: datetime
    connector: MemberSummary
    withdrawn: bool
    introduced_at: datetime | None


class Touch(BaseModel):
    """What the viewer did with a post."""

    how: Literal["reacted", "commented", "shared"]
    at: datetime


class TheirPost(BaseModel):
    """A post of the member's that the viewer may see."""

    id: str
    kind: str
    created_at: datetime
    asks: bool
    text: str | None
    touches: list[Touch]
    known_topics: list[Named]

    @property
    def touched_at(self) -> datetime | None:
        return max((touch.at for touch in self.touches), default=None)

    @property
    def commented_at(self) -> datetime | None:
        times = (touch.at for touch in self.touches if touch.how == "commented")
        return max(times, default=None)


class TheirEvent(BaseModel):
    """An event to come that the member has a part in, and the viewer has not."""

    id: str
    title: str | None
    starts_at: datetime


class Offer(Named):
    """Something of the viewer's background that the member is interested in."""

    kind: Literal["skill", "company"]


class Article(BaseModel):
    """An article or opportunity of the viewer's on what the member cares for."""

    id: str
    kind: str
    created_at: datetime
    text: str | None
    topics: list[Named]
    reached_at: datetime | None


class Insider(BaseModel):
    """A connection of the viewer's at a company that the member is interested in."""

    member: MemberSummary
    company: Named


class Facts(BaseModel):
    """All of them."""

    takes_requests: bool
    followed_at: datetime | None
    sent: list[Sent]
    received: Received | None
    introductions: list[Asked]
    asked_to_write: list[datetime]
    posts: list[TheirPost]
    groups: list[Named]
    events: list[TheirEvent]
    offers: list[Offer]
    articles: list[Article]
    insiders: list[Insider]
