"""Blocks for a time: what they cost those who have some."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from neo4j import WRITE_ACCESS, AsyncManagedTransaction

from bench import network
from mutuals.connections import queries
from mutuals.connections.models import ConnectionFilters
from mutuals.graph.driver import Graph

BLOCKS = 50
BLOCK = """
UNWIND $viewers AS entry
MATCH (viewer:Member {id: entry.viewer_id})
UNWIND entry.blocked_ids AS blocked_id
MATCH (member:Member {id: blocked_id})
WHERE NOT EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
CREATE (viewer)-[:BLOCKS]->(member)
"""
UNBLOCK = "MATCH (:Member)-[block:BLOCKS]->(:Member) DELETE block"


async def write(graph: Graph, statement: str, **parameters: object) -> None:
    async def work(transaction: AsyncManagedTransaction) -> None:
        await (await transaction.run(statement, parameters)).consume()

    async with graph.session(access=WRITE_ACCESS) as session:
        await session.execute_write(work)


@asynccontextmanager
async def blocks(graph: Graph, pairs: list[tuple[str, str]], seed: int) -> AsyncIterator[None]:
    """For a time, every viewer has blocked 50 members, half of them of their second degree."""
    rng = random.Random(seed)
    viewers = sorted({viewer for viewer, _ in pairs})
    targets = {member for _, member in pairs}
    entries = []
    for viewer in viewers:
        near = await second_degree(graph, viewer)
        anyone = [network.member_id(number) for number in range(network.MEMBERS)]
        drawn = [
            *rng.sample(near, min(BLOCKS // 2, len(near))),
            *rng.sample(anyone, BLOCKS // 2),
        ]
        entries.append(
            {
                "viewer_id": viewer,
                "blocked_ids": sorted(set(drawn) - targets - {viewer}),
            }
        )
    await write(graph, BLOCK, viewers=entries)
    try:
        yield
    finally:
        await write(graph, UNBLOCK)


async def second_degree(graph: Graph, viewer_id: str) -> list[str]:
    """A page of the viewer's second degree, so that some of the blocks are in the way."""
    page, _, _ = await queries.connections(
        graph.reader, viewer_id, 2, ConnectionFilters(), 100, None
    )
    return [item.id for item in page]
