"""Writes the demo network to a graph."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from mutuals.demo.models import Connection, DemoNetwork, Member
from mutuals.engine.lifecycle import Progress, silent
from mutuals.graph.driver import Graph
from mutuals.members.names import named_id

MEMBERS_A_BATCH = 250
CONNECTIONS_A_BATCH = 2_000

Item = TypeVar("Item")


async def load(
    graph: Graph, network: DemoNetwork, now: datetime, progress: Progress = silent
) -> None:
    """Write every member with the whole profile, then every connection with a strength of 0.

    Loading the same network again changes nothing, strengths computed meanwhile included.
    """
    total = len(network.members)
    for done, members in _batches(network.members, MEMBERS_A_BATCH):
        rows = [_member_row(member) for member in members]
        await graph.writer.rows("demo.write_members", members=rows, now=now)
        progress("Writing members", done, total)
    total = len(network.connections)
    for done, connections in _batches(network.connections, CONNECTIONS_A_BATCH):
        rows = [_connection_row(connection) for connection in connections]
        await graph.writer.rows("demo.write_connections", connections=rows)
        progress("Writing connections", done, total)


def _batches(items: Sequence[Item], size: int) -> Iterator[tuple[int, Sequence[Item]]]:
    for start in range(0, len(items), size):
        batch = items[start : start + size]
        yield start + len(batch), batch


def _member_row(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "name": member.name,
        "headline": member.headline,
        "industry": member.industry,
        "location": member.location,
        "positions": [
            {**asdict(position), "company_id": named_id(position.company)}
            for position in member.positions
        ],
        "schools": [
            {**asdict(study), "school_id": named_id(study.school)} for study in member.schools
        ],
        "skills": _named(member.skills),
        "interests": _named(member.interests),
    }


def _named(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"id": named_id(name), "name": name} for name in names]


def _connection_row(connection: Connection) -> dict[str, Any]:
    return {**asdict(connection), "pair": f"{connection.smaller_id}|{connection.greater_id}"}
