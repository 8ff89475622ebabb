"""What Neo4j answers, as JSON: of nodes and relationships only what may be read."""

import math
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from mutuals.adhoc.readable import readable


def shown(value: Any) -> Any:
    """A value as JSON has it. Whole entities come with all their properties: most stay here."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    if isinstance(value, Date | DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, Node):
        nodes = readable().nodes
        labels = sorted(label for label in value.labels if label in nodes)
        names = frozenset[str]().union(*(nodes[label] for label in labels))
        return {"labels": labels, "properties": _kept(value, names)}
    if isinstance(value, Relationship):
        types = readable().relationships
        if value.type not in types:
            return {"type": None, "properties": {}}
        return {"type": value.type, "properties": _kept(value, types[value.type])}
    if isinstance(value, Path):
        return {
            "nodes": [shown(node) for node in value.nodes],
            "relationships": [shown(tie) for tie in value.relationships],
        }
    return None


def _kept(entity: Node | Relationship, names: frozenset[str]) -> dict[str, Any]:
    return {key: shown(value) for key, value in sorted(entity.items()) if key in names}
