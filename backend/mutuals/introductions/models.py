"""Introduction paths: who can introduce the viewer, through whom, and how warmly."""

from typing import Annotated

from pydantic import BaseModel, Field

from mutuals.connections.factors import Factor
from mutuals.connections.models import Degree
from mutuals.connections.strength import Strength, Tier
from mutuals.members.names import MemberId


class PathMember(BaseModel):
    """A member on a path; all null for one who is masked, beside a hop the viewer may not see."""

    id: MemberId | None
    name: str | None = Field(examples=["Ada Lovelace"])
    headline: str | None = Field(examples=["Analyst at Analytical Engines"])
    confirmed: bool = Field(
        True,
        description="False for who is known from imports alone, and is not here yet: the connector "
        "is asked in a message.",
    )


class Hop(BaseModel):
    """The tie between two neighbours on a path, as of now."""

    strength: Strength = Field(
        description="Beside a masked member, and where another member's import says so, rounded "
        "down to a twentieth, so that it tells nobody."
    )
    tier: Tier
    factors: list[Factor] = Field(
        description="What the strength is made of; empty beside a masked member."
    )


class IntroductionPath(BaseModel):
    """A way to the target. hops[i] joins members[i] and members[i + 1]."""

    members: list[PathMember] = Field(description="From the viewer to the target.")
    hops: list[Hop]
    connector_id: MemberId = Field(
        description="The one to ask: the viewer's own connection, or who shares imports with them."
    )
    weakest_hop: int = Field(ge=0, description="Index in hops of the weakest, the first of equals.")
    score: Annotated[
        float,
        Field(ge=0, le=1, description="Product of the strengths, halved for each hop past two."),
    ]
    degree: Degree


class IntroductionPaths(BaseModel):
    """Paths, the best first."""

    paths: list[IntroductionPath]
