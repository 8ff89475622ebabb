"""Types of the runs of the graph algorithms."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field


class Stage(StrEnum):
    """What a run does, in this order."""

    READING = "reading"
    PAGERANK = "pagerank"
    COMMUNITIES = "communities"
    BETWEENNESS = "betweenness"
    CORES = "cores"
    COMPONENTS = "components"
    WRITING = "writing"


class RunStarted(BaseModel):
    """A run that has begun."""

    id: str
    number: int


class Run(BaseModel):
    """A run of the graph algorithms."""

    id: str
    number: int = Field(description="Later runs have greater numbers.")
    state: Literal["running", "complete", "failed"] = Field(
        description="What the catalogue reads is the complete one of the greatest number."
    )
    stage: Stage = Field(description="What it does, or did last.")
    done: float = Field(ge=0, le=1, description="How much of the stage, where that is known.")
    problem: str | None = Field(None, description="Why it failed, and what to do next.")
    started_at: datetime
    ended_at: datetime | None = None
    engine: Literal["networkit", "gds"] = Field(
        description="What computes: networkit here, or Neo4j's Graph Data Science on the server."
    )
    members: int | None = Field(None, description="So many were in it.")
    connections: int | None = None
    communities: int | None = None
    modularity: float | None = Field(
        None, description="How much more stays inside communities than would by chance, 0 to 1."
    )
    components: int | None = None
    betweenness_error: float | None = Field(
        None,
        description="Each member's betweenness is off by no more, as measured; 0 where it is "
        "exact, null where that is not known.",
    )


class Runs(BaseModel):
    """The latest runs, the newest first."""

    items: list[Run]
