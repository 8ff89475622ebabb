"""What of the graph leaves it and comes back: the names of cypher/model.toml but credentials and
bookkeeping."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mutuals.exports.models import Key
from mutuals.graph.catalogue import cypher_folder

# Who could sign in with them; what a database keeps for itself.
LEFT_OUT_LABELS = {
    "Session",
    "ServiceToken",
    "IdempotencyKey",
    "NightlyRun",
    "Migration",
    "MigrationLock",
}
LEFT_OUT_TYPES = {"HAS_SESSION"}
LEFT_OUT_PROPERTIES = {"password_hash"}


@dataclass(frozen=True)
class Scope:
    """Labels and relationship types, each with the names of its properties in their order."""

    nodes: dict[str, tuple[str, ...]]
    relationships: dict[str, tuple[str, ...]]

    def names(self, name: str) -> tuple[str, ...]:
        """The properties of a label or type."""
        return self.nodes.get(name) or self.relationships[name]


@cache
def scope() -> Scope:
    """All that is exported."""
    model = tomllib.loads((cypher_folder() / "model.toml").read_text("utf-8"))
    return Scope(
        nodes={
            label: tuple(name for name in names if name not in LEFT_OUT_PROPERTIES)
            for label, names in model["nodes"].items()
            if label not in LEFT_OUT_LABELS
        },
        relationships={
            type_: tuple(names)
            for type_, names in model["relationships"].items()
            if type_ not in LEFT_OUT_TYPES
        },
    )


def key_of(label: str, properties: Mapping[str, object]) -> Key | None:
    """What a node is found by; None where it lacks that. A constraint keeps each one's own."""
    if label == "Notification":
        member_id, number = properties.get("member_id"), properties.get("number")
        return None if member_id is None or number is None else Key(label, f"{member_id}:{number}")
    found = properties.get("id")
    return Key(label, found) if isinstance(found, str) else None
