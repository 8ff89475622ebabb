"""Types of analysts' own Cypher."""

from typing import Any, Literal

from pydantic import BaseModel, Field

LONGEST_QUERY = 4096

Stopped = Literal["rows", "bytes", "error"]


class AnalystQuery(BaseModel):
    """A query in Cypher 5, with the values of its parameters."""

    query: str = Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="One query that reads, of at most 4 KB; docs/cypher.md says what it may have.",
        examples=["MATCH (m:Member) RETURN m.industry AS industry, count(*) AS members"],
    )
    parameters: dict[str, Any] = Field(
        default={},
        max_length=100,
        description="Values by the names of the query's $parameters: at most 64 KB.",
        examples=[{"industry": "Biotech"}],
    )


class QuerySummary(BaseModel):
    """How a query ended."""

    rows: int = Field(description="Rows that were sent.", examples=[12])
    seconds: float = Field(description="Time from the start to the end.", examples=[0.021])
    stopped: Stopped | None = Field(
        description="What stopped it early: too many rows, too many bytes, or an error after the "
        "first row, as of the deadline.",
        examples=[None],
    )
    why: str | None = Field(description="The same in words.", examples=[None])


class Table(BaseModel):
    """The answer to a query."""

    columns: list[str] = Field(examples=[["industry", "members"]])
    rows: list[list[Any]] = Field(
        description="Each has a value a column. A node is its labels and properties, a "
        "relationship its type and properties, each without what may not be read.",
        examples=[[["Biotech", 3]]],
    )
    truncated: bool = Field(description="Whether there were more rows than these.")
    summary: QuerySummary
