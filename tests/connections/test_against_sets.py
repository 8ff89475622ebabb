"""Degrees, mutual connections, lists and reach equal what plain Python sets say."""

import itertools
from typing import Literal

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.introductions.random_networks import Network, write

from mutuals.connections import queries
from mutuals.connections.models import ConnectionFilters
from mutuals.graph.driver import Graph, Server

pytestmark = [pytest.mark.long, pytest.mark.anyio]

NAMES = ["", "Ada", "ada", "Zoë", "zoe", "Émile", "李", "10", "9"]

numbers = itertools.count()
"""Each example's ids begin with a number of its own, so the graph need not be emptied."""

on_one_graph = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """2 to 8 members, the first of them the viewer, some with equal names and some with none."""
    members = [f"e{next(numbers)}.{place}" for place in range(draw(st.integers(2, 8)))]
    pairs = list(itertools.combinations(members, 2))
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(members)
    ties.add_edges_from(draw(st.sets(st.sampled_from(pairs))), strength=0.5)
    named = {member: draw(st.sampled_from(NAMES)) for member in members}
    company = f"{members[0]}.acme"
    return Network(
        ties,
        names={member: name for member, name in named.items() if name},
        employees={company: set(draw(st.sets(st.sampled_from(members))))},
        past_employees={company: set(draw(st.sets(st.sampled_from(members))))},
    )


def degree(network: Network, viewer: str, member: str) -> int | None:
    """Whose sets of connections meet first."""
    reached, seen = {viewer}, {viewer}
    for hops in range(4):
        if member in reached:
            return hops
        reached = {other for one in reached for other in network.ties[one]} - seen
        seen |= reached
    return None


def by_name(network: Network, members: set[str]) -> list[str]:
    """Without case; who has no name is sorted by the id."""
    names = {member: member for member in members} | network.names
    return sorted(members, key=lambda member: (names[member].lower(), member))


def mutual(network: Network, one: str, other: str) -> set[str]:
    return {*network.ties[one]} & {*network.ties[other]}


@given(network=networks(), hub_size=st.integers(0, 8), extra=st.integers(0, 3))
@on_one_graph
async def test_degrees(
    graph: Graph, server: Server, network: Network, hub_size: int, extra: int
) -> None:
    await write(server, network)
    viewer, *others = network.ties
    asked = [*others, viewer, "nobody", *others[:extra]]
    expected = [
        degree(network, viewer, member) if member in network.ties else -1 for member in asked
    ]
    rows = await graph.reader.rows(
        "connections.degrees", viewer_id=viewer, member_ids=asked, hub_size=hub_size
    )
    assert [row["degree"] for row in rows] == expected
    for member in network.ties:
        relation = await queries.relation(graph.reader, viewer, member)
        assert relation.degree == degree(network, viewer, member)
        both = mutual(network, viewer, member) if member != viewer else set()
        assert relation.mutual_count == len(both)


@given(network=networks(), limit=st.integers(1, 8))
@on_one_graph
async def test_mutual_connections(
    graph: Graph, server: Server, network: Network, limit: int
) -> None:
    await write(server, network)
    viewer, member, *_ = network.ties
    expected = by_name(network, mutual(network, viewer, member))
    found: list[str] = []
    after = None
    for _ in range(max(1, -(-len(expected) // limit))):
        items, total, after = await queries.mutual_connections(
            graph.reader, viewer, member, limit, after
        )
        assert total == len(expected)
        found += [item.id for item in items]
    assert (found, after) == (expected, None)


@given(network=networks(), limit=st.integers(1, 8), filtered=st.booleans())
@on_one_graph
async def test_first_and_second_degree(
    graph: Graph, server: Server, network: Network, limit: int, filtered: bool
) -> None:
    await write(server, network)
    viewer, *_ = network.ties
    [(company, employees)] = network.employees.items()
    filters = ConnectionFilters(company=company if filtered else None)
    asked: list[Literal[1, 2]] = [1, 2]
    for wanted in asked:
        members = {m for m in network.ties if degree(network, viewer, m) == wanted}
        expected = by_name(network, members & employees if filtered else members)
        found: list[str] = []
        after = None
        for _ in range(max(1, -(-len(expected) // limit))):
            items, total, after = await queries.connections(
                graph.reader, viewer, wanted, filters, limit, after
            )
            assert total == len(expected)
            found += [item.id for item in items]
            for item in items:
                assert item.mutual_count == len(mutual(network, viewer, item.id))
        assert (found, after) == (expected, None)


@given(network=networks())
@on_one_graph
async def test_reach(graph: Graph, server: Server, network: Network) -> None:
    await write(server, network)
    viewer, *_ = network.ties
    found = await queries.reach(graph.reader, viewer)
    degrees = [degree(network, viewer, member) for member in network.ties]
    assert found.model_dump() == {
        "first": degrees.count(1),
        "second": degrees.count(2),
        "third": degrees.count(3),
    }
