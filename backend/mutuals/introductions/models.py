"""Introduction paths: who can introduce the viewer, through whom, and how warmly."""

from typing import Annotated

from pydantic import BaseModel, Field

from mutuals.connections.models import Degree, MemberSummary
from mutuals.connections.strength import Factor, Strength, Tier
from mutuals.members.names import MemberId


class Hop(BaseModel):
    """The tie between two neighbours on a path."""

    strength: Strength
    tier: Tier
    factors: list[Factor] = Field(description="What the strength is made of.")


class IntroductionPath(BaseModel):
    """A way to the target. hops[i] joins members[i] and members[i + 1]."""

    members: list[MemberSummary] = Field(description="From the viewer to the target.")
    hops: list[Hop]
    connector_id: MemberId = Field(description="The viewer's own connection: the one to ask.")
    weakest_hop: int = Field(ge=0, description="Index in hops of the weakest, the first of equals.")
    score: Annotated[
        float,
        Field(ge=0, le=1, description="Product of the strengths, halved for each hop past two."),
    ]
    degree: Degree


class IntroductionPaths(BaseModel):
    """Paths, the best first."""

    paths: list[IntroductionPath]
