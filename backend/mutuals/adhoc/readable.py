"""What a query may name: the closed lists of cypher/readable.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache

from mutuals.graph.catalogue import cypher_folder


@dataclass(frozen=True)
class Readable:
    """Names in the graph, and words of Cypher."""

    nodes: dict[str, frozenset[str]]
    """Properties by label."""
    relationships: dict[str, frozenset[str]]
    """Properties by type."""
    properties: frozenset[str]
    aggregates: frozenset[str]
    functions: frozenset[str]
    parts_of_times: frozenset[str]
    reserved: frozenset[str]
    operators: frozenset[str]


@cache
def readable() -> Readable:
    """The lists, read from their file once."""
    content = tomllib.loads((cypher_folder() / "readable.toml").read_text("utf-8"))
    nodes = {label: frozenset(names) for label, names in content["nodes"].items()}
    relationships = {
        type_: frozenset(stated["properties"]) for type_, stated in content["relationships"].items()
    }
    words = {name: frozenset(words) for name, words in content["language"].items()}
    properties = frozenset[str]().union(*nodes.values(), *relationships.values())
    return Readable(nodes, relationships, properties, **words)
