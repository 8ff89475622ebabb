"""Types of the analysts' catalogue: what can be asked, and what is answered."""

from typing import Any

from pydantic import BaseModel, Field


class Parameter(BaseModel):
    """What a query takes."""

    name: str = Field(examples=["limit"])
    type: str = Field(examples=["integer"])
    required: bool
    default: Any = Field(None, description="Taken where it is not given.")
    allowed: str | None = Field(
        None, description="The least and the greatest, or every value.", examples=["1..100"]
    )


class Column(BaseModel):
    """What each row of an answer has."""

    name: str = Field(examples=["members"])
    type: str = Field(examples=["integer"])


class CatalogueQuery(BaseModel):
    """A query that analysts may run."""

    name: str = Field(examples=["degree_distribution"])
    description: str
    parameters: list[Parameter]
    columns: list[Column]
    example: dict[str, str] = Field(description="Parameters to try it with.")
    chart: str | None = Field(
        description="What it is drawn as; null where a chart would say nothing.", examples=["bars"]
    )
    needs_run: bool = Field(
        description="Whether it reads what a run of the graph algorithms found: without one it "
        "has no answer."
    )


class CatalogueQueries(BaseModel):
    """Every query that analysts may run, by name."""

    items: list[CatalogueQuery]


class Answer(BaseModel):
    """The rows that a query of the catalogue found."""

    name: str = Field(examples=["degree_distribution"])
    parameters: dict[str, Any] = Field(
        description="As they were taken.", examples=[{"limit": 1000}]
    )
    columns: list[Column]
    items: list[dict[str, Any]] = Field(
        description="Every row, by column.",
        examples=[[{"connections": 1, "members": 4, "share": 0.5}]],
    )
    run: int | None = Field(
        description="The number of the run of the graph algorithms that it read; null for none."
    )
