"""What is answered to an assistant and to nobody else."""

from pydantic import BaseModel, Field

from mutuals.connections.models import ExplainedTie, Relation
from mutuals.introductions.models import IntroductionPath


class HowConnected(BaseModel):
    """How the viewer is connected to a member."""

    relation: Relation
    tie: ExplainedTie | None = Field(
        description="Of a connection of the viewer's: how strong the tie is, and why."
    )
    best_path: IntroductionPath | None = Field(
        description="To somebody else: the warmest way of at most three hops; null where there is "
        "none."
    )
