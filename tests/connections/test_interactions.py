"""What two connections do with each other moves the counters of their tie."""

import asyncio
from datetime import datetime, timedelta

import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW
from tests.network import write_network

from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.strength import activity, decayed, strength
from mutuals.graph.driver import Graph, Server, Transaction

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


async def count(graph: Graph, interactions: list[Interaction], now: datetime = NOW) -> None:
    async def work(transaction: Transaction) -> None:
        await count_interactions(transaction, interactions, now)

    await graph.writer.transaction(work)


def counters(server: Server) -> dict[str, tuple[float, float]]:
    """Of each pair, forward and backward, where something was counted."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(
            "MATCH ()-[t:CONNECTED_TO]->() WHERE t.counted_at IS NOT NULL "
            "RETURN t.pair AS pair, t.forward AS forward, t.backward AS backward",
            database_=server.database,
        )
    return {row["pair"]: (row["forward"], row["backward"]) for row in found.records}


def strength_of(server: Server, pair: str) -> float:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(
            "MATCH ()-[t:CONNECTED_TO {pair: $pair}]->() RETURN t.strength AS strength",
            pair=pair,
            database_=server.database,
        )
    value: float = found.records[0]["strength"]
    return value


async def test_each_way_has_its_counter(graph: Graph, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("ada", "linus")])
    await count(graph, [Interaction("ada", "grace", 1.0), Interaction("grace", "ada", 3.0)])
    await count(graph, [Interaction("ada", "grace", 1.0)])
    assert counters(server) == {"ada|grace": (2.0, 3.0)}


async def test_what_was_counted_fades_by_half_in_90_days(graph: Graph, server: Server) -> None:
    write_network(server, [("ada", "grace")])
    await count(graph, [Interaction("ada", "grace", 8.0)])
    await count(graph, [Interaction("grace", "ada", 1.0)], NOW + 90 * DAY)
    assert counters(server) == {"ada|grace": (4.0, 1.0)}


async def test_an_older_clock_counts_less(graph: Graph, server: Server) -> None:
    write_network(server, [("ada", "grace")])
    await count(graph, [Interaction("ada", "grace", 8.0)])
    await count(graph, [Interaction("ada", "grace", 1.0)], NOW - 90 * DAY)
    assert counters(server) == {"ada|grace": (8.5, 0.0)}


async def test_members_who_are_not_connected_count_nothing(graph: Graph, server: Server) -> None:
    write_network(server, [("ada", "grace")], members=["linus"])
    await count(graph, [Interaction("ada", "linus", 1.0), Interaction("nobody", "ada", 1.0)])
    assert counters(server) == {}


async def test_the_strength_is_of_context_and_activity(graph: Graph, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.3})
    await count(graph, [Interaction("ada", "grace", 8.0)])
    await count(graph, [Interaction("grace", "ada", 2.0)], NOW + 30 * DAY)
    expected = strength(0.3, activity(decayed(8.0, 30 * DAY), 2.0))
    assert strength_of(server, "ada|grace") == pytest.approx(expected, abs=1e-12)


async def test_all_who_count_at_once_are_counted(graph: Graph, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("ada", "linus")])
    both = [Interaction("linus", "ada", 1.0), Interaction("ada", "grace", 1.0)]
    for _ in range(10):
        await asyncio.gather(*(count(graph, both) for _ in range(20)))
    assert counters(server) == {"ada|grace": (200.0, 0.0), "ada|linus": (0.0, 200.0)}
