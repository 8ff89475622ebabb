"""An approach to a company: who there is known or reachable, by whom, and how warmly."""

from datetime import date

from pydantic import BaseModel, Field

from mutuals.approach.models import Evidence, Request
from mutuals.common_ground.models import Named
from mutuals.connections.models import Degree, MemberSummary
from mutuals.connections.strength import Strength, Tier


class KnownEmployee(MemberSummary):
    """A connection of the viewer's who works or worked there."""

    current: bool
    title: str | None = Field(description="Null for a former one.")
    left_on: date | None
    strength: Strength
    tier: Tier


class Connector(MemberSummary):
    """Who can introduce the viewer, and how warm the way through them is."""

    score: Strength = Field(description="Of the best path through them.")


class ReachableEmployee(MemberSummary):
    """Somebody who works there, and whom a connection of the viewer's can introduce."""

    title: str | None
    degree: Degree
    score: Strength = Field(description="Of the best path to them: how warm it is.")
    connectors: list[Connector] = Field(description="The warmest first, at most three.")
    in_common: list[Evidence] = Field(description="With the viewer; at most five facts.")
    request: Request = Field(description="Asks the first of the connectors.")


class Start(BaseModel):
    """Whom to write to first, and why them."""

    member: MemberSummary
    why: str
    request: Request


class CompanyApproach(BaseModel):
    """The way into a company."""

    company: Named
    start_with: Start | None = Field(description="Null where there is no way there yet.")
    known: list[KnownEmployee] = Field(
        description="Those who work there now come first, then the strongest ties; at most ten of "
        "either."
    )
    current_count: int = Field(ge=0, description="Connections of the viewer's who work there.")
    former_count: int = Field(ge=0, description="Connections of the viewer's who did.")
    reachable: list[ReachableEmployee] = Field(description="The warmest first, at most ten.")
