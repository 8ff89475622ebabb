"""A graph outside the database: its nodes and relationships, and what became of them."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, Field

from mutuals.exports.values import Value

VERSION = 1
"""Of the files' layout; a file of another is refused."""


class Format(StrEnum):
    """How a graph is written down."""

    GRAPHML = "graphml"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


class Key(NamedTuple):
    """What a node is found by: its label, and its id; of a notification, whose and which."""

    label: str
    id: str

    def __str__(self) -> str:
        return f"{self.label}:{self.id}"


class Node(NamedTuple):
    """A node with its one label."""

    key: Key
    properties: dict[str, Value]


class Relationship(NamedTuple):
    """A relationship and the nodes that it leads from and to."""

    type: str
    start: Key
    end: Key
    properties: dict[str, Value]


Item = Node | Relationship
Columns = dict[str, dict[str, str]]
"""By label or relationship type: the kind of each property's column."""
Counts = dict[str, int]


class GraphReport(BaseModel):
    """What an export wrote, or an import read: how many of each label and type."""

    file: str
    format: Format
    nodes: Counts = Field(default_factory=dict)
    relationships: Counts = Field(default_factory=dict)
    seconds: float = 0.0
    per_second: float = Field(0.0, description="Nodes and relationships a second.")

    def count(self, item: Item) -> None:
        """Count an item that is written."""
        if isinstance(item, Node):
            self.nodes[item.key.label] = self.nodes.get(item.key.label, 0) + 1
        else:
            self.relationships[item.type] = self.relationships.get(item.type, 0) + 1

    @property
    def items(self) -> int:
        """Nodes and relationships together."""
        return sum(self.nodes.values()) + sum(self.relationships.values())


class ExportReport(GraphReport):
    """What an export wrote, and what it met that is not Mutuals' own."""

    left_out: Counts = Field(
        default_factory=dict,
        description="Names that Mutuals does not know, and values that it never writes: how many.",
    )


Progress = Callable[[int, int], None]
"""Called as work goes on: nodes and relationships done, and in all (0 where unknown)."""
