"""A member's network in numbers: quality rather than number."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from mutuals.connections.models import MemberSummary, Reach

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Month(BaseModel):
    """How the network grew in a month, of the connections there still are."""

    month: str = Field(examples=["2026-03"])
    made: Count = Field(description="Connections made in it.")
    total: Count = Field(
        description="How many there were at its end, those of unknown date among them."
    )


class Part(BaseModel):
    """An industry, employer or place, and how many of the connections are there."""

    id: str | None = Field(default=None, description="A company's; null otherwise.")
    name: str | None
    members: Count


class Spread(BaseModel):
    """Over how many industries, current employers or places the connections are spread."""

    known: Count = Field(description="Of so many it is known; who has two employers counts twice.")
    distinct: Count
    effective: float = Field(
        ge=0,
        description="As many equally large ones would be spread as far: the exponential of the "
        "Shannon entropy. Far below distinct, a few of them have most of the connections.",
    )
    top: list[Part] = Field(description="The ten largest.")


class Occasion(BaseModel):
    """Why now is a good time to write."""

    kind: Literal["milestone", "event", "silence"]
    id: str | None = Field(description="The post's or the event's; null for silence.")
    text: str
    at: datetime | None = Field(description="When it was posted, begins, or the last contact was.")


class DormantTie(BaseModel):
    """A connection to follow up with, and the reasons for it."""

    member: MemberSummary
    last_contact_at: datetime | None = Field(description="Null where there never was one.")
    occasions: list[Occasion]


class Ties(BaseModel):
    """How warm the ties are now."""

    strong: Count
    moderate: Count
    weak: Count
    warm: Count = Field(description="Strong or moderate.")
    dormant: Count = Field(
        description="Nothing that counts was done for 180 days or, where nothing ever was, they "
        "connected longer ago or nobody knows when."
    )
    follow_up: list[DormantTie] = Field(
        description="Up to ten dormant ties, those with an occasion first, then the strongest "
        "context; of the 200 of the strongest context."
    )


class Community(BaseModel):
    """Connections who know each other more than they know the rest."""

    size: Count
    members: list[MemberSummary] = Field(description="Three of them, the strongest ties first.")


class Communities(BaseModel):
    """The communities among the viewer's connections, which the viewer is a bridge between."""

    count: Count = Field(
        description="Of three members or more. Each of the connections looked at begins as a "
        "community of its own, and joins the one it has the most ties to, a tie counting once more "
        "for each whom both of its ends know, of equals that of the smallest id; in the order of "
        "ids, until nothing changes."
    )
    looked_at: Count = Field(description="The connections of the strongest ties, at most 500.")
    alone: Count = Field(description="Of them, how many are connected to none of the others.")
    largest: list[Community] = Field(description="At most ten.")


class Quality(BaseModel):
    """Of how many connections something holds, and what."""

    members: Count
    share: Share
    definition: str


class Qualities(BaseModel):
    """Quality rather than number."""

    relevant: Quality
    shared_interest: Quality
    active: Quality


class SentRequests(BaseModel):
    """Connection requests that the viewer sent; one that was ignored is waiting."""

    total: Count
    accepted: Count
    waiting: Count
    withdrawn: Count
    expired: Count


class ReceivedRequests(BaseModel):
    """Connection requests that the viewer received, and how the viewer answered."""

    total: Count
    accepted: Count
    ignored: Count
    not_known: Count
    waiting: Count
    expired: Count


class IntroductionCounts(BaseModel):
    """Introductions that the viewer asked for, and those that the viewer made."""

    asked_for: Count
    got: Count = Field(description="Of those asked for: they were introduced.")
    led_to_connection: Count = Field(description="Of those: they have connected since.")
    made: Count = Field(description="As a connector.")
    made_that_connected: Count = Field(description="Of those: the two have connected since.")


class Network(BaseModel):
    """Whether the viewer's network is any good."""

    size: Reach = Field(description="Members at each degree.")
    growth: list[Month] = Field(description="The last twelve months, the latest last.")
    of_unknown_date: Count = Field(description="Connections of which nobody knows since when.")
    ties: Ties
    industries: Spread
    companies: Spread
    places: Spread
    communities: Communities
    quality: Qualities
    requests_sent: SentRequests
    requests_received: ReceivedRequests
    introductions: IntroductionCounts
