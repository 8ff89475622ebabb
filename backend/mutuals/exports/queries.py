"""Reads of the whole graph."""

from contextlib import AbstractAsyncContextManager

from neo4j import AsyncResult

from mutuals.exports.models import Columns
from mutuals.exports.scope import scope
from mutuals.exports.values import kind_named
from mutuals.graph.driver import Reader

NODES_WITH_TIES_AT_ONCE = 100
"""A member may have thousands of relationships."""


async def count(reader: Reader) -> int:
    """How many nodes and relationships there are."""
    return sum(row["count"] for row in await reader.rows("exports.count"))


async def columns(reader: Reader) -> Columns:
    """Each property that is in use, in the model's order, with the kind that most of its values
    have."""
    counts: dict[tuple[str, str], tuple[int, str]] = {}
    async with reader.streamed("exports.count_kinds") as result:
        async for name, property_, kind_name, times in result:
            kind = kind_named(kind_name)
            if kind is not None:
                place = (name, property_)
                # An empty list goes into a column of any list.
                weight = 0 if "NOTHING" in kind_name else times
                counts[place] = max(counts.get(place, (-1, "")), (weight, kind))
    known = {**scope().nodes, **scope().relationships}
    return {
        name: {one: counts[name, one][1] for one in properties if (name, one) in counts}
        for name, properties in known.items()
    }


def nodes(reader: Reader) -> AbstractAsyncContextManager[AsyncResult]:
    """Every node that an export holds; rows as exports.read_nodes says."""
    return reader.streamed("exports.read_nodes")


def relationships(reader: Reader) -> AbstractAsyncContextManager[AsyncResult]:
    """Every node with its relationships; rows as exports.read_relationships says."""
    return reader.streamed("exports.read_relationships", rows_at_once=NODES_WITH_TIES_AT_ONCE)
