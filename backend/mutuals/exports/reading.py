"""What every format checks of what it reads: that the names are Mutuals' own."""

import json
from collections.abc import Mapping
from functools import cache

from mutuals.exports.models import Key, Node, Relationship
from mutuals.exports.scope import key_of, scope
from mutuals.exports.values import Value, from_json

MOST_CHARACTERS = 16 * 2**20
"""Of one line or value; what is longer was not written by an export."""


def node_of(label: str, properties: dict[str, Value]) -> Node:
    """A node that was read.

    Raises:
        ValueError: its label or a property is not Mutuals' own, or it has no id; says so.
    """
    _check(label, properties, scope().nodes, "label")
    key = key_of(label, properties)
    if key is None:
        raise ValueError(f"a {label} has no id")
    return Node(key, properties)


def relationship_of(type_: str, start: Key, end: Key, properties: dict[str, Value]) -> Relationship:
    """A relationship that was read.

    Raises:
        ValueError: its type or a property is not Mutuals' own; says so.
    """
    _check(type_, properties, scope().relationships, "relationship type")
    return Relationship(type_, start, end, properties)


def properties_from_json(found: object) -> dict[str, Value]:
    """The properties that a JSON object holds.

    Raises:
        ValueError: it is none, or one of its values is no value; says so.
    """
    if not isinstance(found, dict):
        raise ValueError("properties are no object")
    return {name: from_json(value) for name, value in found.items()}


def rest_of(text: str | None) -> dict[str, Value]:
    """The properties that stand in a column `rest`.

    Raises:
        ValueError: it is no JSON, or holds no properties; says so.
    """
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("rest is not JSON") from error
    return properties_from_json(found)


def _check(
    name: str,
    properties: Mapping[str, Value],
    known: Mapping[str, tuple[str, ...]],
    what: str,
) -> None:
    if name not in known:
        raise ValueError(f"{name!r} is no {what} of Mutuals")
    if not properties.keys() <= _names(name):
        unknown = next(one for one in properties if one not in _names(name))
        raise ValueError(f"{unknown!r} is no property of {name}")


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(scope().names(name))
