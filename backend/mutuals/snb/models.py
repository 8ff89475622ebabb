"""What an import of an LDBC SNB data set answers."""

from pydantic import BaseModel, Field

from mutuals.imports.models import MalformedLines


class Count(BaseModel):
    """What became of one kind of thing."""

    lines: int = Field(0, description="Lines of its file that can be understood.")
    created: int = 0
    unchanged: int = Field(0, description="In the graph already, and kept as they were.")
    left_out: int = Field(0, description="They repeat another, or name what the files lack.")


class SnbReport(BaseModel):
    """What became of each kind, the lines that cannot be understood, and what has no place."""

    folder: str
    members: Count = Count()
    connections: Count = Count()
    positions: Count = Count()
    schools: Count = Count()
    interests: Count = Count()
    groups: Count = Count()
    memberships: Count = Count()
    posts: Count = Count()
    comments: Count = Count()
    reactions: Count = Count()
    ties_with_interactions: int = Field(0, description="Ties that were given their counters.")
    not_stored: dict[str, int] = Field(
        default={}, description="Lines of files for which Mutuals has no place."
    )
    malformed: dict[str, MalformedLines] = Field(default={}, description="By file.")
    seconds: float = 0.0
