"""The demo network in a graph is the one that was generated, however often it is loaded."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW

from mutuals.demo.commands import load
from mutuals.demo.models import DemoNetwork
from mutuals.demo.network import generate
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def network() -> DemoNetwork:
    return generate(80)


async def answer(server: Server, query: str, **parameters: object) -> list[dict[str, Any]]:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        result = await driver.execute_query(query, parameters, database_=server.database)
        return [record.data() for record in result.records]


async def everything(server: Server) -> list[dict[str, Any]]:
    """All nodes and relationships by their properties, in an order of their own."""
    return await answer(
        server,
        """
        MATCH (one:Member|Company|School|Skill|Interest|Group|Event|Post|Comment)
        OPTIONAL MATCH (one)-[tie]->(other)
        RETURN labels(one) AS labels, properties(one) AS one, type(tie) AS type,
          properties(tie) AS tie, other.id AS other
        ORDER BY one.id, labels, type, other, toString(tie.started_on), tie.key
        """,
    )


async def test_everything_that_was_generated_is_in_the_graph(
    graph: Graph, server: Server, network: DemoNetwork
) -> None:
    await load(graph, network, NOW)
    [counts] = await answer(
        server,
        """
        RETURN COUNT { (:Member) } AS members,
          COUNT { (:Member)-[:CONNECTED_TO]->(:Member) } AS connections,
          COUNT { (:Member)-[:WORKS_AT]->(:Company) } AS positions,
          COUNT { (:Member)-[:STUDIED_AT]->(:School) } AS schools,
          COUNT { (:Member)-[:HAS_SKILL]->(:Skill) } AS skills,
          COUNT { (:Member)-[:INTERESTED_IN]->(:Interest) } AS interests,
          COUNT { (:Member)-[:MEMBER_OF]->(:Group) } AS group_members,
          COUNT { (:Member)-[:ATTENDS]->(:Event) } AS attendances,
          COUNT { (:Member)-[:POSTED]->(:Post) } AS posts,
          COUNT { (:Post)-[:SHARES]->(:Post) } AS shares,
          COUNT { (:Member)-[:REACTED_TO]->(:Post) } AS reactions,
          COUNT { (:Member)-[:COMMENTED]->(:Comment)-[:COMMENTS_ON]->(:Post) } AS comments,
          COUNT { (:Member)-[:ENDORSES]->(:Member) } AS endorsements
        """,
    )
    assert counts == {
        "members": len(network.members),
        "connections": len(network.connections),
        "positions": sum(len(member.positions) for member in network.members),
        "schools": sum(len(member.schools) for member in network.members),
        "skills": sum(len(member.skills) for member in network.members),
        "interests": sum(len(member.interests) for member in network.members),
        "group_members": sum(len(group.member_ids) for group in network.groups),
        "attendances": sum(len(event.member_ids) for event in network.events),
        "posts": len(network.posts),
        "shares": sum(post.shared_id is not None for post in network.posts),
        "reactions": sum(len(post.reactions) for post in network.posts),
        "comments": sum(len(post.comments) for post in network.posts),
        "endorsements": len(network.endorsements),
    }


@pytest.mark.long
async def test_loading_the_same_network_again_changes_nothing(
    graph: Graph, server: Server, network: DemoNetwork
) -> None:
    await load(graph, network, NOW)
    before = await everything(server)
    await load(graph, network, NOW + timedelta(days=1))
    assert await everything(server) == before


async def test_loading_again_keeps_the_strengths_computed_meanwhile(
    graph: Graph, server: Server, network: DemoNetwork
) -> None:
    await load(graph, network, NOW)
    await answer(server, "MATCH (:Member)-[tie:CONNECTED_TO]->(:Member) SET tie.strength = 0.4")
    await load(graph, network, NOW)
    found = await answer(
        server,
        "MATCH (:Member)-[tie:CONNECTED_TO]->(:Member) RETURN DISTINCT tie.strength AS strength",
    )
    assert found == [{"strength": 0.4}]


async def test_stints_at_one_company_stay_apart(
    graph: Graph, server: Server, network: DemoNetwork
) -> None:
    risen = next(
        member
        for member in network.members
        if Counter(position.company for position in member.positions).most_common(1)[0][1] > 1
    )
    await load(graph, network, NOW)
    rows = await answer(
        server,
        """
        MATCH (:Member {id: $id})-[work:WORKS_AT]->(company:Company)
        RETURN company.name AS company, work.title AS title, work.started_on AS started_on,
          work.ended_on AS ended_on
        ORDER BY started_on
        """,
        id=risen.id,
    )
    assert [
        (row["company"], row["title"], row["started_on"].to_native(), row["ended_on"] is None)
        for row in rows
    ] == [
        (position.company, position.title, position.started_on, position.ended_on is None)
        for position in risen.positions
    ]


async def test_a_connection_starts_with_no_strength(
    graph: Graph, server: Server, network: DemoNetwork
) -> None:
    await load(graph, network, NOW)
    first = network.connections[0]
    [row] = await answer(
        server,
        """
        MATCH (one:Member)-[tie:CONNECTED_TO {pair: $pair}]->(:Member)
        RETURN one.id AS smaller_id, tie.since AS since, tie.strength AS strength
        """,
        pair=f"{first.smaller_id}|{first.greater_id}",
    )
    assert row["since"].to_native() == first.since
    assert (row["smaller_id"], row["strength"]) == (first.smaller_id, 0.0)


async def test_progress_comes_to_its_end(graph: Graph, network: DemoNetwork) -> None:
    seen: dict[str, tuple[int, int]] = {}

    def watch(what: str, done: int, total: int) -> None:
        seen[what] = (done, total)

    await load(graph, network, NOW, watch)
    assert seen == {
        "Writing members": (80, 80),
        "Writing connections": (len(network.connections), len(network.connections)),
        "Writing groups": (len(network.groups), len(network.groups)),
        "Writing events": (len(network.events), len(network.events)),
        "Writing posts": (len(network.posts), len(network.posts)),
        "Endorsing skills": (len(network.endorsements), len(network.endorsements)),
    }
